//! Membership: the server list, and which of it the client has given up.

use std::collections::BTreeMap;

use ringside_model::id::NodeId;
use ringside_model::policy::{Eject, Policy};

/// The client's server list, with what it remembers of each node's silence.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Members {
    list: Vec<NodeId>,
    /// The order in which nodes entered the list, each when it last did.
    entered: Vec<NodeId>,
    failures: BTreeMap<NodeId, u8>,
    ejected_at: BTreeMap<NodeId, u32>,
}

impl Members {
    /// A server list of which every node is believed in.
    pub fn new(list: &[NodeId]) -> Self {
        Self {
            list: list.to_vec(),
            entered: list.to_vec(),
            ..Self::default()
        }
    }

    /// The server list, in its order.
    pub fn list(&self) -> &[NodeId] {
        &self.list
    }

    /// The server list without what is ejected.
    pub fn believed(&self) -> Vec<NodeId> {
        let list = self.list.iter().copied();
        list.filter(|node| !self.ejected_at.contains_key(node))
            .collect()
    }

    /// All nodes that were ever listed, the list's among them, from this one on and round.
    pub fn from(&self, node: NodeId) -> Vec<NodeId> {
        let mut all = self.entered.clone();
        let start = all.iter().position(|&other| other == node).unwrap_or(0);
        all.rotate_left(start);
        all
    }

    /// What is ejected, by number.
    pub fn ejected(&self) -> Vec<NodeId> {
        self.ejected_at.keys().copied().collect()
    }

    /// Someone put a node at the end of the list.
    pub fn join(&mut self, node: NodeId) {
        self.readmit(node);
        self.list.push(node);
        self.entered.retain(|&before| before != node);
        self.entered.push(node);
    }

    /// Someone took a node out of the list.
    pub fn leave(&mut self, node: NodeId) {
        self.readmit(node);
        self.list.retain(|&listed| listed != node);
    }

    /// A request to a node was answered, or was not.
    pub fn note(&mut self, policy: &Policy, node: NodeId, answered: bool, now: u32) {
        if answered {
            self.failures.remove(&node);
            return;
        }
        let Eject::After(most) = policy.eject else {
            return;
        };
        let failures = self.failures.entry(node).or_default();
        *failures = failures.saturating_add(1);
        if *failures >= most.get() {
            self.eject(node, now);
        }
    }

    /// Gives a node up, at this second.
    pub fn eject(&mut self, node: NodeId, now: u32) {
        self.ejected_at.entry(node).or_insert(now);
    }

    /// Takes a node back, as if it had never failed.
    pub fn readmit(&mut self, node: NodeId) {
        self.failures.remove(&node);
        self.ejected_at.remove(&node);
    }

    /// Takes back every node whose retry time is over. A node that is ejected at once is taken
    /// back when it answers, not sooner.
    pub fn retry(&mut self, policy: &Policy, now: u32) {
        let (Some(after), Eject::After(_)) = (policy.retry, policy.eject) else {
            return;
        };
        let over = |since: u32| now - since >= after.0;
        let waiting = self.ejected_at.iter();
        let back: Vec<NodeId> = waiting
            .filter(|&(_, &since)| over(since))
            .map(|(&node, _)| node)
            .collect();
        for node in back {
            self.readmit(node);
        }
    }
}
