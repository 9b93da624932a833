//! The timeline: a scenario, the moment shown, and the way there and back.
//!
//! Worlds are never changed backwards. A moment in the past is replayed from the nearest
//! checkpoint, so it is exact by construction.
//!
//! An event that happens in the past forks the history. The one left stays as a [`Branch`] until
//! it is closed, and can be shown again. Each act is an edit that can be taken back; showing
//! another moment is none.

mod branch;
mod checkpoints;
mod work;

use std::rc::Rc;

pub use branch::{Branch, BranchId};
pub use work::MAX_STEPS;

use crate::apply::Changes;
use crate::event::Event;
use crate::refusal::Refusal;
use crate::scenario::{Scenario, Setup};
use crate::world::World;
use checkpoints::{Checkpoints, Moment};

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

/// What it takes to go back over an edit, or forth again.
#[derive(Clone, Debug)]
enum Edit {
    /// The last event was not there yet, and this moment was shown.
    Without(usize),
    /// This event came last, with these changes, and this moment was shown.
    With(Event, Box<Changes>, usize),
    /// Another branch was shown, at this moment, beside these.
    Elsewhere(Branch, usize, Rc<Vec<Branch>>),
    /// There were these branches beside the one shown.
    Beside(Rc<Vec<Branch>>),
    /// The setup was another.
    Setup(Rc<Setup>),
}

impl Timeline {
    /// A scenario at its end.
    ///
    /// # Errors
    /// The first event that is not possible, by its index, and why. In a scenario that was read
    /// from text that is only one with which it takes more than [`MAX_STEPS`] to play.
    pub fn new(scenario: &Scenario) -> Result<Self, (usize, Refusal)> {
        Self::within(scenario, BUDGET)
    }

    /// A scenario at its end, with so many bytes for checkpoints, about. A few are kept in any
    /// case. The fewer there are, the longer a [`Timeline::seek`] takes.
    ///
    /// # Errors
    /// As [`Timeline::new`].
    pub fn within(scenario: &Scenario, budget: usize) -> Result<Self, (usize, Refusal)> {
        let branch = Branch {
            id: BranchId::FIRST,
            setup: Rc::clone(&scenario.setup),
            events: Rc::new(scenario.events.clone()),
            changes: Rc::default(),
        };
        work::check(scenario)?;
        Self::play(branch, budget, MAX_STEPS)
    }

    /// A branch at its end, with nothing beside it, if it takes at most so much work.
    fn play(mut branch: Branch, budget: usize, most: u64) -> Result<Self, (usize, Refusal)> {
        let start = Moment::start(World::new(Rc::clone(&branch.setup))?);
        let mut checkpoints = Checkpoints::new(start, budget);
        let end = branch.events.len();
        checkpoints.bound = most;
        let now = checkpoints.reach(&mut branch, None, end)?;
        checkpoints.bound = u64::MAX;
        Ok(Self {
            next: branch.id.next(),
            branch,
            now,
            budget,
            checkpoints,
            others: Rc::default(),
            done: Vec::new(),
            undone: Vec::new(),
        })
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
        let at = self.now.at;
        let mut moment = self.now.clone();
        let changes = moment.happen(&event, u64::MAX)?;
        if at < self.events().len() {
            let fork = self.branch.fork(self.next, at);
            self.next = self.next.next();
            self.checkpoints.share(self.branch.id, fork.id, at);
            let mut others = self.others.to_vec();
            others.push(self.branch.clone());
            let left = self.show(fork, moment, others);
            self.edited(left);
        } else {
            self.now = moment;
            self.edited(Edit::Without(at));
        }
        self.branch.append(event, changes);
        self.checkpoints.note(self.branch.id, &self.now);
        Ok(&self.branch.changes[at])
    }

    /// Shows the moment after this many events, or the last one. Costs the events since the
    /// nearest checkpoint before it, from wherever one comes.
    pub fn seek(&mut self, position: usize) {
        let position = position.min(self.events().len());
        // All of it was possible before.
        if let Ok(moment) = self
            .checkpoints
            .reach(&mut self.branch, Some(&self.now), position)
        {
            self.now = moment;
        }
    }

