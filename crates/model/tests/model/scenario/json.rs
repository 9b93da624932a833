//! Texts that are not JSON, and texts that are hard to read: long, deep, or full of odd characters.

use ringside_model::scenario::Scenario;

use super::document::{with, with_also};
use super::refused::{check, refused};

#[test]
fn a_text_that_is_not_json_is_refused_at_the_character_that_is_wrong() {
    for (marked, words) in [
        ("▸", "found the end of the text, expected a value"),
        ("▸hello", r#"found "hello", expected a value"#),
        (
            "{▸'ringside': 1}",
            r#"found "'", expected the name of a field in quotes"#,
        ),
        (
            r#"{"ringside" ▸1}"#,
            r#"in ringside: found "1", expected ":""#,
        ),
        (
            r#"{"ringside": 1 ▸"policy": {}}"#,
            r#"in ringside: found "\"", expected "," or "}""#,
        ),
        (
            r#"{"ringside": ▸01}"#,
            r#"in ringside: found "01", expected a number"#,
        ),
        (
            r#"{"ringside": ▸nul}"#,
            r#"in ringside: found "nul", expected a value"#,
        ),
        (
            r#"{"title": "▸\x"}"#,
            r#"in title: found "\\x", expected an escape such as \n or \u00e9"#,
        ),
        (
            "{\"é\": \"é\" ▸é}",
            r#"in é: found "é", expected "," or "}""#,
        ),
        ("▸// A comment\n{}", r#"found "/", expected a value"#),
    ] {
        check(marked, words);
    }
    let events = with("events", r#"[{ "crash": "a" }, ▸]"#);
    check(&events, r#"in events[1]: found "]", expected a value"#);
    let twice = with("events", "[]") + "▸{}";
    check(&twice, r#"found "{", expected nothing after the scenario"#);
    let control = with("nodes", "[{ \"name\": \"a▸\u{7}\" }]");
    check(
        &control,
        "in nodes[0].name: found a control character in a text, expected it escaped, as in \\n",
    );
    let half = with("nodes", r#"[{ "name": ▸"\ud800" }]"#);
    check(
        &half,
        "in nodes[0].name: found half a character (\\ud800 to \\udfff alone), expected both halves",
    );
}

#[test]
fn a_truncated_scenario_is_refused_wherever_it_ends() {
    let whole = with(
        "events",
        r#"[{ "join": { "name": "é", "tokens": [3, 5] } }]"#,
    );
    Scenario::parse(&whole).expect("a scenario");
    let whole = whole.trim_end();
    for (end, _) in whole.char_indices() {
        let fault = refused(&whole[..end]);
        let ended = fault
            .problem
            .starts_with("found the end of the text, expected ");
        assert!(ended, "{end}: {fault}");
    }
    check(
        &(whole[..whole.len() - 2].to_owned() + "▸"),
        r#"found the end of the text, expected "}""#,
    );
}

/// Terminals obey control characters, and a name that turns the direction of writing deceives.
#[test]
fn unprintable_characters_are_shown_as_escapes() {
    for (written, shown) in [
        (r"\u001b[31m", r"\u{1b}[31m"),
        ("\u{202e}", r"\u{202e}"),
        (r"\u0000", r"\0"),
        (r"a\nb", r"a\nb"),
        (r#"\"a\""#, r#"\"a\""#),
    ] {
        let events = format!(r#"[{{ "crash": ▸"{written}" }}]"#);
        let words = format!(r#"in events[0].crash: no node is called "{shown}""#);
        check(&with("events", &events), &words);
    }
    refused(&with_also(r#""\u001b[31mred": 1"#));
    refused("{\"\u{7f}\": tru");
    refused("\u{0}");
}

#[test]
fn a_name_of_any_length_makes_a_short_complaint() {
    let long = "x".repeat(100_000);
    for (field, value) in [
        ("policy", format!(r#"{{ "placement": "{long}" }}"#)),
        (
            "policy",
            format!(r#"{{ "placement": {} }}"#, "9".repeat(100_000)),
        ),
        (
            "policy",
            format!(r#"{{ "placement": "plain", "{long}": 1 }}"#),
        ),
        (
            "policy",
            format!(r#"{{ "placement": "plain", "fall_through": "{long}" }}"#),
        ),
        ("sessions", format!(r#"["{long}"]"#)),
        (
            "sessions",
            format!(r#"{{ "prefix": "{long}", "count": 2 }}"#),
        ),
        ("events", format!(r#"[{{ "{long}": "a" }}]"#)),
        ("events", format!(r#"[{{ "crash": "{long}" }}]"#)),
        ("events", format!(r#"[{{ "request": ["{long}"] }}]"#)),
        (
            "events",
            format!(r#"[{{ "{long}": {{ "{long}": tru }} }}]"#),
        ),
    ] {
        refused(&with(field, &value));
    }
}

#[test]
fn ten_megabytes_on_one_line_are_read_to_the_place_that_is_wrong() {
    let keys: Vec<String> = (0..45_000).map(|at| format!("\"{at:0>240}\"")).collect();
    let sessions = format!("[{}, ▸\"{:0>240}\"]", keys.join(", "), 7);
    let text = with("sessions", &sessions).replace('\n', " ");
    assert!(text.len() > 10_000_000);
    let again = format!("\"{}...\" (240 bytes long)", "0".repeat(40));
    let words = format!(
        "in sessions[45000]: found the key {again} again, first in sessions[7]; expected each key once"
    );
    check(&text, &words);
}

#[test]
fn nesting_of_any_depth_is_refused_without_a_crash() {
    let deep = |depth: usize| "[".repeat(depth) + &"]".repeat(depth);
    let objects = |depth: usize| r#"{"a":"#.repeat(depth) + "1" + &"}".repeat(depth);
    for depth in [130, 100_000] {
        for value in [deep(depth), objects(depth)] {
            for field in ["ringside", "policy", "nodes", "sessions", "events"] {
                refused(&with(field, &value));
            }
            refused(&with("events", &format!(r#"[{{ "crash": {value} }}]"#)));
            refused(&value);
        }
    }
    refused(&"[".repeat(100_000));
    refused(&r#"{"a":"#.repeat(100_000));
}

/// Some editors put one before every text.
#[test]
fn a_byte_order_mark_before_the_text_is_passed_over() {
    let text = with("events", "[]");
    let marked = Scenario::parse(&format!("\u{feff}{text}"));
    assert_eq!(marked, Scenario::parse(&text));
}
