//! The client's view: the placement it built from the servers it believes in, and each session's
//! preference list under it. What is believed here may differ from which nodes run and what they
//! store.

use std::ops::ControlFlow;

use crate::client::Client;
use crate::ejection::Ejections;
use crate::id::{NodeId, SessionId};
use crate::placement::{Key, Met, Placement, REHASH_TRIES, rehashed};
use crate::policy::{Policy, ReplicaPlacement};
use crate::roster::Roster;
use crate::session::Sessions;

/// The placement and what it says of every session, kept flat: the start of each preference list,
/// one list after the other.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct View {
    servers: Vec<NodeId>,
    /// For each node the index of the first server that entered the list after it.
    after: Vec<usize>,
    client: Client,
    placement: Placement,
    replicas: ReplicaPlacement,
    depth: usize,
    lists: Vec<NodeId>,
    listing: Vec<Vec<SessionId>>,
    primaries: Vec<usize>,
}

impl View {
    /// Builds the placement from the server list less what is ejected, and walks it once for
    /// every session. `homes` are the primaries of a client that keeps them, by session.
    #[must_use]
    pub fn new(
        policy: &Policy,
        roster: &Roster,
        sessions: &Sessions,
        ejections: &Ejections,
        homes: Option<&[NodeId]>,
    ) -> Self {
        let listed = roster.list().iter().copied();
        let servers: Vec<NodeId> = listed.filter(|&node| !ejections.has(node)).collect();
        let named: Vec<_> = servers
            .iter()
            .map(|&id| (id, &roster.node(id).server))
            .collect();
        let placement = policy.placement.place(&named, policy.tokens);
        // All lists are equally long, but maybe shorter than the server list: on a ring a node of
        // very small weight may have no token at all.
        let most = match policy.replica_placement {
            ReplicaPlacement::Ring if homes.is_none() => placement.nodes(),
            ReplicaPlacement::Rehash if placement.nodes() > 0 => REHASH_TRIES,
            _ => servers.len(),
        };
        let after = |entered| servers.partition_point(|&id| roster.node(id).entered <= entered);
        let mut view = Self {
            after: roster
                .nodes()
                .map(|(_, node)| after(node.entered))
                .collect(),
            servers,
            client: policy.placement,
            placement,
            replicas: policy.replica_placement,
            depth: policy.depth().min(most),
            lists: Vec::new(),
            listing: vec![Vec::new(); roster.len()],
            primaries: vec![0; roster.len()],
        };
        let mut lists = Vec::with_capacity(view.depth * sessions.len());
        for session in sessions.ids() {
            let key = sessions.key(session);
            let key = Key {
                bytes: key.as_bytes(),
                hash: sessions.point(session),
            };
            let home = homes.map(|homes| homes[session.index()]);
            view.tries(key, home, view.depth, |node| lists.push(node));
        }
        view.lists = lists;
        view.index(sessions);
        view
    }

    /// Notes for every node which sessions list it, and of how many it is the primary.
    fn index(&mut self, sessions: &Sessions) {
        self.listing.iter_mut().for_each(Vec::clear);
        self.primaries.fill(0);
        if self.depth == 0 {
            return;
        }
        for (session, list) in sessions.ids().zip(self.lists.chunks_exact(self.depth)) {
            self.primaries[list[0].index()] += 1;
            for (at, node) in list.iter().enumerate() {
                if !list[..at].contains(node) {
                    self.listing[node.index()].push(session);
                }
            }
        }
    }

    /// The servers that the client believes in, in the order of its list.
    #[must_use]
    pub fn servers(&self) -> &[NodeId] {
        &self.servers
    }

    /// The rule that the client follows.
    #[must_use]
    pub fn placement(&self) -> &Placement {
        &self.placement
    }

