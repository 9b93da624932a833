//! Malformed scenarios: each is refused with a place and with words that a person can act on.

use ringside_model::scenario::{Fault, Scenario};

/// Where the complaint must point. Not part of the text that is read.
pub const HERE: char = '▸';

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
