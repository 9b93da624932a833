//! The built-in lessons, damaged at random: reading never panics, and a complaint has a place.

use proptest::prelude::*;
use proptest::sample::Index;
use ringside_model::lesson::Lesson;
use ringside_model::lesson::catalog::LESSONS;
use serde_json::Value;

use crate::told::{text, whole};

/// What characters are replaced by.
const BITS: [&str; 20] = [
    "{",
    "}",
    "[",
    "]",
    "*",
    "@",
    "%",
    ",",
    ":",
    "\"",
    "\\",
    "é",
    "\u{1f600}",
    "\n",
    "0",
    "9",
    "-",
    "e",
    " ",
    "",
];

/// What values are replaced by.
const ODD: [&str; 18] = [
    "null",
    "true",
    "0",
    "-1",
    "2",
    "1.5",
    "4294967296",
    "\"\"",
    "\"a\"",
    "\"all\"",
    "\"lost\"",
    "\"{lost\"",
    "\"[node-1]\"",
    "\"moved@start\"",
    "\"plain/3\"",
    "[]",
    "{}",
    "[{}]",
];

fn cases(cases: u32) -> ProptestConfig {
    let default = ProptestConfig::default();
    match std::env::var_os("PROPTEST_CASES") {
        Some(_) => default,
        None => ProptestConfig { cases, ..default },
    }
}

fn names() -> Vec<&'static str> {
    LESSONS.iter().map(|entry| entry.name).collect()
}

/// Reading it is safe, whatever it is; and so is telling what it says.
fn read(text: &str) {
    match Lesson::parse(text) {
        Ok(lesson) => drop(whole(&lesson)),
        Err(fault) => {
            let lines: Vec<&str> = text.split('\n').collect();
            let line = lines.get(fault.line - 1).expect("a line of the text");
            let columns = 1..=line.chars().count() + 1;
            assert!(columns.contains(&fault.column), "{fault}");
            assert!(!fault.to_string().contains(char::is_control), "{fault:?}");
        }
    }
}

/// The number of values in a value, itself among them.
fn count(value: &Value) -> usize {
    let within: usize = match value {
        Value::Array(list) => list.iter().map(count).sum(),
        Value::Object(fields) => fields.values().map(count).sum(),
        _ => 0,
    };
    within + 1
}

/// The value with this number, counted from the outside in.
fn nth(value: &mut Value, number: usize) -> Option<&mut Value> {
    if number == 0 {
        return Some(value);
    }
    let mut left = number - 1;
    let within: Vec<&mut Value> = match value {
        Value::Array(list) => list.iter_mut().collect(),
        Value::Object(fields) => fields.values_mut().collect(),
        _ => Vec::new(),
    };
    for inner in within {
        let here = count(inner);
        if left < here {
            return nth(inner, left);
        }
        left -= here;
    }
    None
}

proptest! {
    #![proptest_config(cases(200))]

    #[test]
    fn a_lesson_with_characters_changed_is_read_or_refused(
        name in prop::sample::select(names()),
        changes in prop::collection::vec((any::<Index>(), prop::sample::select(&BITS[..]), 0..4_usize), 1..4),
    ) {
        let mut characters: Vec<char> = text(name).chars().collect();
        for (at, bit, length) in changes {
            let start = at.index(characters.len());
            let end = (start + length).min(characters.len());
            characters.splice(start..end, bit.chars());
        }
        read(&characters.into_iter().collect::<String>());
    }

    #[test]
    fn a_lesson_that_ends_too_early_is_refused(name in prop::sample::select(names()), at in any::<Index>()) {
        let text = text(name);
        let characters: Vec<char> = text.trim_end().chars().collect();
        let part: String = characters[..at.index(characters.len())].iter().collect();
        read(&part);
        prop_assert!(Lesson::parse(&part).is_err());
    }

    #[test]
    fn a_lesson_with_values_changed_is_read_or_refused(
        name in prop::sample::select(names()),
        changes in prop::collection::vec((any::<Index>(), prop::sample::select(&ODD[..])), 1..3),
    ) {
        let mut document: Value = serde_json::from_str(&text(name)).expect("JSON");
        for (at, odd) in changes {
            let number = at.index(count(&document));
            let value = nth(&mut document, number).expect("a value for every number");
            *value = serde_json::from_str(odd).expect("a value");
        }
        read(&document.to_string());
    }

    #[test]
    fn a_lesson_with_values_exchanged_is_read_or_refused(
        name in prop::sample::select(names()),
        one in any::<Index>(),
        other in any::<Index>(),
    ) {
        let mut document: Value = serde_json::from_str(&text(name)).expect("JSON");
        let (one, other) = (one.index(count(&document)), other.index(count(&document)));
        let moved = nth(&mut document, one).expect("a value").clone();
        let place = nth(&mut document, other).expect("a value");
        let exchanged = std::mem::replace(place, moved);
        if let Some(place) = nth(&mut document, one) {
            *place = exchanged;
        }
        read(&document.to_string());
    }

    #[test]
    fn any_text_at_all_is_refused(text in "\\PC{0,200}") {
        read(&text);
        prop_assert!(Lesson::parse(&text).is_err());
    }
}
