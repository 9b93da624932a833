//! What a figure comes to: counted on the worlds that the lesson plays.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Bound;

use super::{Figure, Of, OfNode, OfSession, Plain, Quantity, What};
use crate::id::{NodeId, SessionId};
use crate::lesson::{Phase, Step};
use crate::placement::Placement;
use crate::query;
use crate::roster::Process;
use crate::verdict::Verdict;
use crate::world::World;

impl Figure {
    /// Whether it is a whole number, so that it can be asked for.
    #[must_use]
    pub fn is_count(&self, steps: &[Step], step: usize) -> bool {
        matches!(self.read(steps, step, Phase::After), Quantity::Count(_))
    }

    /// Whether it is the verdict of a session.
    pub(in crate::lesson) fn is_verdict(&self) -> bool {
        matches!(self.what, What::OfSession(OfSession::Verdict, _))
    }

    /// What it is in a phase of a step.
    #[must_use]
    pub fn read(&self, steps: &[Step], step: usize, phase: Phase) -> Quantity {
        let (at, in_phase) = match self.of {
            // Moves are counted in the world shown, against another one.
            Of::End(_) | Of::Before if self.what == What::Plain(Plain::Moved) => (step, phase),
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
                    OfNode::Point => points(world, id).next().unwrap_or(0),
                    OfNode::Tokens => points(world, id).count() as u64,
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

    /// A session whose read shows what is meant: one that the figure counts, if it counts any.
    #[must_use]
    pub fn example(&self, steps: &[Step], step: usize, phase: Phase) -> Option<SessionId> {
        let world = steps[step].world(phase);
        let with = |is: &dyn Fn(SessionId) -> bool| world.sessions().ids().find(|&id| is(id));
        let first = |session| world.probes(session).first().copied();
        let counted = match (&self.what, self.of) {
            (What::Plain(Plain::Moved), _) => moved(world, self.compared(steps, step)).next(),
            (_, Of::End(_) | Of::Before) => return None,
            (What::Verdict(verdict), _) => with(&|id| world.verdict(id) == *verdict),
            // What does not survive says more than what does.
            (What::Plain(Plain::Survivors), _) => with(&|id| !world.verdict(id).survives()),
            (What::Plain(Plain::DatabaseReads), _) => {
                with(&|id| world.verdict(id) == Verdict::Reloaded)
            }
            (What::Plain(Plain::Largest), _) => {
                let busy = |id| first(id).map_or(0, |node| world.primaries(node));
                let most = world.sessions().ids().map(busy).max();
                with(&|id| Some(busy(id)) == most)
            }
            (What::OfNode(of, name), _) => {
                let node = world.roster().find(name)?;
                let has = |id| *of == OfNode::Stored && world.cluster().version(node, id).is_some();
                with(&|id| has(id)).or_else(|| with(&|id| first(id) == Some(node)))
            }
            (What::OfSession(_, key), _) => world.sessions().find(key),
            _ => None,
        };
        let harmed = || with(&|id| world.verdict(id) != Verdict::Safe);
        counted.or_else(harmed).or_else(|| with(&|_| true))
    }

    /// The world that moves are counted against.
    fn compared<'a>(&self, steps: &'a [Step], step: usize) -> &'a World {
        match self.of {
            Of::End(other) => &steps[other].end,
            Of::Before | Of::Shown => &steps[step].start,
        }
    }
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
        OfSession::Version => Quantity::Count(world.latest(session).0.into()),
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
        Plain::Up => nodes
            .iter()
            .filter(|node| node.node.process == Process::Up)
            .count() as u64,
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
        Plain::PairWorst => pairs(world).into_iter().max().unwrap_or(0),
        Plain::PairLoss => {
            let pairs = pairs(world);
            let lost: u64 = pairs.iter().sum();
            return Quantity::Share(lost as f64 / pairs.len().max(1) as f64 / all);
        }
        Plain::PairRisk => {
            let pairs = pairs(world);
            let some = pairs.iter().filter(|&&lost| lost > 0).count();
            return Quantity::Share(some as f64 / pairs.len().max(1) as f64);
        }
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

/// The points of a node on the ring, by rising point; none where there is no ring.
fn points(world: &World, node: NodeId) -> impl Iterator<Item = u64> {
    let tokens = match world.placement() {
        Placement::Ring(ring) => ring.tokens(),
        _ => &[],
    };
    let of_node = tokens.iter().filter(move |token| token.node == node);
    of_node.map(|token| token.point.0.into())
}

/// How many sessions the failure of two nodes at once would lose, for each two of the server list,
/// if all copies were where the ring points.
fn pairs(world: &World) -> Vec<u64> {
    let mut alone: BTreeMap<NodeId, u64> = BTreeMap::new();
    let mut both: BTreeMap<(NodeId, NodeId), u64> = BTreeMap::new();
    for session in world.sessions().ids() {
        let targets: BTreeSet<NodeId> = world.targets(session).iter().copied().collect();
        let mut targets = targets.into_iter();
        match (targets.next(), targets.next(), targets.next()) {
            (Some(one), None, _) => *alone.entry(one).or_default() += 1,
            (Some(one), Some(other), None) => *both.entry((one, other)).or_default() += 1,
            _ => {}
        }
    }
    let list: BTreeSet<NodeId> = world.roster().list().iter().copied().collect();
    let on = |node: &NodeId| alone.get(node).copied().unwrap_or(0);
    let pair = |(one, other): (&NodeId, &NodeId)| {
        on(one) + on(other) + both.get(&(*one, *other)).copied().unwrap_or(0)
    };
    let others = |one| list.range((Bound::Excluded(one), Bound::Unbounded));
    let all = list
        .iter()
        .flat_map(|one| others(one).map(move |other| (one, other)));
    all.map(pair).collect()
}
