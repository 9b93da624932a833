//! Key lists: one key a line.

use crate::known::Known;
use crate::list::flaw::{Flaw, quoted};
use crate::list::{Kind, List, read};
use crate::pace::{Pace, Phase, Slices, in_one_go};

/// So many bytes of a list are a unit of work, about.
const BYTES: usize = 2;

/// The longest key that memcached takes, in bytes (its `protocol.txt`).
pub const MAX_KEY_BYTES: usize = 250;

/// Reads a key list: one key a line, empty lines passed over, at most `limit` keys.
///
/// A key is what memcached takes (see [`check_key`]), and each stands there once. Costs a look-up
/// a key.
#[must_use]
pub fn keys(text: &[u8], limit: usize) -> List<String> {
    in_one_go(async |pace| keys_in_slices(text, limit, pace).await)
}

/// [`keys`] in slices: the phase [`Phase::Reading`].
#[must_use]
pub fn keys_in_slices<'a>(
    text: &'a [u8],
    limit: usize,
    pace: &'a Pace,
) -> Slices<'a, List<String>> {
    Box::pin(async move {
        pace.begin(Phase::Reading, (text.len() / BYTES) as u64);
        // The keys so far, each with the number of its line.
        let mut lines: Vec<(&str, usize)> = Vec::new();
        let mut known = Known::with_room(limit.min(1 + text.len() / 2));
        let kind = Kind {
            one: "key",
            many: "keys",
        };
        read(text, limit, &kind, pace, |number, line| {
            if line.is_empty() {
                return Ok(None);
            }
            check_key(line)?;
            if let Some(first) = known.insert(line, lines.len(), |place| lines[place].0) {
                let first = lines[first].1;
                let found = format!("the key {} again", quoted(line));
                let expected = format!("each key once (line {first} has it already)");
                return Err(Flaw {
                    column: 1,
                    found,
                    expected,
                });
            }
            lines.push((line, number));
            Ok(Some(line.to_owned()))
        })
        .await
    })
}

/// Whether memcached takes this key: 1 to 250 bytes without white space or control characters.
///
/// # Errors
/// The first thing that is wrong with it.
pub fn check_key(key: &str) -> Result<(), Flaw> {
    if key.is_empty() || key.len() > MAX_KEY_BYTES {
        let found = format!("a key of {} bytes, {}", key.len(), quoted(key));
        let expected = format!("a key of 1 to {MAX_KEY_BYTES} bytes");
        return Err(Flaw {
            column: 1,
            found,
            expected,
        });
    }
    let unfit = |character: char| character.is_whitespace() || character.is_control();
    match key
        .chars()
        .zip(1..)
        .find(|(character, _)| unfit(*character))
    {
        None => Ok(()),
        Some((character, column)) => {
            let found = format!("the character {character:?}");
            let expected = "a key without white space and control characters".into();
            Err(Flaw {
                column,
                found,
                expected,
            })
        }
    }
}
