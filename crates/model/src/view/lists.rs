//! Each session's preference list, kept once for all sessions that have the same one.

use std::ops::Range;
use std::rc::Rc;

use crate::chunks::{Chunks, append};
use crate::id::{NodeId, SessionId};
use crate::session_set::SessionSet;

/// The preference lists of all sessions, each as long as the others.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Lists {
    /// How long they are.
    pub(super) depth: usize,
    pub(super) by: By,
}

/// What decides a session's list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum By {
    /// The arc of the ring that it lies on. An arc is a range of sessions, and the first goes on
    /// past the last one's end.
    Arc(Arcs),
    /// The node where it begins: its home, or the owner of its bucket.
    Owner(Owners),
    /// Its key.
    Key {
        /// The lists by session.
        rows: Chunks<NodeId>,
        /// By node, the sessions that list it.
        listing: Vec<Rc<SessionSet>>,
    },
}

/// By token: the lists, and where the arcs end.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Arcs {
    pub(super) sessions: usize,
    /// By token, the first session after its arc.
    pub(super) ends: Vec<u32>,
    pub(super) rows: Vec<NodeId>,
}

/// By node: the lists, and which sessions have them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Owners {
    pub(super) of: Chunks<NodeId>,
    pub(super) members: Vec<Rc<SessionSet>>,
    pub(super) rows: Rc<[NodeId]>,
}

impl Arcs {
    /// The token whose arc a session lies on. Costs a binary search.
    fn arc(&self, session: usize) -> usize {
        self.wrapped(self.ends.partition_point(|&end| end as usize <= session))
    }

    /// The token of an arc: past the last one it is the first.
    fn wrapped(&self, arc: usize) -> usize {
        if arc < self.ends.len() { arc } else { 0 }
    }

    /// The first session after an arc, or after all.
    fn end(&self, arc: usize) -> usize {
        self.ends
            .get(arc)
            .map_or(self.sessions, |&end| end as usize)
    }

    /// The arcs of some sessions, each with the part of the range that lies on it.
    fn within(&self, range: Range<usize>) -> impl Iterator<Item = (usize, Range<usize>)> + '_ {
        let mut at = range.start;
        let mut arc = self.ends.partition_point(|&end| end as usize <= at);
        std::iter::from_fn(move || {
            while at < range.end {
                let (token, end) = match self.ends.get(arc) {
                    Some(&end) => (arc, range.end.min(end as usize)),
                    None => (0, range.end),
                };
                arc += 1;
                let part = at..end;
                at = end;
                if !part.is_empty() {
                    return Some((token, part));
                }
            }
            None
        })
    }
}

impl Owners {
    /// Gives a session another owner.
    pub(super) fn hand_over(&mut self, session: SessionId, owner: NodeId) {
        let before = self.of.set(session.index(), owner);
        Rc::make_mut(&mut self.members[before.index()]).remove(session);
        Rc::make_mut(&mut self.members[owner.index()]).insert(session);
    }
}

/// A session as a range of one.
fn one(session: SessionId) -> Range<usize> {
    session.index()..session.index() + 1
}

