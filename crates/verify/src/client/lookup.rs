//! Where a key belongs: the model's placement over the nodes that the client believes in.

use ringside_model::id::NodeId;
use ringside_model::placement::{Key, Placement};
use ringside_model::policy::{Policy, ReplicaPlacement};
use ringside_model::roster::Roster;

use super::members::Members;

/// The placement that the client has built.
#[derive(Debug, Clone)]
pub struct Lookup {
    believed: Vec<NodeId>,
    placement: Placement,
    replicas: ReplicaPlacement,
}

impl Lookup {
    /// Builds it. `book` says only what the document says of each node.
    pub fn new(policy: &Policy, book: &Roster, members: &Members) -> Self {
        let believed = members.believed();
        let servers: Vec<_> = believed
            .iter()
            .map(|&node| (node, &book.node(node).server))
            .collect();
        let placement = policy.placement.place(&servers, policy.tokens);
        Self {
            believed,
            placement,
            replicas: policy.replica_placement,
        }
    }

    /// The nodes that the client believes in.
    pub fn believed(&self) -> &[NodeId] {
        &self.believed
    }

    /// The preference list of a key, as far as it goes. Only among spymemcached's seven tries may
    /// a node come again.
    pub fn preference_list(&self, key: Key<'_>, home: Option<NodeId>) -> Vec<NodeId> {
        match (self.replicas, home) {
            (ReplicaPlacement::Rehash, _) => self.placement.rehash_sequence(key).collect(),
            (ReplicaPlacement::Ring, None) => self.placement.preference_list(key, usize::MAX),
            (ReplicaPlacement::List, None) => {
                let primary = self.placement.first(key);
                primary.map_or_else(Vec::new, |met| self.list_from(met.node))
            }
            (_, Some(home)) => self.list_from(home),
        }
    }

    /// The server list from a node on, round to where it began. A node that is not believed in is
    /// left out; the list then goes on with the next that entered after it.
    fn list_from(&self, node: NodeId) -> Vec<NodeId> {
        let start = self.believed.iter().position(|&other| other == node);
        let after = || self.believed.iter().position(|&other| other > node);
        let start = start.or_else(after).unwrap_or(0);
        let mut list = self.believed.clone();
        list.rotate_left(start.min(self.believed.len()));
        list
    }
}
