//! A figure, as the programs that measure print it.

use crate::failure::{Failure, Outcome};
use std::time::Duration;

/// Where something was measured.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Place {
    /// On the machine itself.
    Native,
    /// In the browser, as wasm.
    Wasm,
    /// In Node.
    Node,
}

/// What one piece of work took.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Measured {
    /// Where.
    pub place: Place,
    /// The table that it belongs into.
    pub table: String,
    /// Its row there.
    pub row: String,
    /// Its column there.
    pub column: String,
    /// How long it took.
    pub took: Duration,
    /// What is to be told beside the time, or nothing.
    pub note: String,
}

impl Measured {
    /// Reads a line: table, row, column, nanoseconds and note, with tabs between them.
    ///
    /// # Errors
    /// A line of another form.
    pub fn parse(place: Place, line: &str) -> Outcome<Self> {
        let fields: Vec<&str> = line.split('\t').collect();
        let parsed = match fields[..] {
            [table, row, column, took, note] => took.parse().ok().map(|nanos| Self {
                place,
                table: table.to_owned(),
                row: row.to_owned(),
                column: column.to_owned(),
                took: Duration::from_nanos(nanos),
                note: note.to_owned(),
            }),
            _ => None,
        };
        parsed.ok_or_else(|| Failure::new(format!("This line is no figure: {line:?}")))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_has_five_fields_and_the_fourth_is_a_number() {
        let read = Measured::parse(
            Place::Wasm,
            "clicks on 10 nodes\tcrash\t1000 sessions\t18300\t195",
        );
        let read = read.expect("a figure");
        assert_eq!(
            (&*read.row, &*read.column, &*read.note),
            ("crash", "1000 sessions", "195")
        );
        assert_eq!(read.took, Duration::from_nanos(18_300));
        for line in ["", "a\tb\tc\td\t", "a\tb\tc\t1", "a\tb\tc\t1\t\t"] {
            let refused = Measured::parse(Place::Native, line);
            assert!(
                refused.is_err_and(|failure| failure.to_string().contains("no figure")),
                "{line}"
            );
        }
    }
}
