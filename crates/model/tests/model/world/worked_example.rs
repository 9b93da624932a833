//! The worked example, to the letter: nodes that hash to 1, 2 and 3, and keys that hash to 3 and 4.

use ringside_model::catalog::BuiltIn;
use ringside_model::event::Event;
use ringside_model::read;
use ringside_model::scenario::Scenario;
use ringside_model::verdict::Verdict;
use ringside_model::world::World;
use serde_json::{Value, json};

use crate::world::stage::{event, happen, name, session, start, words};

/// One field of the table: what a read of a session meets, where its copies lie, and the verdict.
struct Field {
    key: &'static str,
    read: &'static [&'static str],
    copies: &'static [&'static str],
    verdict: Verdict,
}

fn opening() -> World {
    let scenario = Scenario::parse(BuiltIn::WorkedExample.json());
    start(&scenario.expect("it is a scenario"))
}

/// The fields hold after these events.
fn check(events: &[Value], fields: [Field; 2]) {
    let mut world = opening();
    for event in events {
        happen(&mut world, event);
    }
    for field in fields {
        let session = session(&world, field.key);
        let mut probes = Vec::new();
        read::read(&world, session, |probe| probes.push(words(&world, probe)));
        assert_eq!(probes, field.read, "{events:?}: the read of {}", field.key);
        let copies = world.cluster().copies(session);
        let copies: Vec<&str> = copies.iter().map(|copy| name(&world, copy.node)).collect();
        assert_eq!(copies, field.copies, "{events:?}: copies of {}", field.key);
        let verdict = world.verdict(session);
        assert_eq!(
            verdict, field.verdict,
            "{events:?}: verdict of {}",
            field.key
        );
    }
}

#[test]
fn at_first_each_key_lies_on_its_node_and_on_the_next() {
    check(
        &[],
        [
            Field {
                key: "key-3",
                read: &["node-3 hit 1"],
                copies: &["node-3", "node-1"],
                verdict: Verdict::Safe,
            },
            Field {
                key: "key-4",
                read: &["node-1 hit 1"],
                copies: &["node-1", "node-2"],
                verdict: Verdict::Safe,
            },
        ],
    );
}

#[test]
fn when_node_3_fails_key_3_is_served_by_node_1() {
    check(
        &[json!({ "crash": "node-3" })],
        [
            Field {
                key: "key-3",
                read: &["node-3 unavailable", "node-1 hit 1"],
                copies: &["node-1"],
                verdict: Verdict::Replica,
            },
            Field {
                key: "key-4",
                read: &["node-1 hit 1"],
                copies: &["node-1", "node-2"],
                verdict: Verdict::Safe,
            },
        ],
    );
}

#[test]
fn when_node_1_fails_key_4_is_served_by_node_2() {
    check(
        &[json!({ "crash": "node-1" })],
        [
            Field {
                key: "key-3",
                read: &["node-3 hit 1"],
                copies: &["node-3"],
                verdict: Verdict::Thin,
            },
            Field {
                key: "key-4",
                read: &["node-1 unavailable", "node-2 hit 1"],
                copies: &["node-2"],
                verdict: Verdict::Replica,
            },
        ],
    );
}

/// Key 3 is thin: its copies still lie on nodes 3 and 1, but the ring now points to 3 and 4.
#[test]
fn when_node_4_joins_key_4_misses_there_and_is_served_by_node_1() {
    for join in [
        json!({ "name": "node-4", "tokens": [4] }),
        json!({ "name": "node-4" }),
    ] {
        check(
            &[json!({ "join": join })],
            [
                Field {
                    key: "key-3",
                    read: &["node-3 hit 1"],
                    copies: &["node-3", "node-1"],
                    verdict: Verdict::Thin,
                },
                Field {
                    key: "key-4",
                    read: &["node-4 miss", "node-1 hit 1"],
                    copies: &["node-1", "node-2"],
                    verdict: Verdict::Replica,
                },
            ],
        );
    }
}

/// "Only one node at a time can fail or can be added."
#[test]
fn with_two_at_once_one_of_the_keys_is_gone() {
    let check = |first: Value, second: Value, lost: [&str; 1], verdict: Verdict| {
        let mut world = opening();
        happen(&mut world, &first);
        happen(&mut world, &second);
        let gone = world
            .sessions()
            .ids()
            .filter(|&id| !world.verdict(id).survives());
        let gone: Vec<_> = gone
            .map(|id| world.sessions().key(id).into_owned())
            .collect();
        assert_eq!(gone, lost);
        assert_eq!(world.verdict(session(&world, lost[0])), verdict);
    };
    let crash = |node: &str| json!({ "crash": node });
    check(crash("node-1"), crash("node-3"), ["key-3"], Verdict::Lost);
    check(crash("node-1"), crash("node-2"), ["key-4"], Verdict::Lost);
    let join = json!({ "join": { "name": "node-4", "tokens": [4] } });
    check(join, crash("node-1"), ["key-4"], Verdict::Stranded);
}

/// A fifth node finds no free point: the refusal of the tiny ring.
#[test]
fn no_fifth_node_fits_on_four_points() {
    let mut world = opening();
    happen(&mut world, &json!({ "join": { "name": "node-4" } }));
    let fifth: Event = event(&json!({ "join": { "name": "node-5" } }));
    let refusal = ringside_model::apply::apply(&mut world, &fifth).expect_err("a full ring");
    assert_eq!(refusal.to_string(), "all 4 points of the ring are taken");
}
