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
    let weight = |node: &Node| {
        if node.listed {
            f64::from(node.spec.weight)
        } else {
            0.0
        }
    };
    let total: f64 = world.roster().nodes().map(|(_, node)| weight(node)).sum();
    world
        .roster()
        .nodes()
        .map(|(id, node)| NodeFigures {
            id,
            node,
            stored: world.cluster().stored_on(id).len(),
            primary: world.primaries(id),
            fair_share: weight(node) / total,
        })
        .collect()
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
