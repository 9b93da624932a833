//! Modulo: the remainder of a key's hash chooses a bucket, and each bucket is a node's.

use crate::id::{NodeId, Point};

/// The nodes in list order, each with as many buckets in a row as its weight.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Modulo {
    nodes: Vec<NodeId>,
    /// For each node, the first bucket after its own.
    ends: Vec<u64>,
}

impl Modulo {
    /// Buckets for these nodes with these weights; a node of weight 0 has none, and is met only
    /// after the primary.
    pub fn new(nodes: impl IntoIterator<Item = (NodeId, u32)>) -> Self {
        let mut end = 0;
        let (nodes, ends) = nodes
            .into_iter()
            .map(|(node, weight)| {
                end += u64::from(weight);
                (node, end)
            })
            .unzip();
        Self { nodes, ends }
    }

    /// The number of nodes.
    #[must_use]
    pub fn nodes(&self) -> usize {
        self.nodes.len()
    }

    /// The number of buckets.
    #[must_use]
    pub fn buckets(&self) -> u64 {
        self.ends.last().copied().unwrap_or(0)
    }

    /// The bucket of a hash, where there is any.
    #[must_use]
    pub fn bucket(&self, hash: Point) -> Option<u64> {
        u64::from(hash.0).checked_rem(self.buckets())
    }

    /// Every node once: the owner of the hash's bucket, then those after it in the list, round to
    /// those before it. Costs a binary search.
    pub fn from(&self, hash: Point) -> impl Iterator<Item = NodeId> + '_ {
        let owner = self
            .bucket(hash)
            .map_or(0, |bucket| self.ends.partition_point(|&end| end <= bucket));
        let (before, after) = self.nodes.split_at(owner);
        after.iter().chain(before).copied()
    }
}
