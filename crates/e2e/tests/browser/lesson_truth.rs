//! What the model says of a lesson, so that the page can be held against it.

use ringside_model::id::SessionId;
use ringside_model::lesson::{Answer, Ask, Lesson, Paragraph, Part, Phase, Quantity};
use ringside_model::read::{self, Answer as Said};
use ringside_model::verdict::Verdict;
use ringside_model::world::World;

/// So many reads are shown as the reason, at most.
const MOST_READS: usize = 6;

/// A lesson as the model plays it.
pub struct Truth {
    pub lesson: Lesson,
}

impl Truth {
    /// The lesson of this name that comes with the page.
    pub fn of(name: &str) -> Self {
        let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../../static/lessons/");
        let text = std::fs::read_to_string(format!("{folder}{name}.json")).expect("a lesson");
        let lesson = Lesson::parse(&text).unwrap_or_else(|fault| panic!("{name}: {fault}"));
        Self { lesson }
    }

    /// The figures in the text of a step, as they are written and as they must be shown.
    pub fn figures(&self, at: usize, phase: Phase) -> Vec<(String, String)> {
        let step = &self.lesson.steps[at];
        let before = step
            .before
            .iter()
            .chain(step.question.iter().map(|question| &question.text));
        let mut figures: Vec<_> = before
            .flat_map(|text| self.in_text(text, at, Phase::Before))
            .collect();
        if phase == Phase::After {
            figures.extend(
                step.after
                    .iter()
                    .flat_map(|text| self.in_text(text, at, Phase::After)),
            );
        }
        figures
    }

    fn in_text(&self, text: &Paragraph, at: usize, phase: Phase) -> Vec<(String, String)> {
        let figures = text.0.iter().filter_map(|part| match part {
            Part::Figure(figure) => Some(figure),
            _ => None,
        });
        figures
            .map(|figure| {
                let shown = match self.lesson.quantity(at, phase, figure) {
                    Quantity::Verdict(verdict) => name(verdict).to_owned(),
                    Quantity::Nodes(names) => match names.as_slice() {
                        [] => String::new(),
                        [only] => only.clone(),
                        [first @ .., last] => format!("{} and {last}", first.join(", ")),
                    },
                    Quantity::Walk {
                        step,
                        phase,
                        session,
                    } => walk(self.lesson.steps[step].world(phase), session),
                    number => number.to_string(),
                };
                (figure.text.clone(), shown)
            })
            .collect()
    }

    /// The true answer.
    pub fn right(&self, at: usize) -> Answer {
        self.lesson.truth(at).expect("a question has an answer")
    }

    /// An answer that is not true.
    pub fn wrong(&self, at: usize, ask: &Ask) -> Answer {
        match (self.right(at), ask) {
            (Answer::Sessions(truth), Ask::Survive(keys)) => {
                let others = keys.iter().filter(|key| !truth.contains(*key));
                Answer::Sessions(others.cloned().collect())
            }
            (Answer::Count(truth), Ask::Count { within, .. }) => Answer::Count(truth + within + 1),
            (Answer::Node(truth), _) => {
                let nodes = self.lesson.steps[at].start.roster().nodes();
                let mut names = nodes
                    .filter(|(_, node)| node.listed)
                    .map(|(_, node)| Some(node.spec.name.clone()));
                Answer::Node(names.find(|name| *name != truth).expect("another node"))
            }
            (Answer::Verdict(truth), _) => {
                let other = [Verdict::Lost, Verdict::Safe]
                    .into_iter()
                    .find(|it| *it != truth);
                Answer::Verdict(other.expect("another verdict"))
            }
            other => panic!("an answer of another kind than its question: {other:?}"),
        }
    }

    /// The sessions that explain the marking of an answer, with the walks of their reads.
    pub fn reasons(&self, at: usize, answer: &Answer) -> Vec<(String, String)> {
        let world = &self.lesson.steps[at].end;
        let marked = self
            .lesson
            .mark(at, answer)
            .expect("an answer of the right kind");
        let shown = marked.shown_by.into_iter().take(MOST_READS);
        shown
            .map(|session| {
                (
                    world.sessions().key(session).into_owned(),
                    walk(world, session),
                )
            })
            .collect()
    }
}

/// A verdict as the page calls it.
pub fn name(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Replica => "served by replica",
        other => other.word(),
    }
}

/// The nodes that a read asks, with their answers.
fn walk(world: &World, session: SessionId) -> String {
    let walk = read::walk(world, session);
    let probes = walk.probes().map(|probe| {
        let answer = match probe.answer {
            Said::Hit(_) => "hit",
            Said::Miss => "miss",
            Said::Unavailable => "unavailable",
        };
        format!("{} {answer}", world.roster().node(probe.node).spec.name)
    });
    probes.collect::<Vec<_>>().join(" → ")
}
