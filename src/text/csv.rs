//! Every session as a row of a table for spreadsheets.

use std::fmt::Write as _;

use ringside_model::id::SessionId;
use ringside_model::pace::{Pace, Phase, stretches};
use ringside_model::read::walk;
use ringside_model::table::{self, cell};
use ringside_model::world::World;

use super::{name, probes};

/// What it takes to write a row, in units of the pace.
const UNITS: usize = 150;

/// All sessions at this moment as CSV (RFC 4180) with a header. The first columns are those that
/// the example `place` prints: the key, and the nodes that its client tries. Then come its point,
/// its verdict, what a read does, its latest version, and the copies with theirs. No cell can run
/// as a formula, wherever a spreadsheet parts the fields.
///
/// In pieces, and in slices: the phase [`Phase::Writing`].
pub async fn csv_in_slices(world: &World, pace: &Pace) -> Vec<String> {
    let sessions = world.sessions().in_scenario_order();
    pace.begin(Phase::Writing, (sessions.len() * UNITS) as u64);
    // A client tries equally many nodes for every key.
    let columns = sessions
        .first()
        .map_or(1, |&session| table::row(world, session).nodes.len());
    // Without the mark a spreadsheet may take it for another encoding than UTF-8.
    let mut csv = String::from("\u{feff}key,primary");
    // Writing to a string cannot fail.
    for next in 1..columns {
        let _ = write!(csv, ",next{next}");
    }
    csv.push_str(",point,verdict,read,version,copies\r\n");
    let mut pieces = vec![csv];
    for part in stretches(0..sessions.len(), UNITS) {
        let units = part.len() * UNITS;
        pieces.push(rows(world, &sessions[part]));
        pace.did(units).await;
    }
    pieces
}

fn rows(world: &World, sessions: &[SessionId]) -> String {
    let mut csv = String::new();
    let node = |id| world.roster().node(id).spec.name.as_str();
    for &session in sessions {
        let row = table::row(world, session);
        csv.push_str(&cell(&row.key));
        for id in row.nodes {
            let _ = write!(csv, ",{}", cell(node(id)));
        }
        let stored = world.cluster().copies(session);
        let copies = stored.iter().map(|copy| {
            let (node, version) = (node(copy.node), copy.version.0);
            format!("{node} v{version}")
        });
        let copies: Vec<String> = copies.collect();
        let _ = write!(
            csv,
            ",{},{},{},{},{}\r\n",
            row.point.0,
            name(world.verdict(session)),
            cell(&probes(world, &walk(world, session))),
            world.latest(session).0,
            cell(&copies.join("; ")),
        );
    }
    csv
}
