//! Lessons: scenarios with text. A lesson is data (`docs/lessons.md`); every number in it is a
//! figure read off the worlds that it plays, every answer is computed, and what it claims is
//! checked when it is read.

pub mod catalog;
mod claim;
mod figure;
mod parse;
mod prose;
mod question;

use std::rc::Rc;

pub use claim::Claim;
pub use figure::{Figure, Quantity};
pub use prose::{Paragraph, Part};
pub use question::{Answer, Ask, Marked, Question};

use crate::event::Event;
use crate::pace::{Pace, Slices, in_one_go};
use crate::scenario::{Fault, Setup};
use crate::verdict::Verdict;
use crate::world::World;

/// The version of the format that this crate reads.
pub const VERSION: u32 = 1;

/// How many steps a lesson may have.
pub const MAX_STEPS: usize = 40;

/// How many sessions a scenario of a lesson may have.
pub const MAX_SESSIONS: usize = 10_000;

/// A lesson, played: what each step shows is known.
#[derive(Clone, Debug)]
pub struct Lesson {
    /// What it is called.
    pub title: String,
    /// What a person can say or do after it.
    pub goal: String,
    /// About how long it takes.
    pub minutes: u32,
    /// Its steps, at least one.
    pub steps: Vec<Step>,
}

/// One step: what is shown, what is asked, what then happens, and what is to be seen.
#[derive(Clone, Debug)]
pub struct Step {
    /// The name by which figures of other steps refer to it; may be empty.
    pub name: String,
    /// Its heading.
    pub title: String,
    /// The scenario that it plays in, without its events.
    pub setup: Rc<Setup>,
    /// All that has happened in that scenario when the step is over.
    pub events: Vec<Event>,
    /// How many of those events have happened when it begins.
    pub begin: usize,
    /// What is said first.
    pub before: Vec<Paragraph>,
    /// What is asked before the events of the step happen.
    pub question: Option<Question>,
    /// What is said once they have happened.
    pub after: Vec<Paragraph>,
    /// What stands out.
    pub focus: Option<Focus>,
    /// What must hold when the step is over.
    pub claims: Vec<Claim>,
    /// The world when it begins.
    pub start: Rc<World>,
    /// The world when it is over.
    pub end: Rc<World>,
}

/// What stands out during a step.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Focus {
    /// The session with this key.
    Session(String),
    /// The node with this name.
    Node(String),
    /// The sessions with this verdict.
    Verdict(Verdict),
    /// One of the panels.
    Panel(Panel),
}

/// A panel that a step may open.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Panel {
    /// Nodes, matrix and the selected session.
    Inspect,
    /// The client's settings.
    Settings,
    /// Every event so far.
    History,
    /// The same events under other policies.
    Compare,
}

/// Which part of a step is meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Phase {
    /// What is said and asked before its events happen.
    Before,
    /// What is said once they have happened.
    After,
}

impl Lesson {
    /// Reads a lesson from JSON, plays it, and checks what it claims.
    ///
    /// # Errors
    /// A [`Fault`] that names line, column, what was found and what was expected. A claim that
    /// does not hold is one, too.
    pub fn parse(text: &str) -> Result<Self, Fault> {
        parse::lesson(text)
    }

    /// Whether a text means to be a lesson, be it a good one or not.
    #[must_use]
    pub fn is_lesson(text: &str) -> bool {
        in_one_go(async |pace| parse::is_lesson(text, pace).await)
    }

    /// [`Lesson::is_lesson`] in slices.
    #[must_use]
    pub fn is_lesson_in_slices<'a>(text: &'a str, pace: &'a Pace) -> Slices<'a, bool> {
        Box::pin(async move { parse::is_lesson(text, pace).await })
    }

    /// A figure as it is in a phase of a step.
    #[must_use]
    pub fn quantity(&self, step: usize, phase: Phase, figure: &Figure) -> Quantity {
        figure.read(&self.steps, step, phase)
    }
}

impl Step {
    /// Whether the step has a second part: something happens, or is said later.
    #[must_use]
    pub fn has_after(&self) -> bool {
        self.question.is_some() || !self.after.is_empty() || self.begin < self.events.len()
    }

    /// The world in this phase.
    #[must_use]
    pub fn world(&self, phase: Phase) -> &Rc<World> {
        match phase {
            Phase::Before => &self.start,
            Phase::After => &self.end,
        }
    }

    /// What has happened in its scenario in this phase.
    #[must_use]
    pub fn happened(&self, phase: Phase) -> &[Event] {
        match phase {
            Phase::Before => &self.events[..self.begin],
            Phase::After => &self.events,
        }
    }
}
