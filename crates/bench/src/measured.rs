//! One figure, as the programs that measure hand it on: a line of text.

use std::fmt::{self, Display, Formatter};
use std::time::Duration;

/// What one piece of work took. Printed, it is a line of five fields with tabs between them,
/// which `cargo xtask bench` makes tables of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Measured {
    /// The table that it belongs into.
    pub table: String,
    /// Its row there.
    pub row: String,
    /// Its column there.
    pub column: String,
    /// How long it took, printed in nanoseconds.
    pub took: Duration,
    /// How many sessions have another verdict after it, where it is an event.
    pub changed: Option<u32>,
}

impl Display for Measured {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        let Self {
            table, row, column, ..
        } = self;
        write!(f, "{table}\t{row}\t{column}\t{}\t", self.took.as_nanos())?;
        self.changed
            .map_or(Ok(()), |changed| write!(f, "{changed}"))
    }
}
