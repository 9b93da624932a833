//! Branches: histories that begin alike and go on in different ways.

use std::rc::Rc;

use crate::apply::Changes;
use crate::event::Event;
use crate::scenario::Setup;

/// What names a branch for as long as its timeline lives, shown or left. Never reused.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct BranchId(pub u32);

/// One history from the start to its end.
#[derive(Clone, Debug)]
pub struct Branch {
    pub(super) id: BranchId,
    /// The setup under which it was played last.
    pub(super) setup: Rc<Setup>,
    pub(super) events: Rc<Vec<Event>>,
    /// What the events changed under that setup, as far as it was played.
    pub(super) changes: Rc<Vec<Changes>>,
}

impl BranchId {
    /// The branch that a timeline begins with.
    pub(super) const FIRST: Self = Self(0);

    pub(super) fn next(self) -> Self {
        Self(self.0.saturating_add(1))
    }
}

impl Branch {
    /// What names it.
    #[must_use]
    pub fn id(&self) -> BranchId {
        self.id
    }

    /// All its events, from the start on.
    #[must_use]
    pub fn events(&self) -> &[Event] {
        &self.events
    }

    /// After how many events it departs from another history. Costs a look at each of them.
    #[must_use]
    pub fn departure(&self, from: &[Event]) -> usize {
        let both = self.events.iter().zip(from);
        both.take_while(|(own, other)| own == other).count()
    }

    /// How many events two branches have in common.
    pub(super) fn common(&self, other: &Self) -> usize {
        self.departure(&other.events)
    }

    /// A branch that goes on in another way after the first events.
    pub(super) fn fork(&self, id: BranchId, at: usize) -> Self {
        Self {
            id,
            setup: Rc::clone(&self.setup),
            events: Rc::new(self.events[..at].to_vec()),
            changes: Rc::new(self.changes[..at].to_vec()),
        }
    }

    /// The same events under another setup, under which the first have changed this much.
    pub(super) fn under(&self, setup: Rc<Setup>, changes: &[Changes]) -> Self {
        Self {
            id: self.id,
            setup,
            events: Rc::clone(&self.events),
            changes: Rc::new(changes.to_vec()),
        }
    }

    /// One event more. Costs the whole branch if someone else still looks at it.
    pub(super) fn append(&mut self, event: Event, changes: Changes) {
        Rc::make_mut(&mut self.events).push(event);
        Rc::make_mut(&mut self.changes).push(changes);
    }

    /// Takes the last event away.
    pub(super) fn take(&mut self) -> Option<(Event, Changes)> {
        let event = Rc::make_mut(&mut self.events).pop()?;
        let changes = Rc::make_mut(&mut self.changes).pop()?;
        Some((event, changes))
    }
}
