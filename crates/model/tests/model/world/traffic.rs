//! A stream of requests: it is nothing but single events, drawn the same every time, and its
//! samples add up.

use std::collections::BTreeMap;
use std::rc::Rc;

use proptest::prelude::*;
use ringside_model::apply::{Changes, apply};
use ringside_model::client::Client;
use ringside_model::event::{Event, NodeSpec, Who};
use ringside_model::id::SessionId;
use ringside_model::policy::{Eject, Policy, Repair, WriteRule};
use ringside_model::refusal::Refusal;
use ringside_model::scenario::{Scenario, Setup};
use ringside_model::seconds::Seconds;
use ringside_model::session::{Numbered, SessionSpec};
use ringside_model::timeline::Timeline;
use ringside_model::traffic::{Draws, Kind, MAX_REQUESTS, MOST_SAMPLES, Traffic};
use ringside_model::world::World;

const SESSIONS: u32 = 120;

pub fn world(policy: Policy) -> World {
    let setup = Setup {
        title: String::new(),
        about: String::new(),
        policy,
        nodes: ["a", "b", "c", "d"].map(NodeSpec::named).to_vec(),
        sessions: Rc::new(SessionSpec::Numbered(Numbered {
            prefix: "session-".to_owned(),
            count: SESSIONS,
        })),
    };
    World::new(Rc::new(setup)).expect("a world")
}

pub fn idea() -> Policy {
    Policy::of(Client::LibmemcachedKetamaWeighted)
}

pub fn happen(world: &mut World, event: &Event) -> Changes {
    apply(world, event).expect("a possible event")
}

pub fn crash(node: &str) -> Event {
    Event::Crash(node.to_owned())
}

/// A stream of any kind, at most two minutes long.
pub fn streams() -> impl Strategy<Value = Traffic> {
    let think = proptest::option::of(1..40_u32);
    (1..120_u32, 0..12_u32, think, 0..=100_u32, any::<u32>()).prop_map(
        |(length, rate, think, logins, seed)| Traffic {
            length: Seconds(length),
            rate,
            think: think.map(Seconds),
            logins,
            seed,
        },
    )
}

/// Policies in which time, repair and ejection do something.
pub fn policies() -> impl Strategy<Value = Policy> {
    let after_two = Eject::After(2.try_into().expect("two"));
    let repair = prop::sample::select(&Repair::ALL[..]);
    let write = prop::sample::select(&WriteRule::ALL[..]);
    let eject = prop::sample::select(vec![Eject::Never, Eject::AtOnce, after_two]);
    let ttl = proptest::option::of((5..60_u32).prop_map(Seconds));
    (repair, write, eject, ttl, any::<bool>()).prop_map(
        move |(repair, write, eject, ttl, database)| Policy {
            repair,
            write,
            eject,
            retry: (eject == after_two).then_some(Seconds(7)),
            ttl,
            database,
            ..idea()
        },
    )
}

/// The requests of a stream that begins at the start, by second.
fn drawn(traffic: Traffic) -> Vec<Vec<(SessionId, Kind)>> {
    let sessions = world(idea()).sessions().in_scenario_order();
    let mut draws = Draws::new(traffic, sessions);
    (1..=traffic.length.0)
        .map(|now| draws.second(now))
        .collect()
}

/// The events that a stream stands for, at this moment.
fn spelled_out(world: &World, traffic: Traffic) -> Vec<Event> {
    let mut draws = Draws::new(traffic, world.sessions().in_scenario_order());
    let mut events = Vec::new();
    for second in 1..=traffic.length.0 {
        events.push(Event::Advance(Seconds(1)));
        for (session, kind) in draws.second(world.now() + second) {
            let who = Who::Keys(vec![world.sessions().key(session).into_owned()]);
            events.push(match kind {
                Kind::Read => Event::Read(who),
                Kind::Login => Event::Request(who),
            });
        }
    }
    events
}

/// All that is true of a world, but not how it is kept.
fn truth(world: &World) -> String {
    let each = world.sessions().ids();
    let each = each.map(|session| {
        let copies = world.cluster().copies(session);
        let (latest, verdict) = (world.latest(session), world.verdict(session));
        format!("{session:?} {latest:?} {verdict:?} {copies:?}\n")
    });
    let nodes = world.roster().nodes();
    let ejected: Vec<_> = nodes
        .filter(|&(node, _)| world.ejected(node))
        .map(|(node, _)| node)
        .collect();
    let (now, load, counts) = (world.now(), world.load(), world.counts());
    format!(
        "{now} {load:?} {counts:?} {ejected:?}\n{}",
        each.collect::<Vec<_>>().concat()
    )
}

