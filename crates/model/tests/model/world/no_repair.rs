//! A membership change moves no bytes, and no node repairs another. What that comes to in
//! figures, on four real servers with 1000 sessions.

use ringside_model::verdict::Counts;
use serde_json::{Value, json};

use crate::world::stage::{end, scenario};

/// The counts after these events on libmemcached's weighted ketama ring of 127.0.1.1 to 4, with
/// two copies of each session.
fn loop4(fall_through: &str, events: &[Value]) -> Counts {
    let nodes: Vec<Value> = (1..=4)
        .map(|number| json!({ "name": node(number) }))
        .collect();
    let document = json!({
        "ringside": 1,
        "policy": {
            "placement": "libmemcached-ketama-weighted",
            "replicas": 2,
            "fall_through": fall_through,
        },
        "nodes": nodes,
        "sessions": { "prefix": "session-", "count": 1000 },
        "events": events,
    });
    end(&scenario(&document)).counts()
}

fn node(number: u8) -> String {
    format!("127.0.1.{number}:21211")
}

fn crash(number: u8) -> Value {
    json!({ "crash": node(number) })
}

fn restart(number: u8) -> Value {
    json!({ "restart": node(number) })
}

fn join(number: u8) -> Value {
    json!({ "join": { "name": node(number) } })
}

fn leave(number: u8) -> Value {
    json!({ "leave": node(number) })
}

fn request() -> Value {
    json!({ "request": "all" })
}

/// So many sessions survive these events.
fn check(fall_through: &str, events: &[Value], survivors: u32) {
    let counts = loop4(fall_through, events);
    assert_eq!(
        counts.survivors(),
        survivors,
        "{fall_through}, {events:?}: {counts:?}"
    );
    assert_eq!(counts.total(), 1000);
}

#[test]
fn two_copies_keep_every_session_through_any_single_event() {
    for event in [crash(3), join(5), leave(4)] {
        check("miss-and-error", &[event], 1000);
    }
}

#[test]
fn two_copies_lose_some_sessions_when_two_things_happen_at_once() {
    check("miss-and-error", &[crash(2), crash(3)], 807);
    check("miss-and-error", &[join(5), join(6)], 939);
    check("miss-and-error", &[crash(3), join(5)], 889);
    check("miss-and-error", &[join(5), crash(3)], 889);
}

/// 256 sessions have node 3 as their primary, and 223 have their second copy there.
#[test]
fn a_crash_leaves_one_copy_of_what_the_node_had() {
    let counts = loop4("miss-and-error", &[crash(3)]);
    assert_eq!((counts.replica, counts.thin, counts.safe), (256, 223, 521));
    assert_eq!(counts.survivors(), 1000);
}

#[test]
fn a_restarted_empty_node_is_no_more_than_a_crashed_one_to_reads_that_go_on_after_a_miss() {
    let crashed = loop4("miss-and-error", &[crash(3)]);
    let restarted = loop4("miss-and-error", &[crash(3), restart(3)]);
    assert_eq!(restarted, crashed);
}

/// While node 3 is down it does not answer, and the read goes on to the copy on the next node.
/// Once it is back it answers "not found" for the 256 sessions whose primary it is, and that is
/// final: their copies are there, and nobody asks for them. libmemcached 1.1.4 loses the same 256.
#[test]
fn a_restarted_empty_node_hides_the_replica_when_only_errors_fall_through() {
    check("error", &[crash(3)], 1000);
    let counts = loop4("error", &[crash(3), restart(3)]);
    assert_eq!((counts.stranded, counts.survivors()), (256, 744));
    check("error", &[crash(3), request(), restart(3)], 744);
}

/// Likewise a new node: 226 sessions have it as their primary now, and it has none of them.
/// libmemcached 1.1.4 finds 774 as well.
#[test]
fn a_new_empty_node_hides_the_replica_when_only_errors_fall_through() {
    let counts = loop4("error", &[join(5)]);
    assert_eq!((counts.stranded, counts.survivors()), (226, 774));
}

/// When a node leaves, the next one on the ring is asked first, and that has the other copy.
#[test]
fn a_node_that_leaves_hides_nothing_even_when_only_errors_fall_through() {
    check("error", &[leave(4)], 1000);
}

/// Node 3 came back empty and stayed so: nobody copied anything to it. The sessions that had
/// copies on it and on the node that crashes next are gone, as if both had crashed at once.
#[test]
fn a_restart_is_no_repair_and_the_next_crash_of_a_neighbour_loses_sessions() {
    for (neighbour, lost) in [(1, 162), (2, 193), (4, 124)] {
        let counts = loop4("miss-and-error", &[crash(3), restart(3), crash(neighbour)]);
        assert_eq!(
            (counts.lost, counts.survivors()),
            (lost, 1000 - lost),
            "node {neighbour}"
        );
        let at_once = loop4("miss-and-error", &[crash(3), crash(neighbour)]);
        assert_eq!(counts, at_once, "node {neighbour}");
    }
}

/// A request writes anew, so both copies are back before the neighbour crashes.
#[test]
fn requests_between_a_restart_and_the_next_crash_save_every_session() {
    for neighbour in [1, 2, 4] {
        let events = [crash(3), restart(3), request(), crash(neighbour)];
        check("miss-and-error", &events, 1000);
    }
}
