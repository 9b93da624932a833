//! Links: how long they are, what is said of those that are none, and that those made before are
//! read for ever.

use ringside_model::catalog::BuiltIn;
use ringside_model::client::Client;
use ringside_model::link::{LinkFault, decode, encode};
use ringside_model::scenario::Scenario;

/// A scenario that has all that a scenario can have.
const EVERYTHING: &str = include_str!("fixtures/link-v1.json");

/// Its link at the moment after four events, as the first version made it.
const ITS_LINK: &str = include_str!("fixtures/link-v1.txt");

fn parsed(json: &str) -> Scenario {
    Scenario::parse(json).expect("a scenario")
}

fn link(scenario: &Scenario, position: usize) -> String {
    encode(&scenario.setup, &scenario.events, position)
}

#[test]
fn a_link_to_a_built_in_scenario_has_less_than_300_characters() {
    for built_in in BuiltIn::ALL {
        let scenario = parsed(built_in.json());
        let last = scenario.events.len();
        let link = link(&scenario, last);
        println!("{:>14}: {} characters, {link}", built_in.name(), link.len());
        assert!(link.len() < 300, "{}: {}", built_in.name(), link.len());
        assert_eq!(decode(&link), Ok((scenario, last)));
    }
}

#[test]
fn a_link_of_the_first_version_still_says_what_it_said() {
    let scenario = parsed(EVERYTHING);
    assert_eq!(link(&scenario, 4), ITS_LINK.trim());
    assert_eq!(decode(ITS_LINK.trim()), Ok((scenario, 4)));
}

#[test]
fn every_moment_has_a_link_of_its_own() {
    let scenario = parsed(EVERYTHING);
    for position in 0..=scenario.events.len() {
        let link = link(&scenario, position);
        assert_eq!(decode(&link), Ok((scenario.clone(), position)));
    }
}

/// One value of the policy in place of the fixture's.
#[track_caller]
fn check(field: &str, values: &[&str]) {
    let from = EVERYTHING.find(&format!("\"{field}\": ")).expect("a field");
    let length = EVERYTHING[from..].find('\n').expect("an end");
    for value in values {
        let mut json = EVERYTHING.to_owned();
        let comma = if field == "database" { "" } else { "," };
        json.replace_range(from..from + length, &format!("\"{field}\": {value}{comma}"));
        let scenario = parsed(&json);
        let link = link(&scenario, 0);
        assert_eq!(decode(&link), Ok((scenario, 0)), "{field}: {value}: {link}");
    }
}

#[test]
fn every_choice_of_a_policy_comes_back() {
    check("replica_placement", &["\"ring\"", "\"list\"", "\"rehash\""]);
    check(
        "fall_through",
        &["\"none\"", "\"error\"", "\"miss-and-error\""],
    );
    check(
        "write",
        &["\"all\"", "\"primary-required\"", "\"first-healthy\""],
    );
    check(
        "repair",
        &["\"none\"", "\"write-back\"", "\"rewrite\"", "\"eager\""],
    );
    check(
        "eject",
        &["\"never\"", "\"at-once\"", r#"{ "after": 255 }"#],
    );
    check("retry", &["\"1s\"", "\"4294967295s\""]);
    check("replicas", &["1", "2", "255"]);
    check("database", &["true", "false"]);
    for client in Client::ALL {
        let mut scenario = parsed(BuiltIn::TwoCopies.json());
        let mut setup = (*scenario.setup).clone();
        setup.policy.placement = client;
        scenario.setup = setup.into();
        let link = link(&scenario, 0);
        assert_eq!(decode(&link), Ok((scenario, 0)), "{client:?}");
    }
}

#[track_caller]
fn refused(text: &str, expect: &str) {
    let said = decode(text).map(|_| ()).map_err(|fault| fault.to_string());
    assert_eq!(said, Err(expect.to_owned()), "{text}");
}

#[test]
fn a_text_that_is_no_link_is_told_in_plain_words() {
    let whole = ITS_LINK.trim();
    let foreign = "it is not a link to a scenario of Ringside";
    for text in ["", " ", "hello", "é", "-1", "{\"ringside\": 1}"] {
        refused(text, foreign);
    }
    let other = whole.replacen('1', "2", 1);
    refused(
        &other,
        "it is a link of version 2, and this page reads version 1",
    );
    let part = "a part of it is missing or changed";
    for cut in 1..whole.len() {
        refused(&whole[..cut], part);
    }
    refused(&format!("{whole}A"), part);
    refused(&whole.to_ascii_lowercase(), part);
    refused("1éééééé", part);
}

#[test]
fn a_link_to_what_cannot_be_is_refused_as_a_file_would_be() {
    let mut scenario = parsed(BuiltIn::TwoCopies.json());
    let mut setup = (*scenario.setup).clone();
    setup.nodes[1].name = "node 2".to_owned();
    scenario.setup = setup.into();
    let fault = decode(&link(&scenario, 0)).expect_err("no scenario");
    assert!(matches!(fault, LinkFault::Impossible(_)));
    let said = fault.to_string();
    assert!(
        said.starts_with("what it says is not possible: in nodes[1].name: found"),
        "{said}"
    );
}
