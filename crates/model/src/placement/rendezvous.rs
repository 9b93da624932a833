//! Rendezvous hashing: every node is hashed together with the key, and the highest hash wins
//! (Thaler & Ravishankar 1998), as pymemcache does it.

use std::collections::BinaryHeap;
use std::iter;

use crate::hash::Murmur3;
use crate::id::NodeId;

/// The nodes under the names that they are hashed by.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rendezvous {
    nodes: Vec<Named>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
struct Named {
    node: NodeId,
    name: String,
    /// The hash of `name-`, to be carried on over a key.
    start: Murmur3,
}

/// How high a node stands for a key: by score, then by name. The node itself only keeps apart
/// those that the caller named alike.
type Rank<'a> = (u32, &'a str, NodeId);

impl Rendezvous {
    /// These nodes under these names.
    pub fn new(nodes: impl IntoIterator<Item = (NodeId, String)>) -> Self {
        let named = |(node, name): (NodeId, String)| {
            let start = Murmur3::START.then(low_bits(&name)).then([b'-']);
            Named { node, name, start }
        };
        Self {
            nodes: nodes.into_iter().map(named).collect(),
        }
    }

    /// The number of nodes.
    #[must_use]
    pub fn nodes(&self) -> usize {
        self.nodes.len()
    }

    /// Every node once, by falling score; equal scores by falling name. Each step hashes the key
    /// with every node again, so that nothing need be stored.
    ///
    /// A score is pymemcache 4.0.0's `murmur3_32(f"{node}-{key}")`, which takes the lowest eight
    /// bits of each character: for ASCII the bytes themselves.
    pub fn by_score<'a>(&'a self, key: &'a [u8]) -> impl Iterator<Item = NodeId> + 'a {
        let mut last: Option<Rank<'a>> = None;
        iter::from_fn(move || {
            last = self
                .ranks(key)
                .filter(|rank| last.is_none_or(|last| *rank < last))
                .max();
            last.map(|(_, _, node)| node)
        })
    }

    /// All of [`Rendezvous::by_score`] at once. Hashes the key with every node once, and sorts.
    #[must_use]
    pub fn sorted(&self, key: &[u8]) -> Vec<NodeId> {
        let mut ranks: BinaryHeap<Rank<'_>> = self.ranks(key).collect();
        iter::from_fn(|| ranks.pop())
            .map(|(_, _, node)| node)
            .collect()
    }

    fn ranks<'a>(&'a self, key: &'a [u8]) -> impl Iterator<Item = Rank<'a>> {
        let text = if key.is_ascii() {
            None
        } else {
            str::from_utf8(key).ok()
        };
        let score = move |start: Murmur3| match text {
            Some(text) => start.then(low_bits(text)).finish(),
            None => start.then(key.iter().copied()).finish(),
        };
        self.nodes
            .iter()
            .map(move |named| (score(named.start), &*named.name, named.node))
    }
}

fn low_bits(text: &str) -> impl Iterator<Item = u8> {
    text.chars()
        .map(|character| u32::from(character).to_le_bytes()[0])
}
