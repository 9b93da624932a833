//! The cluster: which node stores which version of which session. This is the ground truth;
//! nothing but a write, a repair, a crash, a fresh start or expiry changes it, and no membership
//! change moves a byte.

use std::num::NonZeroU32;

use smallvec::SmallVec;

use crate::id::{NodeId, SessionId, Version};

/// The bytes of one session version on one node.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct StoredCopy {
    /// Where it lies.
    pub node: NodeId,
    /// Which version it is.
    pub version: Version,
    /// The second at which it expires; none if never.
    pub expires: Option<NonZeroU32>,
}

/// All stored copies, to be found by session and by node.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cluster {
    by_session: Vec<SmallVec<[StoredCopy; 2]>>,
    by_node: Vec<Vec<SessionId>>,
}

impl Cluster {
    /// Nodes without a copy of any of these sessions.
    #[must_use]
    pub fn empty(sessions: usize) -> Self {
        Self {
            by_session: vec![SmallVec::new(); sessions],
            by_node: Vec::new(),
        }
    }

    /// All copies of a session, on whatever node.
    #[must_use]
    pub fn copies(&self, session: SessionId) -> &[StoredCopy] {
        &self.by_session[session.index()]
    }

    /// The sessions of which a node stores a copy, in the order in which they came.
    #[must_use]
    pub fn stored_on(&self, node: NodeId) -> &[SessionId] {
        self.by_node.get(node.index()).map_or(&[], Vec::as_slice)
    }

    /// The version of a session that a node stores.
    #[must_use]
    pub fn version(&self, node: NodeId, session: SessionId) -> Option<Version> {
        self.copies(session)
            .iter()
            .find(|copy| copy.node == node)
            .map(|copy| copy.version)
    }

    /// Stores a version of a session on a node, in place of the one that it has.
    pub fn store(&mut self, session: SessionId, stored: StoredCopy) {
        let node = stored.node;
        let copies = &mut self.by_session[session.index()];
        if let Some(copy) = copies.iter_mut().find(|copy| copy.node == node) {
            *copy = stored;
            return;
        }
        copies.push(stored);
        if self.by_node.len() <= node.index() {
            self.by_node.resize_with(node.index() + 1, Vec::new);
        }
        self.by_node[node.index()].push(session);
    }

    /// Drops all that a node stores, and returns whose copies they were.
    /// Costs what the node stored.
    pub fn wipe(&mut self, node: NodeId) -> Vec<SessionId> {
        let Some(stored) = self.by_node.get_mut(node.index()) else {
            return Vec::new();
        };
        let stored = std::mem::take(stored);
        for &session in &stored {
            self.by_session[session.index()].retain(|copy| copy.node != node);
        }
        stored
    }

    /// Drops every copy that has expired at this second, and returns whose they were, a session
    /// once for each copy. Costs a look at every copy.
    pub fn expire(&mut self, now: u32) -> Vec<SessionId> {
        let mut gone = Vec::new();
        for (session, copies) in (0..).map(SessionId).zip(&mut self.by_session) {
            copies.retain(|copy| {
                let expired = copy.expires.is_some_and(|at| at.get() <= now);
                if expired {
                    gone.push((copy.node, session));
                }
                !expired
            });
        }
        gone.sort_unstable();
        for (node, stored) in (0..).map(NodeId).zip(&mut self.by_node) {
            if gone.iter().any(|&(on, _)| on == node) {
                stored.retain(|&session| gone.binary_search(&(node, session)).is_err());
            }
        }
        gone.into_iter().map(|(_, session)| session).collect()
    }
}
