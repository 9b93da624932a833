//! Figures: what prose, questions and claims say of a world. `lost`, `lost%`, `stored node-3`,
//! `moved@ring`: a name, what it is about, whether as a share, and of which step's end.

use std::fmt;

use super::{Phase, Step};
use crate::id::{NodeId, SessionId};
use crate::list::quoted;
use crate::query;
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
    /// Words that only claims have.
    Words(String),
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
    DatabaseReads,
    DatabaseWrites,
    RepairCopies,
    FailedWrites,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum OfNode {
    Stored,
    Primary,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum OfSession {
    Verdict,
    First,
    Targets,
    Hash,
    Walk,
}

/// Figures of a whole world, by their names.
const PLAIN: [(&str, Plain); 18] = [
    ("survivors", Plain::Survivors),
    ("sessions", Plain::Sessions),
    ("nodes", Plain::Nodes),
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
    ("database-reads", Plain::DatabaseReads),
    ("database-writes", Plain::DatabaseWrites),
    ("repair-copies", Plain::RepairCopies),
    ("failed-writes", Plain::FailedWrites),
];

const OF_NODE: [(&str, OfNode); 2] = [("stored", OfNode::Stored), ("primary", OfNode::Primary)];

const OF_SESSION: [(&str, OfSession); 5] = [
    ("verdict", OfSession::Verdict),
    ("first", OfSession::First),
    ("targets", OfSession::Targets),
    ("hash", OfSession::Hash),
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
        if percent && !matches!(what, What::Verdict(_) | What::OfNode(..)) && !shares(&what) {
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

    /// Whether it is a whole number, so that it can be asked for.
    #[must_use]
    pub fn is_count(&self, steps: &[Step], step: usize) -> bool {
        matches!(self.read(steps, step, Phase::After), Quantity::Count(_))
    }

    /// What it is in a phase of a step.
    #[must_use]
    pub fn read(&self, steps: &[Step], step: usize, phase: Phase) -> Quantity {
        let (at, in_phase) = match self.of {
            Of::End(_) if self.what == What::Plain(Plain::Moved) => (step, phase),
            Of::End(other) => (other, Phase::After),
            Of::Before => (step, Phase::Before),
            Of::Shown => (step, phase),
        };
        let world = steps[at].world(in_phase);
        let count = match &self.what {
            What::Verdict(verdict) => u64::from(world.counts().of(*verdict)),
            What::OfNode(of, name) => match world.roster().find(name) {
                Some(id) => match of {
                    OfNode::Stored => world.cluster().stored_on(id).len() as u64,
                    OfNode::Primary => world.primaries(id) as u64,
                },
                None => 0,
            },
            What::OfSession(of, key) => match world.sessions().find(key) {
                Some(session) => return of_session(*of, world, session, at, in_phase),
                None => 0,
            },
            What::Plain(Plain::Moved) => moved(world, self.compared(steps, step)).count() as u64,
            What::Plain(plain) => match of_world(*plain, world) {
                Quantity::Count(count) => count,
                other => return other,
            },
        };
        if self.percent {
            #[expect(clippy::cast_precision_loss, reason = "at most a million")]
            let share = count as f64 / world.sessions().len() as f64;
            Quantity::Share(share)
        } else {
            Quantity::Count(count)
        }
    }

    /// A session that the figure counts, whose read shows what is meant.
    #[must_use]
    pub fn example(&self, steps: &[Step], step: usize, phase: Phase) -> Option<SessionId> {
        let world = steps[step].world(phase);
        let with = |is: &dyn Fn(Verdict) -> bool| {
            world
                .sessions()
                .ids()
                .find(|&session| is(world.verdict(session)))
        };
        match (&self.what, self.of) {
            (What::Plain(Plain::Moved), _) => moved(world, self.compared(steps, step)).next(),
            (_, Of::End(_) | Of::Before) => None,
            (What::Verdict(verdict), _) => with(&|found| found == *verdict),
            // What does not survive says more than what does.
            (What::Plain(Plain::Survivors), _) => {
                with(&|found| !found.survives()).or_else(|| with(&|_| true))
            }
            (What::OfSession(_, key), _) => world.sessions().find(key),
            _ => None,
        }
    }

    /// The world that moves are counted against.
    fn compared<'a>(&self, steps: &'a [Step], step: usize) -> &'a World {
        match self.of {
            Of::End(other) => &steps[other].end,
            Of::Before | Of::Shown => &steps[step].start,
        }
    }
}

fn is_label(byte: u8) -> bool {
    byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-'
}

