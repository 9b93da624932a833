//! Texts and JSON documents damaged at random, for tests of what reads them.

use proptest::sample::Index;
use serde_json::Value;

/// The text with, at each of these places, so many characters replaced.
pub fn replace_characters(text: &str, changes: &[(Index, &str, usize)]) -> String {
    let mut characters: Vec<char> = text.chars().collect();
    for (at, bit, length) in changes {
        if characters.is_empty() {
            break;
        }
        let start = at.index(characters.len());
        let end = (start + length).min(characters.len());
        characters.splice(start..end, bit.chars());
    }
    characters.into_iter().collect()
}

/// The document with the values at these places replaced.
pub fn replace_values(text: &str, changes: &[(Index, &str)]) -> String {
    let mut document: Value = serde_json::from_str(text).expect("JSON");
    for (at, odd) in changes {
        let number = at.index(count(&document));
        let value = nth(&mut document, number).expect("a value for every number");
        *value = serde_json::from_str(odd).expect("a value");
    }
    document.to_string()
}

/// The document with two of its values exchanged.
pub fn exchange_values(text: &str, one: Index, other: Index) -> String {
    let mut document: Value = serde_json::from_str(text).expect("JSON");
    let (one, other) = (one.index(count(&document)), other.index(count(&document)));
    let moved = nth(&mut document, one).expect("a value").clone();
    let place = nth(&mut document, other).expect("a value");
    let exchanged = std::mem::replace(place, moved);
    // It may have lain in what took its place.
    if let Some(place) = nth(&mut document, one) {
        *place = exchanged;
    }
    document.to_string()
}

/// The number of values in a value, itself among them.
pub fn count(value: &Value) -> usize {
    let within: usize = match value {
        Value::Array(list) => list.iter().map(count).sum(),
        Value::Object(fields) => fields.values().map(count).sum(),
        _ => 0,
    };
    within + 1
}

/// The value with this number, counted from the outside in.
pub fn nth(value: &mut Value, number: usize) -> Option<&mut Value> {
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