proptest! {
    #[test]
    fn a_stream_is_its_single_events_one_after_the_other(
        policy in policies(), traffic in streams(), cut in any::<bool>()
    ) {
        let mut one = world(policy);
        happen(&mut one, &crash("b"));
        if cut {
            happen(&mut one, &Event::Partition("c".to_owned()));
        }
        let mut other = one.clone();
        let before = one.clone();
        let changes = happen(&mut one, &Event::Traffic(traffic));
        let (mut reads, mut misses, mut expired) = (0, 0, 0);
        for event in spelled_out(&other, traffic) {
            let changes = happen(&mut other, &event);
            expired += changes.copies_lost;
            if let Some(requests) = changes.requests {
                reads += requests.reads();
                misses += requests.misses();
            }
        }
        prop_assert_eq!(truth(&one), truth(&other));
        prop_assert!(one == one.rebuilt());
        let requests = changes.requests.expect("requests");
        prop_assert_eq!((requests.reads(), requests.misses()), (reads, misses));
        prop_assert_eq!(changes.copies_lost, expired);
        let last = changes.samples.last().expect("a sample");
        prop_assert_eq!(
            (last.seconds, last.requests, last.misses, last.survivors),
            (traffic.length.0, reads, misses, one.counts().survivors())
        );
        prop_assert_eq!(last.repair_copies, changes.load.repair_copies);
        prop_assert_eq!(last.database_reads, changes.load.database_reads);
        let other = |session: &SessionId| one.verdict(*session) != before.verdict(*session);
        prop_assert_eq!(changes.changed as usize, one.sessions().ids().filter(other).count());
    }

    #[test]
    fn without_think_time_there_are_exactly_rate_times_length_requests(mut traffic in streams()) {
        traffic.think = None;
        let all: usize = drawn(traffic).iter().map(Vec::len).sum();
        prop_assert_eq!(all as u64, traffic.requests());
    }

    #[test]
    fn nobody_is_asked_again_while_they_think_and_nobody_waits_while_others_do_not(
        traffic in streams()
    ) {
        let think = traffic.think.map_or(0, |think| think.0);
        let mut last: BTreeMap<SessionId, u32> = BTreeMap::new();
        for (second, requests) in (1..).zip(drawn(traffic)) {
            let idle = |last: &BTreeMap<SessionId, u32>| {
                let thinking = last.values().filter(|&&at| second < at + think).count();
                SESSIONS as usize - thinking
            };
            prop_assert!(requests.len() <= traffic.rate as usize);
            let most = if think > 0 { idle(&last) } else { usize::MAX };
            prop_assert_eq!(requests.len(), most.min(traffic.rate as usize));
            for (session, _) in requests {
                if let Some(before) = last.insert(session, second) {
                    prop_assert!(second >= before + think);
                }
            }
        }
    }

    #[test]
    fn two_streams_in_a_row_without_think_time_are_one(mut traffic in streams(), cut in 1..119_u32) {
        traffic.think = None;
        prop_assume!(cut < traffic.length.0);
        let policy = Policy { repair: Repair::WriteBack, ..idea() };
        let (mut one, mut two) = (world(policy.clone()), world(policy));
        happen(&mut one, &Event::Traffic(traffic));
        for length in [cut, traffic.length.0 - cut] {
            let part = Traffic { length: Seconds(length), ..traffic };
            happen(&mut two, &Event::Traffic(part));
        }
        prop_assert!(one == two);
    }

    #[test]
    fn a_stream_without_requests_is_time_alone(policy in policies(), length in 1..200_u32) {
        let mut one = world(policy);
        happen(&mut one, &crash("b"));
        happen(&mut one, &Event::REQUEST_ALL);
        let mut two = one.clone();
        let silence = Traffic { length: Seconds(length), rate: 0, think: None, logins: 0, seed: 0 };
        happen(&mut one, &Event::Traffic(silence));
        happen(&mut two, &Event::Advance(Seconds(length)));
        prop_assert_eq!(truth(&one), truth(&two));
    }
}

