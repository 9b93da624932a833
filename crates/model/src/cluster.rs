//! The cluster: which node stores which version of which session. This is the ground truth;
//! nothing but a write, a repair, a crash, a fresh start or expiry changes it, and no membership
//! change moves a byte.

use std::num::NonZeroU32;
use std::rc::Rc;

use smallvec::SmallVec;

use crate::chunks::Chunks;
use crate::id::{NodeId, SessionId, Version};
use crate::number;
use crate::pace::{Pace, stretches};
use crate::session_set::SessionSet;

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

/// All copies of one session.
pub type Copies = SmallVec<[StoredCopy; 2]>;

/// All stored copies, to be found by session and by node.
///
/// The copies lie in layers: the first copy of every session, the second of every session, and so
/// on, as many as any session has. Versions past the first and expiry take room only where there
/// are any.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cluster {
    sessions: usize,
    layers: Vec<Layer>,
    by_node: Vec<Rc<SessionSet>>,
    /// No copy expires before this second.
    earliest: Option<NonZeroU32>,
}

/// One copy of each session that has so many, by session.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Layer {
    nodes: Chunks<NodeId>,
    versions: Chunks<Version>,
    expires: Chunks<Option<NonZeroU32>>,
}

/// Where there is no copy. No node has this number.
const NONE: StoredCopy = StoredCopy {
    node: NodeId(u16::MAX),
    version: Version::FIRST,
    expires: None,
};

impl Layer {
    fn empty(sessions: usize) -> Self {
        Self {
            nodes: Chunks::filled(sessions, NONE.node),
            versions: Chunks::filled(sessions, NONE.version),
            expires: Chunks::filled(sessions, NONE.expires),
        }
    }

    fn node(&self, session: SessionId) -> Option<NodeId> {
        let node = self.nodes.get(session.index());
        (node != NONE.node).then_some(node)
    }

    fn copy(&self, session: SessionId) -> Option<StoredCopy> {
        let at = session.index();
        self.node(session).map(|node| StoredCopy {
            node,
            version: self.versions.get(at),
            expires: self.expires.get(at),
        })
    }

    fn put(&mut self, session: SessionId, copy: StoredCopy) {
        let at = session.index();
        self.nodes.set(at, copy.node);
        self.versions.set(at, copy.version);
        self.expires.set(at, copy.expires);
    }
}

impl Cluster {
    /// Nodes without a copy of any of these sessions.
    #[must_use]
    pub fn empty(sessions: usize) -> Self {
        Self {
            sessions,
            layers: Vec::new(),
            by_node: Vec::new(),
            earliest: None,
        }
    }

    /// All copies of a session, on whatever node, in the order in which they came.
    #[must_use]
    pub fn copies(&self, session: SessionId) -> Copies {
        self.each(session).collect()
    }

