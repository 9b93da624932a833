//! Edits: what is done to a timeline slice by slice, and what it takes to take it back.
//!
//! Whatever is begun here must be finished, or the timeline is not to be used any more. So it is
//! done either in one go, or to a timeline of its own ([`Timeline::act`]).

use std::rc::Rc;

use super::checkpoints::{Checkpoints, Moment};
use super::{Branch, BranchId, MAX_STEPS, Timeline, work};
use crate::apply::Changes;
use crate::event::Event;
use crate::pace::{Pace, Phase};
use crate::refusal::Refusal;
use crate::scenario::{Scenario, Setup};
use crate::world::World;

/// What it takes to go back over an edit, or forth again.
#[derive(Clone, Debug)]
pub(super) enum Edit {
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
    pub(super) async fn play_all(
        scenario: &Scenario,
        budget: usize,
        pace: &Pace,
    ) -> Result<Self, (usize, Refusal)> {
        let branch = Branch {
            id: BranchId::FIRST,
            setup: Rc::clone(&scenario.setup),
            events: Rc::new(scenario.events.clone()),
            changes: Rc::default(),
        };
        work::check(scenario)?;
        Self::play(branch, budget, MAX_STEPS, pace).await
    }

    /// A branch at its end, with nothing beside it, if it takes at most so much work.
    pub(super) async fn play(
        mut branch: Branch,
        budget: usize,
        most: u64,
        pace: &Pace,
    ) -> Result<Self, (usize, Refusal)> {
        let start = Moment::start(World::in_slices(Rc::clone(&branch.setup), pace).await?);
        let mut checkpoints = Checkpoints::new(start, budget);
        let end = branch.events.len();
        checkpoints.bound = most;
        let now = checkpoints.reach(&mut branch, None, end, pace).await?;
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

    pub(super) async fn push_in_slices(
        &mut self,
        event: Event,
        pace: &Pace,
    ) -> Result<(), Refusal> {
        let at = self.now.at;
        let mut moment = self.now.clone();
        pace.begin(
            Phase::Playing,
            work::expected(moment.world.setup(), std::slice::from_ref(&event)),
        );
        let changes = moment.happen(&event, u64::MAX, pace).await?;
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
        Ok(())
    }

    pub(super) async fn seek_in_slices(&mut self, position: usize, pace: &Pace) {
        let position = position.min(self.events().len());
        // All of it was possible before.
        let reached = self
            .checkpoints
            .reach(&mut self.branch, Some(&self.now), position, pace);
        if let Ok(moment) = reached.await {
            self.now = moment;
        }
    }

    pub(super) async fn switch_in_slices(
        &mut self,
        id: BranchId,
        pace: &Pace,
    ) -> Result<bool, (usize, Refusal)> {
        let Some(at) = self.others.iter().position(|branch| branch.id == id) else {
            return Ok(false);
        };
        let mut others = self.others.to_vec();
        let branch = std::mem::replace(&mut others[at], self.branch.clone());
        let end = branch.events.len();
        let (branch, moment) = self.reach(branch, end, pace).await?;
        let left = self.show(branch, moment, others);
        self.edited(left);
        Ok(true)
    }

    pub(super) async fn set_up_in_slices(
        &mut self,
        setup: Rc<Setup>,
        pace: &Pace,
    ) -> Result<(), (usize, Refusal)> {
        let before = self.replay(setup, pace).await?;
        self.edited(Edit::Setup(before));
        Ok(())
    }

    pub(super) async fn undo_in_slices(&mut self, pace: &Pace) -> bool {
        let Some(edit) = self.done.pop() else {
            return false;
        };
        let inverse = self.revert(edit, pace).await;
        self.undone.push(inverse);
        self.forget();
        true
    }

    pub(super) async fn redo_in_slices(&mut self, pace: &Pace) -> bool {
        let Some(edit) = self.undone.pop() else {
            return false;
        };
        let inverse = self.revert(edit, pace).await;
        self.done.push(inverse);
        self.forget();
        true
    }

    /// Goes over an edit in one direction, and returns the way in the other. An edit is only gone
    /// over where it was made, so all that it leads to is possible.
    async fn revert(&mut self, edit: Edit, pace: &Pace) -> Edit {
        match edit {
            Edit::Without(position) => {
                let before = self.now.at;
                self.seek_in_slices(position, pace).await;
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
                self.seek_in_slices(position, pace).await;
                Edit::Without(before)
            }
            Edit::Elsewhere(branch, position, others) => {
                match self.reach(branch.clone(), position, pace).await {
                    Ok((branch, moment)) => self.show(branch, moment, others.to_vec()),
                    Err(_) => Edit::Elsewhere(branch, position, others),
                }
            }
            Edit::Beside(others) => Edit::Beside(std::mem::replace(&mut self.others, others)),
            Edit::Setup(setup) => match self.replay(Rc::clone(&setup), pace).await {
                Ok(before) => Edit::Setup(before),
                Err(_) => Edit::Setup(setup),
            },
        }
    }

    /// Replaces the setup, and returns the one before.
    async fn replay(
        &mut self,
        setup: Rc<Setup>,
        pace: &Pace,
    ) -> Result<Rc<Setup>, (usize, Refusal)> {
        let branch = self.branch.under(setup, &[]);
        let mut other = Self::play(branch, self.budget, u64::MAX, pace).await?;
        other.seek_in_slices(self.now.at, pace).await;
        self.now = other.now;
        self.checkpoints = other.checkpoints;
        let before = std::mem::replace(&mut self.branch, other.branch);
        Ok(before.setup)
    }

    /// A moment of another branch, under the present setup.
    async fn reach(
        &mut self,
        mut branch: Branch,
        position: usize,
        pace: &Pace,
    ) -> Result<(Branch, Moment), (usize, Refusal)> {
        let common = self.branch.common(&branch);
        if !Rc::ptr_eq(self.setup(), &branch.setup) {
            branch = branch.under(Rc::clone(self.setup()), &self.changes()[..common]);
        }
        self.checkpoints.share(self.branch.id, branch.id, common);
        let from = Some(&self.now).filter(|now| now.at <= common);
        let moment = self
            .checkpoints
            .reach(&mut branch, from, position, pace)
            .await?;
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
    pub(super) fn edited(&mut self, back: Edit) {
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
