//! The placement as a table: each key with its point, its primary and the nodes after it.

use std::fmt::Write as _;

use crate::id::{NodeId, Point, SessionId};
use crate::world::World;

/// One key's row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// The key.
    pub key: String,
    /// Its place on the ring.
    pub point: Point,
    /// The nodes that the client itself would try, the primary first.
    pub nodes: Vec<NodeId>,
}

/// The row of a session.
#[must_use]
pub fn row(world: &World, session: SessionId) -> Row {
    let key = world.sessions().key(session).into_owned();
    let placed = world.key(session, key.as_bytes());
    let nodes = world.policy().placement.sequence(world.placement(), placed);
    Row {
        point: placed.hash,
        nodes,
        key,
    }
}

/// The sessions whose key or primary has this text in it, in the order of the scenario; all for
/// an empty text.
#[must_use]
pub fn search(world: &World, text: &str) -> Vec<SessionId> {
    let text = text.trim();
    let mut found = world.sessions().in_scenario_order();
    if text.is_empty() {
        return found;
    }
    let named: Vec<bool> = world
        .roster()
        .nodes()
        .map(|(_, node)| node.spec.name.contains(text))
        .collect();
    found.retain(|&session| {
        let primary = world.targets(session).first();
        primary.is_some_and(|node| named[node.index()])
            || world.sessions().key(session).contains(text)
    });
    found
}

/// Every row as CSV (RFC 4180) with a header.
#[must_use]
pub fn csv(world: &World) -> String {
    let sessions = world.sessions().in_scenario_order();
    // A client tries equally many nodes for every key.
    let columns = sessions
        .first()
        .map_or(1, |&session| row(world, session).nodes.len());
    let mut csv = String::from("key,point,primary");
    for next in 1..columns {
        // Writing to a string cannot fail.
        let _ = write!(csv, ",next{next}");
    }
    for session in sessions {
        let row = row(world, session);
        let _ = write!(csv, "\r\n{},{}", field(&row.key), row.point.0);
        for node in row.nodes {
            let _ = write!(csv, ",{}", field(&world.roster().node(node).spec.name));
        }
    }
    csv.push_str("\r\n");
    csv
}

/// A field of a CSV file (RFC 4180): quoted where it holds a comma, a quote or a line end.
#[must_use]
pub fn field(text: &str) -> String {
    if text.contains([',', '"', '\r', '\n']) {
        format!("\"{}\"", text.replace('"', "\"\""))
    } else {
        text.to_owned()
    }
}
