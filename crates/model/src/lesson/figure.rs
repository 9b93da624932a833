//! Figures: what prose, questions and claims say of a world. `lost`, `lost%`, `stored node-3`,
//! `moved@ring`: a name, what it is about, whether as a share, and of which step's end.

mod reading;

use std::fmt;

use super::{Phase, Step};
use crate::id::SessionId;
use crate::list::quoted;
use crate::verdict::Verdict;
use crate::world::World;

/// Something that can be read off a world.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Figure {
    what: What,
    percent: bool,
    of: Of,
    /// As it is written.
    pub text: String,
}

/// What a figure came to.
#[derive(Clone, Debug, PartialEq)]
pub enum Quantity {
    /// How many.
    Count(u64),
    /// A part of the whole: 0 to 1, or more where a mean is compared with.
    Share(f64),
    /// Any other number.
    Number(f64),
    /// A verdict.
    Verdict(Verdict),
    /// Nodes, by name.
    Nodes(Vec<String>),
    /// A read of the session, in the world of a step.
    Walk {
        /// The step.
        step: usize,
        /// Its phase.
        phase: Phase,
        /// The session.
        session: SessionId,
    },
}

/// The world that a figure is read off.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Of {
    /// The one shown.
    Shown,
    /// The one before the step's events.
    Before,
    /// The one that a step ends with.
    End(usize),
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum What {
    Verdict(Verdict),
    Plain(Plain),
    OfNode(OfNode, String),
    OfSession(OfSession, String),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Plain {
    Survivors,
    Sessions,
    Nodes,
    Up,
    Tokens,
    Copies,
    Stored,
    Moved,
    Largest,
    Smallest,
    Fair,
    Spread,
    ExpectedSpread,
    PairLoss,
    PairRisk,
    PairWorst,
    DatabaseReads,
    DatabaseWrites,
    RepairCopies,
    FailedWrites,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum OfNode {
    Stored,
    Primary,
    Point,
    Tokens,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum OfSession {
    Verdict,
    First,
    Targets,
    Hash,
    Version,
    Walk,
}

/// Figures of a whole world, by their names.
const PLAIN: [(&str, Plain); 20] = [
    ("survivors", Plain::Survivors),
    ("sessions", Plain::Sessions),
    ("nodes", Plain::Nodes),
    ("up", Plain::Up),
    ("tokens", Plain::Tokens),
    ("copies", Plain::Copies),
    ("stored", Plain::Stored),
    ("moved", Plain::Moved),
    ("largest", Plain::Largest),
    ("smallest", Plain::Smallest),
    ("fair", Plain::Fair),
    ("spread", Plain::Spread),
    ("expected-spread", Plain::ExpectedSpread),
    ("pair-loss", Plain::PairLoss),
    ("pair-risk", Plain::PairRisk),
    ("pair-worst", Plain::PairWorst),
    ("database-reads", Plain::DatabaseReads),
    ("database-writes", Plain::DatabaseWrites),
    ("repair-copies", Plain::RepairCopies),
    ("failed-writes", Plain::FailedWrites),
];

const OF_NODE: [(&str, OfNode); 4] = [
    ("stored", OfNode::Stored),
    ("primary", OfNode::Primary),
    ("point", OfNode::Point),
    ("tokens", OfNode::Tokens),
];

const OF_SESSION: [(&str, OfSession); 6] = [
    ("verdict", OfSession::Verdict),
    ("first", OfSession::First),
    ("targets", OfSession::Targets),
    ("hash", OfSession::Hash),
    ("version", OfSession::Version),
    ("walk", OfSession::Walk),
];

fn known<T: Copy>(names: &[(&str, T)], name: &str) -> Option<T> {
    names
        .iter()
        .find(|(known, _)| *known == name)
        .map(|&(_, it)| it)
}

impl Figure {
    /// Reads a figure of the last of these steps, in which this world is shown.
    ///
    /// # Errors
    /// What was found and what was expected.
    pub(super) fn parse(text: &str, world: &World, steps: &[Step]) -> Result<Self, String> {
        let (rest, of) = match text.rsplit_once('@') {
            Some((rest, "before")) => (rest, Of::Before),
            Some((rest, label)) if label.bytes().all(is_label) => {
                let step = steps.iter().position(|step| step.name == label);
                let Some(step) = step.filter(|_| !label.is_empty()) else {
                    let found = quoted(label);
                    return Err(format!(
                        "found {found} after @, expected the name of a step up to here, or \"before\""
                    ));
                };
                (rest, Of::End(step))
            }
            _ => (text, Of::Shown),
        };
        let (rest, percent) = match rest.strip_suffix('%') {
            Some(rest) => (rest, true),
            None => (rest, false),
        };
        let there = match of {
            Of::End(step) => &*steps[step].end,
            Of::Before => steps.last().map_or(world, |step| &*step.start),
            Of::Shown => world,
        };
        let what = what(rest.trim(), there)?;
        if percent && !shares(&what) {
            return Err(format!(
                "found {}, which has no share, expected it without %",
                quoted(text)
            ));
        }
        Ok(Self {
            what,
            percent,
            of,
            text: text.to_owned(),
        })
    }
}

fn is_label(byte: u8) -> bool {
    byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-'
}

/// Counts of sessions, which are a share of all.
fn shares(what: &What) -> bool {
    match what {
        What::Verdict(_) => true,
        What::OfNode(of, _) => matches!(of, OfNode::Stored | OfNode::Primary),
        What::OfSession(..) => false,
        What::Plain(plain) => matches!(
            plain,
            Plain::Survivors
                | Plain::Moved
                | Plain::Largest
                | Plain::Smallest
                | Plain::PairWorst
                | Plain::DatabaseReads
        ),
    }
}

fn what(text: &str, world: &World) -> Result<What, String> {
    let (name, about) = match text.split_once(' ') {
        Some((name, about)) => (name, Some(about.trim())),
        None => (text, None),
    };
    match about {
        None => {
            if let Some(verdict) = Verdict::named(name) {
                return Ok(What::Verdict(verdict));
            }
            if let Some(plain) = known(&PLAIN, name) {
                return Ok(What::Plain(plain));
            }
        }
        Some(about) => {
            if let (Some(of), true) = (known(&OF_NODE, name), world.roster().find(about).is_some())
            {
                return Ok(What::OfNode(of, about.to_owned()));
            }
            if let (Some(of), true) = (
                known(&OF_SESSION, name),
                world.sessions().find(about).is_some(),
            ) {
                return Ok(What::OfSession(of, about.to_owned()));
            }
        }
    }
    let verdicts = Verdict::ALL.iter().map(|verdict| verdict.word());
    Err(format!(
        "found the figure {}, expected one of {}, {}; or with a node one of {}; or with a session's key one of {}",
        quoted(text),
        verdicts.collect::<Vec<_>>().join(", "),
        names(&PLAIN),
        names(&OF_NODE),
        names(&OF_SESSION)
    ))
}

fn names<T>(known: &[(&str, T)]) -> String {
    let names: Vec<&str> = known.iter().map(|&(name, _)| name).collect();
    names.join(", ")
}

impl Quantity {
    /// It as a number.
    #[must_use]
    pub fn number(&self) -> Option<f64> {
        #[expect(
            clippy::cast_precision_loss,
            reason = "counts and points, all below 2^53"
        )]
        match self {
            Self::Count(count) => Some(*count as f64),
            Self::Share(number) | Self::Number(number) => Some(*number),
            _ => None,
        }
    }
}

impl fmt::Display for Quantity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Count(count) => write!(f, "{count}"),
            Self::Share(share) if *share >= 0.0995 || *share == 0.0 => {
                write!(f, "{} %", rounded(share * 100.0, 0))
            }
            Self::Share(share) => write!(f, "{} %", rounded(share * 100.0, 1)),
            Self::Number(number) if number.fract() == 0.0 || *number >= 100.0 => {
                f.write_str(&rounded(*number, 0))
            }
            Self::Number(number) => f.write_str(&rounded(*number, 1)),
            Self::Verdict(verdict) => f.write_str(verdict.word()),
            Self::Nodes(names) => f.write_str(&names.join(", ")),
            Self::Walk { .. } => f.write_str("a read"),
        }
    }
}

/// A number with this many decimals; a half is rounded up, as readers do, and not to the even digit.
fn rounded(number: f64, decimals: u8) -> String {
    let one = 10_f64.powi(decimals.into());
    format!("{:.*}", decimals.into(), (number * one).round() / one)
}
