//! spymemcached's `getSequence` as a place for replicas: the second try may be the primary again.

use ringside_model::client::Client;
use ringside_model::policy::{Policy, ReplicaPlacement};

use crate::stage::stage;

fn rehashing() -> Policy {
    Policy {
        replica_placement: ReplicaPlacement::Rehash,
        ..Policy::of(Client::Spymemcached)
    }
}

#[test]
fn many_sessions_are_thin_from_the_start_because_the_second_try_is_the_primary_again() {
    for (nodes, thin) in [(2, 537), (3, 346), (4, 245), (7, 145)] {
        let servers: Vec<String> = (1..=nodes).map(|at| format!("10.0.0.{at}")).collect();
        let stage = stage(&rehashing(), &servers, 1000);
        let counts = stage.counts();
        assert_eq!(
            (counts.thin, counts.safe),
            (thin, 1000 - thin),
            "{nodes} nodes"
        );
    }
}

#[test]
fn only_the_thin_sessions_do_not_survive_the_crash_of_any_one_node() {
    let servers: Vec<String> = (1..=4).map(|at| format!("10.0.0.{at}")).collect();
    let mut stage = stage(&rehashing(), &servers, 1000);
    let lost: u32 = servers
        .iter()
        .map(|server| {
            let lost = stage.crash(server).after.lost;
            stage.restart(server);
            stage.request_all();
            lost
        })
        .sum();
    assert_eq!(lost, 245);
}
