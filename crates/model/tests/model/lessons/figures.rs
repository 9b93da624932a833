//! What the figures come to, on rings small enough to count by hand.

use ringside_model::lesson::Lesson;

use super::told::whole;

/// What a paragraph behind these events says. Sessions 1 to 10 lie at their numbers, node a at 2,
/// b at 5 and c at 10.
fn after(policy: &str, events: &str, text: &str) -> String {
    let sessions: Vec<String> = (1..=10)
        .map(|at| format!(r#"{{ "key": "s{at}", "hash": {at} }}"#))
        .collect();
    let sessions = sessions.join(", ");
    let lesson = format!(
        r#"{{ "lesson": 1, "title": "T", "goal": "G", "steps": [
        {{ "name": "one", "title": "One", "scenario": {{ "policy": {{ "placement": "plain/10", {policy} }},
          "nodes": [{{ "name": "a", "tokens": [2] }}, {{ "name": "b", "tokens": [5] }}, {{ "name": "c", "tokens": [10] }}],
          "sessions": [{sessions}] }} }},
        {{ "title": "Two", "events": [{events}], "after": ["{text}"] }}] }}"#
    );
    let lesson = Lesson::parse(&lesson).unwrap_or_else(|fault| panic!("{fault}\n{lesson}"));
    whole(&lesson).0.pop().expect("a paragraph")
}

fn check(policy: &str, events: &str, text: &str, expected: &str) {
    assert_eq!(
        after(policy, events, text),
        expected,
        "{text} after {events} with {policy}"
    );
}

const TWO: &str = r#""replicas": 2"#;
const ONE: &str = r#""replicas": 1"#;

#[test]
fn figures_of_nodes_and_sessions() {
    check(
        TWO,
        "",
        "{nodes} {sessions} {tokens} {copies} {stored}",
        "3 10 3 2 20",
    );
    check(
        TWO,
        "",
        "{primary a} {primary b} {primary c} {stored a} {stored b} {stored c}",
        "2 3 5 7 5 8",
    );
    check(
        TWO,
        "",
        "{stored a%} {primary c%} {largest%} {smallest%}",
        "70 % 50 % 50 % 20 %",
    );
    check(TWO, "", "{point a} {point c} {tokens a}", "2 10 1");
    check(
        r#""replicas": 2, "tokens": 1"#,
        r#"{ "join": { "name": "d", "tokens": [9, 7] } }"#,
        "{point d} {tokens d} {tokens}",
        "7 2 5",
    );
    check(
        TWO,
        "",
        "{hash s3} {first s3} {targets s3} {verdict s3} {version s3}",
        "3 b b, c safe 1",
    );
    check(TWO, "", "{largest} {smallest} {fair}", "5 2 3.3");
}

#[test]
fn the_spread_is_the_deviation_over_the_mean() {
    // Deviations from 10/3: -4/3, -1/3 and 5/3.
    check(TWO, "", "{spread}", "37 %");
    // sqrt((3 - 1) / (3 + 1)) for three nodes with one token each.
    check(TWO, "", "{expected-spread}", "71 %");
}

#[test]
fn figures_of_what_happened() {
    let crash = r#"{ "crash": "b" }"#;
    check(
        TWO,
        crash,
        "{up} {safe} {thin} {replica} {lost} {survivors}",
        "2 5 2 3 0 10",
    );
    check(
        ONE,
        crash,
        "{lost} {lost%} {lost@before} {lost@one} {survivors%}",
        "3 30 % 0 0 70 %",
    );
    let join = r#"{ "join": { "name": "d", "tokens": [8] } }"#;
    check(
        TWO,
        join,
        "{moved} {moved%} {moved@one} {moved@before}",
        "3 30 % 3 3",
    );
    check(ONE, join, "{stranded} {stored d} {primary d}", "3 0 3");
    let database = r#""replicas": 1, "fall_through": "none", "database": true"#;
    let read = r#"{ "crash": "b" }, { "read": "all" }, { "request": ["s1"] }"#;
    check(
        database,
        read,
        "{database-reads} {database-writes} {reloaded}",
        "3 1 3",
    );
    let back = r#""replicas": 2, "repair": "write-back""#;
    let empty = r#"{ "crash": "b" }, { "restart": "b" }, { "read": "all" }"#;
    check(back, empty, "{repair-copies} {stored b}", "3 3");
    let strict = r#""replicas": 2, "write": "primary-required""#;
    check(
        strict,
        r#"{ "crash": "b" }, { "request": "all" }"#,
        "{failed-writes}",
        "3",
    );
}

/// One pair of three loses sessions 1 and 2, one 3 to 5, one 6 to 10.
#[test]
fn pairs_are_counted_on_the_sessions() {
    check(
        TWO,
        "",
        "{pair-loss} {pair-risk} {pair-worst} {pair-worst%}",
        "33 % 100 % 5 50 %",
    );
    // With one copy a pair loses what either has: 5, 7 and 8 of 10.
    check(ONE, "", "{pair-loss} {pair-worst}", "67 % 8");
    // With three copies no pair loses anything.
    check(
        r#""replicas": 3"#,
        "",
        "{pair-loss} {pair-risk} {pair-worst}",
        "0 % 0 % 0",
    );
    // Four nodes, of which the third has no session: three of six pairs.
    check(
        TWO,
        r#"{ "leave": "c" }"#,
        "{nodes} {pair-loss} {pair-worst}",
        "2 100 % 10",
    );
}

#[test]
fn a_backslash_takes_a_marks_meaning_away() {
    check(TWO, "", r"\\{lost\\} \\[a\\] \\*", "{lost} [a] *");
}
