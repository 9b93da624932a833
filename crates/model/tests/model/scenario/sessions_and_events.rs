//! Malformed sessions, malformed events, and events that are not possible.

use super::document::with;
use super::refused::{A_TIME, NO_TIMES, check};

/// The events, as complaints list them.
const EVENTS: &str = r#""crash", "restart", "partition", "heal", "join", "leave", "read", "request", "advance" or "traffic""#;

#[test]
fn sessions_are_numbered_or_listed_each_key_once() {
    for (sessions, words) in [
        (
            "▸3",
            r#"in sessions: found 3, expected a list of keys, or an object with "prefix" and "count""#,
        ),
        (
            "▸[]",
            "in sessions: found 0 sessions, expected 1 to 1000000",
        ),
        (
            r#"▸{ "count": 3 }"#,
            r#"in sessions: found no field "prefix", expected one"#,
        ),
        (
            r#"▸{ "prefix": "s" }"#,
            r#"in sessions: found no field "count", expected one"#,
        ),
        (
            r#"{ "prefix": "é", "count": 3, ▸"from": 1 }"#,
            r#"in sessions: found the field "from", expected "prefix" or "count""#,
        ),
        (
            r#"{ "prefix": "s", "count": ▸0 }"#,
            "in sessions.count: found 0, expected a whole number from 1 to 1000000",
        ),
        (
            r#"{ "prefix": "s", "count": ▸1000001 }"#,
            "in sessions.count: found 1000001, expected a whole number from 1 to 1000000",
        ),
        (
            "[▸true]",
            r#"in sessions[0]: found true, expected a key, or an object with "key" and "hash""#,
        ),
        (
            r#"[▸{ "key": "x" }]"#,
            r#"in sessions[0]: found no field "hash", expected one"#,
        ),
        (
            r#"[{ "key": "x", "hash": ▸13 }]"#,
            "in sessions[0].hash: found 13, expected a point from 1 to 12",
        ),
        (
            r#"[{ "key": "x", "hash": ▸0 }]"#,
            "in sessions[0].hash: found 0, expected a point from 1 to 12",
        ),
        (
            r#"["x", "y", ▸{ "key": "x", "hash": 3 }]"#,
            r#"in sessions[2]: found the key "x" again, first in sessions[0]; expected each key once"#,
        ),
        (
            r#"[▸""]"#,
            r#"in sessions[0]: found a key of 0 bytes, "", expected a key of 1 to 250 bytes"#,
        ),
        (
            r#"[▸"x y"]"#,
            "in sessions[0]: found the character ' ', expected a key without white space and control characters",
        ),
        (
            r#"{ "prefix": ▸"s\t", "count": 3 }"#,
            r"in sessions.prefix: found the character '\t', expected a key without white space and control characters",
        ),
    ] {
        check(&with("sessions", sessions), words);
    }
}

