//! The oracle: the simulator told a second time, slowly and without tricks. It keeps nothing that
//! can be worked out again: no ring, no preference lists, no counts. Of the model it knows the
//! plain data alone: policies, events, nodes as scenarios write them.
//!
//! `places` says in which order the client tries nodes, `traffic` reads and writes, `repair` mends,
//! `events` is what can happen, `refusals` what cannot, `stream` a stream of requests, `verdict`
//! what a user finds. `sights` names what happened, so that tests can say that it did.

mod events;
mod places;
mod refusals;
mod repair;
mod sights;
mod stream;
mod traffic;
mod verdict;

use std::collections::BTreeSet;

use ringside_model::event::NodeSpec;
use ringside_model::policy::Policy;
use ringside_model::scenario::Setup;
use ringside_model::session::{KeySpec, SessionSpec};
use smallvec::SmallVec;

pub use events::Tally;
pub use refusals::Refused;
pub use sights::Sight;
pub use traffic::{End, Outcome, Probe, Reply};

/// A list of a few things, which takes no room of its own.
pub type Few<T> = SmallVec<[T; 8]>;

/// Whether a node's process runs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Process {
    /// It answers.
    Running,
    /// It ended; nothing is stored.
    Crashed,
    /// It runs and nobody reaches it.
    CutOff,
}

/// What a node stores of a session.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Held {
    pub version: u32,
    /// The second at which it is gone.
    pub until: Option<u32>,
}

/// A node that the scenario has named.
#[derive(Clone, Debug)]
pub struct Node {
    pub name: String,
    pub process: Process,
    /// Whether the server list has it.
    pub listed: bool,
    /// When it was last put at the end of the server list: 0, 1, 2, ...
    pub entered: usize,
    /// Its points on the plain ring.
    pub tokens: Vec<u32>,
    /// How often in a row it has not answered.
    pub failures: u32,
    /// Since when it is ejected.
    pub ejected: Option<u32>,
    /// What it stores of each session.
    pub holds: Vec<Option<Held>>,
}

/// A session.
#[derive(Clone, Debug)]
pub struct Session {
    pub key: String,
    /// The place of its key, by hand or by the client's hash.
    pub hash: u32,
    /// The places of its key when it is hashed again and again, the first as it is.
    pub rehashes: Vec<u32>,
    /// The version written last, or tried to.
    pub latest: u32,
    /// Where a client that keeps homes has it.
    pub home: Option<usize>,
}

/// What the traffic has cost.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Costs {
    pub database_reads: u32,
    pub database_writes: u32,
    pub repair_copies: u32,
    pub failed_writes: u32,
}

/// Everything that is true at one moment.
#[derive(Clone, Debug)]
pub struct Oracle {
    pub policy: Policy,
    pub nodes: Vec<Node>,
    pub sessions: Vec<Session>,
    pub now: u32,
    pub costs: Costs,
    /// What has been seen to happen.
    pub sights: BTreeSet<Sight>,
}

impl Oracle {
    /// The start of a scenario: every node up, every session written once.
    pub fn new(setup: &Setup) -> Self {
        let mut oracle = Self {
            policy: setup.policy.clone(),
            nodes: Vec::new(),
            sessions: Vec::new(),
            now: 0,
            costs: Costs::default(),
            sights: BTreeSet::new(),
        };
        for at in 0..setup.sessions.len() {
            let by_hand = match &*setup.sessions {
                SessionSpec::Numbered(_) => None,
                SessionSpec::Listed(keys) => match &keys[at] {
                    KeySpec::Key(_) => None,
                    KeySpec::Placed(placed) => Some(placed.hash),
                },
            };
            let key = setup.sessions.key(at).into_owned();
            let hash = oracle.hash(&key, by_hand);
            oracle.sessions.push(Session {
                rehashes: oracle.rehashes(&key, hash),
                key,
                hash,
                latest: 1,
                home: None,
            });
        }
        for spec in &setup.nodes {
            oracle.enter(spec);
        }
        for session in 0..oracle.sessions.len() {
            let view = oracle.view();
            if oracle.keeps_homes() {
                let hash = oracle.sessions[session].hash;
                oracle.sessions[session].home = oracle.owner(&view, hash);
            }
            oracle.write(&view, session, 1);
        }
        oracle
    }

    /// R.
    pub fn copies(&self) -> usize {
        self.policy.replicas.get().into()
    }

    /// P, which is R where the policy does not say.
    pub fn most_probes(&self) -> usize {
        match self.policy.probe_depth {
            Some(depth) => depth.get().into(),
            None => self.copies(),
        }
    }

    /// The node with this name.
    pub fn find(&self, name: &str) -> Option<usize> {
        self.nodes.iter().position(|node| node.name == name)
    }

    /// The server list, in its order.
    pub fn list(&self) -> Few<usize> {
        let mut list: Few<usize> = (0..self.nodes.len())
            .filter(|&node| self.nodes[node].listed)
            .collect();
        list.sort_by_key(|&node| self.nodes[node].entered);
        list
    }

    /// The servers that the client believes in: the list without the ejected.
    pub fn view(&self) -> Few<usize> {
        let mut view = self.list();
        view.retain(|&mut node| self.nodes[node].ejected.is_none());
        view
    }

    /// The nodes of the server list that are ejected.
    pub fn out(&self) -> Few<usize> {
        let mut out = self.list();
        out.retain(|&mut node| self.nodes[node].ejected.is_some());
        out
    }

    /// Whether a node answers.
    pub fn answers(&self, node: usize) -> bool {
        self.nodes[node].process == Process::Running
    }

    /// The version of a session that a node stores.
    pub fn held(&self, node: usize, session: usize) -> Option<u32> {
        self.nodes[node].holds[session].map(|held| held.version)
    }

    /// How many copies a node stores.
    pub fn stored(&self, node: usize) -> usize {
        self.nodes[node].holds.iter().flatten().count()
    }

    /// Puts a node at the end of the server list, running and empty.
    fn enter(&mut self, spec: &NodeSpec) {
        let entered = self.nodes.iter().map(|node| node.entered + 1).max();
        let node = Node {
            name: spec.name.clone(),
            process: Process::Running,
            listed: true,
            entered: entered.unwrap_or(0),
            tokens: spec.tokens.clone(),
            failures: 0,
            ejected: None,
            holds: vec![None; self.sessions.len()],
        };
        match self.find(&spec.name) {
            Some(known) => self.nodes[known] = node,
            None => self.nodes.push(node),
        }
    }

    /// Notes that something happened.
    pub fn see(&mut self, sight: Sight) {
        self.sights.insert(sight);
    }
}