    /// The same, one after the other.
    pub fn each(&self, session: SessionId) -> impl Iterator<Item = StoredCopy> + '_ {
        let layers = self.layers.iter();
        layers.map_while(move |layer| layer.copy(session))
    }

    /// The sessions of which a node stores a copy.
    #[must_use]
    pub fn stored_on(&self, node: NodeId) -> &SessionSet {
        const NOTHING: &SessionSet = &SessionSet::EMPTY;
        self.by_node
            .get(node.index())
            .map_or(NOTHING, |stored| &**stored)
    }

    /// The version of a session that a node stores.
    #[must_use]
    pub fn version(&self, node: NodeId, session: SessionId) -> Option<Version> {
        let layer = self.layer(node, session)?;
        Some(self.layers[layer].versions.get(session.index()))
    }

    /// The layer in which a node's copy of a session lies.
    fn layer(&self, node: NodeId, session: SessionId) -> Option<usize> {
        let mut nodes = self.layers.iter().map_while(|layer| layer.node(session));
        nodes.position(|holder| holder == node)
    }

    /// Stores a version of a session on a node, in place of the one that it has.
    pub fn store(&mut self, session: SessionId, stored: StoredCopy) {
        self.earliest = match (self.earliest, stored.expires) {
            (Some(one), Some(other)) => Some(one.min(other)),
            (one, other) => one.or(other),
        };
        let mut holders = self.layers.iter().map(|layer| layer.node(session));
        let free = holders.position(|node| node.is_none_or(|node| node == stored.node));
        let layer = free.unwrap_or_else(|| {
            self.layers.push(Layer::empty(self.sessions));
            self.layers.len() - 1
        });
        let is_new = self.layers[layer].node(session).is_none();
        self.layers[layer].put(session, stored);
        if is_new {
            let node = stored.node.index();
            if self.by_node.len() <= node {
                self.by_node.resize_with(node + 1, Rc::default);
            }
            Rc::make_mut(&mut self.by_node[node]).insert(session);
        }
    }

    /// Drops all that a node stores, and returns whose copies they were.
    /// Costs what the node stored.
    pub async fn wipe(&mut self, node: NodeId, pace: &Pace) -> Rc<SessionSet> {
        let Some(stored) = self.by_node.get_mut(node.index()) else {
            return Rc::default();
        };
        let stored = std::mem::take(stored);
        let mut sessions = stored.iter();
        for part in stretches(0..stored.len(), 1) {
            let units = part.len();
            for session in sessions.by_ref().take(units) {
                self.take(node, session);
            }
            pace.did(units).await;
        }
        drop(sessions);
        stored
    }

    /// Takes a node's copy out of the layers; those that came after it move up.
    fn take(&mut self, node: NodeId, session: SessionId) {
        let Some(first) = self.layer(node, session) else {
            return;
        };
        for layer in first..self.layers.len() {
            let next = self
                .layers
                .get(layer + 1)
                .and_then(|next| next.copy(session));
            self.layers[layer].put(session, next.unwrap_or(NONE));
            if next.is_none() {
                return;
            }
        }
    }

    /// Drops every copy that has expired at this second, and returns whose they were, a session
    /// once for each copy. Costs a look at every copy once the first of them may have expired.
    pub async fn expire(&mut self, now: u32, pace: &Pace) -> Vec<SessionId> {
        if self.earliest.is_none_or(|earliest| earliest.get() > now) {
            return Vec::new();
        }
        let mut gone = Vec::new();
        self.earliest = None;
        for layer in &self.layers {
            for (first, leaf) in layer.expires.leaves() {
                pace.did(leaf.len()).await;
                for (at, &expires) in (first..).zip(leaf).filter(|(_, at)| at.is_some()) {
                    if expires.is_some_and(|at| at.get() <= now) {
                        let session = SessionId(u32::try_from(at).unwrap_or(u32::MAX));
                        gone.push((session, layer.nodes.get(at)));
                    } else if self
                        .earliest
                        .is_none_or(|earliest| expires < Some(earliest))
                    {
                        self.earliest = expires;
                    }
                }
            }
        }
        number::sort_in_slices(&mut gone, |(session, _)| session.0, pace).await;
        for part in stretches(0..gone.len(), 2) {
            let units = part.len() * 2;
            for &(session, node) in &gone[part] {
                self.take(node, session);
                Rc::make_mut(&mut self.by_node[node.index()]).remove(session);
            }
            pace.did(units).await;
        }
        gone.into_iter().map(|(session, _)| session).collect()
    }

    /// The sessions of which a copy expires until this second, by when, a session once for each
    /// copy. Costs a look at every copy if there may be any.
    pub async fn expiring(&self, until: u32, pace: &Pace) -> Vec<(u32, SessionId)> {
        if self.earliest.is_none_or(|earliest| earliest.get() > until) {
            return Vec::new();
        }
        let mut due = Vec::new();
        for layer in &self.layers {
            for (first, leaf) in layer.expires.leaves() {
                pace.did(leaf.len()).await;
                let copies = (first..).zip(leaf);
                due.extend(copies.filter_map(|(at, &expires)| {
                    let at = SessionId(u32::try_from(at).unwrap_or(u32::MAX));
                    let expires = expires?.get();
                    (expires <= until).then_some((expires, at))
                }));
            }
        }
        number::sort_in_slices(&mut due, |&(expires, _)| expires, pace).await;
        due
    }

    /// Drops the copies of one session that have expired at this second, and returns how many.
    pub fn expire_of(&mut self, session: SessionId, now: u32) -> usize {
        let expired = |copy: &StoredCopy| copy.expires.is_some_and(|at| at.get() <= now);
        let gone: Copies = self.each(session).filter(expired).collect();
        for copy in &gone {
            self.take(copy.node, session);
            Rc::make_mut(&mut self.by_node[copy.node.index()]).remove(session);
        }
        gone.len()
    }

    /// The same copies, what is kept by node counted anew.
    #[must_use]
    pub fn recounted(&self) -> Self {
        let mut by_node = vec![SessionSet::default(); self.by_node.len()];
        for session in (0..).map(SessionId).take(self.sessions) {
            for copy in self.each(session) {
                by_node[copy.node.index()].insert(session);
            }
        }
        Self {
            by_node: by_node.into_iter().map(Rc::new).collect(),
            ..self.clone()
        }
    }
}