/// Counts of sessions, which are a share of all.
fn shares(what: &What) -> bool {
    matches!(
        what,
        What::Plain(
            Plain::Survivors
                | Plain::Moved
                | Plain::Largest
                | Plain::Smallest
                | Plain::DatabaseReads
        )
    )
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
    let plain = PLAIN.iter().map(|&(name, _)| name);
    let all: Vec<&str> = verdicts.chain(plain).collect();
    Err(format!(
        "found the figure {}, expected one of {}; or \"stored\" or \"primary\" with a node, or \"verdict\", \"first\", \"targets\", \"hash\" or \"walk\" with a session's key",
        quoted(text),
        all.join(", ")
    ))
}

fn of_session(
    of: OfSession,
    world: &World,
    session: SessionId,
    step: usize,
    phase: Phase,
) -> Quantity {
    let name = |&node: &NodeId| world.roster().node(node).spec.name.clone();
    match of {
        OfSession::Verdict => Quantity::Verdict(world.verdict(session)),
        OfSession::First => Quantity::Nodes(
            world
                .probes(session)
                .first()
                .map(name)
                .into_iter()
                .collect(),
        ),
        OfSession::Targets => Quantity::Nodes(world.targets(session).iter().map(name).collect()),
        OfSession::Hash => Quantity::Count(u64::from(world.sessions().point(session).0)),
        OfSession::Walk => Quantity::Walk {
            step,
            phase,
            session,
        },
    }
}

#[expect(clippy::cast_precision_loss, reason = "counts of nodes and sessions")]
fn of_world(plain: Plain, world: &World) -> Quantity {
    let load = world.load();
    let nodes: Vec<_> = query::nodes(world)
        .into_iter()
        .filter(|node| node.node.listed)
        .collect();
    let (n, all) = (nodes.len() as f64, world.sessions().len() as f64);
    let primaries = || nodes.iter().map(|node| node.primary);
    Quantity::Count(match plain {
        Plain::Survivors => world.counts().survivors().into(),
        Plain::Sessions | Plain::Moved => world.sessions().len() as u64,
        Plain::Nodes => nodes.len() as u64,
        Plain::Tokens => world.placement().tokens() as u64,
        Plain::Copies => world.policy().copies() as u64,
        Plain::Stored => nodes.iter().map(|node| node.stored as u64).sum(),
        Plain::Largest => primaries().max().unwrap_or(0) as u64,
        Plain::Smallest => primaries().min().unwrap_or(0) as u64,
        Plain::DatabaseReads => load.database_reads.into(),
        Plain::DatabaseWrites => load.database_writes.into(),
        Plain::RepairCopies => load.repair_copies.into(),
        Plain::FailedWrites => load.failed_writes.into(),
        Plain::Fair => return Quantity::Number(all / n),
        Plain::Spread => {
            let mean = all / n;
            let square: f64 = primaries()
                .map(|count| count as f64 - mean)
                .map(|off| off * off)
                .sum();
            return Quantity::Share((square / n).sqrt() / mean);
        }
        Plain::ExpectedSpread => {
            let tokens = world.placement().tokens() as f64;
            return Quantity::Share(((n - 1.0) / (tokens + 1.0)).sqrt());
        }
        Plain::PairLoss => return Quantity::Share(2.0 / (n * (n - 1.0))),
        Plain::PairRisk => return Quantity::Share((2.0 / (n - 1.0)).min(1.0)),
    })
}

/// The sessions whose primary has another name than in the world before.
fn moved<'a>(world: &'a World, before: &'a World) -> impl Iterator<Item = SessionId> + 'a {
    let primary = |world: &'a World, session: SessionId| {
        let node = *world.targets(session).first()?;
        Some(world.roster().node(node).spec.name.as_str())
    };
    world.sessions().ids().filter(move |&session| {
        let there = before.sessions().find(&world.sessions().key(session));
        there.is_some_and(|there| primary(before, there) != primary(world, session))
    })
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
            Self::Share(share) if (0.0995..1.0).contains(share) || *share == 0.0 => {
                write!(f, "{:.0} %", share * 100.0)
            }
            Self::Share(share) => write!(f, "{:.1} %", share * 100.0),
            Self::Number(number) if number.fract() == 0.0 => write!(f, "{number:.0}"),
            Self::Number(number) => write!(f, "{number:.1}"),
            Self::Verdict(verdict) => f.write_str(verdict.word()),
            Self::Nodes(names) => f.write_str(&names.join(", ")),
            Self::Walk { .. } => f.write_str("a read"),
            Self::Words(words) => f.write_str(words),
        }
    }
}
