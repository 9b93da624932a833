//! Placement: the rule that maps a key to its preference list, as built by a client from its
//! server list.

mod modulo;
mod rendezvous;

use std::ops::ControlFlow;

pub use modulo::Modulo;
pub use rendezvous::Rendezvous;

use crate::hash;
use crate::id::{NodeId, Point};
use crate::ring::{Ring, Token};

/// A key and where its client's hash puts it.
#[derive(Clone, Copy, Debug)]
pub struct Key<'a> {
    /// The bytes, as the application wrote them.
    pub bytes: &'a [u8],
    /// The client's hash of them.
    pub hash: Point,
}

/// One thing met while looking for a key's nodes, in order: on a ring a token, elsewhere a node.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Met {
    /// The node met.
    pub node: NodeId,
    /// The point of the token, where there is a ring. A node with many tokens is met many times.
    pub token: Option<Point>,
}

/// A client's rule, built from its server list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Placement {
    /// Consistent hashing: clockwise over the tokens.
    Ring(Ring),
    /// The remainder of the key's hash, then the next nodes in the list.
    Modulo(Modulo),
    /// The nodes by their score for the key.
    Rendezvous(Rendezvous),
}

impl Placement {
    /// Calls `visit` for all that a key meets, in order, until it breaks or all has been met.
    ///
    /// Nothing is allocated. A ring and a modulo cost a binary search, then a step for each thing
    /// met; rendezvous costs a hash of the key with every node for each thing met.
    pub fn walk(&self, key: Key<'_>, visit: impl FnMut(Met) -> ControlFlow<()>) {
        let plain = |node| Met { node, token: None };
        // How the walk ended is the visitor's own doing.
        let _ = match self {
            Self::Ring(ring) => ring
                .clockwise(key.hash)
                .map(|Token { point, node }| Met {
                    node,
                    token: Some(point),
                })
                .try_for_each(visit),
            Self::Modulo(modulo) => modulo.from(key.hash).map(plain).try_for_each(visit),
            Self::Rendezvous(nodes) => nodes.by_score(key.bytes).map(plain).try_for_each(visit),
        };
    }

    /// How many different nodes a walk can meet.
    #[must_use]
    pub fn nodes(&self) -> usize {
        match self {
            Self::Ring(ring) => ring.nodes(),
            Self::Modulo(modulo) => modulo.nodes(),
            Self::Rendezvous(nodes) => nodes.nodes(),
        }
    }

    /// How many places nodes have: on a ring its tokens, else one a node.
    #[must_use]
    pub fn tokens(&self) -> usize {
        match self {
            Self::Ring(ring) => ring.tokens().len(),
            Self::Modulo(_) | Self::Rendezvous(_) => self.nodes(),
        }
    }

    /// The first `depth` distinct nodes that a key meets: its preference list. Shorter only where
    /// there are fewer nodes to meet.
    #[must_use]
    pub fn preference_list(&self, key: Key<'_>, depth: usize) -> Vec<NodeId> {
        let depth = depth.min(self.nodes());
        if let Self::Rendezvous(nodes) = self {
            let mut list = nodes.sorted(key.bytes);
            list.truncate(depth);
            return list;
        }
        let mut list = Vec::with_capacity(depth);
        if depth == 0 {
            return list;
        }
        self.walk(key, |met| {
            if !list.contains(&met.node) {
                list.push(met.node);
            }
            if list.len() < depth {
                ControlFlow::Continue(())
            } else {
                ControlFlow::Break(())
            }
        });
        list
    }

    /// The first thing that a key meets, if there is any node at all.
    #[must_use]
    pub fn first(&self, key: Key<'_>) -> Option<Met> {
        let mut first = None;
        self.walk(key, |met| {
            first = Some(met);
            ControlFlow::Break(())
        });
        first
    }

    /// spymemcached's way to other nodes, its `getSequence`: [`REHASH_TRIES`] nodes in all, the
    /// primary first, then where each of [`rehashed`] leads. A node may come again, the primary
    /// too. Empty only where there is no node.
    pub fn rehash_sequence(&self, key: Key<'_>) -> impl Iterator<Item = NodeId> + '_ {
        let firsts = rehashed(key).map(|hash| self.first(Key { hash, ..key }));
        firsts.into_iter().flatten().map(|met| met.node)
    }
}

/// How many nodes spymemcached tries (`KetamaNodeLocator.getSequence`).
pub const REHASH_TRIES: usize = 7;

/// The hashes under which spymemcached 2.12.3 looks for a key, one after the other: the key's
/// own, then each time the last one plus the MD5 word of the try's number and the key
/// (`KetamaIterator.nextHash`; the sum wraps at 32 bits).
#[must_use]
pub fn rehashed(key: Key<'_>) -> [Point; REHASH_TRIES] {
    let (mut hash, mut digit) = (key.hash.0, b'0');
    let mut hashes = [key.hash; REHASH_TRIES];
    for next in &mut hashes[1..] {
        hash = hash.wrapping_add(hash::md5_word_after(&[digit], key.bytes));
        digit += 1;
        *next = Point(hash);
    }
    hashes
}
