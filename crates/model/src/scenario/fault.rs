//! Faults: why a text is not a scenario, and where.

use std::fmt;

/// Why a text is not a scenario.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// The line, counted from 1.
    pub line: usize,
    /// The column in that line, counted in characters from 1.
    pub column: usize,
    /// The part of the document, such as `events[3]` or `policy.replicas`; empty for the
    /// document itself.
    pub part: String,
    /// What was found and what was expected.
    pub problem: String,
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "line {}, column {}: ", self.line, self.column)?;
        if !self.part.is_empty() {
            write!(f, "in {}: ", self.part)?;
        }
        f.write_str(&self.problem)
    }
}

impl std::error::Error for Fault {}
