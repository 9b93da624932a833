//! Placement: the rule that maps a key to its preference list, as built by a client from its
//! server list.

use std::ops::ControlFlow;

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
}

impl Placement {
    /// Calls `visit` for all that a key meets, in order, until it breaks or all has been met.
    pub fn walk(&self, key: Key<'_>, mut visit: impl FnMut(Met) -> ControlFlow<()>) {
        match self {
            Self::Ring(ring) => {
                for Token { point, node } in ring.clockwise(key.hash) {
                    if visit(Met { node, token: Some(point) }).is_break() {
                        return;
                    }
                }
            }
        }
    }

    /// The first `depth` distinct nodes that a key meets: its preference list.
    #[must_use]
    pub fn preference_list(&self, key: Key<'_>, depth: usize) -> Vec<NodeId> {
        let mut list = Vec::with_capacity(depth);
        self.walk(key, |met| {
            if !list.contains(&met.node) {
                list.push(met.node);
            }
            if list.len() < depth { ControlFlow::Continue(()) } else { ControlFlow::Break(()) }
        });
        list
    }
}
