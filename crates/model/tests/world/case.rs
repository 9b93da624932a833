//! Random cases: a small plain ring with every point given by hand, some sessions, and things
//! that happen, possible or not. A case knows nothing of the model; it meets it as JSON.

use proptest::collection::vec;
use proptest::option;
use proptest::prelude::*;
use serde_json::{Value, json};

use crate::oracle::Oracle;

/// When a read goes on, in the words of the scenario.
pub const FALL_THROUGHS: [&str; 3] = ["none", "error", "miss-and-error"];

/// The names that things happen to. The last ones are often unknown to the scenario.
const NAMES: usize = 6;

/// The most sessions of a case.
const MOST_KEYS: usize = 10;

/// A node, and its points on the ring.
pub type Placed = (String, Vec<u32>);

/// Everything that makes a scenario.
#[derive(Clone, Debug)]
pub struct Case {
    /// The size of the ring.
    pub points: u32,
    /// R.
    pub replicas: usize,
    /// P, where it is not R.
    pub probe_depth: Option<usize>,
    /// One of [`FALL_THROUGHS`].
    pub fall_through: &'static str,
    /// The nodes at the start.
    pub nodes: Vec<Placed>,
    /// The sessions' keys and hashes.
    pub keys: Vec<(String, u32)>,
    /// What is tried, in order.
    pub happenings: Vec<Happening>,
}

/// One thing that is tried.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Happening {
    /// A node's process ends.
    Crash(String),
    /// It starts again.
    Restart(String),
    /// A node enters the server list.
    Join(Placed),
    /// A node is taken out of the server list.
    Leave(String),
    /// A request to every session.
    RequestAll,
    /// A request to some.
    Request(Vec<String>),
}

impl Happening {
    /// It as a scenario writes it.
    pub fn json(&self) -> Value {
        match self {
            Self::Crash(node) => json!({ "crash": node }),
            Self::Restart(node) => json!({ "restart": node }),
            Self::Join(node) => json!({ "join": node_json(node) }),
            Self::Leave(node) => json!({ "leave": node }),
            Self::RequestAll => json!({ "request": "all" }),
            Self::Request(keys) => json!({ "request": keys }),
        }
    }
}

impl Case {
    /// The happenings that are possible when the impossible ones are passed over.
    pub fn possible(&self) -> Vec<Happening> {
        let mut oracle = Oracle::new(self);
        let possible = |happening: &&Happening| oracle.happen(happening).is_ok();
        self.happenings.iter().filter(possible).cloned().collect()
    }

    /// The scenario with these events.
    pub fn document(&self, happenings: &[Happening]) -> Value {
        let placed = |(key, hash): &(String, u32)| json!({ "key": key, "hash": hash });
        let mut policy = json!({
            "placement": format!("plain/{}", self.points),
            "replicas": self.replicas,
            "fall_through": self.fall_through,
        });
        if let Some(depth) = self.probe_depth {
            policy["probe_depth"] = json!(depth);
        }
        json!({
            "ringside": 1,
            "policy": policy,
            "nodes": self.nodes.iter().map(node_json).collect::<Vec<_>>(),
            "sessions": self.keys.iter().map(placed).collect::<Vec<_>>(),
            "events": happenings.iter().map(Happening::json).collect::<Vec<_>>(),
        })
    }
}

fn node_json((name, tokens): &Placed) -> Value {
    json!({ "name": name, "tokens": tokens })
}

fn node_name(number: usize) -> String {
    format!("node-{number}")
}

fn key_name(number: usize) -> String {
    format!("key-{number}")
}

/// Nodes whose points do not coincide: a point that is taken moves on to the next free one.
fn apart(points: u32, wanted: Vec<Vec<u32>>) -> Vec<Placed> {
    let mut taken = Vec::new();
    let mut free = |mut point: u32| {
        while taken.contains(&point) {
            point = point % points + 1;
        }
        taken.push(point);
        point
    };
    wanted
        .into_iter()
        .enumerate()
        .map(|(at, tokens)| (node_name(at), tokens.into_iter().map(&mut free).collect()))
        .collect()
}

/// One thing to try on a ring of so many points.
pub fn happening(points: u32) -> impl Strategy<Value = Happening> {
    let node = || (0..NAMES).prop_map(node_name);
    let tokens = vec(1..=points, 1..=3);
    prop_oneof![
        3 => node().prop_map(Happening::Crash),
        3 => node().prop_map(Happening::Restart),
        3 => (node(), tokens).prop_map(Happening::Join),
        3 => node().prop_map(Happening::Leave),
        2 => Just(Happening::RequestAll),
        2 => vec((0..MOST_KEYS).prop_map(key_name), 0..4).prop_map(Happening::Request),
    ]
}

/// A case with up to so many happenings.
pub fn case(most: usize) -> impl Strategy<Value = Case> {
    (24..=48_u32)
        .prop_flat_map(move |points| {
            (
                (Just(points), 1..=5_usize, option::of(1..=6_usize)),
                prop::sample::select(&FALL_THROUGHS[..]),
                vec(vec(1..=points, 1..=3), 1..=4),
                vec(1..=points, 1..=MOST_KEYS),
                vec(happening(points), 0..=most),
            )
        })
        .prop_map(
            |((points, replicas, probe_depth), fall_through, nodes, hashes, happenings)| Case {
                points,
                replicas,
                probe_depth,
                fall_through,
                nodes: apart(points, nodes),
                keys: hashes
                    .into_iter()
                    .enumerate()
                    .map(|(at, hash)| (key_name(at), hash))
                    .collect(),
                happenings,
            },
        )
}

/// As many random cases as given, or as the environment asks for with `PROPTEST_CASES`.
pub fn cases(cases: u32) -> ProptestConfig {
    let default = ProptestConfig::default();
    match std::env::var_os("PROPTEST_CASES") {
        Some(_) => default,
        None => ProptestConfig { cases, ..default },
    }
}
