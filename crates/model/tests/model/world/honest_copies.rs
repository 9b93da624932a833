//! With one copy of each session no copy is invented: what a crash takes stays away until the
//! application writes again.

use ringside_model::client::{Client, RingSize};
use ringside_model::event::NodeSpec;
use ringside_model::policy::Policy;
use ringside_model::session::{KeySpec, PlacedKey, SessionSpec};

use crate::stage::{Stage, staged};

/// How many nodes there are. Node `n` lies on point 10 n.
const NODES: u32 = 6;

/// How many sessions there are: one on each point of the ring, so ten on each node.
const SESSIONS: u32 = 10 * NODES;

fn name(node: u32) -> String {
    format!("node-{node}")
}

fn opening() -> Stage {
    let ring = RingSize::new(SESSIONS.into()).expect("a size");
    let policy = Policy {
        replicas: std::num::NonZeroU8::MIN,
        ..Policy::of(Client::Plain(ring))
    };
    let nodes = (1..=NODES).map(|node| NodeSpec {
        tokens: vec![10 * node],
        ..NodeSpec::named(name(node))
    });
    let keys = (1..=SESSIONS).map(|hash| {
        let key = hash.to_string();
        KeySpec::Placed(PlacedKey { key, hash })
    });
    staged(
        &policy,
        nodes.collect(),
        SessionSpec::Listed(keys.collect()),
    )
}

/// How many copies there are, found session by session and node by node.
fn copies(stage: &Stage) -> u32 {
    let world = &stage.0;
    let sessions = world.sessions().ids();
    let by_session = sessions.map(|session| world.cluster().copies(session).len());
    let nodes = world.roster().nodes();
    let by_node = nodes.map(|(node, _)| world.cluster().stored_on(node).len());
    let (by_session, by_node): (usize, usize) = (by_session.sum(), by_node.sum());
    assert_eq!(by_session, by_node);
    u32::try_from(by_session).expect("few copies")
}

#[test]
fn after_any_number_of_crashes_in_a_row_and_restarts_no_copy_is_invented() {
    for crashes in 0..=NODES {
        let mut stage = opening();
        for node in 1..=crashes {
            assert_eq!(stage.crash(&name(node)).copies_lost, 10);
            assert_eq!(copies(&stage), SESSIONS - 10 * node);
        }
        for node in 1..=crashes {
            stage.restart(&name(node));
            assert_eq!(copies(&stage), SESSIONS - 10 * crashes);
            assert_eq!(stage.survivors(), SESSIONS - 10 * crashes);
        }
        stage.request_all();
        assert_eq!(copies(&stage), SESSIONS);
        assert_eq!(stage.survivors(), SESSIONS);
    }
}
