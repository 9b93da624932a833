//! The cluster: which node stores which version of which session. This is the ground truth;
//! nothing but a write, a crash or a fresh start changes it, and no membership change moves a byte.

use smallvec::SmallVec;

use crate::id::{NodeId, SessionId, Version};

/// The bytes of one session version on one node.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct StoredCopy {
    /// Where it lies.
    pub node: NodeId,
    /// Which version it is.
    pub version: Version,
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

    /// Stores a version of a session on a node, in place of an older one.
    pub fn store(&mut self, node: NodeId, session: SessionId, version: Version) {
        let copies = &mut self.by_session[session.index()];
        if let Some(copy) = copies.iter_mut().find(|copy| copy.node == node) {
            copy.version = version;
            return;
        }
        copies.push(StoredCopy { node, version });
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
}
