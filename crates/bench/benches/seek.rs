//! What it costs to show any moment of a long history, from any other: 10,000 events on 10,000
//! sessions.

use std::rc::Rc;

use criterion::Criterion;
use ringside_model::event::{Event, NodeSpec, Who};
use ringside_model::scenario::Scenario;
use ringside_model::timeline::Timeline;

/// How many events there are.
const EVENTS: usize = 10_000;

/// Ten nodes with 160 tokens each, 10,000 sessions with two copies each, and everything that can
/// happen: of 50 events 46 concern one node or some sessions, three the server list, and one is a
/// request of every session.
fn long() -> Scenario {
    let nodes: Vec<String> = (1..=10)
        .map(|number| format!(r#"{{"name": "10.0.0.{number}:11211"}}"#))
        .collect();
    let text = format!(
        r#"{{"ringside": 1, "policy": {{"placement": "libmemcached-ketama-weighted", "replicas": 2, "fall_through": "miss-and-error"}},
            "nodes": [{}], "sessions": {{"prefix": "session-", "count": 10000}}}}"#,
        nodes.join(", ")
    );
    let start = Scenario::parse(&text).expect("a scenario");
    let mut events = Vec::new();
    for round in 0..EVENTS / 50 {
        let newcomer = format!("10.0.1.{}:11211", round % 200 + 1);
        for step in 0..46 {
            let node = format!("10.0.0.{}:11211", (round + step / 4) % 10 + 1);
            let keys =
                (0..10).map(|at| format!("session-{}", (round * 37 + step * 101 + at) % 10_000));
            events.push(match step % 4 {
                0 if step % 8 == 0 => Event::Crash(node),
                0 => Event::Partition(node),
                1 => Event::Request(Who::Keys(keys.collect())),
                2 => Event::Read(Who::Keys(keys.collect())),
                _ if step % 8 == 3 => Event::Restart(node),
                _ => Event::Heal(node),
            });
        }
        events.push(Event::Join(NodeSpec::named(newcomer.clone())));
        events.push(Event::REQUEST_ALL);
        events.push(Event::Leave(newcomer.clone()));
        events.push(Event::Crash(newcomer));
    }
    Scenario {
        setup: Rc::clone(&start.setup),
        events,
    }
}

/// A jump there and back, so that each measurement begins where the one before did.
fn between(timeline: &mut Timeline, from: usize, to: usize) {
    timeline.seek(to);
    timeline.seek(from);
}

fn seek(criterion: &mut Criterion) {
    let scenario = long();
    let mut timeline = Timeline::new(&scenario).expect("possible events");
    let mut group = criterion.benchmark_group("seek over 10,000 events on 10,000 sessions");
    for (name, from, to) in [
        ("from the start to the end and back", 0, EVENTS),
        ("from the start to the middle and back", 0, EVENTS / 2),
        ("from the end to the middle and back", EVENTS, EVENTS / 2),
        ("one event back and on again", EVENTS / 2, EVENTS / 2 - 1),
        (
            "a hundred events back and on again",
            EVENTS / 2,
            EVENTS / 2 - 100,
        ),
    ] {
        timeline.seek(from);
        group.bench_function(name, |bencher| {
            bencher.iter(|| between(&mut timeline, from, to));
        });
    }
    // A walk that comes by every part of the history, and is the same each time.
    let mut at = 0;
    group.bench_function("two jumps to anywhere", |bencher| {
        bencher.iter(|| {
            for _ in 0..2 {
                at = (at + 6_181) % (EVENTS + 1);
                timeline.seek(at);
            }
        });
    });
    group.bench_function("the start to the end without a checkpoint", |bencher| {
        bencher.iter_with_large_drop(|| {
            Timeline::within(&scenario, 0).map(|timeline| timeline.position())
        });
    });
    group.finish();
}

fn main() {
    let mut criterion = Criterion::default().sample_size(10).configure_from_args();
    seek(&mut criterion);
    criterion.final_summary();
}
