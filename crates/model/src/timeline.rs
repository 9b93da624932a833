//! The timeline: a scenario, the moment shown, and the way there and back.
//!
//! Worlds are never changed backwards. A moment in the past is replayed from the nearest
//! checkpoint, so it is exact by construction.
//!
//! An event that happens in the past forks the history. The one left stays as a [`Branch`] until
//! it is closed, and can be shown again. Each act is an edit that can be taken back; showing
//! another moment is none.

mod act;
mod branch;
mod checkpoints;
mod edit;
pub(crate) mod work;

use std::rc::Rc;

pub use act::Act;
pub use branch::{Branch, BranchId};
pub use work::MAX_STEPS;

use crate::apply::Changes;
use crate::event::Event;
use crate::pace::{Pace, Slices, in_one_go};
use crate::refusal::Refusal;
use crate::scenario::{Scenario, Setup};
use crate::world::World;
use checkpoints::{Checkpoints, Moment};
use edit::Edit;

/// The memory that the checkpoints of a timeline may take, in bytes: enough for a checkpoint
/// every 25 to 50 events where there are 10,000 of them on 10,000 sessions, and not much for a phone.
const BUDGET: usize = 128 << 20;

/// A scenario at one of its moments.
#[derive(Clone, Debug)]
pub struct Timeline {
    /// The branch shown.
    branch: Branch,
    now: Moment,
    /// For checkpoints, in bytes.
    budget: usize,
    checkpoints: Checkpoints,
    /// The branches that were left, in the order of their first leaving.
    others: Rc<Vec<Branch>>,
    next: BranchId,
    done: Vec<Edit>,
    undone: Vec<Edit>,
}

impl Timeline {
    /// A scenario at its end.
    ///
    /// # Errors
    /// The first event that is not possible, by its index, and why. In a scenario that was read
    /// from text that is only one with which it takes more than [`MAX_STEPS`] to play.
    pub fn new(scenario: &Scenario) -> Result<Self, (usize, Refusal)> {
        in_one_go(async |pace| Self::in_slices(scenario, pace).await)
    }

    /// [`Timeline::new`] in slices: the phases [`Phase::Placing`](crate::pace::Phase::Placing) and
    /// [`Phase::Playing`](crate::pace::Phase::Playing).
    ///
    /// # Errors
    /// As [`Timeline::new`].
    #[must_use]
    pub fn in_slices<'a>(
        scenario: &'a Scenario,
        pace: &'a Pace,
    ) -> Slices<'a, Result<Self, (usize, Refusal)>> {
        Box::pin(async move { Self::play_all(scenario, BUDGET, pace).await })
    }

    /// A scenario at its end, with so many bytes for checkpoints, about. A few are kept in any
    /// case. The fewer there are, the longer a [`Timeline::seek`] takes.
    ///
    /// # Errors
    /// As [`Timeline::new`].
    pub fn within(scenario: &Scenario, budget: usize) -> Result<Self, (usize, Refusal)> {
        in_one_go(async |pace| Self::play_all(scenario, budget, pace).await)
    }

    /// How many bytes are reserved, when such a world is opened, for those by which the worlds of
    /// its history will differ. What is reserved and not used takes no room of the machine.
    #[must_use]
    pub fn reserved(world: &World) -> usize {
        checkpoints::reserved(world)
    }

    /// The world at the moment shown.
    #[must_use]
    pub fn world(&self) -> &Rc<World> {
        &self.now.world
    }

    /// What the last event before the moment shown changed.
    #[must_use]
    pub fn last(&self) -> Option<&Changes> {
        self.branch.changes.get(self.now.at.checked_sub(1)?)
    }

    /// The scenario's settings.
    #[must_use]
    pub fn setup(&self) -> &Rc<Setup> {
        &self.branch.setup
    }

    /// All events, also those after the moment shown.
    #[must_use]
    pub fn events(&self) -> &Rc<Vec<Event>> {
        &self.branch.events
    }

    /// What each of the events changed.
    #[must_use]
    pub fn changes(&self) -> &Rc<Vec<Changes>> {
        &self.branch.changes
    }

    /// How many events have happened at the moment shown.
    #[must_use]
    pub fn position(&self) -> usize {
        self.now.at
    }

    /// The branches that were left and not closed.
    #[must_use]
    pub fn branches(&self) -> &Rc<Vec<Branch>> {
        &self.others
    }

    /// The scenario, with all its events.
    #[must_use]
    pub fn scenario(&self) -> Scenario {
        Scenario {
            setup: Rc::clone(self.setup()),
            events: self.events().to_vec(),
        }
    }

    /// Lets an event happen at the moment shown. If others come after it, that is a fork: the
    /// branch that has them is left, and a new one is shown.
    ///
    /// # Errors
    /// A [`Refusal`] when the event is not possible; nothing has changed then.
    pub fn push(&mut self, event: Event) -> Result<&Changes, Refusal> {
        in_one_go(async |pace| self.push_in_slices(event, pace).await)?;
        Ok(&self.branch.changes[self.now.at - 1])
    }

    /// Shows the moment after this many events, or the last one. Costs the events since the
    /// nearest checkpoint before it, from wherever one comes.
    pub fn seek(&mut self, position: usize) {
        in_one_go(async |pace| self.seek_in_slices(position, pace).await);
    }

    /// Shows the end of another branch; the one left takes its place among the branches. Returns
    /// whether there is such a branch. Costs a seek; if the setup is not the one that it was left
    /// with, a replay from where it departs.
    ///
    /// # Errors
    /// The first of its events that is not possible under the setup, and why; nothing has changed
    /// then.
    pub fn switch(&mut self, id: BranchId) -> Result<bool, (usize, Refusal)> {
        in_one_go(async |pace| self.switch_in_slices(id, pace).await)
    }

    /// Closes a branch. Returns whether there was one.
    pub fn close(&mut self, id: BranchId) -> bool {
        let mut others = self.others.to_vec();
        others.retain(|branch| branch.id != id);
        if others.len() == self.others.len() {
            return false;
        }
        let before = std::mem::replace(&mut self.others, Rc::new(others));
        self.edited(Edit::Beside(before));
        true
    }

    /// Plays the same events under other settings, and shows the same moment. The branches stay;
    /// each is replayed when it is shown.
    ///
    /// # Errors
    /// The first node (before any event) or event that is not possible under them, and why;
    /// nothing has changed then.
    pub fn set_up(&mut self, setup: Rc<Setup>) -> Result<(), (usize, Refusal)> {
        in_one_go(async |pace| self.set_up_in_slices(setup, pace).await)
    }

    /// Whether there is an edit to take back.
    #[must_use]
    pub fn can_undo(&self) -> bool {
        !self.done.is_empty()
    }

    /// Whether there is an edit to make again.
    #[must_use]
    pub fn can_redo(&self) -> bool {
        !self.undone.is_empty()
    }

    /// Takes the last edit back: an event, a fork, a switch, a close or a setup. Returns whether
    /// there was one.
    pub fn undo(&mut self) -> bool {
        in_one_go(async |pace| self.undo_in_slices(pace).await)
    }

    /// Makes the edit again that was taken back last. Returns whether there was one.
    pub fn redo(&mut self) -> bool {
        in_one_go(async |pace| self.redo_in_slices(pace).await)
    }
}