#[test]
fn a_seed_says_who_is_asked_and_another_second_asks_others() {
    let traffic = Traffic {
        length: Seconds(60),
        rate: 5,
        think: Some(Seconds(10)),
        logins: 20,
        seed: 3,
    };
    let first = drawn(traffic);
    assert_eq!(first, drawn(traffic));
    assert_ne!(first, drawn(Traffic { seed: 4, ..traffic }));
    assert_ne!(first[0], first[1]);
    let all: Vec<_> = first.concat();
    let logins = all.iter().filter(|(_, kind)| *kind == Kind::Login).count();
    assert_eq!(all.len(), 300);
    assert!((40..80).contains(&logins), "{logins} of 300");
    // Worked out by another program: whatever changes this changes what scenarios mean.
    let world = world(idea());
    let keys: Vec<String> = first[0]
        .iter()
        .map(|(session, _)| world.sessions().key(*session).into_owned())
        .collect();
    assert_eq!(
        keys,
        [
            "session-60",
            "session-80",
            "session-113",
            "session-7",
            "session-91"
        ]
    );
}

#[test]
fn a_stream_has_a_sample_a_second_but_never_more_than_so_many() {
    for length in [1, 59, 240, 241, 3600] {
        let mut world = world(idea());
        let traffic = Traffic {
            length: Seconds(length),
            rate: 1,
            think: None,
            logins: 0,
            seed: 0,
        };
        let samples = happen(&mut world, &Event::Traffic(traffic)).samples;
        assert!(samples.len() <= MOST_SAMPLES as usize);
        assert!(
            samples.len() * 2 > length.min(MOST_SAMPLES) as usize,
            "{length}"
        );
        assert_eq!(samples.last().map(|sample| sample.seconds), Some(length));
        assert!(samples.is_sorted_by_key(|sample| (sample.seconds, sample.requests)));
    }
}

#[test]
fn a_stream_that_asks_for_too_much_is_refused_and_changes_nothing() {
    let mut world = world(idea());
    let before = world.clone();
    let traffic = |length, rate| {
        Event::Traffic(Traffic {
            length: Seconds(length),
            rate,
            think: None,
            logins: 0,
            seed: 0,
        })
    };
    assert!(apply(&mut world.clone(), &traffic(1000, 100)).is_ok());
    let refused = apply(&mut world, &traffic(1001, 100));
    let too_many = Refusal::TooManyRequests {
        requests: 100_100,
        most: MAX_REQUESTS,
    };
    assert_eq!(refused, Err(too_many));
    let refused = apply(&mut world, &traffic(3601, 1));
    assert!(matches!(refused, Err(Refusal::TrafficTooLong { .. })));
    let refused = apply(&mut world, &traffic(u32::MAX, u32::MAX));
    assert!(refused.is_err());
    assert!(world == before);
}

/// How many are lost when a second node restarts empty, half a minute of reads after the first.
fn lost_with(repair: Repair) -> u32 {
    let mut world = world(Policy { repair, ..idea() });
    let reads = Event::Traffic(Traffic {
        length: Seconds(60),
        rate: 8,
        think: Some(Seconds(10)),
        logins: 0,
        seed: 1,
    });
    let restart = |node: &str| Event::Restart(node.to_owned());
    for event in [crash("b"), restart("b"), reads, crash("c")] {
        happen(&mut world, &event);
    }
    world.counts().lost
}

#[test]
fn the_more_a_read_repairs_the_fewer_the_next_crash_takes() {
    let (none, write_back, rewrite) = (
        lost_with(Repair::None),
        lost_with(Repair::WriteBack),
        lost_with(Repair::Rewrite),
    );
    // What misses first is written back; a copy that no read comes to is missed by nobody.
    let told = (none, write_back, rewrite);
    assert!(rewrite < write_back && write_back < none, "{told:?}");
}

#[test]
fn going_back_over_a_stream_and_forth_again_is_exact() {
    let setup = Rc::clone(
        world(Policy {
            ttl: Some(Seconds(30)),
            ..idea()
        })
        .setup(),
    );
    let scenario = Scenario {
        setup,
        events: Vec::new(),
    };
    let mut timeline = Timeline::new(&scenario).expect("a timeline");
    let traffic = Event::Traffic(Traffic {
        length: Seconds(45),
        rate: 4,
        think: None,
        logins: 50,
        seed: 9,
    });
    for event in [traffic.clone(), crash("a"), traffic] {
        timeline.push(event).expect("possible");
    }
    let end = Rc::clone(timeline.world());
    let changes = timeline.changes().to_vec();
    timeline.seek(1);
    let middle = Rc::clone(timeline.world());
    assert!(timeline.undo());
    assert!(timeline.redo());
    timeline.seek(3);
    assert!(**timeline.world() == *end);
    timeline.seek(1);
    assert!(**timeline.world() == *middle);
    let again = Timeline::new(&timeline.scenario()).expect("a timeline");
    assert!(**again.world() == *end);
    assert_eq!(**again.changes(), changes);
}
