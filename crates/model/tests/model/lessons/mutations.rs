//! The built-in lessons, damaged at random: reading never panics, and a complaint has a place.

use proptest::prelude::*;
use proptest::sample::Index;
use ringside_model::lesson::Lesson;
use ringside_model::lesson::catalog::LESSONS;

use super::told::{text, whole};
use crate::cases::cases;
use crate::damage::{exchange_values, replace_characters, replace_values};

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

proptest! {
    #![proptest_config(cases(200))]

    #[test]
    fn a_lesson_with_characters_changed_is_read_or_refused(
        name in prop::sample::select(names()),
        changes in prop::collection::vec((any::<Index>(), prop::sample::select(&BITS[..]), 0..4_usize), 1..4),
    ) {
        read(&replace_characters(&text(name), &changes));
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
        read(&replace_values(&text(name), &changes));
    }

    #[test]
    fn a_lesson_with_values_exchanged_is_read_or_refused(
        name in prop::sample::select(names()),
        one in any::<Index>(),
        other in any::<Index>(),
    ) {
        read(&exchange_values(&text(name), one, other));
    }

    #[test]
    fn any_text_at_all_is_refused(text in "\\PC{0,200}") {
        read(&text);
        prop_assert!(Lesson::parse(&text).is_err());
    }
}
