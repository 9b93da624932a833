//! An open lesson: the step shown, and the answer so far.

use std::collections::BTreeSet;

use ringside_model::lesson::catalog::Entry;
use ringside_model::lesson::{Answer, Ask, Lesson, Marked, Phase, Question, Step};

use super::Selected;
use crate::shown::Shown;

/// The sessions that a lesson asks about, and whether each is marked.
pub type Marks = Vec<(String, bool)>;

/// An open lesson.
#[derive(Clone, Debug, PartialEq)]
pub struct Play {
    /// The lesson.
    pub lesson: Shown<Lesson>,
    /// Its entry among those that come with Ringside; none for one from a file.
    pub entry: Option<&'static Entry>,
    /// The step shown, counted from 0.
    pub at: usize,
    /// Whether the step's events have happened.
    pub phase: Phase,
    /// The answer so far.
    pub given: Option<Answer>,
    /// What the answer came to, once it was checked.
    pub marked: Option<Marked>,
}

impl Play {
    /// The step shown.
    #[must_use]
    pub fn step(&self) -> &Step {
        &self.lesson.steps[self.at]
    }

    /// The question that waits for its answer.
    #[must_use]
    pub fn asked(&self) -> Option<&Question> {
        let question = self.step().question.as_ref();
        question.filter(|_| self.phase == Phase::Before)
    }

    /// Whether the question is about what the ring shows already, so that the panels would tell.
    #[must_use]
    pub fn veiled(&self) -> bool {
        self.asked().is_some() && self.step().begin == self.step().events.len()
    }

    /// Whether there is nothing after what is shown.
    #[must_use]
    pub fn at_end(&self) -> bool {
        let shown = self.phase == Phase::After || !self.step().has_after();
        shown && self.at + 1 == self.lesson.steps.len()
    }

    /// The answer with this session's mark turned.
    fn turned(&self, key: &str) -> Option<Answer> {
        let Some(Ask::Survive(keys)) = self.asked().map(|question| &question.ask) else {
            return None;
        };
        let key = keys.iter().find(|asked| *asked == key)?;
        let mut marked = match &self.given {
            Some(Answer::Sessions(marked)) => marked.clone(),
            _ => BTreeSet::new(),
        };
        if !marked.remove(key) {
            marked.insert(key.clone());
        }
        Some(Answer::Sessions(marked))
    }

    /// The sessions asked about, as they are marked.
    #[must_use]
    pub fn marks(&self) -> Marks {
        let Some(Ask::Survive(keys)) = self.asked().map(|question| &question.ask) else {
            return Marks::new();
        };
        let marked = |key: &String| match &self.given {
            Some(Answer::Sessions(marked)) => marked.contains(key),
            _ => false,
        };
        keys.iter().map(|key| (key.clone(), marked(key))).collect()
    }

    /// What a click on the ring answers, if it answers the question.
    #[must_use]
    pub fn answer_of(&self, clicked: &Selected) -> Option<Answer> {
        match (clicked, &self.asked()?.ask) {
            (Selected::Session(key), Ask::Survive(_)) => self.turned(key),
            (Selected::Node(name), Ask::First(_) | Ask::Answers(_)) => {
                Some(Answer::Node(Some(name.clone())))
            }
            _ => None,
        }
    }
}
