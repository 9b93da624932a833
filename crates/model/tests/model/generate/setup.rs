//! The random start of a scenario.

use std::num::{NonZeroU8, NonZeroU16};
use std::rc::Rc;

use ringside_model::client::{Client, RingSize};
use ringside_model::event::NodeSpec;
use ringside_model::policy::{Eject, FallThrough, Policy, Repair, ReplicaPlacement, WriteRule};
use ringside_model::scenario::Setup;
use ringside_model::seconds::Seconds;
use ringside_model::session::{KeySpec, PlacedKey, SessionSpec};

use super::Random;

/// 1 to 7 nodes, 1 to 12 sessions, and a policy.
pub fn setup(random: &mut Random) -> Setup {
    let nodes = random.between(1, 7);
    let policy = policy(random, nodes);
    let mut specs: Vec<NodeSpec> = Vec::new();
    for number in 1..=nodes {
        let tokens = tokens(random, &policy, &specs);
        specs.push(NodeSpec {
            tokens,
            ..NodeSpec::named(format!("node-{number}"))
        });
    }
    let sessions = (0..random.between(1, 12)).map(|number| {
        let key = format!("session-{number}");
        match place(random, &policy) {
            Some(hash) if random.percent(80) => KeySpec::Placed(PlacedKey { key, hash }),
            _ => KeySpec::Key(key),
        }
    });
    Setup {
        title: String::new(),
        about: String::new(),
        sessions: Rc::new(SessionSpec::Listed(sessions.collect())),
        policy,
        nodes: specs,
    }
}

fn policy(random: &mut Random, nodes: u32) -> Policy {
    let sizes = [8, 30, 400, 1 << 32].map(|size| RingSize::new(size).expect("a size"));
    let placement = match random.between(1, 10) {
        1..=6 => Client::Plain(*random.pick(&sizes)),
        7 | 8 => Client::SpymemcachedArraymod,
        _ => Client::SessionManager,
    };
    let few = |number: u32| NonZeroU8::new(u8::try_from(number).expect("few")).expect("one");
    // A rehash costs seven MD5s a session, so it is the rarest.
    let replica_placement = match random.between(1, 5) {
        1 | 2 => ReplicaPlacement::Ring,
        3 | 4 => ReplicaPlacement::List,
        _ => ReplicaPlacement::Rehash,
    };
    let tries = if replica_placement == ReplicaPlacement::Rehash {
        7
    } else {
        nodes
    };
    // Now and then more than there are.
    let most =
        |random: &mut Random, usual: u32, more| if random.percent(10) { more } else { usual };
    let copies = most(random, nodes.min(4), 5);
    let tries = most(random, tries, 9);
    let probe_depth = random.percent(60).then(|| few(random.between(1, tries)));
    let eject = match random.between(1, 3) {
        1 => Eject::Never,
        2 => Eject::AtOnce,
        _ => Eject::After(few(random.between(1, 4))),
    };
    let time = |random: &mut Random, chances| {
        let long = [0, 1, 5, 10, 10, 30];
        random
            .percent(chances)
            .then(|| Seconds(*random.pick(&long)))
    };
    Policy {
        replicas: few(random.between(1, copies)),
        probe_depth,
        replica_placement,
        fall_through: *random.pick(&FallThrough::ALL),
        write: *random.pick(&WriteRule::ALL),
        repair: *random.pick(&Repair::ALL),
        eject,
        retry: time(random, 50),
        ttl: time(random, 40),
        database: random.percent(25),
        tokens: random.percent(10).then_some(NonZeroU16::MIN),
        ..Policy::of(placement)
    }
}

/// One to three free points for a node, on a plain ring; elsewhere none.
pub fn tokens<'a>(
    random: &mut Random,
    policy: &Policy,
    listed: impl IntoIterator<Item = &'a NodeSpec>,
) -> Vec<u32> {
    let taken: Vec<u32> = listed
        .into_iter()
        .flat_map(|node| node.tokens.clone())
        .collect();
    let wanted = if policy.ring_points() > 8 {
        random.between(1, 3)
    } else {
        1
    };
    let mut tokens = Vec::new();
    while tokens.len() < wanted as usize {
        let Some(point) = place(random, policy) else {
            return tokens;
        };
        if !taken.contains(&point) && !tokens.contains(&point) {
            tokens.push(point);
        }
    }
    tokens
}

/// A point of the plain ring, if the placement is one.
fn place(random: &mut Random, policy: &Policy) -> Option<u32> {
    policy.plain_ring()?;
    let points = policy.ring_points();
    let last = u32::try_from(points).unwrap_or(u32::MAX);
    Some(random.between(1, last))
}
