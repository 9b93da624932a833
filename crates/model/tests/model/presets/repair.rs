//! What each repair costs in copies, and what it mends, on a ring small enough to count by hand.

use ringside_model::client::{Client, RingSize};
use ringside_model::event::{Event, NodeSpec};
use ringside_model::policy::{Eject, Policy, Repair, WriteRule};
use ringside_model::session::{KeySpec, PlacedKey, SessionSpec};

use crate::stage::{Stage, staged};

/// Nodes on the even hours of a clock of eight, a session on every hour, two copies:
/// 1 and 2 are on nodes 2 and 4, 3 and 4 on 4 and 6, 5 and 6 on 6 and 8, 7 and 8 on 8 and 2.
fn clock(policy: &Policy) -> Stage {
    let keys = (1..=8).map(|hash| {
        KeySpec::Placed(PlacedKey {
            key: format!("session-{hash}"),
            hash,
        })
    });
    let nodes = [2, 4, 6, 8].map(node_at);
    staged(policy, nodes.to_vec(), SessionSpec::Listed(keys.collect()))
}

fn two_copies(repair: Repair, write: WriteRule) -> Policy {
    Policy {
        repair,
        write,
        ..Policy::of(Client::Plain(RingSize::new(8).expect("a size")))
    }
}

fn node_at(hour: u32) -> NodeSpec {
    NodeSpec {
        tokens: vec![hour],
        ..NodeSpec::named(format!("node-{hour}"))
    }
}

/// Node 2 crashes and comes back empty; then every session is read. Returns the copies that
/// repair made at each of the three, and how many sessions are then safe, thin and on a replica.
fn crash_and_restart(repair: Repair, write: WriteRule) -> ([u32; 3], [u32; 3]) {
    let mut stage = clock(&two_copies(repair, write));
    let crash = stage.crash("node-2").load.repair_copies;
    let restart = stage.restart("node-2").load.repair_copies;
    let reads = stage.read_all().load.repair_copies;
    ([crash, restart, reads], verdicts(&stage))
}

/// A node joins at hour 3, then every session is read. 1 and 2 have their second copy there now,
/// 3 its first.
fn join(repair: Repair) -> ([u32; 2], [u32; 3]) {
    let mut stage = clock(&two_copies(repair, WriteRule::All));
    let join = stage.happen(&Event::Join(node_at(3))).load.repair_copies;
    let reads = stage.read_all().load.repair_copies;
    ([join, reads], verdicts(&stage))
}

fn verdicts(stage: &Stage) -> [u32; 3] {
    let counts = stage.counts();
    [counts.safe, counts.thin, counts.replica]
}

#[test]
fn after_a_crash_and_a_restart_each_repair_makes_its_own_number_of_copies() {
    let table = [
        // 1 and 2 miss their first copy, 7 and 8 their second: nobody mends it.
        (Repair::None, [0, 0, 0], [4, 2, 2]),
        // The reads of 1 and 2 meet the empty node; those of 7 and 8 do not get that far.
        (Repair::WriteBack, [0, 0, 2], [6, 2, 0]),
        // Eight reads, two copies each.
        (Repair::Rewrite, [0, 0, 16], [8, 0, 0]),
        // Four copies were missing, as soon as the node can take them.
        (Repair::Eager, [0, 4, 0], [8, 0, 0]),
    ];
    for (repair, copies, verdicts) in table {
        assert_eq!(
            crash_and_restart(repair, WriteRule::All),
            (copies, verdicts),
            "{repair:?}"
        );
    }
}

#[test]
fn eager_repair_onto_healthy_nodes_copies_at_the_crash_and_once_more_at_the_return() {
    // 1 and 2 go on to node 6, 7 and 8 to node 4; then node 2 is filled again.
    let expected = ([4, 4, 0], [8, 0, 0]);
    assert_eq!(
        crash_and_restart(Repair::Eager, WriteRule::FirstHealthy),
        expected
    );
}

#[test]
fn after_a_join_each_repair_makes_its_own_number_of_copies() {
    let table = [
        (Repair::None, [0, 0], [5, 2, 1]),
        (Repair::WriteBack, [0, 1], [6, 2, 0]),
        (Repair::Rewrite, [0, 16], [8, 0, 0]),
        (Repair::Eager, [3, 0], [8, 0, 0]),
    ];
    for (repair, copies, verdicts) in table {
        assert_eq!(join(repair), (copies, verdicts), "{repair:?}");
    }
}

#[test]
fn with_ejection_and_eager_repair_two_copies_outlive_all_crashes_but_the_last() {
    let ejecting = |repair| Policy {
        eject: Eject::AtOnce,
        ..two_copies(repair, WriteRule::All)
    };
    let mut stage = clock(&ejecting(Repair::Eager));
    for node in ["node-2", "node-4", "node-6"] {
        stage.crash(node);
        assert_eq!(stage.survivors(), 8, "{node}");
    }
    let mut stage = clock(&ejecting(Repair::None));
    stage.crash("node-2");
    stage.crash("node-4");
    assert_eq!(stage.counts().lost, 2, "without repair 1 and 2 are gone");
}

#[test]
fn without_ejection_reads_do_not_come_as_far_as_the_copies_of_eager_repair() {
    let mut stage = clock(&two_copies(Repair::Eager, WriteRule::FirstHealthy));
    stage.crash("node-2");
    stage.crash("node-4");
    // Both nodes that the reads of 1 and 2 try are down; their copies are on 6 and 8.
    assert_eq!((stage.counts().stranded, stage.counts().lost), (2, 0));
}
