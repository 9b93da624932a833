//! Places in a text: line and column, and the part of the document that stands there.

use std::fmt::Write as _;

use super::Fault;
use super::show::shortened;

/// How deep a part's name goes. No part of a scenario or of a lesson lies deeper.
const DEEPEST: usize = 9;

/// The text that everything is read from.
#[derive(Clone, Copy, Debug)]
pub(super) struct Source<'a>(pub(super) &'a str);

impl<'a> Source<'a> {
    /// A complaint about what stands at this byte.
    pub(super) fn fault(self, offset: usize, problem: impl Into<String>) -> Fault {
        let before = &self.0[..self.0.floor_char_boundary(offset)];
        let line = before.rsplit('\n').next().unwrap_or("");
        Fault {
            line: before.matches('\n').count() + 1,
            column: line.chars().count() + 1,
            part: part_after(before),
            problem: problem.into(),
        }
    }

    /// Where a slice of the text starts.
    pub(super) fn offset(self, slice: &'a str) -> usize {
        (slice.as_ptr() as usize).saturating_sub(self.0.as_ptr() as usize)
    }

    /// The byte at a line and a column, both counted from 1, the column in bytes.
    pub(super) fn offset_at(self, line: usize, column: usize) -> usize {
        let lines = self.0.split_inclusive('\n').take(line.saturating_sub(1));
        let start: usize = lines.map(str::len).sum();
        start + column.saturating_sub(1)
    }
}

/// An object or a list that has begun, and what of it is being read.
enum Open<'a> {
    Object { field: Option<&'a str> },
    List { index: usize },
}

/// The part of the document that comes behind this much of its text: `events[3].join.name`.
fn part_after(before: &str) -> String {
    let mut open: Vec<Open<'_>> = Vec::new();
    let mut deeper: usize = 0;
    let mut rest = before;
    while let Some(at) = rest.find(['{', '}', '[', ']', ',', '"']) {
        let mark = rest.as_bytes()[at];
        rest = &rest[at + 1..];
        let mut begin = |one| {
            if open.len() < DEEPEST {
                open.push(one);
            } else {
                deeper += 1;
            }
        };
        match mark {
            b'{' => begin(Open::Object { field: None }),
            b'[' => begin(Open::List { index: 0 }),
            b'"' => {
                let Some(length) = string_length(rest) else {
                    break;
                };
                if let (Some(Open::Object { field }), 0) = (open.last_mut(), deeper) {
                    field.get_or_insert(&rest[..length]);
                }
                rest = &rest[length + 1..];
            }
            b',' if deeper > 0 => {}
            _ if deeper > 0 => deeper -= 1,
            _ => {
                if mark != b',' {
                    open.pop();
                }
                match open.last_mut() {
                    Some(Open::Object { field }) => *field = None,
                    Some(Open::List { index }) if mark == b',' => *index += 1,
                    _ => {}
                }
            }
        }
    }
    named(&open)
}

/// How long a string is whose opening quote has just passed, up to its closing one.
fn string_length(text: &str) -> Option<usize> {
    let mut escaped = false;
    text.bytes().position(|byte| {
        let ends = byte == b'"' && !escaped;
        escaped = byte == b'\\' && !escaped;
        ends
    })
}

fn named(open: &[Open<'_>]) -> String {
    let mut part = String::new();
    for open in open {
        // Writing to a string cannot fail.
        let _ = match open {
            Open::Object { field: None } => break,
            Open::Object { field: Some(field) } if part.is_empty() => {
                write!(part, "{}", shortened(field))
            }
            Open::Object { field: Some(field) } => write!(part, ".{}", shortened(field)),
            Open::List { index } => write!(part, "[{index}]"),
        };
    }
    part
}
