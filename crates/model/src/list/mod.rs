//! Server lists and key lists, read from text.
//!
//! Reading never fails as a whole: what can be read is kept with its line number, and every line
//! that cannot be is an error that says where it is, what was found and what was expected. The
//! page shows these beside the lines, the command line prints them.

mod address;
mod flaw;
mod keys;
mod servers;
mod word;

use std::fmt;

use crate::pace::Pace;

pub use address::address;
pub use flaw::{Flaw, quoted};
pub use keys::{MAX_KEY_BYTES, check_key, keys, keys_in_slices};
pub use servers::{MAX_NAME_BYTES, MAX_WEIGHT, identity, servers};

/// What a text had to say: the good lines and the bad ones, each in their order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct List<T> {
    /// The lines that say something.
    pub lines: Vec<Line<T>>,
    /// The lines that cannot be read. A list of nothing at all has one, too.
    pub errors: Vec<LineError>,
}

/// A line that could be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line<T> {
    /// Its number, from 1.
    pub number: usize,
    /// What it says.
    pub value: T,
}

/// A line that could not be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LineError {
    /// Its number, from 1.
    pub line: usize,
    /// Where in the line, in characters from 1.
    pub column: usize,
    /// What stands there, quoted where it is the writer's own, shortened, control characters escaped.
    pub found: String,
    /// What should stand there.
    pub expected: String,
}

impl fmt::Display for LineError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self {
            line,
            column,
            found,
            expected,
        } = self;
        write!(
            f,
            "line {line}, column {column}: found {found}, expected {expected}"
        )
    }
}

impl std::error::Error for LineError {}

/// The bytes of a file as text.
///
/// # Errors
/// Where they stop being UTF-8.
pub fn text(bytes: Vec<u8>) -> Result<String, LineError> {
    String::from_utf8(bytes).map_err(|error| {
        let good = &error.as_bytes()[..error.utf8_error().valid_up_to()];
        let good = String::from_utf8_lossy(good);
        let last = good.rsplit('\n').next().unwrap_or_default();
        LineError {
            line: good.matches('\n').count() + 1,
            column: last.chars().count() + 1,
            found: "a byte that is not UTF-8".to_owned(),
            expected: "UTF-8 text".to_owned(),
        }
    })
}

impl<T> List<T> {
    /// What the lines say, if none is bad.
    ///
    /// # Errors
    /// All the bad lines, at least one.
    pub fn into_result(self) -> Result<Vec<T>, Vec<LineError>> {
        if self.errors.is_empty() {
            Ok(self.lines.into_iter().map(|line| line.value).collect())
        } else {
            Err(self.errors)
        }
    }
}

/// What a list is a list of, for messages.
struct Kind {
    one: &'static str,
    many: &'static str,
}

/// How many units of work it is to read a line.
const LINE: usize = 8;

/// Reads line after line, in slices. `parse` gets a line and its number, without its line end, and answers
/// with nothing where the line says nothing. Past `limit` lines that say something, good or bad,
/// reading stops with an error.
async fn read<'t, T>(
    text: &'t [u8],
    limit: usize,
    kind: &Kind,
    pace: &Pace,
    mut parse: impl FnMut(usize, &'t str) -> Result<Option<T>, Flaw>,
) -> List<T> {
    let mut list = List {
        lines: Vec::new(),
        errors: Vec::new(),
    };
    let text = text.strip_prefix(b"\xef\xbb\xbf").unwrap_or(text);
    for (number, bytes) in (1..).zip(text.split(|byte| *byte == b'\n')) {
        pace.did(LINE).await;
        let bytes = bytes.strip_suffix(b"\r").unwrap_or(bytes);
        let parsed = flaw::utf8(bytes).and_then(|line| parse(number, line));
        let Some(parsed) = parsed.transpose() else {
            continue;
        };
        if list.lines.len() + list.errors.len() == limit {
            let found = format!("{} number {}", kind.one, limit.saturating_add(1));
            let expected = format!("at most {limit} {}", kind.many);
            list.errors.push(LineError {
                line: number,
                column: 1,
                found,
                expected,
            });
            return list;
        }
        match parsed {
            Ok(value) => list.lines.push(Line { number, value }),
            Err(Flaw {
                column,
                found,
                expected,
            }) => {
                list.errors.push(LineError {
                    line: number,
                    column,
                    found,
                    expected,
                });
            }
        }
    }
    if list.lines.is_empty() && list.errors.is_empty() {
        let expected = format!("at least one {}", kind.one);
        list.errors.push(LineError {
            line: 1,
            column: 1,
            found: "an empty list".into(),
            expected,
        });
    }
    list
}
