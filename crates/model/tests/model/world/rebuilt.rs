//! What is kept beside the truth from event to event is what anyone would find who counted it
//! anew: lists, figures by node, verdicts and their counts.

use std::rc::Rc;

use ringside_model::apply::apply;
use ringside_model::client::Client;
use ringside_model::event::{All, Event, NodeSpec, Who};
use ringside_model::policy::{Policy, Preset, Repair, ReplicaPlacement, WriteRule};
use ringside_model::scenario::Setup;
use ringside_model::seconds::Seconds;
use ringside_model::session::{Numbered, SessionSpec};
use ringside_model::traffic::Traffic;
use ringside_model::world::World;

use crate::generate::Random;

/// Nodes at the start; as many again may join.
const NODES: u32 = 12;

/// The most sessions that a request names.
const MOST_KEYS: u32 = 200;

/// An event that may or may not be possible.
fn event(random: &mut Random, sessions: u32) -> Event {
    let name = format!("10.0.0.{}", random.between(0, 2 * NODES - 1));
    match random.between(0, 16) {
        0..=2 => Event::Crash(name),
        3..=5 => Event::Restart(name),
        6 => Event::Partition(name),
        7 => Event::Heal(name),
        8..=9 => Event::Join(NodeSpec {
            weight: random.between(1, 3),
            ..NodeSpec::named(name)
        }),
        10..=11 => Event::Leave(name),
        12 => Event::Advance(Seconds(random.between(1, 40))),
        13 => Event::Read(Who::All(All::All)),
        14 if random.percent(33) => Event::REQUEST_ALL,
        15 => Event::Traffic(Traffic {
            length: Seconds(random.between(1, 90)),
            rate: random.between(0, 4),
            think: random.percent(50).then_some(Seconds(20)),
            logins: 30,
            seed: random.between(0, 8),
        }),
        _ => {
            let key = |_| format!("session-{}", random.between(0, sessions - 1));
            let keys = (0..MOST_KEYS.min(sessions / 50)).map(key);
            Event::Request(Who::Keys(keys.collect()))
        }
    }
}

/// Policies that keep their lists in different ways, and repair and eject in different ways.
fn policies() -> Vec<(&'static str, Policy)> {
    let idea = |client| Policy::of(client);
    let ketama = || idea(Client::LibmemcachedKetamaWeighted);
    let preset = |preset: Preset| preset.policy(Client::LibmemcachedKetamaWeighted, None);
    let ttl = Some(Seconds(60));
    vec![
        ("ketama", ketama()),
        (
            "strictly after",
            Policy {
                ttl,
                ..idea(Client::Uhashring)
            },
        ),
        (
            "shared points",
            Policy {
                repair: Repair::Rewrite,
                ..idea(Client::NpmHashring)
            },
        ),
        (
            "chained points",
            Policy {
                repair: Repair::Eager,
                ..idea(Client::NginxConsistent)
            },
        ),
        (
            "eager beyond the list",
            Policy {
                repair: Repair::Eager,
                write: WriteRule::FirstHealthy,
                ttl,
                ..ketama()
            },
        ),
        (
            "libmemcached, ejecting",
            Policy {
                retry: Some(Seconds(30)),
                ..preset(Preset::LibmemcachedEjecting)
            },
        ),
        ("twemproxy, ejecting", preset(Preset::TwemproxyEjecting)),
        ("redistribute", preset(Preset::SpymemcachedRedistribute)),
        ("homes", preset(Preset::SessionManager)),
        (
            "homes and further tries",
            Policy {
                replica_placement: ReplicaPlacement::Rehash,
                probe_depth: None,
                ..preset(Preset::SessionManager)
            },
        ),
        (
            "modulo",
            Policy {
                repair: Repair::WriteBack,
                ttl,
                ..idea(Client::PythonMemcached)
            },
        ),
        (
            "rendezvous",
            Policy {
                repair: Repair::Eager,
                ..idea(Client::Pymemcache)
            },
        ),
    ]
}

fn world(policy: Policy, sessions: u32) -> World {
    let numbered = Numbered {
        prefix: "session-".to_owned(),
        count: sessions,
    };
    let setup = Setup {
        title: String::new(),
        about: String::new(),
        policy,
        nodes: (0..NODES)
            .map(|node| NodeSpec::named(format!("10.0.0.{node}")))
            .collect(),
        sessions: Rc::new(SessionSpec::Numbered(numbered)),
    };
    World::new(Rc::new(setup)).expect("a world")
}

/// Plays so many possible events, and counts everything anew after each `step` of them.
fn play(name: &str, policy: Policy, sessions: u32, seed: u64, events: u32, step: u32) {
    let mut world = world(policy, sessions);
    let random = &mut Random::new(seed, 0);
    let mut happened = 0;
    while happened < events {
        let event = event(random, sessions);
        let before = world.clone();
        let Ok(changes) = apply(&mut world, &event) else {
            assert!(
                world == before,
                "{name}, seed {seed}: refused {event:?} changed something"
            );
            continue;
        };
        happened += 1;
        if happened % step > 0 {
            continue;
        }
        let said = format!("{name}, seed {seed}, event {happened}: {event:?}");
        assert!(world == world.rebuilt(), "{said}");
        assert_eq!(world.counts().total(), sessions, "{said}");
        let other = |&session: &_| world.verdict(session) != before.verdict(session);
        let differing = world.sessions().ids().filter(other).count();
        assert_eq!(changes.changed as usize, differing, "{said}");
    }
}

#[test]
fn after_every_event_what_is_kept_is_what_would_be_found_anew() {
    for seed in 0..5 {
        for (name, policy) in policies() {
            play(name, policy, 400, seed, 50, 1);
        }
    }
}

#[test]
fn with_more_sessions_than_two_bytes_number_what_is_kept_is_what_would_be_found_anew() {
    for (seed, (name, policy)) in (100..).zip(policies()) {
        play(name, policy, 70_000, seed, 16, 8);
    }
}