#[test]
fn events_are_known_and_name_what_is_there() {
    let an_event = format!("an event: an object with {EVENTS}");
    for (events, found) in [
        ("[▸5]", "5"),
        (r#"[▸"crash"]"#, r#""crash""#),
        ("[▸null]", "null"),
        ("[▸{}]", "an empty object"),
        (
            r#"[▸{ "crash": "a", "restart": "a" }]"#,
            "an object with 2 fields",
        ),
    ] {
        let words = format!("in events[0]: found {found}, expected {an_event}");
        check(&with("events", events), &words);
    }
    for (events, words) in [
        (
            "▸{}",
            "in events: found an object, expected a list of events",
        ),
        ("▸null", "in events: found null, expected a list of events"),
        (
            r#"[{ ▸"explode": "a" }]"#,
            &format!("in events[0]: found the event \"explode\", expected {EVENTS}"),
        ),
        (
            r#"[{ "crash": ▸5 }]"#,
            "in events[0].crash: found 5, expected a node's name",
        ),
        (
            r#"[{ "crash": ▸null }]"#,
            "in events[0].crash: found null, expected a node's name",
        ),
        (
            r#"[{ "partition": ▸5 }]"#,
            "in events[0].partition: found 5, expected a node's name",
        ),
        (
            r#"[{ "heal": ▸["a"] }]"#,
            "in events[0].heal: found a list, expected a node's name",
        ),
        (
            r#"[{ "join": ▸"c" }]"#,
            r#"in events[0].join: found "c", expected an object with a "name""#,
        ),
        (
            r#"[{ "join": { "name": "c", "tokens": [1, ▸99] } }]"#,
            "in events[0].join.tokens[1]: found 99, expected a point from 1 to 12",
        ),
        (
            r#"[{ "request": ▸"some" }]"#,
            r#"in events[0].request: found "some", expected "all" or a list of sessions' keys"#,
        ),
        (
            r#"[{ "request": ▸5 }]"#,
            r#"in events[0].request: found 5, expected "all" or a list of sessions' keys"#,
        ),
        (
            r#"[{ "request": ["s0", ▸5] }]"#,
            "in events[0].request[1]: found 5, expected a session's key",
        ),
        (
            r#"[{ "request": ["s0", ▸"s3"] }]"#,
            r#"in events[0].request[1]: found "s3", expected the key of a session"#,
        ),
        (
            r#"[{ "read": ▸"some" }]"#,
            r#"in events[0].read: found "some", expected "all" or a list of sessions' keys"#,
        ),
        (
            r#"[{ "read": ▸null }]"#,
            r#"in events[0].read: found null, expected "all" or a list of sessions' keys"#,
        ),
        (
            r#"[{ "request": "all" }, { "read": ["s0", ▸"s3"] }]"#,
            r#"in events[1].read[1]: found "s3", expected the key of a session"#,
        ),
        (
            r#"[{ "crash": ▸"z" }]"#,
            r#"in events[0].crash: no node is called "z""#,
        ),
        (
            r#"[{ "partition": ▸"z" }]"#,
            r#"in events[0].partition: no node is called "z""#,
        ),
        (
            r#"[{ "heal": ▸"z" }]"#,
            r#"in events[0].heal: no node is called "z""#,
        ),
    ] {
        check(&with("events", events), words);
    }
}

#[test]
fn time_goes_on_by_a_second_or_more() {
    for (found, shown) in NO_TIMES {
        check(
            &with("events", &format!(r#"[{{ "advance": ▸{found} }}]"#)),
            &format!("in events[0].advance: found {shown}, {A_TIME}"),
        );
    }
}

#[test]
fn a_stream_of_requests_says_for_how_long_and_how_many() {
    for (stream, words) in [
        (
            r#"▸"1m""#,
            r#": found "1m", expected a stream of requests: an object with "for" and "rate""#,
        ),
        (r"▸{}", r#": found no field "for", expected one"#),
        (
            r#"▸{ "for": "1m" }"#,
            r#": found no field "rate", expected one"#,
        ),
        (
            r#"{ "for": "1m", "rate": 1, ▸"share": 5 }"#,
            r#": found the field "share", expected "for", "rate", "think", "logins" or "seed""#,
        ),
        (
            r#"{ "for": ▸"61m", "rate": 1 }"#,
            r#".for: found "61m", expected a time from 1s to 1h"#,
        ),
        (
            r#"{ "for": "1m", "rate": ▸-1 }"#,
            ".rate: found -1, expected a whole number from 0 to 10000",
        ),
        (
            r#"{ "for": "1m", "rate": ▸2.5 }"#,
            ".rate: found 2.5, expected a whole number from 0 to 10000",
        ),
        (
            r#"{ "for": "1m", "rate": ▸10001 }"#,
            ".rate: found 10001, expected a whole number from 0 to 10000",
        ),
        (
            r#"{ "for": "1m", "rate": 1, "logins": ▸101 }"#,
            ".logins: found 101, expected a whole number from 0 to 100",
        ),
        (
            r#"{ "for": "1m", "rate": 1, "seed": ▸4294967296 }"#,
            ".seed: found 4294967296, expected a whole number from 0 to 4294967295",
        ),
        (
            r#"▸{ "for": "1h", "rate": 28 }"#,
            ": found 100800 requests (rate times length), expected at most 100000",
        ),
    ] {
        check(
            &with("events", &format!(r#"[{{ "traffic": {stream} }}]"#)),
            &format!("in events[0].traffic{words}"),
        );
    }
    for (found, shown) in NO_TIMES {
        for field in ["for", "think"] {
            let other = if field == "for" {
                ""
            } else {
                r#""for": "1m", "#
            };
            check(
                &with(
                    "events",
                    &format!(r#"[{{ "traffic": {{ {other}"rate": 1, "{field}": ▸{found} }} }}]"#),
                ),
                &format!("in events[0].traffic.{field}: found {shown}, {A_TIME}"),
            );
        }
    }
}

#[test]
fn an_impossible_event_is_refused_where_it_stands() {
    for (events, words) in [
        (
            r#"[{ "crash": "a" }, { "crash": ▸"a" }]"#,
            "in events[1].crash: a is down already",
        ),
        (
            r#"[{ "request": "all" }, { "restart": ▸"a" }]"#,
            "in events[1].restart: a is up already",
        ),
        (
            r#"[{ "heal": ▸"a" }]"#,
            "in events[0].heal: a is not partitioned",
        ),
        (
            r#"[{ "crash": "a" }, { "heal": ▸"a" }]"#,
            "in events[1].heal: a is not partitioned",
        ),
        (
            r#"[{ "partition": "a" }, { "heal": "a" }, { "heal": ▸"a" }]"#,
            "in events[2].heal: a is not partitioned",
        ),
        (
            r#"[{ "crash": "a" }, { "partition": ▸"a" }]"#,
            "in events[1].partition: a is down already",
        ),
        (
            r#"[{ "partition": "a" }, { "partition": ▸"a" }]"#,
            "in events[1].partition: a is partitioned already",
        ),
        (
            r#"[{ "partition": "a" }, { "restart": ▸"a" }]"#,
            "in events[1].restart: a is partitioned, not down; it can heal or crash",
        ),
        (
            r#"[{ "partition": "a" }, { "crash": "a" }, { "heal": ▸"a" }]"#,
            "in events[2].heal: a is not partitioned",
        ),
        (
            r#"[{ "join": ▸{ "name": "b" } }]"#,
            "in events[0].join: b is in the server list already",
        ),
        (
            r#"[{ "join": ▸{ "name": "b:11211" } }]"#,
            "in events[0].join: b:11211 and b are two names of one server",
        ),
        (
            r#"[{ "join": { "name": "c", "tokens": [5] } }, { "join": ▸{ "name": "d", "tokens": [5] } }]"#,
            "in events[1].join: point 5 already holds a token of c",
        ),
        (
            r#"[{ "leave": "b" }, { "leave": ▸"b" }]"#,
            "in events[1].leave: b is not in the server list",
        ),
        (
            r#"[{ "leave": "b" }, { "leave": ▸"a" }]"#,
            "in events[1].leave: a is the last node of the server list; a client needs one",
        ),
    ] {
        check(&with("events", events), words);
    }
}
