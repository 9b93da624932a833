//! The client's view: the placement it built from its server list, and each session's preference
//! list under it. What is believed here may differ from which nodes run and what they store.

use crate::id::{NodeId, SessionId};
use crate::placement::{Key, Placement};
use crate::policy::Policy;
use crate::roster::Roster;
use crate::session::Sessions;

/// The placement and what it says of every session, kept flat: the first nodes of each
/// preference list, one list after the other.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct View {
    placement: Placement,
    depth: usize,
    lists: Vec<NodeId>,
    listing: Vec<Vec<SessionId>>,
    primaries: Vec<usize>,
}

impl View {
    /// Builds the placement from the server list and walks it once for every session.
    #[must_use]
    pub fn new(policy: &Policy, roster: &Roster, sessions: &Sessions) -> Self {
        let placement = placement(policy, roster);
        // All lists are equally long, but maybe shorter than the server list: a node of very small
        // weight may have no token at all.
        let first = sessions.ids().next();
        let depth = first.map_or(0, |session| {
            let key = sessions.key(session);
            let key = key_of(sessions, session, key.as_bytes());
            placement.preference_list(key, policy.depth()).len()
        });
        let mut lists = Vec::with_capacity(depth * sessions.len());
        let mut listing = vec![Vec::new(); roster.len()];
        let mut primaries = vec![0; roster.len()];
        for session in sessions.ids() {
            let key = sessions.key(session);
            let key = key_of(sessions, session, key.as_bytes());
            let list = placement.preference_list(key, depth);
            if let Some(primary) = list.first() {
                primaries[primary.index()] += 1;
            }
            for node in list {
                lists.push(node);
                listing[node.index()].push(session);
            }
        }
        Self {
            placement,
            depth,
            lists,
            listing,
            primaries,
        }
    }

    /// The rule that the client follows.
    #[must_use]
    pub fn placement(&self) -> &Placement {
        &self.placement
    }

    /// The nodes that a session's reads and writes may concern, in the order of its preference
    /// list: max(R, P) of them, or all that the placement knows.
    #[must_use]
    pub fn preference_list(&self, session: SessionId) -> &[NodeId] {
        &self.lists[session.index() * self.depth..][..self.depth]
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

fn key_of<'a>(sessions: &Sessions, session: SessionId, bytes: &'a [u8]) -> Key<'a> {
    Key {
        bytes,
        hash: sessions.point(session),
    }
}

fn placement(policy: &Policy, roster: &Roster) -> Placement {
    let servers: Vec<_> = roster
        .list()
        .iter()
        .map(|&id| (id, &roster.node(id).server))
        .collect();
    policy.placement.place(&servers, policy.tokens)
}
