//! `cargo run --profile bench -p bench`: tables of what the model costs, and what the same work
//! costs other crates. Times are the best of several runs, which other programs disturb least.

use std::hint::black_box;
use std::rc::Rc;
use std::time::{Duration, Instant};

use bench::{Click, NODES, SESSIONS, after, clicks, idea, name, peers, request, world};
use ringside_model::event::Event;

const KEYS: u32 = 1_000_000;
const PEER_NODES: u16 = 100;

fn main() {
    for nodes in NODES {
        growth(nodes);
    }
    touched();
    beside_others();
}

/// The best time of several runs.
fn best<T>(runs: u32, mut run: impl FnMut() -> T) -> Duration {
    let mut time = || {
        let (start, started) = (processor_time(), Instant::now());
        let made = run();
        let took = started.elapsed();
        let busy = processor_time()
            .zip(start)
            .map(|(end, start)| end.saturating_sub(start));
        drop(black_box(made));
        busy.map_or(took, |busy| took.min(busy))
    };
    (0..runs).map(|_| time()).min().unwrap_or_default()
}

/// How long this thread has been on a processor, where the system tells. That leaves out the time
/// in which other programs had it.
fn processor_time() -> Option<Duration> {
    // The figure is brought up to date when the thread gives way.
    std::thread::yield_now();
    let text = std::fs::read_to_string("/proc/thread-self/schedstat").ok()?;
    let nanos = text.split(' ').next()?.parse().ok()?;
    Some(Duration::from_nanos(nanos))
}

fn row(title: &str, cells: impl Iterator<Item = String>) {
    let cells: Vec<String> = cells.collect();
    println!("| {title} | {} |", cells.join(" | "));
}

/// A time in figures that can be compared down a column.
fn shown(time: Duration) -> String {
    let micros = time.as_secs_f64() * 1e6;
    if micros < 1000.0 {
        format!("{micros:.1} µs")
    } else {
        format!("{:.2} ms", micros / 1000.0)
    }
}

/// What each event costs at rising numbers of sessions, and how many it gave another verdict.
fn growth(nodes: u16) {
    println!("\n### {nodes} nodes x 160 tokens, two copies\n");
    row(
        "event",
        SESSIONS
            .iter()
            .map(|sessions| format!("{sessions} sessions")),
    );
    row("---", SESSIONS.iter().map(|_| "---:".to_owned()));
    let setups = SESSIONS.map(|sessions| idea(nodes, sessions));
    let starts = setups.each_ref().map(|setup| Rc::new(world(setup)));
    let times = setups.iter().map(|setup| shown(best(3, || world(setup))));
    row("set up", times);
    for Click {
        name,
        before,
        event,
    } in clicks(nodes)
    {
        let events = [event];
        let cells = starts.iter().map(|start| {
            let (start, _) = after(start, &before);
            let (_, changed) = after(&start, &events);
            format!("{} ({changed})", shown(best(15, || after(&start, &events))))
        });
        row(name, cells);
    }
}

/// What an event costs that touches so many sessions of so many: requests by key.
fn touched() {
    println!("\n### requests of k sessions, {PEER_NODES} nodes x 160 tokens, two copies\n");
    row(
        "k",
        SESSIONS
            .iter()
            .map(|sessions| format!("{sessions} sessions")),
    );
    row("---", SESSIONS.iter().map(|_| "---:".to_owned()));
    let starts = SESSIONS.map(|sessions| Rc::new(world(&idea(PEER_NODES, sessions))));
    for asked in [1, 10, 100, 1000] {
        let events = [request(asked)];
        let times = starts
            .iter()
            .map(|start| shown(best(15, || after(start, &events))));
        row(&asked.to_string(), times);
    }
}

/// The same work by the model and by other crates, and how many times ours theirs is.
fn beside_others() {
    let keys = peers::keys(KEYS);
    let removed = PEER_NODES / 2;
    let start = Rc::new(world(&idea(PEER_NODES, KEYS)));
    let leave = [Event::Leave(name(removed))];
    let ours = peers::ours(PEER_NODES);
    let ketama = peers::ketama(0..PEER_NODES);
    let hashring = peers::hashring(PEER_NODES);
    let rest = || (0..PEER_NODES).filter(move |&node| node != removed);
    let work = [
        (
            "build the ring",
            best(9, || peers::ours(PEER_NODES)),
            best(9, || peers::ketama(0..PEER_NODES)),
            best(9, || peers::hashring(PEER_NODES)),
        ),
        (
            "place every key",
            best(5, || peers::ours_places(&ours, &keys)),
            best(5, || peers::ketama_places(&ketama, &keys)),
            best(5, || peers::hashring_places(&hashring, &keys)),
        ),
        (
            "a node leaves; where is every key then",
            best(9, || after(&start, &leave)),
            best(5, || peers::ketama_places(&peers::ketama(rest()), &keys)),
            best(5, || {
                let mut ring = hashring.clone();
                peers::hashring_without(&mut ring, removed);
                peers::hashring_places(&ring, &keys)
            }),
        ),
    ];
    println!("\n### {PEER_NODES} nodes x 160 tokens, {KEYS} keys, beside other crates\n");
    println!("| work | the model | ketama | hashring |\n| --- | ---: | ---: | ---: |");
    for (title, ours, ketama, hashring) in work {
        let ratio = |theirs: Duration| theirs.as_secs_f64() / ours.as_secs_f64();
        let cell = |theirs| format!("{} ({:.2}x)", shown(theirs), ratio(theirs));
        row(
            title,
            [shown(ours), cell(ketama), cell(hashring)].into_iter(),
        );
    }
}
