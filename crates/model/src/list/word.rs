//! Words of a line that know their column.

use crate::list::flaw::Flaw;

/// A piece of a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Word<'a> {
    /// Where it starts, in characters from 1.
    pub column: usize,
    pub text: &'a str,
}

/// The words of a line, parted by white space, up to one that starts with `#`.
pub(super) fn words(line: &str) -> impl Iterator<Item = Word<'_>> {
    let mut next = 1;
    line.split(char::is_whitespace)
        .map(move |text| {
            let column = next;
            next += text.chars().count() + 1;
            Word { column, text }
        })
        .filter(|word| !word.text.is_empty())
        .take_while(|word| !word.text.starts_with('#'))
}

impl Word<'_> {
    /// The word before and after the byte at `end`, which belongs to neither and is ASCII.
    pub fn split(self, end: usize) -> (Self, Self) {
        (
            Self {
                text: &self.text[..end],
                ..self
            },
            self.from(end + 1),
        )
    }

    /// The word before and after the first `:`, where there is one.
    pub fn split_colon(self) -> (Self, Option<Self>) {
        match self.text.find(':') {
            Some(end) => {
                let (before, after) = self.split(end);
                (before, Some(after))
            }
            None => (self, None),
        }
    }

    /// The word without its bytes before `start`.
    pub fn from(self, start: usize) -> Self {
        let (before, text) = self.text.split_at(start);
        Self {
            column: self.column + before.chars().count(),
            text,
        }
    }

    /// What is wrong at the start of this word.
    pub fn flaw(self, found: impl Into<String>, expected: impl Into<String>) -> Flaw {
        Flaw {
            column: self.column,
            found: found.into(),
            expected: expected.into(),
        }
    }
}
