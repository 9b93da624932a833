//! Where a key belongs: the model's placement over the nodes that the client believes in.

use ringside_model::client::Client;
use ringside_model::id::NodeId;
use ringside_model::placement::{Key, Placement, rehashed};
use ringside_model::policy::{Policy, ReplicaPlacement};
use ringside_model::roster::Roster;

use super::members::Members;

/// The placement that the client has built.
#[derive(Debug, Clone)]
pub struct Lookup {
    believed: Vec<NodeId>,
    client: Client,
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
            client: policy.placement,
            placement,
            replicas: policy.replica_placement,
        }
    }

    /// The nodes that the client believes in.
    pub fn believed(&self) -> &[NodeId] {
        &self.believed
    }

    /// The preference list of a key, as far as it goes. Only among spymemcached's seven tries may
    /// a node come again. A client that keeps homes begins with the home, as long as it believes
    /// in it.
    pub fn preference_list(
        &self,
        key: Key<'_>,
        home: Option<NodeId>,
        members: &Members,
    ) -> Vec<NodeId> {
        let from = |node| {
            let mut list = members.from(node);
            list.retain(|node| self.believed.contains(node));
            list
        };
        match (self.replicas, home) {
            (ReplicaPlacement::Rehash, home) => self.tries(key, home),
            (ReplicaPlacement::Ring, None) => self.placement.preference_list(key, usize::MAX),
            (ReplicaPlacement::List, None) => {
                let primary = self.placement.first(key);
                primary.map_or_else(Vec::new, |met| from(met.node))
            }
            // A home that is believed in no more is left out. The list goes on where it stood.
            (_, Some(home)) => from(home),
        }
    }

    /// spymemcached's seven tries.
    fn tries(&self, key: Key<'_>, home: Option<NodeId>) -> Vec<NodeId> {
        let hashes = rehashed(key).map(|hash| self.client.wrap(hash));
        let owner = |hash| self.placement.first(Key { hash, ..key });
        let owners = hashes.into_iter().filter_map(owner);
        let mut tries: Vec<NodeId> = owners.map(|met| met.node).collect();
        let home = home.filter(|node| self.believed.contains(node));
        if let (Some(first), Some(home)) = (tries.first_mut(), home) {
            *first = home;
        }
        tries
    }
}
