//! Malformed scenarios as a whole, and malformed policies.

use ringside_model::policy::Preset;
use ringside_model::scenario::{Scenario, Setup, to_json};

use super::document::{with, with_also, without};
use super::refused::{A_TIME, HERE, NO_TIMES, check, refused};

#[test]
fn the_small_document_that_is_changed_in_each_case_is_a_scenario() {
    Scenario::parse(&with("events", "[]")).expect("a scenario");
    Scenario::parse(&without("events")).expect("a scenario");
    Scenario::parse(&with_also(r#""title": "Small""#)).expect("a scenario");
}

#[test]
fn the_whole_must_be_an_object_of_version_1_with_known_fields() {
    let expected = r#"expected a scenario: an object with "ringside": 1"#;
    check("▸[]", &format!("found a list, {expected}"));
    check("▸5", &format!("found 5, {expected}"));
    let no_version = without("ringside");
    let words = r#"found no field "ringside", expected "ringside": 1"#;
    check(&format!("▸{no_version}"), words);
    for (version, found) in [
        ("▸2", "2"),
        ("▸\"1\"", "\"1\""),
        ("▸1.0", "1.0"),
        ("▸null", "null"),
    ] {
        let words = format!("in ringside: found {found}, expected 1, the version of the format");
        check(&with("ringside", version), &words);
    }
    for field in ["policy", "nodes", "sessions"] {
        let words = format!("found no field \"{field}\", expected one");
        check(&format!("▸{}", without(field)), &words);
    }
    check(
        &with_also(r#"▸"colour": "red""#),
        r#"found the field "colour", expected "ringside", "title", "about", "policy", "nodes", "sessions" or "events""#,
    );
    check(
        &with("sessions", "[\"x\"],\n  ▸\"nodes\": []"),
        r#"found the field "nodes" again, expected it once"#,
    );
    check(
        &with_also(r#""title": ▸5"#),
        "in title: found 5, expected a text",
    );
    check(
        &with_also(r#""title": ▸null"#),
        "in title: found null, expected a text",
    );
    let long = format!("\"about\": ▸\"{}\"", "é".repeat(2001));
    check(
        &with_also(&long),
        "in about: found 2001 characters, expected at most 2000",
    );
}

/// A version to come may have other fields; the version is what matters then.
#[test]
fn another_version_is_named_before_anything_else_is_looked_at() {
    check(
        r#"{ "colour": 1, "ringside": ▸7 }"#,
        "in ringside: found 7, expected 1, the version of the format",
    );
}

#[test]
fn a_policy_names_a_client_and_numbers_in_their_ranges() {
    let numbers = "expected a whole number from 1 to 255";
    for (policy, words) in [
        (
            "▸[]",
            r#"in policy: found a list, expected an object with a "placement""#,
        ),
        (
            "▸{}",
            r#"in policy: found no field "placement", expected one"#,
        ),
        (
            r#"{ "placement": ▸12 }"#,
            "in policy.placement: found 12, expected the name of a client",
        ),
        (
            r#"{ "placement": "plain", ▸"replica": 2 }"#,
            r#"in policy: found the field "replica", expected "placement", "tokens", "replicas", "probe_depth", "replica_placement", "fall_through", "write", "repair", "eject", "retry", "ttl" or "database""#,
        ),
        (
            r#"{ "placement": "plain", "fall_through": ▸"miss" }"#,
            r#"in policy.fall_through: found "miss", expected "none", "error" or "miss-and-error""#,
        ),
        (
            r#"{ "placement": "plain", "fall_through": ▸true }"#,
            r#"in policy.fall_through: found true, expected "none", "error" or "miss-and-error""#,
        ),
        (
            r#"{ "placement": "plain", "tokens": ▸0 }"#,
            "in policy.tokens: found 0, expected a whole number from 1 to 1024",
        ),
        (
            r#"{ "placement": "plain", "tokens": ▸1025 }"#,
            "in policy.tokens: found 1025, expected a whole number from 1 to 1024",
        ),
    ] {
        check(&with("policy", policy), words);
    }
    for found in [
        "0",
        "-1",
        "1.5",
        "300",
        "\"2\"",
        "1e2",
        "[2]",
        "99999999999999999999999",
    ] {
        let policy = format!(r#"{{ "placement": "plain", "replicas": ▸{found} }}"#);
        let found = if found == "[2]" { "a list" } else { found };
        check(
            &with("policy", &policy),
            &format!("in policy.replicas: found {found}, {numbers}"),
        );
    }
    let unknown = with("policy", r#"{ "placement": ▸"ketama" }"#);
    let fault = refused(&unknown.replacen(HERE, "", 1));
    assert_eq!(fault.part, "policy.placement");
    assert!(
        fault
            .problem
            .starts_with(r#"unknown client "ketama", expected one of libmemcached-"#)
    );
}

/// A field of the policy that is one of a few words.
#[test]
fn the_words_of_a_policy_are_known() {
    for (field, words) in [
        ("replica_placement", r#""ring", "list" or "rehash""#),
        ("write", r#""all", "primary-required" or "first-healthy""#),
        ("repair", r#""none", "write-back", "rewrite" or "eager""#),
        ("eject", r#""never", "at-once" or an object with "after""#),
        ("database", "true or false"),
    ] {
        for (found, shown) in [
            (r#""sometimes""#, r#""sometimes""#),
            (r#""true""#, r#""true""#),
            (r#""Ring""#, r#""Ring""#),
            ("0", "0"),
            ("1", "1"),
            ("null", "null"),
            ("[]", "a list"),
        ] {
            let policy = format!(r#"{{ "placement": "plain", "{field}": ▸{found} }}"#);
            check(
                &with("policy", &policy),
                &format!("in policy.{field}: found {shown}, expected {words}"),
            );
        }
    }
}

#[test]
fn an_ejection_comes_after_1_to_255_failures() {
    let number = "expected a whole number from 1 to 255";
    for (eject, words) in [
        (
            r#"{ "after": ▸0 }"#,
            format!("in policy.eject.after: found 0, {number}"),
        ),
        (
            r#"{ "after": ▸300 }"#,
            format!("in policy.eject.after: found 300, {number}"),
        ),
        (
            r#"{ "after": ▸"2" }"#,
            format!("in policy.eject.after: found \"2\", {number}"),
        ),
        (
            r#"{ ▸"until": 1 }"#,
            r#"in policy.eject: found the field "until", expected "after""#.to_owned(),
        ),
        (
            r#"{ "after": 2, ▸"after": 3 }"#,
            r#"in policy.eject: found the field "after" again, expected it once"#.to_owned(),
        ),
        (
            "▸{}",
            r#"in policy.eject: found no field "after", expected one"#.to_owned(),
        ),
    ] {
        let policy = format!(r#"{{ "placement": "plain", "eject": {eject} }}"#);
        check(&with("policy", &policy), &words);
    }
}

#[test]
fn a_policys_times_are_a_second_or_more() {
    for field in ["retry", "ttl"] {
        for (found, shown) in NO_TIMES {
            let policy = format!(r#"{{ "placement": "plain", "{field}": ▸{found} }}"#);
            check(
                &with("policy", &policy),
                &format!("in policy.{field}: found {shown}, {A_TIME}"),
            );
        }
    }
}

/// The greatest values that are allowed, and those that mean "all".
#[test]
fn a_policy_may_go_to_its_limits() {
    for fields in [
        r#""replicas": 2, "probe_depth": 2"#,
        r#""probe_depth": 255"#,
        r#""probe_depth": 7, "replica_placement": "rehash""#,
        r#""probe_depth": 255, "replica_placement": "rehash""#,
        r#""eject": { "after": 1 }, "retry": "1s", "ttl": "4294967295s""#,
        r#""eject": { "after": 255 }, "retry": "49710d", "ttl": "007m""#,
        r#""eject": "at-once", "write": "first-healthy", "repair": "eager", "database": true"#,
        r#""eject": "never", "write": "all", "repair": "none", "database": false"#,
    ] {
        let text = with(
            "policy",
            &format!(r#"{{ "placement": "plain", {fields} }}"#),
        );
        let scenario = Scenario::parse(&text).unwrap_or_else(|fault| panic!("{fault}\n{text}"));
        assert_eq!(Scenario::parse(&scenario.to_json()), Ok(scenario));
    }
}

/// What is chosen from the menu must be there again when the file is opened.
#[test]
fn every_preset_survives_being_written() {
    for nodes in [2, 4, 9] {
        let node = |at| format!(r#"{{ "name": "node-{at}" }}"#);
        let nodes: Vec<_> = (0..nodes).map(node).collect();
        let text = with("nodes", &format!("[{}]", nodes.join(", ")));
        let plain = Scenario::parse(&text).expect("a scenario");
        for preset in Preset::ALL {
            let policy = preset.policy(plain.setup.policy.placement, None);
            let setup = Setup {
                policy,
                ..(*plain.setup).clone()
            };
            let written = to_json(&setup, &[]);
            let read = Scenario::parse(&written);
            let read = read.unwrap_or_else(|fault| panic!("{}: {fault}", preset.name()));
            assert_eq!(*read.setup, setup, "{}", preset.name());
        }
    }
}
