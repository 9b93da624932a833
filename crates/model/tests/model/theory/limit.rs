//! The limit of the idea: R copies survive R-1 changes at once, and not always R.

use std::num::NonZeroU8;

use ringside_model::client::Client;
use ringside_model::event::{Event, NodeSpec};
use ringside_model::policy::Policy;

use super::{choices, lost, names};
use crate::stage::{Stage, stage};

/// Clients of every kind of placement.
const CLIENTS: [Client; 4] = [
    Client::LibmemcachedKetamaWeighted,
    Client::Spymemcached,
    Client::Pymemcache,
    Client::LibmemcachedModula,
];

fn with_copies(client: Client, nodes: u8, copies: u8) -> Stage {
    let policy = Policy {
        replicas: NonZeroU8::new(copies).expect("a copy"),
        ..Policy::of(client)
    };
    let names: Vec<String> = (1..=nodes).map(|at| format!("10.0.0.{at}")).collect();
    stage(&policy, &names, 200)
}

#[test]
fn r_copies_survive_every_set_of_r_minus_1_crashes() {
    for client in CLIENTS {
        for nodes in 1..=7 {
            for copies in 1..=nodes {
                let stage = with_copies(client, nodes, copies);
                for crashed in choices(&names(&stage), usize::from(copies) - 1) {
                    let mut stage = Stage(stage.0.clone());
                    for node in &crashed {
                        stage.crash(node);
                    }
                    assert_eq!(
                        stage.survivors(),
                        200,
                        "{client}, R = {copies}: {crashed:?}"
                    );
                }
            }
        }
    }
}

#[test]
fn r_copies_do_not_survive_every_set_of_r_crashes() {
    for client in CLIENTS {
        for nodes in 1..=7 {
            for copies in 1..=nodes.min(3) {
                let stage = with_copies(client, nodes, copies);
                let sets = choices(&names(&stage), copies.into());
                assert!(
                    sets.iter().any(|crashed| lost(&stage, crashed) > 0),
                    "{client}"
                );
            }
        }
    }
}

/// The crash and the leave of every node, and three joins.
fn changes(nodes: u8) -> Vec<Event> {
    let name = |at| format!("10.0.0.{at}");
    let crashes = (1..=nodes).map(|at| Event::Crash(name(at)));
    let leaves = (1..=nodes).map(|at| Event::Leave(name(at)));
    let joins = (1..=3).map(|at| Event::Join(NodeSpec::named(name(100 + at))));
    crashes.chain(leaves).chain(joins).collect()
}

/// How many sessions survive these changes, all before anything is read.
fn survivors(stage: &Stage, changes: &[Event]) -> u32 {
    let mut stage = Stage(stage.0.clone());
    for change in changes {
        stage.happen(change);
    }
    stage.survivors()
}

#[test]
fn on_a_ring_r_copies_survive_r_minus_1_changes_of_any_kind_at_once() {
    for client in [
        Client::LibmemcachedKetamaWeighted,
        Client::Spymemcached,
        Client::Pymemcache,
    ] {
        for nodes in 3..=7 {
            for copies in 2..=3 {
                let stage = with_copies(client, nodes, copies);
                for set in choices(&changes(nodes), usize::from(copies) - 1) {
                    assert_eq!(
                        survivors(&stage, &set),
                        200,
                        "{client}, R = {copies}: {set:?}"
                    );
                }
            }
        }
    }
}

#[test]
fn two_copies_do_not_survive_every_two_joins() {
    for nodes in 2..=7 {
        let stage = with_copies(Client::LibmemcachedKetamaWeighted, nodes, 2);
        let joins: Vec<Event> = changes(nodes).split_off(2 * usize::from(nodes));
        let pairs = choices(&joins, 2);
        assert!(
            pairs.iter().any(|pair| survivors(&stage, pair) < 200),
            "{nodes} nodes"
        );
    }
}

#[test]
fn by_modulo_two_copies_do_not_survive_even_one_join() {
    let stage = with_copies(Client::LibmemcachedModula, 5, 2);
    assert!(survivors(&stage, &[Event::Join(NodeSpec::named("10.0.0.101"))]) < 200);
}
