//! Every sentence that depends on what is shown. Plain words, in the terms of the model.

mod csv;
mod curve;
mod event;
mod job;
mod moment;
pub mod policy;
mod seen;
mod verdict;
mod walk;

use std::fmt::Display;

pub use csv::csv_in_slices;
pub use curve::{counted, peak, rate, survivors};
pub use event::{consequence, deed, event, start};
pub use job::doing;
pub use moment::{branch, moment, value};
pub use seen::seen;
pub use verdict::{explain, meaning, name};
pub use walk::{answer, end, probes};

/// A number with its noun, in the singular or the plural.
#[must_use]
pub fn count(number: usize, one: &str, many: &str) -> String {
    if number == 1 {
        format!("1 {one}")
    } else {
        format!("{number} {many}")
    }
}

/// A number with its digits in groups of three.
#[must_use]
pub fn grouped(number: impl Display) -> String {
    let digits = number.to_string();
    let mut grouped = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    grouped
}

/// A number for a small place: from ten thousand on in thousands, rounded down.
#[must_use]
pub fn short(number: usize) -> String {
    match number {
        0..10_000 => number.to_string(),
        10_000..1_000_000 => format!("{}k", number / 1000),
        _ => format!("{}M", number / 1_000_000),
    }
}

/// A name for a small place: the start of a long one.
#[must_use]
pub fn shortened(name: &str, most: usize) -> String {
    match name.char_indices().nth(most) {
        Some((end, _)) => format!("{}…", &name[..end]),
        None => name.to_owned(),
    }
}

/// A text without the characters that no XML document may hold, not even escaped (XML 1.0, section
/// 2.2): control characters, and two that are none.
#[must_use]
pub fn lawful(text: &str) -> String {
    let lawful = |&char: &char| {
        matches!(char, '\t' | '\n' | '\r' | ' '..) && !matches!(char, '\u{fffe}' | '\u{ffff}')
    };
    text.chars().filter(lawful).collect()
}

/// A text as it must stand in HTML and XML, also within quotes.
#[must_use]
pub fn escaped(text: &str) -> String {
    let text = lawful(text).replace('&', "&amp;").replace('<', "&lt;");
    text.replace('>', "&gt;").replace('"', "&quot;")
}

/// Parts as a list in a sentence: `a`, `a and b`, `a, b and c`.
#[must_use]
pub fn list(parts: &[String]) -> String {
    match parts {
        [] => String::new(),
        [only] => only.clone(),
        [first @ .., last] => format!("{} and {last}", first.join(", ")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_numbers_can_be_read() {
        for (number, expect) in [
            (7, "7"),
            (999, "999"),
            (1000, "1,000"),
            (1_234_567, "1,234,567"),
        ] {
            assert_eq!(grouped(number), expect);
        }
    }
}
