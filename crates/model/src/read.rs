//! The read: the client asks the nodes of a key's preference list, one after the other, and goes
//! on as its policy says. A read is always really walked, never deduced.

use std::ops::ControlFlow;

use serde::Serialize;

use crate::id::{NodeId, Point, SessionId, Version};
use crate::policy::FallThrough;
use crate::roster::Process;
use crate::world::World;

/// What a node answers to a get.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Answer {
    /// It has this version.
    Hit(Version),
    /// It runs, and does not have the session.
    Miss,
    /// It does not answer.
    Unavailable,
}

/// One node asked, and its answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Probe {
    /// Whom the client asked.
    pub node: NodeId,
    /// What came back.
    pub answer: Answer,
}

/// What a read returns when it returns something.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Found {
    /// The node that had it.
    pub node: NodeId,
    /// The version it had.
    pub version: Version,
    /// Which probe that was; 0 is the first.
    pub probe: usize,
}

/// Why a read ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum End {
    /// A node had the session.
    Hit,
    /// A node answered "not found", and the policy takes that as final.
    MissIsFinal,
    /// A node did not answer, and the policy takes that as final.
    ErrorIsFinal,
    /// As many nodes were asked as the probe depth allows.
    DepthReached,
    /// There are no more nodes in the server list.
    NoMoreNodes,
}

/// What `node` answers to a get of `session` now.
#[must_use]
pub fn ask(world: &World, node: NodeId, session: SessionId) -> Answer {
    match world.roster().node(node).process {
        Process::Down | Process::Partitioned => Answer::Unavailable,
        Process::Up => world
            .cluster()
            .version(node, session)
            .map_or(Answer::Miss, Answer::Hit),
    }
}

/// Whether the policy ends the read after this answer, and why.
fn ends(rule: FallThrough, answer: Answer) -> Option<End> {
    match (answer, rule) {
        (Answer::Hit(_), _) => Some(End::Hit),
        (Answer::Miss, FallThrough::None | FallThrough::Error) => Some(End::MissIsFinal),
        (Answer::Unavailable, FallThrough::None) => Some(End::ErrorIsFinal),
        (Answer::Miss, FallThrough::MissAndError)
        | (Answer::Unavailable, FallThrough::Error | FallThrough::MissAndError) => None,
    }
}

/// Reads a session, telling `seen` of every probe. `None` when nothing was found.
/// Costs at most P probes.
pub fn read(world: &World, session: SessionId, seen: impl FnMut(Probe)) -> Option<Found> {
    ask_all(world, session, world.probes(session), seen)
}

/// Reads a session from these nodes, each asked once.
pub(crate) fn ask_all(
    world: &World,
    session: SessionId,
    tries: &[NodeId],
    mut seen: impl FnMut(Probe),
) -> Option<Found> {
    let rule = world.policy().fall_through;
    let mut probe = 0;
    for (at, &node) in tries.iter().enumerate() {
        if tries[..at].contains(&node) {
            continue;
        }
        let answer = ask(world, node, session);
        seen(Probe { node, answer });
        if let Answer::Hit(version) = answer {
            return Some(Found {
                node,
                version,
                probe,
            });
        }
        if ends(rule, answer).is_some() {
            return None;
        }
        probe += 1;
    }
    None
}

/// One step of a walk.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// The node met is asked.
    Asked(Probe),
    /// The node met was asked before: this is another of its tokens.
    Skipped(NodeId),
}

/// A step, and where on the ring it happens.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct WalkStep {
    /// The token's point, where the placement has a ring.
    pub token: Option<Point>,
    /// What happens there.
    pub step: Step,
}

/// All that a read passes, in order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Walk {
    /// Every token passed until the read ended.
    pub steps: Vec<WalkStep>,
    /// What it returned.
    pub found: Option<Found>,
    /// Why it ended.
    pub end: End,
}

impl Walk {
    /// The nodes asked, in order, with their answers.
    pub fn probes(&self) -> impl Iterator<Item = Probe> + '_ {
        self.steps.iter().filter_map(|at| match at.step {
            Step::Asked(probe) => Some(probe),
            Step::Skipped(_) => None,
        })
    }
}

/// Reads a session as [`read`] does, and returns the whole walk: every token passed, every node
/// skipped, every probe and its answer. Costs the tokens passed.
#[must_use]
pub fn walk(world: &World, session: SessionId) -> Walk {
    let rule = world.policy().fall_through;
    let (depth, view) = (world.policy().probes(), world.view());
    let key = world.sessions().key(session);
    let mut walk = Walk {
        steps: Vec::new(),
        found: None,
        end: End::NoMoreNodes,
    };
    let mut asked: Vec<NodeId> = Vec::new();
    let mut tries = 0;
    view.meet(
        world.key(session, key.as_bytes()),
        world.home(session),
        |met| {
            let token = met.token;
            let mut end = None;
            if asked.contains(&met.node) {
                walk.steps.push(WalkStep {
                    token,
                    step: Step::Skipped(met.node),
                });
                tries += usize::from(view.counts_repeats());
            } else {
                let answer = ask(world, met.node, session);
                let step = Step::Asked(Probe {
                    node: met.node,
                    answer,
                });
                walk.steps.push(WalkStep { token, step });
                if let Answer::Hit(version) = answer {
                    walk.found = Some(Found {
                        node: met.node,
                        version,
                        probe: asked.len(),
                    });
                }
                asked.push(met.node);
                tries += 1;
                end = ends(rule, answer);
            }
            let none_left = asked.len() == view.nodes();
            end = end
                .or_else(|| none_left.then_some(End::NoMoreNodes))
                .or_else(|| (tries == depth).then_some(End::DepthReached));
            match end {
                Some(end) => {
                    walk.end = end;
                    ControlFlow::Break(())
                }
                None => ControlFlow::Continue(()),
            }
        },
    );
    walk
}
