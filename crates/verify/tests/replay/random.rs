//! Scenarios that nobody thought of: policies and events drawn by lot, always the same ones.
//!
//! `RINGSIDE_RANDOM=500 cargo test -p verify --test replay random` draws more. A scenario in which
//! the sides differ is printed whole; saved to a file, `cargo xtask verify -- FILE` plays it.

use std::num::NonZeroU8;
use std::rc::Rc;

use ringside_model::client::Client;
use ringside_model::event::{All, Event, NodeSpec, Who};
use ringside_model::policy::{Eject, FallThrough, Policy, Repair, ReplicaPlacement, WriteRule};
use ringside_model::roster::Roster;
use ringside_model::scenario::{Scenario, Setup};
use ringside_model::seconds::Seconds;
use ringside_model::session::{Numbered, SessionSpec};
use ringside_model::traffic::Traffic;
use verify::play::play;

use super::common::tools;

/// How many are drawn where nobody asks for more.
const DRAWN: u64 = 12;
const NODES: usize = 4;
const EVENTS: usize = 14;
const SESSIONS: u32 = 60;

/// Lots (`SplitMix64`, Steele et al. 2014).
struct Lots(u64);

impl Lots {
    fn draw(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    fn below(&mut self, end: usize) -> usize {
        usize::try_from(self.draw() % end as u64).unwrap()
    }

    fn of<T: Copy>(&mut self, all: &[T]) -> T {
        all[self.below(all.len())]
    }

    fn one_in(&mut self, chances: usize) -> bool {
        self.below(chances) == 0
    }

    fn small(&mut self, most: usize) -> NonZeroU8 {
        NonZeroU8::new(u8::try_from(1 + self.below(most)).unwrap()).unwrap()
    }
}

fn policy(lots: &mut Lots) -> Policy {
    let eject = match lots.below(4) {
        0 => Eject::AtOnce,
        1 => Eject::After(lots.small(4)),
        _ => Eject::Never,
    };
    Policy {
        replicas: lots.small(3),
        probe_depth: lots.one_in(2).then(|| lots.small(NODES)),
        replica_placement: lots.of(&ReplicaPlacement::ALL),
        fall_through: lots.of(&FallThrough::ALL),
        write: lots.of(&WriteRule::ALL),
        repair: lots.of(&Repair::ALL),
        eject,
        retry: (eject != Eject::Never && lots.one_in(2)).then_some(Seconds(30)),
        database: lots.one_in(4),
        ..Policy::of(lots.of(&Client::ALL))
    }
}

fn name(number: usize) -> String {
    format!("10.0.0.{}", number + 1)
}

fn event(lots: &mut Lots) -> Event {
    // One number more than there are nodes: sometimes a new one joins.
    let node = name(lots.below(NODES + 2));
    let who = if lots.one_in(2) {
        Who::All(All::All)
    } else {
        let keys = (0..8).map(|_| format!("session-{}", lots.below(SESSIONS as usize)));
        Who::Keys(keys.collect())
    };
    match lots.below(12) {
        0 | 1 => Event::Crash(node),
        2 => Event::Restart(node),
        3 => Event::Partition(node),
        4 => Event::Heal(node),
        5 => Event::Join(NodeSpec::named(node)),
        6 => Event::Leave(node),
        7 => Event::Read(who),
        8 | 9 => Event::Request(who),
        10 => Event::Traffic(Traffic {
            length: Seconds(12),
            rate: 3,
            think: lots.one_in(2).then_some(Seconds(10)),
            logins: 20,
            seed: 7,
        }),
        _ => Event::Advance(Seconds(20)),
    }
}

/// A scenario of which every event is possible.
fn drawn(seed: u64) -> Scenario {
    let mut lots = Lots(seed);
    let setup = Setup {
        title: format!("drawn by lot, number {seed}"),
        about: String::new(),
        policy: policy(&mut lots),
        nodes: (0..NODES).map(name).map(NodeSpec::named).collect(),
        sessions: Rc::new(SessionSpec::Numbered(Numbered {
            prefix: "session-".into(),
            count: SESSIONS,
        })),
    };
    let mut roster = Roster::found(&setup.policy, &setup.nodes).unwrap();
    let mut events = Vec::new();
    while events.len() < EVENTS {
        let event = event(&mut lots);
        if roster.apply(&event).is_ok() {
            events.push(event);
        }
    }
    Scenario {
        setup: Rc::new(setup),
        events,
    }
}

#[test]
fn scenarios_drawn_by_lot_come_out_the_same() {
    let asked = std::env::var("RINGSIDE_RANDOM").ok();
    let count = asked.map_or(DRAWN, |count| count.parse().unwrap());
    let mut differing = Vec::new();
    for seed in 0..count {
        let scenario = drawn(seed);
        let report = play(&scenario, tools()).unwrap();
        assert_eq!(report.moments.len(), 1 + EVENTS);
        if let Some(moment) = report
            .moments
            .iter()
            .find(|one| !one.differences.is_empty())
        {
            differing.push(seed);
            println!("{}\n{moment}\n", scenario.to_json());
        }
    }
    assert!(
        differing.is_empty(),
        "of {count}, these differ: {differing:?}"
    );
}
