//! Malformed lessons: each is refused with a place and with words that a person can act on.

use ringside_model::lesson::Lesson;

/// Where the complaint must point. Not part of the text that is read.
const HERE: char = '▸';

const SCENARIO: &str = r#"{ "policy": { "placement": "plain/4", "replicas": 2 },
  "nodes": [{ "name": "node-1", "tokens": [1] }, { "name": "node-2", "tokens": [3] }],
  "sessions": [{ "key": "session-1", "hash": 1 }, { "key": "session-2", "hash": 2 }] }"#;

/// Reading the text complains at [`HERE`], in words that contain these.
fn check(marked: &str, words: &str) {
    let text = marked.replacen(HERE, "", 1);
    let fault = Lesson::parse(&text).expect_err("a malformed lesson");
    let before = marked.split(HERE).next().unwrap_or_default();
    assert_ne!(before, marked, "no {HERE} in {marked}");
    let line = before.matches('\n').count() + 1;
    let last = before.rsplit('\n').next().unwrap_or_default();
    let place = (line, last.chars().count() + 1);
    assert_eq!((fault.line, fault.column), place, "{fault}\n{marked}");
    let said = fault.to_string();
    assert!(said.contains(words), "{said}");
    assert!(
        said.len() < 900 && !said.contains(char::is_control),
        "{said}"
    );
}

/// A lesson of one step, which plays the scenario and has these fields besides.
fn step(fields: &str) -> String {
    lesson(&format!(
        r#"{{ "title": "A step", "scenario": {SCENARIO}, {fields} }}"#
    ))
}

/// A lesson of these steps.
fn lesson(steps: &str) -> String {
    format!(
        "{{ \"lesson\": 1, \"title\": \"A lesson\", \"goal\": \"A goal.\",\n\"steps\": [{steps}] }}"
    )
}

#[test]
fn what_is_damaged_below_is_right_as_it_is() {
    let fields = r#""name": "one", "before": ["[node-1] has {stored node-1}."],
        "question": { "ask": "How many?", "count": "lost", "within": 1 },
        "events": [{ "crash": "node-1" }], "after": ["{lost} and {lost@before} and {moved@one}"],
        "focus": { "panel": "history" }, "claims": ["lost = 0", "stored node-1 != 3"]"#;
    Lesson::parse(&step(fields)).unwrap_or_else(|fault| panic!("{fault}"));
}

