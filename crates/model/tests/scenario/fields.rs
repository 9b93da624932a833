//! Malformed scenarios as a whole, and malformed policies.

use ringside_model::scenario::Scenario;

use crate::document::{with, with_also, without};
use crate::refused::{HERE, check, refused};

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
            r#"in policy: found the field "replica", expected "placement", "tokens", "replicas", "probe_depth" or "fall_through""#,
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
        (
            r#"{ "placement": "plain", "probe_depth": ▸3 }"#,
            "in policy.probe_depth: found 3, expected 1 to 2, the number of nodes",
        ),
        (
            r#"{ "placement": "plain", "replicas": ▸3 }"#,
            "in policy.replicas: found 3, expected 1 to 2, the number of nodes",
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
    check(
        &with("policy", "{}")
            .replace(r#""policy": {}"#, r#""policy": ▸{ "placement": "plain" }"#)
            .replace(r#"{ "name": "a" }, "#, ""),
        "in policy: found replicas left out, which is 2; expected 1 to 1, the number of nodes",
    );
    let unknown = with("policy", r#"{ "placement": ▸"ketama" }"#);
    let fault = refused(&unknown.replacen(HERE, "", 1));
    assert_eq!(fault.part, "policy.placement");
    assert!(
        fault
            .problem
            .starts_with(r#"unknown client "ketama", expected one of libmemcached-"#)
    );
}
