//! Names in links: of nodes, and keys of sessions. Most are known already, or are the last one
//! counted up: `node-2` after `node-1`, `10.0.0.8:11211` after `10.0.0.7:11211`.

use std::collections::BTreeMap;

use super::bits::{Reader, Writer};
use super::coded::Coded;
use crate::list::MAX_KEY_BYTES;

/// One of the last so many numbers in a name may be the one that counts.
const COUNTERS: u64 = 3;

/// The names that stand in a link so far, for writing more of them.
#[derive(Debug, Default)]
pub(super) struct Written<'a> {
    places: BTreeMap<&'a str, u64>,
    last: &'a str,
}

impl<'a> Written<'a> {
    /// Writes a name: as a known one, as the last new one counted up, or as it is.
    pub(super) fn write(&mut self, name: &'a str, to: &mut Writer) {
        if let Some(place) = self.places.get(name) {
            to.number(1 + COUNTERS + place);
            return;
        }
        let mut counters = 1..=COUNTERS;
        let counts = |counter: &u64| counted_up(self.last, *counter).as_deref() == Some(name);
        if let Some(counter) = counters.find(counts) {
            to.number(counter);
        } else {
            to.number(0);
            name.to_owned().write(to);
        }
        self.places.insert(name, self.places.len() as u64);
        self.last = name;
    }
}

/// The names that stand in a link so far, for reading more of them.
#[derive(Debug, Default)]
pub(super) struct Read(Vec<String>);

impl Read {
    /// Reads a name.
    pub(super) fn read(&mut self, from: &mut Reader<'_>) -> Option<String> {
        let name = match from.number()? {
            0 => String::read(from)?,
            counter if counter <= COUNTERS => counted_up(self.0.last()?, counter)?,
            known => {
                let place = usize::try_from(known - COUNTERS - 1).ok()?;
                return self.0.get(place).cloned();
            }
        };
        self.0.push(name.clone());
        Some(name)
    }
}

/// A name with one of its numbers, the last or one before it, higher by one. None where there is
/// no such number. Nor for a name that is too long: so a short link never makes many of those.
fn counted_up(name: &str, counter: u64) -> Option<String> {
    if name.len() > MAX_KEY_BYTES {
        return None;
    }
    let mut head = up_to_a_number(name);
    for _ in 1..counter {
        head = up_to_a_number(head.trim_end_matches(digit));
    }
    let tail = &name[head.len()..];
    let stem = head.trim_end_matches(digit);
    let number = &head[stem.len()..];
    let next = number.parse::<u64>().ok()?.checked_add(1)?;
    Some(format!("{stem}{next:0width$}{tail}", width = number.len()))
}

/// What of a name is left if it is to end with a number.
fn up_to_a_number(name: &str) -> &str {
    name.trim_end_matches(|char| !digit(char))
}

fn digit(char: char) -> bool {
    char.is_ascii_digit()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_counted_up_at_the_number_that_counts() {
        for (name, counter, expect) in [
            ("node-1", 1, Some("node-2")),
            ("node-99", 1, Some("node-100")),
            ("web09.example", 1, Some("web10.example")),
            ("10.0.0.9:11211", 2, Some("10.0.0.10:11211")),
            ("10.0.0.9:11211", 3, Some("10.0.1.9:11211")),
            ("node-1", 2, None),
            ("cache", 1, None),
            ("", 1, None),
            ("18446744073709551615", 1, None),
        ] {
            assert_eq!(counted_up(name, counter).as_deref(), expect, "{name}");
        }
        assert_eq!(counted_up(&"1".repeat(251), 1), None);
    }
}