#[test]
fn a_document_that_is_no_lesson() {
    check("▸", "expected");
    check("▸[]", r#"a lesson: an object with "lesson": 1"#);
    check("▸{}", r#"found no field "lesson", expected "lesson": 1"#);
    check(
        r#"{ "lesson": ▸2 }"#,
        "found 2, expected 1, the version of the format",
    );
    check(r#"▸{ "ringside": 1 }"#, r#"found no field "lesson""#);
    check(r#"▸{ "lesson": 1 }"#, r#"no field "title""#);
    check(r#"▸{ "lesson": 1, "title": "A" }"#, r#"no field "goal""#);
    check(
        r#"▸{ "lesson": 1, "title": "A", "goal": "B" }"#,
        r#"no field "steps""#,
    );
    check(
        r#"{ "lesson": 1, "title": "A", "goal": "B", "steps": ▸[] }"#,
        "found 0 steps, expected 1 to 40",
    );
    check(
        r#"{ "lesson": 1, "title": "A", "goal": "B", "steps": ▸{} }"#,
        "expected a list of steps",
    );
    check(
        r#"{ "lesson": 1, "title": ▸7, "goal": "B", "steps": [] }"#,
        "expected a text",
    );
    check(
        r#"{ "lesson": 1, "title": "A", "goal": "B", "minutes": ▸0, "steps": [] }"#,
        "from 1 to 240",
    );
    check(r#"{ "lesson": 1, ▸"name": "a", "title": "A" }"#, "\"name\"");
    let long = "a".repeat(201);
    check(
        &format!(r#"{{ "lesson": 1, "title": ▸"{long}" , "goal": "B", "steps": [] }}"#),
        "found 201 characters, expected at most 200",
    );
    let many = vec!["{}"; 41].join(",");
    check(
        &format!(r#"{{ "lesson": 1, "title": "A", "goal": "B", "steps": ▸[{many}] }}"#),
        "found 41 steps",
    );
}

#[test]
fn a_step_that_cannot_be_played() {
    check(&lesson("▸{}"), r#"no field "title""#);
    check(&lesson(r#"▸{ "title": "A" }"#), r#"no field "scenario""#);
    check(&lesson("▸7"), "expected a step");
    check(&step(r#"▸"hint": "no""#), "\"hint\"");
    check(&step(r#""name": ▸"A""#), "small letters");
    check(&step(r#""name": ▸"before""#), "other than \"before\"");
    check(&step(r#""name": ▸"""#), "small letters");
    check(&step(r#""events": [{ "crash": ▸"node-9" }]"#), "node-9");
    check(
        &step(r#""events": [{ "crash": "node-1" }, { "crash": ▸"node-1" }]"#),
        "node-1 is down already",
    );
    check(&step(r#""events": [{ "restart": ▸"node-1" }]"#), "node-1");
    check(&step(r#""events": [{ ▸"explode": "node-1" }]"#), "explode");
    check(&step(r#""events": ▸{}"#), "expected");
    let again = r#"{ "title": "Two", "name": "one" }"#.replacen(r#""one""#, r#"▸"one""#, 1);
    let first = format!(r#"{{ "title": "One", "name": "one", "scenario": {SCENARIO} }}"#);
    check(
        &lesson(&format!("{first},\n{again}")),
        "found the name \"one\" again, first in steps[0]",
    );
}

#[test]
fn a_scenario_that_a_lesson_cannot_have() {
    let with = |scenario: &str| lesson(&format!(r#"{{ "title": "A", "scenario": {scenario} }}"#));
    check(&with("▸{}"), r#"no field "policy""#);
    check(&with("▸7"), "a scenario without");
    check(&with(r#"{ ▸"ringside": 1 }"#), "ringside");
    check(
        &with(r#"▸{ "policy": { "placement": "plain" } }"#),
        r#"no field "nodes""#,
    );
    check(
        &with(r#"▸{ "policy": { "placement": "plain" }, "nodes": [{ "name": "a" }] }"#),
        r#"no field "sessions""#,
    );
    check(&with(r#"{ "policy": { "placement": ▸"ring" } }"#), "ring");
    let many = r#"{ "policy": { "placement": "plain" }, "nodes": [{ "name": "a" }], "sessions": ▸{ "prefix": "s", "count": 10001 } }"#;
    check(
        &with(many),
        "found 10001 sessions, expected at most 10000 in a lesson",
    );
    let impossible = SCENARIO.replacen(
        r#""nodes""#,
        r#""events": [{ "heal": ▸"node-1" }], "nodes""#,
        1,
    );
    check(&with(&impossible), "node-1");
}

#[test]
fn prose_that_cannot_be_told() {
    check(
        &step(r#""before": ▸"a text""#),
        "expected a list of paragraphs",
    );
    check(&step(r#""before": [▸7]"#), "expected a text");
    check(
        &step(r#""before": [▸"[node-9] fails"]"#),
        "found \"node-9\" in brackets, expected a node",
    );
    check(
        &step(r#""after": [▸"[gone]"]"#),
        "found \"gone\" in brackets",
    );
    check(
        &step(r#""before": [▸"{losses}"]"#),
        "found the figure \"losses\", expected one of safe, thin",
    );
    check(
        &step(r#""before": [▸"{stored node-9}"]"#),
        "found the figure \"stored node-9\"",
    );
    check(
        &step(r#""before": [▸"{stored}{stored session-1}"]"#),
        "found the figure \"stored session-1\"",
    );
    check(
        &step(r#""before": [▸"{lost@later}"]"#),
        "found \"later\" after @, expected the name of a step up to here",
    );
    check(&step(r#""before": [▸"{lost@}"]"#), "found \"\" after @");
    check(&step(r#""before": [▸"{nodes%}"]"#), "which has no share");
    check(
        &step(r#""before": [▸"{tokens node-1%}"]"#),
        "which has no share",
    );
    check(&step(r#""before": [▸"{lost"]"#), "found \"{\" alone");
    check(&step(r#""before": [▸"[node-1"]"#), "found \"[\" alone");
    check(&step(r#""before": [▸"a *star"]"#), "found \"*\" alone");
    check(
        &step(r#""before": [▸"a\\"]"#),
        "found a backslash at the end",
    );
    let long = "a".repeat(1001);
    check(
        &step(&format!(r#""before": [▸"{long}"]"#)),
        "found 1001 characters",
    );
    let many = vec![r#""a""#; 13].join(",");
    check(
        &step(&format!(r#""after": ▸[{many}]"#)),
        "found 13 paragraphs",
    );
    let joins = r#""events": [{ "join": { "name": "node-3", "tokens": [2] } }]"#;
    check(
        &step(&format!(r#""before": [▸"[node-3] joins"], {joins}"#)),
        "found \"node-3\" in brackets",
    );
    Lesson::parse(&step(&format!(
        r#""after": ["[node-3] has joined"], {joins}"#
    )))
    .expect("it is there then");
}

#[test]
fn a_question_that_nobody_can_answer() {
    let asked = |fields: &str| step(&format!(r#""question": {fields}"#));
    check(&asked("▸7"), "expected a question");
    check(&asked(r#"▸{ "count": "lost" }"#), r#"no field "ask""#);
    check(&asked(r#"▸{ "ask": "?" }"#), "expected just one of");
    check(
        &asked(r#"▸{ "ask": "?", "count": "lost", "first": "session-1" }"#),
        "expected just one of",
    );
    check(&asked(r#"{ "ask": "?", ▸"how": "lost" }"#), "how");
    check(
        &asked(r#"{ "ask": "?", "count": ▸"fair" }"#),
        "expected a figure that is a whole number",
    );
    check(
        &asked(r#"{ "ask": "?", "count": ▸"lost%" }"#),
        "expected a figure that is a whole number",
    );
    check(
        &asked(r#"{ "ask": "?", "count": ▸"verdict session-1" }"#),
        "expected a figure that is a whole number",
    );
    check(
        &asked(r#"{ "ask": "?", "count": ▸"losses" }"#),
        "found the figure \"losses\"",
    );
    check(
        &asked(r#"{ "ask": "?", "count": "lost", "within": ▸-1 }"#),
        "expected",
    );
    check(
        &asked(r#"{ "ask": "?", "first": "session-1", "within": ▸1 }"#),
        "expected it only beside \"count\"",
    );
    check(
        &asked(r#"{ "ask": "?", "first": ▸"node-1" }"#),
        "found \"node-1\", expected the key of a session",
    );
    check(
        &asked(r#"{ "ask": "?", "survive": ▸[] }"#),
        "found 0 sessions to ask about, expected 1 to 24",
    );
    check(
        &asked(r#"{ "ask": "?", "survive": ["session-1", ▸"session-9"] }"#),
        "found \"session-9\"",
    );
    check(
        &asked(r#"{ "ask": "?", "survive": ▸"some" }"#),
        "expected \"all\" or a list",
    );
    let many = SCENARIO.replacen(
        r#"[{ "key": "session-1", "hash": 1 }, { "key": "session-2", "hash": 2 }]"#,
        r#"{ "prefix": "s", "count": 25 }"#,
        1,
    );
    let all = format!(
        r#"{{ "title": "A", "scenario": {many}, "question": {{ "ask": "?", "survive": ▸"all" }} }}"#
    );
    check(&lesson(&all), "found 25 sessions to ask about");
}

#[test]
fn a_focus_on_nothing() {
    check(
        &step(r#""focus": ▸{}"#),
        "expected an object with \"session\"",
    );
    check(
        &step(r#""focus": { "session": ▸"node-1" }"#),
        "expected the key of a session",
    );
    check(
        &step(r#""focus": { "node": ▸"node-9" }"#),
        "expected the name of a node",
    );
    check(&step(r#""focus": { "verdict": ▸"gone" }"#), "gone");
    check(&step(r#""focus": { "panel": ▸"ring" }"#), "ring");
    check(
        &step(r#""focus": ▸{ "node": "node-1", "verdict": "lost" }"#),
        "expected an object with \"session\"",
    );
}

#[test]
fn a_claim_that_does_not_hold() {
    let claimed = |claim: &str| step(&format!(r#""claims": [▸"{claim}"]"#));
    check(
        &claimed("lost > 0"),
        "found 0 and 0, so \"lost > 0\" does not hold; expected a claim that holds",
    );
    check(&claimed("verdict session-1 = thin"), "found safe and thin");
    check(
        &claimed("verdict session-1 = replica"),
        "found safe and replica",
    );
    check(
        &claimed("first session-1 = node-2"),
        "found node-1 and node-2",
    );
    check(
        &claimed("targets session-2 = node-1"),
        "found node-2, node-1 and node-1",
    );
    check(&claimed("safe% < 50%"), "does not hold");
    check(&claimed("safe = 2.5"), "does not hold");
    check(&claimed("safe"), "found no comparison");
    check(&claimed("safe=2"), "found no comparison");
    check(&claimed("losses = 0"), "found the figure \"losses\"");
    check(&claimed("first session-1 < node-2"), "does not hold");
    for (claim, words) in [
        (
            "verdict session-1 != replca",
            "expected a figure or a verdict",
        ),
        ("first session-1 != nod-2", "expected a figure or nodes"),
        ("lost != three", "expected a figure or a number"),
        ("safe >= 50%", "expected a figure or a number"),
        (
            "safe% >= 50",
            "expected a figure or a number with % behind it",
        ),
        ("walk session-1 != hit", "a figure that can be compared"),
    ] {
        check(&claimed(claim), words);
    }
    check(
        &step(r#""claims": ▸"safe = 2""#),
        "expected a list of claims",
    );
    check(&step(r#""claims": [▸2]"#), "expected a text");
    let right = [
        "safe = 2",
        "safe = sessions",
        "safe% >= 100%",
        "lost != 1",
        "first session-2 = node-2",
        "targets session-2 = node-2, node-1",
        "verdict session-1 = safe",
        "verdict session-1 != replica",
        "verdict session-1 = verdict session-2",
        "stored node-1 <= stored node-2",
        "fair = 1",
    ];
    for claim in right {
        let text = claimed(claim).replacen(HERE, "", 1);
        Lesson::parse(&text).unwrap_or_else(|fault| panic!("{claim}: {fault}"));
    }
}
