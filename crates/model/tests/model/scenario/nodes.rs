//! Malformed nodes.

use super::document::with;
use super::refused::check;

#[test]
fn nodes_have_names_of_their_own_weights_and_points_on_the_ring() {
    for (nodes, words) in [
        ("▸{}", "in nodes: found an object, expected a list of nodes"),
        ("▸[]", "in nodes: found 0 nodes, expected 1 to 1000"),
        (
            r#"[▸"a"]"#,
            r#"in nodes[0]: found "a", expected an object with a "name""#,
        ),
        (
            r#"[▸["a", 1, []]]"#,
            r#"in nodes[0]: found a list, expected an object with a "name""#,
        ),
        (
            "[▸{}]",
            r#"in nodes[0]: found no field "name", expected one"#,
        ),
        (
            r#"[{ "name": ▸7 }]"#,
            "in nodes[0].name: found 7, expected a node's name",
        ),
        (
            r#"[{ "name": "é", ▸"wieght": 2 }]"#,
            r#"in nodes[0]: found the field "wieght", expected "name", "weight", "alias" or "tokens""#,
        ),
        (
            r#"[{ "name": "a" }, ▸{ "name": "a" }]"#,
            r#"in nodes[1]: found the name "a" again, first in nodes[0]; expected each name once"#,
        ),
        (
            r#"[{ "name": "a" }, ▸{ "name": "a:11211" }]"#,
            "in nodes[1]: a:11211 and a are two names of one server",
        ),
        (
            r#"[{ "name": "a", "weight": ▸0 }]"#,
            "in nodes[0].weight: found 0, expected a whole number from 1 to 1000000",
        ),
        (
            r#"[{ "name": "a", "weight": ▸1000001 }]"#,
            "in nodes[0].weight: found 1000001, expected a whole number from 1 to 1000000",
        ),
        (
            r#"[{ "name": "a", "tokens": ▸3 }]"#,
            "in nodes[0].tokens: found 3, expected a list of points",
        ),
        (
            r#"[{ "name": "a", "tokens": [1, ▸13] }]"#,
            "in nodes[0].tokens[1]: found 13, expected a point from 1 to 12",
        ),
        (
            r#"[{ "name": "a", "tokens": [▸0] }]"#,
            "in nodes[0].tokens[0]: found 0, expected a point from 1 to 12",
        ),
        (
            r#"[{ "name": "a", "tokens": [3] }, ▸{ "name": "b", "tokens": [3] }]"#,
            "in nodes[1]: point 3 already holds a token of a",
        ),
        (
            r#"[{ "name": "a" }, ▸{ "name": "b", "weight": 12 }]"#,
            "in nodes[1]: all 12 points of the ring are taken",
        ),
    ] {
        check(&with("nodes", nodes), words);
    }
}

#[test]
fn a_nodes_name_is_an_address() {
    for (name, words) in [
        ("a:0", "found port 0, expected a port from 1 to 65535"),
        (
            "a:70000",
            "found port 70000, expected a port from 1 to 65535",
        ),
        ("a:b", r#"found port "b", expected a port from 1 to 65535"#),
        ("", r#"found "", expected a host name or address"#),
        (
            "a b",
            "found the character ' ', expected a host name or address",
        ),
        (
            r"a\u0007",
            r"found the character '\u{7}', expected a host name or address",
        ),
        (
            "10.0.0.256",
            r#"found "10.0.0.256", expected an IPv4 address of four numbers from 0 to 255"#,
        ),
        (
            "::1",
            "found the IPv6 address ::1 without brackets, expected brackets, as in [::1]:11211",
        ),
        ("a:1:2", r#"found "2", expected nothing after the port"#),
    ] {
        let nodes = format!(r#"[{{ "name": ▸"{name}" }}, {{ "name": "b" }}]"#);
        check(
            &with("nodes", &nodes),
            &format!("in nodes[0].name: {words}"),
        );
    }
}

#[test]
fn a_nodes_alias_is_a_short_name_of_its_own() {
    let expected = "expected a name of 1 to 80 bytes without white space and control characters";
    for (alias, found) in [
        ("7", "7"),
        (r#""""#, r#""""#),
        (r#""a b""#, r#""a b""#),
        (r#""a\u0007""#, r#""a\u{7}""#),
        (
            &format!("{:?}", "x".repeat(81)),
            &format!("{:?} (81 bytes long)", "x".repeat(40) + "..."),
        ),
    ] {
        let nodes = format!(r#"[{{ "name": "a", "alias": ▸{alias} }}]"#);
        let expected = if alias == "7" {
            "expected a name beside the address"
        } else {
            expected
        };
        check(
            &with("nodes", &nodes),
            &format!("in nodes[0].alias: found {found}, {expected}"),
        );
    }
    let nodes = r#"[{ "name": "a", "alias": "x" }, ▸{ "name": "b", "alias": "x" }]"#;
    check(
        &with("nodes", nodes),
        r#"in nodes[1]: a has the alias "x" already"#,
    );
}

#[test]
fn too_many_nodes_are_refused_at_the_start_and_later() {
    let nodes = |count: usize| {
        let nodes = (0..count).map(|at| format!("{{ \"name\": \"n{at}\" }}"));
        format!("[{}]", nodes.collect::<Vec<_>>().join(", "))
    };
    let roomy = |text: String| text.replace("plain/12", "spymemcached");
    let text = roomy(with("nodes", &format!("▸{}", nodes(1001))));
    check(&text, "in nodes: found 1001 nodes, expected 1 to 1000");
    let events = with("events", r#"[{ "join": ▸{ "name": "a" } }]"#);
    let text = roomy(events.replace(r#"[{ "name": "a" }, { "name": "b" }]"#, &nodes(1000)));
    check(
        &text,
        "in events[0].join: a scenario has at most 1000 nodes",
    );
}

/// Weights count on a plain ring as tokens; a million nodes' worth would take minutes to place.
#[test]
fn weights_that_would_fill_a_plain_ring_without_end_are_refused_at_once() {
    let heavy = r#"{ "name": "c", "weight": 1000000 }"#;
    let words = "the weights would make more than 1048576 tokens, the most that a plain ring holds";
    let full = |text: String| text.replace("plain/12", "plain");
    let nodes = format!(r#"[{heavy}, ▸{{ "name": "d", "weight": 1000000 }}]"#);
    check(
        &full(with("nodes", &nodes)),
        &format!("in nodes[1]: {words}"),
    );
    let many = r#"{ "placement": "plain", "tokens": 1024 }"#;
    let text = full(with("events", &format!(r#"[{{ "join": ▸{heavy} }}]"#)));
    let text = text.replace(r#"{ "placement": "plain" }"#, many);
    check(&text, &format!("in events[0].join: {words}"));
}
