//! The same scenario gives the same bytes, read and written again, and replayed again; and what is
//! not possible is refused where it stands.

use std::fmt::Write as _;

use proptest::prelude::*;
use ringside_model::apply::apply;
use ringside_model::catalog::BuiltIn;
use ringside_model::client::Client;
use ringside_model::scenario::Scenario;
use serde_json::{Value, json};

use crate::cases::cases;
use crate::generate::{documents, possible, scenarios};
use crate::oracle::Oracle;
use crate::world::stage::{scenario, start};

/// All that a replay shows, in words: every world and every change.
fn replayed(scenario: &Scenario) -> String {
    let mut world = start(scenario);
    let mut said = format!("{world:?}\n");
    for event in &scenario.events {
        let changes = apply(&mut world, event).expect("the events are possible");
        writeln!(said, "{changes:?}\n{world:?}").expect("writing to a string cannot fail");
    }
    said
}

/// Reading what was written gives the same scenario, and writing that the same text.
fn survives(scenario: &Scenario) {
    let written = scenario.to_json();
    let again = Scenario::parse(&written).unwrap_or_else(|fault| panic!("{fault}\n{written}"));
    assert_eq!(&again, scenario);
    assert_eq!(again.to_json(), written);
}

/// Documents that use the parts of the format which random scenarios leave out.
fn document() -> impl Strategy<Value = Value> {
    let clients: Vec<String> = Client::ALL.iter().map(ToString::to_string).collect();
    let text = "[ -~äß日本\u{1f600}\n\t\"\\\\]{0,40}";
    let key = "[!-~é]{1,20}";
    let keys = prop::collection::btree_set(key, 1..6);
    let sessions = prop_oneof![
        (key, 1..50_u32).prop_map(|(prefix, count)| json!({ "prefix": prefix, "count": count })),
        keys.prop_map(|keys| json!(keys)),
    ];
    (
        (text, text),
        prop::sample::select(clients),
        prop::option::of(1..=64_u16),
        prop::collection::vec(1..=20_u32, 2..6),
        sessions,
    )
        .prop_map(|((title, about), client, tokens, weights, sessions)| {
            let nodes = weights.iter().enumerate();
            let node = |(at, weight)| json!({ "name": format!("10.0.0.{at}"), "weight": weight });
            let mut policy = json!({ "placement": client, "probe_depth": 1 });
            if let Some(tokens) = tokens {
                policy["tokens"] = json!(tokens);
            }
            json!({
                "ringside": 1,
                "title": title,
                "about": about,
                "policy": policy,
                "nodes": nodes.map(node).collect::<Vec<_>>(),
                "sessions": sessions,
                "events": [
                    { "crash": "10.0.0.1" },
                    { "join": { "name": "10.0.0.99", "weight": 2 } },
                ],
            })
        })
}

proptest! {
    #![proptest_config(cases(64))]

    #[test]
    fn a_scenario_with_events_survives_json(scenario in scenarios(24)) {
        survives(&scenario);
    }

    #[test]
    fn a_scenario_of_any_client_survives_json(document in document()) {
        survives(&scenario(&document));
    }

    #[test]
    fn a_replay_says_the_same_again(scenario in scenarios(24)) {
        let again = Scenario::parse(&scenario.to_json()).expect("a scenario");
        prop_assert_eq!(replayed(&scenario), replayed(&again));
    }
}

proptest! {
    #![proptest_config(cases(400))]

    #[test]
    fn a_document_with_an_impossible_event_is_refused_at_that_event(tried in documents(40)) {
        let mut oracle = Oracle::new(&tried.setup);
        let impossible = tried.events.iter().position(|event| {
            let refused = oracle.refuses(event).is_some();
            if !refused {
                oracle.happen(event);
            }
            refused
        });
        match (impossible, Scenario::parse(&tried.to_json())) {
            (None, Ok(read)) => prop_assert_eq!(read, possible(&tried)),
            (Some(index), Err(fault)) => {
                let event = fault.part.split('.').next();
                let expected = format!("events[{index}]");
                prop_assert_eq!(event, Some(expected.as_str()), "{}", fault);
            }
            (index, read) => prop_assert!(false, "impossible: {:?}, read: {:?}", index, read),
        }
    }
}

#[test]
fn every_built_in_scenario_survives_json_and_replays_the_same_again() {
    for built_in in BuiltIn::ALL {
        let read = || Scenario::parse(built_in.json()).expect("a scenario");
        survives(&read());
        assert_eq!(replayed(&read()), replayed(&read()), "{}", built_in.name());
    }
}
