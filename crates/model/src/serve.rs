//! What the client does with the nodes: a read that really happens, with the repair that follows
//! it, and a write. Both notice nodes that do not answer.

use std::num::NonZeroU32;
use std::ops::ControlFlow;
use std::rc::Rc;

use smallvec::SmallVec;

use crate::cluster::StoredCopy;
use crate::id::{NodeId, SessionId, Version};
use crate::policy::{Eject, Repair, WriteRule};
use crate::read::{self, Answer, Found, Probe};
use crate::roster::Process;
use crate::world::World;

/// Nodes in an order; few enough to need no allocation.
type Nodes = SmallVec<[NodeId; 8]>;

/// What a read that really happened came to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// A node had the session.
    Found(Found),
    /// The database had it; the cache did not.
    Reloaded,
    /// Nobody had it.
    Nothing,
}

/// Reads a session, and repairs what the policy repairs on a read. See [`looks_again`] then.
pub fn read(world: &mut World, session: SessionId) -> Outcome {
    let mut probes: SmallVec<[Probe; 8]> = SmallVec::new();
    let found = read::read(world, session, |probe| probes.push(probe));
    for probe in &probes {
        notice(world, probe.node, probe.answer != Answer::Unavailable);
    }
    move_home(world, session, found);
    match found {
        Some(found) => {
            repair(world, session, found, &probes);
            Outcome::Found(found)
        }
        None if world.policy().database => {
            world.load.database_reads += 1;
            write(world, session, world.latest(session));
            Outcome::Reloaded
        }
        None => Outcome::Nothing,
    }
}

/// The first write of a session, whose preference list is this, while every node runs. It goes
/// where any [`write`] would.
pub fn write_first(world: &mut World, session: SessionId, list: &[NodeId]) {
    let nodes = distinct(world.policy().targets(list));
    if nodes.len() < world.policy().copies() {
        // A client that looks for R healthy nodes looks beyond the list.
        write(world, session, Version::FIRST);
        return;
    }
    for node in nodes {
        store(world, node, session, Version::FIRST);
    }
}

/// Writes a version of a session where the policy says, and returns how many nodes stored it.
/// Costs R, or the nodes passed over.
pub fn write(world: &mut World, session: SessionId, version: Version) -> u32 {
    let nodes = write_targets(world, session);
    let mut stored = 0;
    for node in nodes {
        let up = world.roster.node(node).process == Process::Up;
        notice(world, node, up);
        if up {
            store(world, node, session, version);
            stored += 1;
        } else if world.policy().write == WriteRule::PrimaryRequired && stored == 0 {
            break;
        }
    }
    stored
}

/// Copies the latest version of a session to where a write would go now, if a node that answers
/// has it, listed or not. Where the write would fail there is no copy. Returns how many copies that made.
pub fn replicate(world: &mut World, session: SessionId) -> u32 {
    let latest = world.latest(session);
    let up = |world: &World, node| world.roster.node(node).process == Process::Up;
    let has = |copy: StoredCopy| copy.version == latest && up(world, copy.node);
    if !world.cluster.each(session).any(has) {
        return 0;
    }
    let mut made = 0;
    let nodes = write_targets(world, session);
    let required = world.policy().write == WriteRule::PrimaryRequired;
    if required && nodes.first().is_some_and(|&primary| !up(world, primary)) {
        return 0;
    }
    for node in nodes {
        if up(world, node) && world.cluster.version(node, session) != Some(latest) {
            store(world, node, session, latest);
            made += 1;
        }
    }
    world.load.repair_copies += made;
    made
}

/// The nodes that a write tries, in order and each once, also where the placement names one again.
/// With *first healthy* those after R nodes that run are not needed.
fn write_targets(world: &World, session: SessionId) -> Nodes {
    let copies = world.policy().copies();
    let mut nodes = distinct(world.targets(session));
    if world.policy().write != WriteRule::FirstHealthy {
        return nodes;
    }
    let up = |&node: &NodeId| world.roster.node(node).process == Process::Up;
    if nodes.len() == copies && nodes.iter().all(up) {
        return nodes;
    }
    nodes.clear();
    let mut healthy = 0;
    let key = world.sessions().key(session);
    let key = world.key(session, key.as_bytes());
    world.view().meet(key, world.home(session), |met| {
        if !nodes.contains(&met.node) {
            nodes.push(met.node);
            healthy += usize::from(world.roster.node(met.node).process == Process::Up);
        }
        if healthy < copies {
            ControlFlow::Continue(())
        } else {
            ControlFlow::Break(())
        }
    });
    nodes
}

/// These nodes, each once.
fn distinct(list: &[NodeId]) -> Nodes {
    let mut nodes = Nodes::new();
    for &node in list {
        if !nodes.contains(&node) {
            nodes.push(node);
        }
    }
    nodes
}

fn store(world: &mut World, node: NodeId, session: SessionId, version: Version) {
    let ttl = world.policy().ttl.filter(|ttl| ttl.0 > 0);
    let expires = ttl.and_then(|ttl| NonZeroU32::new(world.now.saturating_add(ttl.0)));
    world.cluster.store(
        session,
        StoredCopy {
            node,
            version,
            expires,
        },
    );
}

/// What the policy repairs after a read that found something.
fn repair(world: &mut World, session: SessionId, found: Found, probes: &[Probe]) {
    match world.policy().repair {
        Repair::None | Repair::Eager => {}
        Repair::WriteBack => {
            for probe in probes.iter().filter(|probe| probe.answer == Answer::Miss) {
                store(world, probe.node, session, found.version);
                world.load.repair_copies += 1;
            }
        }
        Repair::Rewrite => world.load.repair_copies += write(world, session, found.version),
    }
}

/// A client that keeps homes moves a session when its home did not answer: to the node that
/// served it, or else to the next one in the list that answers.
fn move_home(world: &mut World, session: SessionId, found: Option<Found>) {
    let Some(home) = world.home(session) else {
        return;
    };
    let answers = |node| world.roster.node(node).process == Process::Up;
    if answers(home) && world.view.servers().contains(&home) {
        return;
    }
    let key = world.sessions().key(session).into_owned();
    let placed = world.key(session, key.as_bytes());
    let mut next = found.map(|found| found.node);
    world.view.meet(placed, Some(home), |met| {
        next = next.or_else(|| answers(met.node).then_some(met.node));
        if next.is_some() {
            ControlFlow::Break(())
        } else {
            ControlFlow::Continue(())
        }
    });
    let Some(next) = next else { return };
    Rc::make_mut(&mut world.view).move_home(session, placed, next);
}

/// The client notices whether a node answered.
fn notice(world: &mut World, node: NodeId, answered: bool) {
    if !matches!(world.policy().eject, Eject::After(_)) {
        return;
    }
    let setup = Rc::clone(world.setup());
    if answered {
        world.ejections.answered(node);
    } else if world.ejections.failed(&setup.policy, node) {
        world.ejections.eject(node, world.now);
    }
}

/// Whether the client must build its view anew after an operation, since it has ejected a node.
/// Costs nothing for a client that counts no failures.
#[must_use]
pub fn looks_again(world: &World) -> bool {
    if !matches!(world.policy().eject, Eject::After(_)) {
        return false;
    }
    // Only nodes of the list are ever out.
    let believed = world.roster.list().len() - world.ejections.count();
    world.view.servers().len() > believed
}
