//! The copies that the cluster says are stored are those that a tally kept beside it has: with
//! one copy of each session, crash after crash, and after every restart.

use std::collections::{BTreeMap, BTreeSet};

use proptest::prelude::*;
use ringside_model::world::World;
use serde_json::json;

use crate::case::cases;
use crate::stage::{happen, scenario, start};

/// How many nodes there are. Node `n` lies on point 10 n.
const NODES: u32 = 6;

/// How many sessions there are: one on each point of the ring.
const SESSIONS: u32 = 10 * NODES;

fn name(node: u32) -> String {
    format!("node-{node}")
}

/// The node on the first point at or after a session's.
fn owner(session: u32) -> u32 {
    session.div_ceil(10)
}

/// One copy of each session on a ring of 60 points.
fn opening() -> World {
    let nodes = (1..=NODES).map(|node| json!({ "name": name(node), "tokens": [10 * node] }));
    let sessions = (1..=SESSIONS).map(|hash| json!({ "key": hash.to_string(), "hash": hash }));
    start(&scenario(&json!({
        "ringside": 1,
        "policy": { "placement": format!("plain/{SESSIONS}"), "replicas": 1 },
        "nodes": nodes.collect::<Vec<_>>(),
        "sessions": sessions.collect::<Vec<_>>(),
    })))
}

/// The cluster beside the tally: which sessions each node stores, kept by counting along.
struct Beside {
    world: World,
    up: BTreeMap<u32, bool>,
    stored: BTreeMap<u32, BTreeSet<u32>>,
}

impl Beside {
    fn opening() -> Self {
        let mut beside = Self {
            world: opening(),
            up: (1..=NODES).map(|node| (node, true)).collect(),
            stored: BTreeMap::new(),
        };
        beside.count_writes();
        beside.agree();
        beside
    }

    fn count_writes(&mut self) {
        for session in (1..=SESSIONS).filter(|&session| self.up[&owner(session)]) {
            self.stored
                .entry(owner(session))
                .or_default()
                .insert(session);
        }
    }

    fn crash(&mut self, node: u32) {
        let gone = self.stored.remove(&node).unwrap_or_default().len();
        self.up.insert(node, false);
        let changes = happen(&mut self.world, &json!({ "crash": name(node) }));
        assert_eq!(
            changes.copies_lost as usize, gone,
            "copies lost with node {node}"
        );
        self.agree();
    }

    fn restart(&mut self, node: u32) {
        self.up.insert(node, true);
        happen(&mut self.world, &json!({ "restart": name(node) }));
        self.agree();
    }

    fn request(&mut self) {
        self.count_writes();
        happen(&mut self.world, &json!({ "request": "all" }));
        self.agree();
    }

    fn agree(&self) {
        let mut total = 0;
        for (id, node) in self.world.roster().nodes() {
            let number = u32::from(id.0) + 1;
            assert_eq!(node.spec.name, name(number));
            let stored = self.world.cluster().stored_on(id).iter();
            let keys = stored.map(|session| self.world.sessions().key(session).parse());
            let keys: Result<BTreeSet<u32>, _> = keys.collect();
            let tally = self.stored.get(&number).cloned().unwrap_or_default();
            assert_eq!(keys, Ok(tally.clone()), "node {number}");
            assert_eq!(self.world.cluster().stored_on(id).len(), tally.len());
            total += tally.len();
        }
        let sessions = self.world.sessions();
        let copies = sessions
            .ids()
            .map(|session| self.world.cluster().copies(session).len());
        assert_eq!(copies.sum::<usize>(), total, "copies in all");
        assert_eq!(self.world.counts().survivors() as usize, total);
    }
}

#[test]
fn after_any_number_of_crashes_in_a_row_and_restarts_no_copy_is_invented() {
    for crashes in 0..=NODES {
        let mut beside = Beside::opening();
        (1..=crashes).for_each(|node| beside.crash(node));
        (1..=crashes).for_each(|node| beside.restart(node));
        let left: usize = beside.stored.values().map(BTreeSet::len).sum();
        assert_eq!(left, (SESSIONS - 10 * crashes) as usize);
        beside.request();
        let left: usize = beside.stored.values().map(BTreeSet::len).sum();
        assert_eq!(left, SESSIONS as usize);
    }
}

proptest! {
    #![proptest_config(cases(64))]

    #[test]
    fn in_any_order_of_crashes_restarts_and_requests_the_tally_agrees(
        steps in prop::collection::vec((1..=NODES, prop::bool::weighted(0.2)), 0..40),
    ) {
        let mut beside = Beside::opening();
        for (node, request) in steps {
            match beside.up[&node] {
                _ if request => beside.request(),
                true => beside.crash(node),
                false => beside.restart(node),
            }
        }
    }
}
