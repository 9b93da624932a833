//! A set of sessions: which ones a node stores, say. Two bytes a session, and cheap to copy.

use std::rc::Rc;

use crate::id::SessionId;

/// How many sessions a leaf holds at most.
const MOST: usize = 1024;

/// Sessions by rising number. A copy shares every leaf that neither side has changed since.
#[derive(Clone, Debug, Default)]
pub struct SessionSet {
    len: usize,
    leaves: Vec<Leaf>,
}

/// Some sessions, up to the first of the next leaf. All have the same upper half.
#[derive(Clone, Debug)]
struct Leaf {
    /// No session of this leaf is before this one.
    from: u32,
    /// The lower halves, by rising number.
    lower: Rc<Vec<u16>>,
}

/// A session's lower half.
#[expect(clippy::cast_possible_truncation, reason = "the lower half is meant")]
fn lower(session: SessionId) -> u16 {
    session.0 as u16
}

/// A session's upper half, in its place.
fn upper(session: u32) -> u32 {
    session & !u32::from(u16::MAX)
}

impl SessionSet {
    /// No session at all.
    pub const EMPTY: Self = Self {
        len: 0,
        leaves: Vec::new(),
    };

    /// How many there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.len
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len == 0
    }

    /// All of them, by rising number.
    pub fn iter(&self) -> impl Iterator<Item = SessionId> + '_ {
        self.leaves.iter().flat_map(|leaf| {
            let upper = upper(leaf.from);
            let lower = leaf.lower.iter();
            lower.map(move |&lower| SessionId(upper | u32::from(lower)))
        })
    }

    /// Whether a session is in it. Costs two binary searches.
    #[must_use]
    pub fn contains(&self, session: SessionId) -> bool {
        self.leaf(session).is_some_and(|leaf| {
            self.leaves[leaf]
                .lower
                .binary_search(&lower(session))
                .is_ok()
        })
    }

    /// The leaf that has a session, if any leaf does.
    fn leaf(&self, session: SessionId) -> Option<usize> {
        let after = self.leaves.partition_point(|leaf| leaf.from <= session.0);
        let leaf = after.checked_sub(1)?;
        (upper(self.leaves[leaf].from) == upper(session.0)).then_some(leaf)
    }

    /// Puts a session in. Returns whether it was not there yet. Costs two binary searches and a
    /// move within a leaf; at the end of the set nothing of that.
    pub fn insert(&mut self, session: SessionId) -> bool {
        let Some(at) = self.leaf(session) else {
            let after = self.leaves.partition_point(|leaf| leaf.from <= session.0);
            let lower = Rc::new(vec![lower(session)]);
            let from = upper(session.0);
            self.leaves.insert(after, Leaf { from, lower });
            self.len += 1;
            return true;
        };
        let is_last = at + 1 == self.leaves.len();
        let leaf = &mut self.leaves[at];
        let value = lower(session);
        let beyond = leaf.lower.last().is_none_or(|&last| last < value);
        if beyond && is_last && leaf.lower.len() == MOST {
            // Sets are mostly made in order: full leaves take the least room.
            self.leaves.push(Leaf {
                from: session.0,
                lower: Rc::new(vec![value]),
            });
            self.len += 1;
            return true;
        }
        let place = if beyond {
            leaf.lower.len()
        } else {
            match leaf.lower.binary_search(&value) {
                Ok(_) => return false,
                Err(place) => place,
            }
        };
        let values = Rc::make_mut(&mut leaf.lower);
        values.insert(place, value);
        self.len += 1;
        if values.len() > MOST {
            let rest = values.split_off(MOST / 2);
            let from = upper(leaf.from) | u32::from(rest[0]);
            let lower = Rc::new(rest);
            self.leaves.insert(at + 1, Leaf { from, lower });
        }
        true
    }

    /// Takes a session out. Returns whether it was there. Costs as much as putting it in.
    pub fn remove(&mut self, session: SessionId) -> bool {
        let Some(at) = self.leaf(session) else {
            return false;
        };
        let Ok(place) = self.leaves[at].lower.binary_search(&lower(session)) else {
            return false;
        };
        let values = Rc::make_mut(&mut self.leaves[at].lower);
        values.remove(place);
        if values.is_empty() {
            self.leaves.remove(at);
        }
        self.len -= 1;
        true
    }
}

/// Sets are equal if the same sessions are in them, however they came there.
impl PartialEq for SessionSet {
    fn eq(&self, other: &Self) -> bool {
        self.len == other.len && self.iter().eq(other.iter())
    }
}

impl Eq for SessionSet {}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    /// Numbers in an order like chance.
    fn scattered(count: u32, below: u32) -> impl Iterator<Item = SessionId> {
        (0..count)
            .map(move |at| SessionId(at.wrapping_mul(2_654_435_761) >> 7).0 % below)
            .map(SessionId)
    }

    #[test]
    fn it_holds_what_an_ordinary_set_holds_in_whatever_order_it_came() {
        for below in [10, 3000, 70_000, 1_000_000] {
            let (mut set, mut plain) = (SessionSet::default(), BTreeSet::new());
            for (step, session) in (0..).zip(scattered(40_000, below)) {
                if step % 3 == 2 {
                    assert_eq!(set.remove(session), plain.remove(&session));
                } else {
                    assert_eq!(set.insert(session), plain.insert(session));
                }
                assert_eq!(set.contains(session), plain.contains(&session));
            }
            assert_eq!(set.len(), plain.len());
            assert!(set.iter().eq(plain.iter().copied()), "below {below}");
            let in_order = plain
                .iter()
                .fold(SessionSet::default(), |mut set, &session| {
                    set.insert(session);
                    set
                });
            assert_eq!(in_order, set);
            for session in plain {
                assert!(set.remove(session));
            }
            assert!(set.is_empty() && set.leaves.is_empty());
        }
    }

    #[test]
    fn a_copy_does_not_see_what_is_changed_after_it() {
        let mut set = SessionSet::default();
        (0..5000).map(SessionId).for_each(|session| {
            set.insert(session);
        });
        let before = set.clone();
        set.remove(SessionId(4000));
        set.insert(SessionId(6000));
        assert!(before.contains(SessionId(4000)) && !before.contains(SessionId(6000)));
        assert_ne!(before, set);
    }
}
