//! Questions: predict, then see. The answer is never written down; it is read off the world that
//! the step ends with.

use std::collections::BTreeSet;

use super::figure::{Figure, Quantity};
use super::{Lesson, Paragraph, Phase};
use crate::id::SessionId;
use crate::read::{self, Answer as Said};
use crate::verdict::Verdict;
use crate::world::World;

/// A question.
#[derive(Clone, Debug, PartialEq)]
pub struct Question {
    /// How it is put.
    pub text: Paragraph,
    /// What is asked.
    pub ask: Ask,
}

/// What is asked about the end of a step.
#[derive(Clone, Debug, PartialEq)]
pub enum Ask {
    /// Which of these sessions survive.
    Survive(Vec<String>),
    /// What a figure will be, give or take `within`.
    Count {
        /// The figure, a whole number.
        figure: Figure,
        /// How far off an answer may be.
        within: u64,
    },
    /// Which node is asked first for this session.
    First(String),
    /// Which node answers with this session, if any.
    Answers(String),
    /// Which verdict this session has.
    Verdict(String),
}

/// An answer, given or true.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Answer {
    /// The keys of the sessions that survive.
    Sessions(BTreeSet<String>),
    /// A number.
    Count(u64),
    /// A node, or none.
    Node(Option<String>),
    /// A verdict.
    Verdict(Verdict),
}

/// What an answer is worth, and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Marked {
    /// Whether it is right.
    pub right: bool,
    /// The true answer.
    pub truth: Answer,
    /// The sessions whose reads show why, in the world that the step ends with: those that the
    /// answer was wrong about, or the one asked about, or an example.
    pub shown_by: Vec<SessionId>,
}

impl Lesson {
    /// Marks an answer to the question of a step. `None` where there is no question, or one that
    /// such an answer does not answer.
    #[must_use]
    pub fn mark(&self, step: usize, given: &Answer) -> Option<Marked> {
        let Step { question, world } = self.asked(step)?;
        let truth = self.truth(step)?;
        let session = |key: &String| world.sessions().find(key);
        let (right, shown_by) = match (&question.ask, given, &truth) {
            (Ask::Survive(keys), Answer::Sessions(given), Answer::Sessions(truth)) => {
                let right = given == truth;
                let wrong = |key: &&String| given.contains(*key) != truth.contains(*key);
                let shown = keys.iter().filter(|key| right || wrong(key));
                (right, shown.filter_map(session).collect())
            }
            (Ask::Count { figure, within }, Answer::Count(given), Answer::Count(truth)) => {
                let example = figure.example(&self.steps, step, Phase::After);
                (
                    given.abs_diff(*truth) <= *within,
                    example.into_iter().collect(),
                )
            }
            (
                Ask::First(key) | Ask::Answers(key) | Ask::Verdict(key),
                Answer::Node(_) | Answer::Verdict(_),
                _,
            ) if std::mem::discriminant(given) == std::mem::discriminant(&truth) => {
                (*given == truth, session(key).into_iter().collect())
            }
            _ => return None,
        };
        Some(Marked {
            right,
            truth,
            shown_by,
        })
    }

    /// The true answer to the question of a step.
    #[must_use]
    pub fn truth(&self, step: usize) -> Option<Answer> {
        let Step { question, world } = self.asked(step)?;
        Some(match &question.ask {
            Ask::Survive(keys) => {
                let survives = |key: &&String| {
                    let session = world.sessions().find(key);
                    session.is_some_and(|session| world.verdict(session).survives())
                };
                Answer::Sessions(keys.iter().filter(survives).cloned().collect())
            }
            Ask::Count { figure, .. } => match self.quantity(step, Phase::After, figure) {
                Quantity::Count(count) => Answer::Count(count),
                _ => return None,
            },
            Ask::First(key) => {
                let walk = read::walk(world, world.sessions().find(key)?);
                Answer::Node(walk.probes().next().map(|probe| name(world, probe)))
            }
            Ask::Answers(key) => {
                let walk = read::walk(world, world.sessions().find(key)?);
                let mut probes = walk.probes();
                let hit = probes.find(|probe| matches!(probe.answer, Said::Hit(_)));
                Answer::Node(hit.map(|probe| name(world, probe)))
            }
            Ask::Verdict(key) => Answer::Verdict(world.verdict(world.sessions().find(key)?)),
        })
    }

    fn asked(&self, step: usize) -> Option<Step<'_>> {
        let step = self.steps.get(step)?;
        Some(Step {
            question: step.question.as_ref()?,
            world: &step.end,
        })
    }
}

/// A step's question, and the world that answers it.
struct Step<'a> {
    question: &'a Question,
    world: &'a World,
}

fn name(world: &World, probe: read::Probe) -> String {
    world.roster().node(probe.node).spec.name.clone()
}