    /// Calls `visit` for all that a key meets, in the order in which the client tries nodes, until
    /// it breaks or all has been met. Where copies go clockwise that is every token; a node comes
    /// as often as it has tokens. Among spymemcached's seven tries a node may come again, too.
    pub fn meet(
        &self,
        key: Key<'_>,
        home: Option<NodeId>,
        mut visit: impl FnMut(Met) -> ControlFlow<()>,
    ) {
        match self.replicas {
            ReplicaPlacement::Ring if home.is_none() => self.placement.walk(key, visit),
            ReplicaPlacement::Ring | ReplicaPlacement::List => {
                let first = match home {
                    Some(node) => Some(Met { node, token: None }),
                    None => self.placement.first(key),
                };
                let Some(first) = first else { return };
                // A home that is in the view no more: the client goes on where it stood.
                let primary = self.servers.contains(&first.node).then_some(first);
                let others = self.servers.len() - usize::from(primary.is_some());
                let next = self.after[first.node.index()];
                let rest = self.servers.iter().cycle().skip(next).take(others);
                let rest = rest.map(|&node| Met { node, token: None });
                // How the walk ended is the visitor's own doing.
                let _ = primary.into_iter().chain(rest).try_for_each(visit);
            }
            ReplicaPlacement::Rehash => {
                // The first try is for a home, as long as the client believes in it.
                let home = home.filter(|node| self.servers.contains(node));
                let mut home = home.map(|node| Met { node, token: None });
                for hash in rehashed(key).map(|hash| self.client.wrap(hash)) {
                    let owner = || self.placement.first(Key { hash, ..key });
                    let Some(met) = home.take().or_else(owner) else {
                        return;
                    };
                    if visit(met).is_break() {
                        return;
                    }
                }
            }
        }
    }

    /// The first `most` nodes of a preference list. Only among spymemcached's seven tries may a
    /// node be listed again.
    pub fn tries(
        &self,
        key: Key<'_>,
        home: Option<NodeId>,
        most: usize,
        mut next: impl FnMut(NodeId),
    ) {
        let repeats = self.replicas == ReplicaPlacement::Rehash;
        let mut listed: smallvec::SmallVec<[NodeId; 8]> = smallvec::SmallVec::new();
        if most == 0 {
            return;
        }
        self.meet(key, home, |met| {
            if repeats || !listed.contains(&met.node) {
                listed.push(met.node);
                next(met.node);
            }
            if listed.len() < most {
                ControlFlow::Continue(())
            } else {
                ControlFlow::Break(())
            }
        });
    }

    /// How many different nodes a client can come to.
    #[must_use]
    pub fn nodes(&self) -> usize {
        match self.replicas {
            ReplicaPlacement::List => self.servers.len(),
            ReplicaPlacement::Ring | ReplicaPlacement::Rehash => self.placement.nodes(),
        }
    }

    /// Whether a try that leads to a node asked before counts as one.
    #[must_use]
    pub fn counts_repeats(&self) -> bool {
        self.replicas == ReplicaPlacement::Rehash
    }

    /// The nodes that a session's reads and writes may concern, in the order of its preference
    /// list: max(R, P) of them, or all that the placement knows.
    #[must_use]
    pub fn preference_list(&self, session: SessionId) -> &[NodeId] {
        &self.lists[session.index() * self.depth..][..self.depth]
    }

    /// Gives a session another home. The figures by node are those of before until [`View::moved`].
    pub fn move_home(&mut self, session: SessionId, key: Key<'_>, home: NodeId) {
        let mut list = Vec::with_capacity(self.depth);
        self.tries(key, Some(home), self.depth, |node| list.push(node));
        self.lists[session.index() * self.depth..][..self.depth].copy_from_slice(&list);
    }

    /// Counts by node anew after homes have moved.
    pub fn moved(&mut self, sessions: &Sessions) {
        self.index(sessions);
    }

    /// For how many sessions a node is the primary.
    #[must_use]
    pub fn primaries(&self, node: NodeId) -> usize {
        self.primaries.get(node.index()).copied().unwrap_or(0)
    }

    /// The sessions that have a node in their preference list.
    #[must_use]
    pub fn listing(&self, node: NodeId) -> &[SessionId] {
        self.listing.get(node.index()).map_or(&[], Vec::as_slice)
    }
}
