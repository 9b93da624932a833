//! Malformed scenarios: each is refused with a place and with words that a person can act on.

use ringside_model::scenario::{Fault, Scenario};

/// Where the complaint must point. Not part of the text that is read.
pub const HERE: char = '▸';

/// What stands behind a value that is no time.
pub const A_TIME: &str =
    r#"expected a time of a second or more, such as "30s", "5m", "2h" or "1d""#;

/// Values that are no time, and how complaints show them.
pub const NO_TIMES: [(&str, &str); 15] = [
    (r#""-5s""#, r#""-5s""#),
    (r#""0s""#, r#""0s""#),
    (r#""00d""#, r#""00d""#),
    (r#""5""#, r#""5""#),
    (r#""s""#, r#""s""#),
    (r#""""#, r#""""#),
    (r#""5 s""#, r#""5 s""#),
    (r#""5S""#, r#""5S""#),
    (r#""1.5h""#, r#""1.5h""#),
    (r#""1h30m""#, r#""1h30m""#),
    (r#""4294967296s""#, r#""4294967296s""#),
    (r#""49711d""#, r#""49711d""#),
    ("5", "5"),
    ("null", "null"),
    (r#"{ "seconds": 5 }"#, "an object"),
];

/// Reading the text complains at [`HERE`], and in these words.
pub fn check(marked: &str, words: &str) {
    let fault = refused(&marked.replacen(HERE, "", 1));
    let before = marked.split(HERE).next().unwrap_or_default();
    assert_ne!(before, marked, "no {HERE} in {marked}");
    let line = before.matches('\n').count() + 1;
    let column = before
        .chars()
        .rev()
        .take_while(|&char| char != '\n')
        .count()
        + 1;
    assert_eq!(
        fault.to_string(),
        format!("line {line}, column {column}: {words}"),
        "{marked}"
    );
}

/// What is wrong with the text. A complaint is one line, and not a long one.
pub fn refused(text: &str) -> Fault {
    let fault = Scenario::parse(text).expect_err("a malformed scenario");
    let said = fault.to_string();
    assert!(!said.contains(char::is_control), "{said:?}");
    assert!(said.len() < 800, "{said}");
    fault
}