impl Lists {
    fn row<'a>(&self, rows: &'a [NodeId], at: usize) -> &'a [NodeId] {
        rows.get(at * self.depth..(at + 1) * self.depth)
            .unwrap_or_default()
    }

    /// The list of a session. On a ring that costs a binary search.
    pub(super) fn of(&self, session: SessionId) -> &[NodeId] {
        let at = session.index();
        match &self.by {
            By::Arc(arcs) => self.row(&arcs.rows, arcs.arc(at)),
            By::Owner(owners) => self.row(&owners.rows, owners.of.get(at).index()),
            By::Key { rows, .. } => rows.row(at),
        }
    }

    /// Calls `visit` for each session of a range, with its list. No searches.
    pub(super) fn each_in(&self, range: Range<usize>, mut visit: impl FnMut(SessionId, &[NodeId])) {
        let mut all = |range: Range<usize>, list: &[NodeId]| {
            range.for_each(|at| visit(SessionId(u32::try_from(at).unwrap_or(u32::MAX)), list));
        };
        match &self.by {
            By::Arc(arcs) => {
                for (arc, part) in arcs.within(range) {
                    all(part, self.row(&arcs.rows, arc));
                }
            }
            By::Owner(owners) => range.for_each(|at| {
                all(
                    at..at + 1,
                    self.row(&owners.rows, owners.of.get(at).index()),
                );
            }),
            By::Key { rows, .. } => range.for_each(|at| all(at..at + 1, rows.row(at))),
        }
    }

    /// The sessions that list a node, as rising ranges. On a ring that costs a look at every
    /// token, elsewhere what it gives.
    pub(super) fn listing(&self, node: NodeId) -> Vec<Range<usize>> {
        let mut ranges = Vec::new();
        match &self.by {
            By::Arc(arcs) => {
                let rows = arcs.rows.chunks_exact(self.depth.max(1));
                let mut start = 0;
                for (row, &end) in rows.zip(&arcs.ends) {
                    if row.contains(&node) {
                        append(&mut ranges, start..end as usize);
                    }
                    start = end as usize;
                }
                if self.row(&arcs.rows, 0).contains(&node) {
                    append(&mut ranges, start..arcs.sessions);
                }
            }
            By::Owner(owners) => {
                for (row, members) in (0..).zip(&owners.members) {
                    if self.row(&owners.rows, row).contains(&node) {
                        members
                            .iter()
                            .for_each(|session| append(&mut ranges, one(session)));
                    }
                }
            }
            By::Key { listing, .. } => {
                let listing = listing.get(node.index()).into_iter();
                let sessions = listing.flat_map(|sessions| sessions.iter());
                sessions.for_each(|session| append(&mut ranges, one(session)));
            }
        }
        ranges
    }

    /// How many sessions have each node first, by node.
    pub(super) fn primaries(&self, nodes: usize) -> Vec<u32> {
        let mut primaries = vec![0; nodes];
        let mut add = |row: &[NodeId], sessions: usize| {
            if let Some(first) = row.first() {
                primaries[first.index()] += u32::try_from(sessions).unwrap_or(u32::MAX);
            }
        };
        match &self.by {
            By::Arc(arcs) => {
                let parts = arcs.within(0..arcs.sessions);
                parts.for_each(|(arc, part)| add(self.row(&arcs.rows, arc), part.len()));
            }
            By::Owner(owners) => {
                for (row, members) in (0..).zip(&owners.members) {
                    add(self.row(&owners.rows, row), members.len());
                }
            }
            By::Key { rows, .. } => {
                (0..rows.len()).for_each(|at| add(rows.row(at), 1));
            }
        }
        primaries
    }

    /// The sessions whose list differs, and maybe some more, as ranges. On a ring that costs the
    /// tokens, elsewhere a look at every session that is not shared.
    pub(super) fn differences(&self, other: &Self, sessions: usize) -> Vec<Range<usize>> {
        let mut ranges = Vec::new();
        match (&self.by, &other.by) {
            _ if self.depth != other.depth => ranges.push(0..sessions),
            (By::Arc(ours), By::Arc(theirs)) => {
                let (mut at, mut our, mut their) = (0, 0, 0);
                while at < sessions {
                    let (one, two) = (ours.end(our), theirs.end(their));
                    let end = one.min(two).max(at);
                    let row = self.row(&ours.rows, ours.wrapped(our));
                    if row != other.row(&theirs.rows, theirs.wrapped(their)) {
                        append(&mut ranges, at..end);
                    }
                    at = end;
                    our += usize::from(one == end);
                    their += usize::from(two == end);
                }
            }
            (By::Owner(ours), By::Owner(theirs)) => {
                ranges = ours.of.differences(&theirs.of);
                for (row, members) in (0..).zip(&ours.members) {
                    if self.row(&ours.rows, row) != other.row(&theirs.rows, row) {
                        members
                            .iter()
                            .for_each(|session| append(&mut ranges, one(session)));
                    }
                }
            }
            (By::Key { rows, .. }, By::Key { rows: others, .. }) => {
                ranges = rows.differences(others);
            }
            _ => ranges.push(0..sessions),
        }
        ranges
    }
}
