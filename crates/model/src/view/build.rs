//! Making every session's preference list out of a placement.

use std::rc::Rc;

use smallvec::SmallVec;

use crate::chunks::Chunks;
use crate::id::{NodeId, Point, SessionId};
use crate::pace::{Pace, stretches};
use crate::placement::{Key, Placement};
use crate::policy::ReplicaPlacement;
use crate::ring::{Lookup, Ring};
use crate::session::Sessions;
use crate::session_set::SessionSet;

use super::View;
use super::lists::{Arcs, By, Lists, Owners};

/// A key of which only the place counts.
fn anywhere(hash: Point) -> Key<'static> {
    Key { bytes: &[], hash }
}

impl View {
    /// Every session's list, which is so many units of work where the key decides.
    pub(super) async fn every_list(
        &self,
        sessions: &Sessions,
        before: Option<&Self>,
        each: usize,
        pace: &Pace,
    ) -> By {
        let by_place = self.replicas != ReplicaPlacement::Rehash;
        match &self.placement {
            Placement::Ring(ring) if by_place && self.homes.is_none() => {
                By::Arc(self.arcs(ring, sessions, before))
            }
            Placement::Modulo(_) if by_place => {
                By::Owner(self.lists_by_owner(sessions, before, pace).await)
            }
            _ => self.lists_by_key(sessions, each, pace).await,
        }
    }

    /// The start of a key's preference list, as long as all are.
    pub(super) fn list_of(&self, key: Key<'_>, home: Option<NodeId>) -> SmallVec<[NodeId; 8]> {
        let mut list = SmallVec::new();
        self.tries(key, home, self.lists.depth, |node| list.push(node));
        list
    }

    /// By session, the node that its key leads to first.
    pub(super) async fn owners(&self, sessions: &Sessions, pace: &Pace) -> Chunks<NodeId> {
        let mut owners = Chunks::filled(sessions.len(), NodeId(0));
        for part in stretches(0..sessions.len(), 2) {
            let units = part.len() * 2;
            for at in part {
                if let Some(first) = self.placement.first(anywhere(sessions.points()[at])) {
                    owners.set(at, first.node);
                }
            }
            pace.did(units).await;
        }
        owners
    }

    fn arcs(&self, ring: &Ring, sessions: &Sessions, before: Option<&Self>) -> Arcs {
        let known = before.and_then(|before| match (&before.placement, &before.lists.by) {
            (Placement::Ring(ring), By::Arc(arcs)) => Some((ring, arcs)),
            _ => None,
        });
        let mut known = known
            .into_iter()
            .flat_map(|(ring, arcs)| ring.tokens().iter().zip(&arcs.ends))
            .map(|(token, &end)| (token.point, end))
            .peekable();
        let ends = ring.tokens().iter().map(|token| {
            while known.next_if(|&(point, _)| point < token.point).is_some() {}
            match known.peek() {
                Some(&(point, end)) if point == token.point => end,
                _ => sessions.rank_after(token.point, ring.lookup()),
            }
        });
        let ends: Vec<u32> = ends.collect();
        let mut rows = Vec::with_capacity(ends.len() * self.lists.depth);
        let first = ring.tokens().last().map_or(Point(0), |token| token.point);
        let mut start = first;
        for token in ring.tokens() {
            let hash = match ring.lookup() {
                Lookup::AtOrAfter => token.point,
                Lookup::After => start,
            };
            self.tries(anywhere(hash), None, self.lists.depth, |node| {
                rows.push(node);
            });
            start = token.point;
        }
        Arcs {
            sessions: sessions.len(),
            ends,
            rows,
        }
    }

    /// Each node's list, and which sessions begin there.
    async fn lists_by_owner(
        &self,
        sessions: &Sessions,
        before: Option<&Self>,
        pace: &Pace,
    ) -> Owners {
        let nodes = self.after.len();
        let kept = before.map(|before| &before.lists.by);
        let (of, mut members) = match (&self.homes, kept) {
            (Some(homes), Some(By::Owner(kept))) => (homes.clone(), kept.members.clone()),
            (homes, _) => {
                let of = match homes {
                    Some(homes) => homes.clone(),
                    None => self.owners(sessions, pace).await,
                };
                let mut members = vec![SessionSet::EMPTY; nodes];
                for part in stretches(0..sessions.len(), 1) {
                    let units = part.len();
                    for session in sessions.of(part) {
                        members[of.get(session.index()).index()].insert(session);
                    }
                    pace.did(units).await;
                }
                (of, members.into_iter().map(Rc::new).collect())
            }
        };
        members.resize_with(nodes, Rc::default);
        let mut rows = Vec::with_capacity(nodes * self.lists.depth);
        for home in (0..).map(NodeId).take(nodes) {
            rows.extend(self.list_of(anywhere(Point(0)), Some(home)));
        }
        Owners {
            of,
            members,
            rows: rows.into(),
        }
    }

    async fn lists_by_key(&self, sessions: &Sessions, each: usize, pace: &Pace) -> By {
        let depth = self.lists.depth;
        let mut rows = Chunks::filled_rows(sessions.len(), depth, NodeId(0));
        let mut listing = vec![SessionSet::EMPTY; self.after.len()];
        let mut key = String::new();
        for part in stretches(0..sessions.len(), each) {
            let units = part.len() * each;
            for session in sessions.of(part) {
                sessions.write_key(session, &mut key);
                let placed = Key {
                    bytes: key.as_bytes(),
                    hash: sessions.point(session),
                };
                let list = self.list_of(placed, self.home(session));
                rows.row_mut(session.index()).copy_from_slice(&list);
                for node in list {
                    listing[node.index()].insert(session);
                }
            }
            pace.did(units).await;
        }
        By::Key {
            rows,
            listing: listing.into_iter().map(Rc::new).collect(),
        }
    }
}

impl Lists {
    /// No list yet, of lists so long.
    pub(super) fn none(depth: usize) -> Self {
        let by = By::Arc(Arcs {
            sessions: 0,
            ends: Vec::new(),
            rows: Vec::new(),
        });
        Self { depth, by }
    }

    /// A session has another home, and this list now.
    pub(super) fn moved(&mut self, session: SessionId, home: NodeId, list: &[NodeId]) {
        match &mut self.by {
            By::Arc(_) => {}
            By::Owner(owners) => owners.hand_over(session, home),
            By::Key { rows, listing } => {
                for node in rows.row(session.index()) {
                    Rc::make_mut(&mut listing[node.index()]).remove(session);
                }
                rows.row_mut(session.index()).copy_from_slice(list);
                for node in list {
                    Rc::make_mut(&mut listing[node.index()]).insert(session);
                }
            }
        }
    }
}
