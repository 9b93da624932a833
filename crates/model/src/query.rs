//! Figures read off a world. What is drawn and what is listed both come from here.

use crate::id::{NodeId, SessionId, Version};
use crate::roster::Node;
use crate::world::World;

/// A node with what it has to do.
#[derive(Clone, Debug, PartialEq)]
pub struct NodeFigures<'a> {
    /// Its number.
    pub id: NodeId,
    /// What is true of it.
    pub node: &'a Node,
    /// Whether the client has taken it out of its view.
    pub ejected: bool,
    /// How many copies it stores.
    pub stored: usize,
    /// For how many sessions it is the primary.
    pub primary: usize,
    /// The share of the sessions that its weight would give it: 0 to 1, and 0 outside the list.
    pub fair_share: f64,
}

/// Every node that the scenario has named so far.
#[must_use]
pub fn nodes(world: &World) -> Vec<NodeFigures<'_>> {
    let total = total_weight(world);
    (0..)
        .map(NodeId)
        .take(world.roster().len())
        .map(|id| figures(world, id, total))
        .collect()
}

/// One node.
#[must_use]
pub fn node(world: &World, id: NodeId) -> NodeFigures<'_> {
    figures(world, id, total_weight(world))
}

fn figures(world: &World, id: NodeId, total_weight: f64) -> NodeFigures<'_> {
    let node = world.roster().node(id);
    NodeFigures {
        id,
        node,
        ejected: world.ejected(id),
        stored: world.cluster().stored_on(id).len(),
        primary: world.primaries(id),
        fair_share: weight(world, id) / total_weight.max(1.0),
    }
}

/// A node's weight where the client sees it; 0 elsewhere.
fn weight(world: &World, id: NodeId) -> f64 {
    let node = world.roster().node(id);
    if node.listed && !world.ejected(id) {
        f64::from(node.spec.weight)
    } else {
        0.0
    }
}

fn total_weight(world: &World) -> f64 {
    world
        .roster()
        .list()
        .iter()
        .map(|&id| weight(world, id))
        .sum()
}

/// What a node has of a session, and what it should have.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cell {
    /// The version that it stores.
    pub stored: Option<Version>,
    /// Its rank in the session's preference list, 0 for the primary; none past R.
    pub target: Option<usize>,
}

/// The matrix of the worked example: a row for each session, a cell for each node.
#[must_use]
pub fn row(world: &World, session: SessionId) -> Vec<Cell> {
    let targets = world.targets(session);
    let cell = |(id, _)| Cell {
        stored: world.cluster().version(id, session),
        target: targets.iter().position(|&target| target == id),
    };
    world.roster().nodes().map(cell).collect()
}
