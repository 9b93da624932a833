//! The same scenario gives the same bytes: read and written again, and replayed again.

use std::fmt::Write as _;

use proptest::prelude::*;
use ringside_model::apply::apply;
use ringside_model::catalog::BuiltIn;
use ringside_model::client::Client;
use ringside_model::scenario::Scenario;
use serde_json::{Value, json};

use crate::case::{case, cases};
use crate::stage::{scenario, start};

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

/// Documents that use the parts of the format which a [`Case`](crate::case::Case) leaves out.
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
    fn a_scenario_with_events_survives_json(case in case(24)) {
        survives(&scenario(&case.document(&case.possible())));
    }

    #[test]
    fn a_scenario_of_any_client_survives_json(document in document()) {
        survives(&scenario(&document));
    }

    #[test]
    fn a_replay_says_the_same_again(case in case(24)) {
        let document = case.document(&case.possible());
        prop_assert_eq!(replayed(&scenario(&document)), replayed(&scenario(&document)));
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
