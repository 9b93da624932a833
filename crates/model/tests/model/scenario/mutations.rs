//! Valid documents, damaged at random: reading never panics, and gives either a complaint or a
//! scenario that survives JSON and can be played to its end.

use proptest::prelude::*;
use proptest::sample::Index;
use ringside_model::catalog::BuiltIn;
use ringside_model::scenario::Scenario;
use ringside_model::timeline::Timeline;
use serde_json::Value;

use super::document::with;
use crate::cases::cases;
use crate::damage::{count, exchange_values, nth, replace_characters, replace_values};

/// The most sessions of a scenario that is also played.
const FEW: usize = 1000;

/// What values are replaced by.
const ODD: [&str; 28] = [
    "null",
    "true",
    "0",
    "1",
    "-1",
    "2",
    "3",
    "12",
    "255",
    "256",
    "1.5",
    "1e3",
    "65536",
    "4294967295",
    "4294967296",
    "\"\"",
    "\"a\"",
    "\"all\"",
    "\"s1\"",
    "\"plain/3\"",
    "\"30s\"",
    "\"eager\"",
    "\"at-once\"",
    r#"{"after":1}"#,
    "\"\\u0000\"",
    "[]",
    "{}",
    r#"{"name":"c"}"#,
];

/// What characters are replaced by.
const BITS: [&str; 16] = [
    "{",
    "}",
    "[",
    "]",
    ",",
    ":",
    "\"",
    "\\",
    "é",
    "\u{1f600}",
    "\n",
    "0",
    "9",
    "-",
    "e",
    "",
];

/// The documents that are damaged.
fn originals() -> Vec<String> {
    let events = r#"[
      { "crash": "a" }, { "request": "all" }, { "restart": "a" }, { "request": ["s1", "s1"] },
      { "join": { "name": "[::1]:5", "weight": 2, "tokens": [5, 7] } }, { "leave": "b" },
      { "join": { "name": "b" } }, { "partition": "a" }, { "read": "all" }, { "heal": "a" },
      { "advance": "5m" }, { "read": ["s0"] },
      { "traffic": { "for": "5s", "rate": 3, "think": "2s", "logins": 40, "seed": 7 } }
    ]"#;
    let built_in = BuiltIn::ALL.into_iter().map(|it| it.json().to_owned());
    let policy = r#"{
      "placement": "plain/12", "tokens": 1, "replicas": 2, "probe_depth": 7,
      "replica_placement": "rehash", "fall_through": "error", "write": "first-healthy",
      "repair": "write-back", "eject": { "after": 2 }, "retry": "30s", "ttl": "1h", "database": true
    }"#;
    built_in
        .chain([with("events", events), with("policy", policy)])
        .collect()
}

/// Reading it is safe, whatever it is.
fn read(text: &str) {
    let scenario = match Scenario::parse(text) {
        Ok(scenario) => scenario,
        Err(fault) => {
            let lines: Vec<&str> = text.split('\n').collect();
            let line = lines.get(fault.line - 1).expect("a line of the text");
            assert!(
                (1..=line.chars().count() + 1).contains(&fault.column),
                "{fault}"
            );
            assert!(!fault.to_string().contains(char::is_control), "{fault:?}");
            return;
        }
    };
    let written = scenario.to_json();
    assert_eq!(Scenario::parse(&written), Ok(scenario.clone()), "{written}");
    if scenario.setup.sessions.len() <= FEW {
        let timeline = Timeline::new(&scenario).expect("every event of a scenario is possible");
        assert_eq!(
            timeline.world().counts().total() as usize,
            scenario.setup.sessions.len()
        );
    }
}

proptest! {
    #![proptest_config(cases(384))]

    #[test]
    fn a_document_with_characters_changed_is_read_or_refused(
        original in prop::sample::select(originals()),
        changes in prop::collection::vec((any::<Index>(), prop::sample::select(&BITS[..]), 0..4_usize), 1..4),
    ) {
        read(&replace_characters(&original, &changes));
    }

    #[test]
    fn a_document_with_values_changed_is_read_or_refused(
        original in prop::sample::select(originals()),
        changes in prop::collection::vec((any::<Index>(), prop::sample::select(&ODD[..])), 1..4),
    ) {
        read(&replace_values(&original, &changes));
    }

    #[test]
    fn a_document_with_values_exchanged_is_read_or_refused(
        original in prop::sample::select(originals()),
        one in any::<Index>(),
        other in any::<Index>(),
    ) {
        read(&exchange_values(&original, one, other));
    }

    #[test]
    fn any_text_at_all_is_refused(text in "\\PC{0,200}") {
        prop_assert!(Scenario::parse(&text).is_err());
    }
}

/// The damage done must leave some documents readable, or surviving JSON would not be tested.
#[test]
fn some_damaged_documents_are_still_scenarios() {
    let original = with("events", "[]");
    let mut document: Value = serde_json::from_str(&original).expect("a scenario is JSON");
    let total = count(&document);
    let mut still = 0;
    for number in 0..total {
        for odd in ODD {
            let mut damaged = document.clone();
            let value = nth(&mut damaged, number).expect("a value for every number");
            *value = serde_json::from_str(odd).expect("a value");
            read(&damaged.to_string());
            still += usize::from(Scenario::parse(&damaged.to_string()).is_ok());
        }
    }
    assert!(still >= 20, "only {still} of {} are", total * ODD.len());
    assert!(nth(&mut document, total).is_none());
}
