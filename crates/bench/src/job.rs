//! The work that is measured, in pieces of some seconds each.

use std::rc::Rc;
use std::time::Duration;

use ringside_model::event::Event;

use crate::clock::best;
use crate::measured::Measured;
use crate::{Click, NODES, SESSIONS, after, clicks, idea, name, peers, request, world};

/// How many nodes other crates are compared on.
const PEER_NODES: u16 = 100;

/// How many keys they place.
const KEYS: u32 = 1_000_000;

/// A piece of work. A browser measures one, and can then look after its other duties.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Job {
    /// Setting up, and what a person clicks.
    Clicks {
        /// On so many nodes.
        nodes: u16,
        /// With so many sessions.
        sessions: u32,
    },
    /// Requests of a few of so many sessions.
    Touched {
        /// How many there are.
        sessions: u32,
    },
    /// What other crates do too, by the model.
    Ours,
    /// The same by the crate `ketama`.
    Ketama,
    /// The same by the crate `hashring`.
    Hashring,
}

impl Job {
    /// All pieces, in the order of their tables.
    #[must_use]
    pub fn all() -> Vec<Self> {
        let clicks = NODES
            .into_iter()
            .flat_map(|nodes| SESSIONS.map(|sessions| Self::Clicks { nodes, sessions }));
        let touched = SESSIONS.map(|sessions| Self::Touched { sessions });
        clicks
            .chain(touched)
            .chain([Self::Ours, Self::Ketama, Self::Hashring])
            .collect()
    }

    /// Does the work, several times.
    #[must_use]
    pub fn measure(self) -> Vec<Measured> {
        match self {
            Self::Clicks { nodes, sessions } => growth(nodes, sessions),
            Self::Touched { sessions } => touched(sessions),
            Self::Ours => ours(),
            Self::Ketama => ketama(),
            Self::Hashring => hashring(),
        }
    }
}

/// What setting up and each event costs.
fn growth(nodes: u16, sessions: u32) -> Vec<Measured> {
    let measured = |row: &str, took, changed| Measured {
        table: format!("clicks on {nodes} nodes"),
        row: row.to_owned(),
        column: format!("{sessions} sessions"),
        took,
        changed,
    };
    let setup = idea(nodes, sessions);
    let start = Rc::new(world(&setup));
    let set_up = measured("set up", best(3, || world(&setup)), None);
    let events = clicks(nodes).into_iter().map(|click| {
        let Click {
            name,
            before,
            event,
        } = click;
        let (start, _) = after(&start, &before);
        let event = [event];
        let (_, changed) = after(&start, &event);
        measured(name, best(5, || after(&start, &event)), Some(changed))
    });
    std::iter::once(set_up).chain(events).collect()
}

/// What an event costs that touches so many sessions: requests by key.
fn touched(sessions: u32) -> Vec<Measured> {
    let start = Rc::new(world(&idea(PEER_NODES, sessions)));
    let cost = |asked: u32| {
        let event = [request(asked)];
        Measured {
            table: "touched".to_owned(),
            row: asked.to_string(),
            column: format!("{sessions} sessions"),
            took: best(5, || after(&start, &event)),
            changed: None,
        }
    };
    [1, 10, 100, 1000].map(cost).into()
}

/// The row of a program that places keys: its three times.
fn peer(row: &str, build: Duration, place: Duration, leave: Duration) -> Vec<Measured> {
    let measured = |(column, took): (&str, Duration)| Measured {
        table: "peers".to_owned(),
        row: row.to_owned(),
        column: column.to_owned(),
        took,
        changed: None,
    };
    let columns = [("build", build), ("place", place), ("leave", leave)];
    columns.map(measured).into()
}

fn ours() -> Vec<Measured> {
    let keys = peers::keys(KEYS);
    let ring = peers::ours(PEER_NODES);
    let start = Rc::new(world(&idea(PEER_NODES, KEYS)));
    let leave = [Event::Leave(name(PEER_NODES / 2))];
    peer(
        "the model",
        best(7, || peers::ours(PEER_NODES)),
        best(7, || peers::ours_places(&ring, &keys)),
        best(7, || after(&start, &leave)),
    )
}

fn ketama() -> Vec<Measured> {
    let keys = peers::keys(KEYS);
    let ring = peers::ketama(0..PEER_NODES);
    let rest = || (0..PEER_NODES).filter(|&node| node != PEER_NODES / 2);
    peer(
        "ketama",
        best(7, || peers::ketama(0..PEER_NODES)),
        best(5, || peers::ketama_places(&ring, &keys)),
        best(5, || peers::ketama_places(&peers::ketama(rest()), &keys)),
    )
}

fn hashring() -> Vec<Measured> {
    let keys = peers::keys(KEYS);
    let ring = peers::hashring(PEER_NODES);
    let without_one = || {
        let mut ring = ring.clone();
        peers::hashring_without(&mut ring, PEER_NODES / 2);
        peers::hashring_places(&ring, &keys)
    };
    peer(
        "hashring",
        best(7, || peers::hashring(PEER_NODES)),
        best(7, || peers::hashring_places(&ring, &keys)),
        best(7, without_one),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_click_is_measured_once_and_told_in_a_line_of_five_fields() {
        let (nodes, sessions) = (3, 10);
        let measured = Job::Clicks { nodes, sessions }.measure();
        assert_eq!(measured.len(), clicks(nodes).len() + 1);
        for one in measured {
            assert!(!one.took.is_zero(), "{one}");
            assert_eq!(one.to_string().split('\t').count(), 5, "{one}");
        }
    }
}
