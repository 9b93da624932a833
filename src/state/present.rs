//! Presenter mode: the page before an audience.

use super::{State, TimeMsg};
use crate::effects::Effect;

/// Whether the page is shown to an audience.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Present {
    /// It is used by one person.
    Off,
    /// It is shown large, and with little around the ring.
    On,
    /// It is hidden for a while, so that all look at the speaker.
    Blank,
}

/// What a presenter, or the remote in the presenter's hand, can ask for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PresentMsg {
    /// The page is to be shown to an audience.
    Start,
    /// It is to be as before.
    Leave,
    /// It is to go on.
    Next,
    /// It is to go back.
    Back,
    /// The screen is to be blank, or no more.
    Blank,
    /// What is behind the blank screen is to be shown.
    Show,
}

impl State {
    /// Does what a presenter asks for. On a blank screen, next and back only bring the page back.
    pub(super) fn present(&mut self, msg: PresentMsg) -> Vec<Effect> {
        let blank = self.present == Present::Blank;
        match msg {
            PresentMsg::Start => self.present = Present::On,
            PresentMsg::Leave => self.present = Present::Off,
            PresentMsg::Blank if !blank => self.present = Present::Blank,
            PresentMsg::Next if !blank => return self.next(),
            PresentMsg::Back if !blank => return self.back(),
            _ if blank => self.present = Present::On,
            _ => {}
        }
        Vec::new()
    }

    /// What comes next: in the lesson, if one is open, else in time.
    fn next(&mut self) -> Vec<Effect> {
        match &self.room.open {
            // One press too many is no reason to leave.
            Some(play) if play.at_end() => Vec::new(),
            Some(_) => self.lesson_on(),
            None => self.pass(TimeMsg::On),
        }
    }

    /// What came before.
    fn back(&mut self) -> Vec<Effect> {
        match self.room.open {
            Some(_) => self.lesson_back(),
            None => self.pass(TimeMsg::Back),
        }
    }
}