    /// Shows the end of another branch; the one left takes its place among the branches. Returns
    /// whether there is such a branch. Costs a seek; if the setup is not the one that it was left
    /// with, a replay from where it departs.
    ///
    /// # Errors
    /// The first of its events that is not possible under the setup, and why; nothing has changed
    /// then.
    pub fn switch(&mut self, id: BranchId) -> Result<bool, (usize, Refusal)> {
        let Some(place) = self.others.iter().position(|branch| branch.id == id) else {
            return Ok(false);
        };
        let mut others = self.others.to_vec();
        let branch = std::mem::replace(&mut others[place], self.branch.clone());
        let end = branch.events.len();
        let (branch, moment) = self.reach(branch, end)?;
        let left = self.show(branch, moment, others);
        self.edited(left);
        Ok(true)
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
        let before = self.replay(setup)?;
        self.edited(Edit::Setup(before));
        Ok(())
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
        let Some(edit) = self.done.pop() else {
            return false;
        };
        let inverse = self.revert(edit);
        self.undone.push(inverse);
        self.forget();
        true
    }

    /// Makes the edit again that was taken back last. Returns whether there was one.
    pub fn redo(&mut self) -> bool {
        let Some(edit) = self.undone.pop() else {
            return false;
        };
        let inverse = self.revert(edit);
        self.done.push(inverse);
        self.forget();
        true
    }

    /// Goes over an edit in one direction, and returns the way in the other. An edit is only gone
    /// over where it was made, so all that it leads to is possible.
    fn revert(&mut self, edit: Edit) -> Edit {
        match edit {
            Edit::Without(position) => {
                let before = self.now.at;
                self.seek(position);
                self.checkpoints
                    .cut(self.branch.id, self.events().len().saturating_sub(1));
                match self.branch.take() {
                    Some((event, changes)) => Edit::With(event, Box::new(changes), before),
                    None => Edit::Without(position),
                }
            }
            Edit::With(event, changes, position) => {
                let before = self.now.at;
                self.branch.append(event, *changes);
                self.seek(position);
                Edit::Without(before)
            }
            Edit::Elsewhere(branch, position, others) => {
                match self.reach(branch.clone(), position) {
                    Ok((branch, moment)) => self.show(branch, moment, others.to_vec()),
                    Err(_) => Edit::Elsewhere(branch, position, others),
                }
            }
            Edit::Beside(others) => Edit::Beside(std::mem::replace(&mut self.others, others)),
            Edit::Setup(setup) => match self.replay(Rc::clone(&setup)) {
                Ok(before) => Edit::Setup(before),
                Err(_) => Edit::Setup(setup),
            },
        }
    }

    /// Replaces the setup, and returns the one before.
    fn replay(&mut self, setup: Rc<Setup>) -> Result<Rc<Setup>, (usize, Refusal)> {
        let mut other = Self::play(self.branch.under(setup, &[]), self.budget, u64::MAX)?;
        other.seek(self.now.at);
        self.now = other.now;
        self.checkpoints = other.checkpoints;
        let before = std::mem::replace(&mut self.branch, other.branch);
        Ok(before.setup)
    }

    /// A moment of another branch, under the present setup.
    fn reach(
        &mut self,
        mut branch: Branch,
        position: usize,
    ) -> Result<(Branch, Moment), (usize, Refusal)> {
        let common = self.branch.common(&branch);
        if !Rc::ptr_eq(self.setup(), &branch.setup) {
            branch = branch.under(Rc::clone(self.setup()), &self.changes()[..common]);
        }
        self.checkpoints.share(self.branch.id, branch.id, common);
        let from = Some(&self.now).filter(|now| now.at <= common);
        let moment = self.checkpoints.reach(&mut branch, from, position)?;
        Ok((branch, moment))
    }

    /// Shows a branch at a moment, with others beside it. Returns the way back.
    fn show(&mut self, branch: Branch, moment: Moment, others: Vec<Branch>) -> Edit {
        let left = std::mem::replace(&mut self.branch, branch);
        let before = std::mem::replace(&mut self.now, moment);
        let beside = std::mem::replace(&mut self.others, Rc::new(others));
        Edit::Elsewhere(left, before.at, beside)
    }

    /// An edit was made, and this is the way back.
    fn edited(&mut self, back: Edit) {
        self.done.push(back);
        self.undone.clear();
        self.forget();
    }

    /// Keeps no checkpoint of branches that only an undo would bring back.
    fn forget(&mut self) {
        let here = std::iter::once(&self.branch);
        let ids: Vec<BranchId> = here.chain(&*self.others).map(|branch| branch.id).collect();
        self.checkpoints.keep(&ids);
    }
}
