//! Links: how long they are, what is said of those that are none, and that those made before are
//! read for ever.

use ringside_model::catalog::BuiltIn;
use ringside_model::client::Client;
use ringside_model::event::{All, Event, NodeSpec, Who};
use ringside_model::link::{LinkFault, decode, encode};
use ringside_model::refusal::Refusal;
use ringside_model::scenario::Scenario;
use ringside_model::seconds::Seconds;
use ringside_model::session::{KeySpec, Numbered, SessionSpec};
use ringside_model::timeline::{MAX_STEPS, Timeline};
use ringside_model::traffic::Traffic;

/// A scenario that has all that a scenario can have.
const EVERYTHING: &str = include_str!("../fixtures/link-v1.json");

/// Its link at the moment after four events, as the first version made it.
const ITS_LINK: &str = include_str!("../fixtures/link-v1.txt");

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

#[test]
fn a_stream_of_requests_comes_back_from_its_link() {
    let mut scenario = parsed(EVERYTHING);
    for (length, rate, think, logins, seed) in [
        (1, 0, None, 0, 0),
        (60, 20, Some(30), 5, 1),
        (3600, 27, Some(u32::MAX), 100, u32::MAX),
    ] {
        scenario.events.push(Event::Traffic(Traffic {
            length: Seconds(length),
            rate,
            think: think.map(Seconds),
            logins,
            seed,
        }));
        let last = scenario.events.len();
        let link = link(&scenario, last);
        assert_eq!(decode(&link), Ok((scenario.clone(), last)));
    }
    let Some(Event::Traffic(traffic)) = scenario.events.last_mut() else {
        panic!("a stream");
    };
    traffic.rate = 28;
    let fault = decode(&link(&scenario, 0)).expect_err("too many requests");
    assert!(matches!(fault, LinkFault::Impossible(_)), "{fault}");
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

/// A link that says a name of so many bytes, and then again and again.
fn repeating(bytes: usize) -> String {
    let name = "e".repeat(bytes);
    let mut scenario = parsed(BuiltIn::TwoCopies.json());
    let mut setup = (*scenario.setup).clone();
    setup.sessions = SessionSpec::Listed(vec![KeySpec::Key(name.clone())]).into();
    scenario.setup = setup.into();
    scenario.events = vec![Event::Read(Who::Keys(vec![name; 1000]))];
    link(&scenario, 0)
}

#[test]
fn a_short_link_never_makes_many_long_names() {
    assert!(decode(&repeating(250)).is_ok());
    // Before any name is said again: else this would be a fault of the key, once all were made.
    assert_eq!(decode(&repeating(251)), Err(LinkFault::Damaged));
    let long = repeating(30_000);
    assert!(long.len() < 25_000, "{}", long.len());
    assert_eq!(decode(&long), Err(LinkFault::Damaged));
}

#[test]
fn a_short_link_to_very_much_work_can_be_read_but_is_not_played() {
    let mut scenario = parsed(BuiltIn::TwoCopies.json());
    let mut setup = (*scenario.setup).clone();
    let (prefix, count) = ("s".to_owned(), 1_000_000);
    setup.sessions = SessionSpec::Numbered(Numbered { prefix, count }).into();
    scenario.setup = setup.into();
    scenario.events = vec![Event::Request(Who::All(All::All)); 190];
    let link = link(&scenario, 0);
    assert!(link.len() < 300, "{}", link.len());
    let (read, _) = decode(&link).expect("a link");
    let refused = Timeline::new(&read).expect_err("too much");
    let most = MAX_STEPS;
    assert!(
        matches!(refused.1, Refusal::TooMuchWork { steps, .. } if steps > 10 * most),
        "{refused:?}"
    );
    let said = refused.1.to_string();
    assert!(
        said.ends_with(&format!("expected at most {most}")),
        "{said}"
    );
}

#[test]
fn work_that_no_request_asks_for_counts_too() {
    // Nodes come and go: each time the ring is made anew, with the longest of lists.
    let json = r#"{ "ringside": 1, "policy": { "placement": "spymemcached", "replicas": 255 },
        "nodes": [{ "name": "a:1" }], "sessions": ["one"], "events": [] }"#;
    let mut scenario = parsed(json);
    for number in 0..10 {
        scenario
            .events
            .push(Event::Join(NodeSpec::named(format!("n{number}:1"))));
    }
    assert!(Timeline::new(&scenario).is_ok());
    for _ in 0..2000 {
        scenario.events.push(Event::Leave("n0:1".to_owned()));
        scenario.events.push(Event::Join(NodeSpec::named("n0:1")));
    }
    let refused = Timeline::new(&scenario).expect_err("too much");
    assert!(
        matches!(refused, (10.., Refusal::TooMuchWork { .. })),
        "{refused:?}"
    );
}

#[test]
fn a_stream_that_makes_the_ring_anew_all_the_time_is_stopped_on_its_way() {
    // Every node is ejected by the first request that it does not answer, and tried again soon.
    let json = r#"{ "ringside": 1, "policy": { "placement": "spymemcached", "replicas": 40, "eject": { "after": 1 }, "retry": "1s" },
        "nodes": [{ "name": "a:1" }], "sessions": { "prefix": "s", "count": 1000 }, "events": [] }"#;
    let mut scenario = parsed(json);
    let node = |number: u32| format!("n{number}:1");
    let joins = (0..10).map(|number| Event::Join(NodeSpec::named(node(number))));
    let crashes = (0..10).map(|number| Event::Crash(node(number)));
    scenario.events = joins.chain(crashes).collect();
    assert!(Timeline::new(&scenario).is_ok());
    scenario.events.push(Event::Traffic(Traffic {
        length: Seconds(3600),
        rate: 27,
        think: None,
        logins: 0,
        seed: 0,
    }));
    let refused = Timeline::new(&scenario).expect_err("too much");
    let (20, Refusal::TooMuchWork { steps, most }) = refused else {
        panic!("{refused:?}");
    };
    assert!(steps < most + most / 100, "stopped soon after: {steps}");
}

/// The line of a built-in scenario in the table for teachers, up to what it is good for.
fn line_for_teachers(built_in: BuiltIn) -> String {
    let scenario = Scenario::parse(built_in.json()).expect("a scenario");
    let link = link(&scenario, scenario.events.len());
    format!("| {} | `#s={link}` |", built_in.title())
}

#[test]
fn teachers_have_a_link_to_each_built_in_scenario() {
    let page = concat!(env!("CARGO_MANIFEST_DIR"), "/../../docs/teaching.md");
    let page = std::fs::read_to_string(page).expect("the page for teachers");
    for built_in in BuiltIn::ALL {
        let line = line_for_teachers(built_in);
        assert!(page.contains(&line), "expected {line}");
    }
}
