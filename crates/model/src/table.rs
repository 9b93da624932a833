//! The placement as a table: each key with its point, its primary and the nodes after it.

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

/// A field of a CSV file (RFC 4180): quoted where it holds a comma, a quote or a line end.
#[must_use]
pub fn field(text: &str) -> String {
    if text.contains([',', '"', '\r', '\n']) {
        format!("\"{}\"", text.replace('"', "\"\""))
    } else {
        text.to_owned()
    }
}

/// A text as a field of a CSV file for people: a spreadsheet that opens it takes it for a text,
/// never for a formula. A leading apostrophe does that (OWASP, "CSV Injection"); programs that
/// read the file see it.
#[must_use]
pub fn cell(text: &str) -> String {
    let runs = |start: char| "=+-@\t\r\n＝＋－＠".contains(start);
    if text.trim_start_matches(' ').starts_with(runs) {
        field(&format!("'{text}"))
    } else {
        field(text)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_cell_can_be_a_formula() {
        for (text, expect) in [
            ("session-1", "session-1"),
            ("10.0.0.1:11211", "10.0.0.1:11211"),
            ("=1+1", "'=1+1"),
            ("+1", "'+1"),
            ("-1", "'-1"),
            ("@SUM(A1)", "'@SUM(A1)"),
            ("  =1", "'  =1"),
            ("\t=1", "'\t=1"),
            ("\r=1", "\"'\r=1\""),
            ("＝1", "'＝1"),
            ("=a,\"b\"", "\"'=a,\"\"b\"\"\""),
            ("", ""),
        ] {
            assert_eq!(cell(text), expect, "{text:?}");
        }
    }
}
