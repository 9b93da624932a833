//! The client's view: the placement it built from the servers it believes in, and each session's
//! preference list under it. What is believed here may differ from which nodes run and what they
//! store.

mod build;
mod lists;

use std::ops::{ControlFlow, Range};

use smallvec::SmallVec;

use crate::chunks::Chunks;
use crate::client::Client;
use crate::ejection::Ejections;
use crate::id::{NodeId, SessionId};
use crate::pace::{Pace, in_one_go};
use crate::placement::{Key, Met, Placement, REHASH_TRIES, rehashed};
use crate::policy::{Policy, ReplicaPlacement};
use crate::roster::Roster;
use crate::session::Sessions;
use lists::{By, Lists};

/// The placement and what it says of every session.
///
/// A list is kept once for all sessions that share it: on a ring by arc, for a modulo by owner,
/// for a client that keeps homes by home. Only where the key itself decides (rendezvous, and
/// spymemcached's further tries) has each session its own.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct View {
    servers: Vec<NodeId>,
    /// For each node the index of the first server that entered the list after it.
    after: Vec<usize>,
    client: Client,
    placement: Placement,
    replicas: ReplicaPlacement,
    homes: Option<Chunks<NodeId>>,
    lists: Lists,
    primaries: Vec<u32>,
}

impl View {
    /// Builds the placement from the server list less what is ejected, and every session's list.
    /// `before` is the view until now, if there was one: a client that keeps homes goes on with
    /// those, and what a ring has kept need not be looked for again.
    ///
    /// On a ring that costs the tokens and a search for each new one; for a modulo a look at
    /// every session; for rendezvous a hash of every key with every node; for spymemcached's
    /// further tries a hash of every key for each.
    #[must_use]
    pub fn new(
        policy: &Policy,
        roster: &Roster,
        sessions: &Sessions,
        ejections: &Ejections,
        before: Option<&Self>,
    ) -> Self {
        in_one_go(async |pace| {
            Self::in_slices(policy, roster, sessions, ejections, before, pace).await
        })
    }

    /// [`View::new`] in slices, where it is a matter of every session.
    pub async fn in_slices(
        policy: &Policy,
        roster: &Roster,
        sessions: &Sessions,
        ejections: &Ejections,
        before: Option<&Self>,
        pace: &Pace,
    ) -> Self {
        let listed = roster.list().iter().copied();
        let servers: Vec<NodeId> = listed.filter(|&node| !ejections.has(node)).collect();
        let client = policy.placement;
        let placement = placed(policy, roster, &servers);
        // All lists are equally long, but maybe shorter than the server list: on a ring a node of
        // very small weight may have no token at all.
        let most = match policy.replica_placement {
            ReplicaPlacement::Ring if !client.keeps_homes() => placement.nodes(),
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
            client,
            placement,
            replicas: policy.replica_placement,
            homes: None,
            lists: Lists::none(policy.depth().min(most)),
            primaries: Vec::new(),
        };
        if client.keeps_homes() {
            view.homes = match before.and_then(|before| before.homes.clone()) {
                None => Some(view.owners(sessions, pace).await),
                kept => kept,
            };
        }
        view.lists.by = view
            .every_list(sessions, before, each(policy, roster.len()), pace)
            .await;
        view.primaries = view.lists.primaries(roster.len());
        view
    }

    /// The same view, made anew: nothing but the homes is taken over.
    #[must_use]
    pub(crate) fn rebuilt(
        &self,
        policy: &Policy,
        roster: &Roster,
        sessions: &Sessions,
        ejections: &Ejections,
    ) -> Self {
        let homes = Self {
            lists: Lists::none(0),
            ..self.clone()
        };
        Self::new(policy, roster, sessions, ejections, Some(&homes))
    }

    /// The placement as it would be with no node ejected; none where none is.
    #[must_use]
    pub fn unejected(&self, policy: &Policy, roster: &Roster) -> Option<Placement> {
        let ejected = self.servers.len() != roster.list().len();
        ejected.then(|| placed(policy, roster, roster.list()))
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
        let mut listed: SmallVec<[NodeId; 8]> = SmallVec::new();
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
    /// list: max(R, P) of them, or all that the placement knows. On a ring that costs a binary
    /// search among the tokens.
    #[must_use]
    pub fn preference_list(&self, session: SessionId) -> &[NodeId] {
        self.lists.of(session)
    }

    /// Calls `visit` for each session of a range, with its preference list.
    pub fn each_in(&self, range: Range<usize>, visit: impl FnMut(SessionId, &[NodeId])) {
        self.lists.each_in(range, visit);
    }

    /// Where the session's client keeps it, if it is one that does.
    #[must_use]
    pub fn home(&self, session: SessionId) -> Option<NodeId> {
        let homes = self.homes.as_ref();
        homes.map(|homes| homes.get(session.index()))
    }

    /// Gives a session another home.
    pub fn move_home(&mut self, session: SessionId, key: Key<'_>, home: NodeId) {
        let first = |view: &Self| view.preference_list(session).first().copied();
        let before = first(self);
        if let Some(homes) = &mut self.homes {
            homes.set(session.index(), home);
        }
        let list = match self.lists.by {
            By::Key { .. } => self.list_of(key, Some(home)),
            By::Arc(_) | By::Owner(_) => SmallVec::new(),
        };
        self.lists.moved(session, home, &list);
        for (node, by) in [(before, u32::MAX), (first(self), 1)] {
            if let Some(node) = node {
                let primaries = &mut self.primaries[node.index()];
                *primaries = primaries.wrapping_add(by);
            }
        }
    }

    /// For how many sessions a node is the primary.
    #[must_use]
    pub fn primaries(&self, node: NodeId) -> usize {
        let primaries = self.primaries.get(node.index());
        primaries.map_or(0, |&sessions| sessions as usize)
    }

    /// The sessions that have a node in their preference list, as ranges.
    /// On a ring that costs a look at every token.
    #[must_use]
    pub fn listing(&self, node: NodeId) -> Vec<Range<usize>> {
        self.lists.listing(node)
    }

    /// The sessions whose preference list may not be what it was in another view. On a ring that
    /// costs the tokens, elsewhere a look at every session.
    #[must_use]
    pub fn differences(&self, before: &Self, sessions: usize) -> Vec<Range<usize>> {
        self.lists.differences(&before.lists, sessions)
    }
}

/// About how many units of work it is to list the nodes of one session, if there are so many.
pub(crate) fn each(policy: &Policy, nodes: usize) -> usize {
    let depth = 1 + policy.depth();
    match (policy.replica_placement, policy.placement) {
        (ReplicaPlacement::Rehash, _) => 12 * depth,
        (_, Client::Pymemcache) => 2 * (nodes + depth),
        (_, client) if client.keeps_homes() => depth,
        _ => 1,
    }
}

/// Where a client with this server list places keys.
fn placed(policy: &Policy, roster: &Roster, servers: &[NodeId]) -> Placement {
    let named: Vec<_> = servers
        .iter()
        .map(|&id| (id, &roster.node(id).server))
        .collect();
    policy.placement.place(&named, policy.tokens)
}
