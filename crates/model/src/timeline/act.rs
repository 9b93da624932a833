//! Acts: all that can be done to a timeline, done slice by slice.

use std::rc::Rc;

use super::{BranchId, Timeline};
use crate::event::Event;
use crate::pace::{Pace, Slices};
use crate::refusal::Refusal;
use crate::scenario::Setup;

/// What is to be done to a timeline.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Act {
    /// [`Timeline::push`].
    Push(Event),
    /// [`Timeline::set_up`].
    SetUp(Rc<Setup>),
    /// [`Timeline::seek`].
    Seek(usize),
    /// [`Timeline::switch`].
    Switch(BranchId),
    /// [`Timeline::undo`].
    Undo,
    /// [`Timeline::redo`].
    Redo,
}

impl Timeline {
    /// Does something in slices. It takes the timeline, so that one half done can never be seen:
    /// whoever may want to give it up hands over a copy, which costs little. Returns the timeline
    /// and whether anything came of it.
    ///
    /// # Errors
    /// What the act was refused for: the first event that is not possible, by its index (for a
    /// setup also a node's), and why.
    #[must_use]
    pub fn act(
        mut self,
        act: Act,
        pace: &Pace,
    ) -> Slices<'_, Result<(Self, bool), (usize, Refusal)>> {
        Box::pin(async move {
            let at = self.now.at;
            let done = match act {
                Act::Push(event) => {
                    let pushed = self.push_in_slices(event, pace).await;
                    pushed.map_err(|refusal| (at, refusal))?;
                    true
                }
                Act::SetUp(setup) => {
                    self.set_up_in_slices(setup, pace).await?;
                    true
                }
                Act::Seek(position) => {
                    self.seek_in_slices(position, pace).await;
                    self.now.at != at
                }
                Act::Switch(branch) => self.switch_in_slices(branch, pace).await?,
                Act::Undo => self.undo_in_slices(pace).await,
                Act::Redo => self.redo_in_slices(pace).await,
            };
            Ok((self, done))
        })
    }
}
