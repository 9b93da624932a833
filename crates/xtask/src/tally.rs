//! What the tests came to.

use std::fmt::{self, Display, Formatter};
use std::time::Duration;

/// How many tests passed and failed.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Count {
    /// How many passed.
    pub passed: u32,
    /// How many failed.
    pub failed: u32,
}

impl Count {
    /// One thing that passed.
    pub const ONE_PASSED: Self = Self {
        passed: 1,
        failed: 0,
    };
    /// One thing that failed.
    pub const ONE_FAILED: Self = Self {
        passed: 0,
        failed: 1,
    };

    /// Both together.
    #[must_use]
    pub fn plus(self, other: Self) -> Self {
        Self {
            passed: self.passed + other.passed,
            failed: self.failed + other.failed,
        }
    }

    /// What a line of `cargo test` says, if it is a summary:
    /// `test result: ok. 3 passed; 0 failed; 0 ignored; ...`.
    #[must_use]
    pub fn in_line(line: &str) -> Option<Self> {
        let (_, summary) = line.split_once("test result: ")?;
        let number_before = |word| {
            summary
                .split_once(word)?
                .0
                .split(' ')
                .next_back()?
                .parse()
                .ok()
        };
        Some(Self {
            passed: number_before(" passed;")?,
            failed: number_before(" failed;")?,
        })
    }
}

impl Display for Count {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        write!(f, "{} passed, {} failed", self.passed, self.failed)
    }
}

/// One step of the tests, done.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// What was checked.
    pub step: &'static str,
    /// What came of it.
    pub count: Count,
    /// How long it took.
    pub took: Duration,
    /// Why it failed, where the step's own output does not say.
    pub note: Option<String>,
}

/// All steps. Printed, it is a table, and its last line the sum.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Tally(Vec<Row>);

impl Tally {
    /// Adds a step.
    pub fn add(&mut self, row: Row) {
        self.0.push(row);
    }

    /// The sum of all steps.
    #[must_use]
    pub fn sum(&self) -> Count {
        self.0
            .iter()
            .map(|row| row.count)
            .fold(Count::default(), Count::plus)
    }
}

impl Display for Tally {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        writeln!(
            f,
            "{:<18} {:>7} {:>7} {:>8}",
            "step", "passed", "failed", "seconds"
        )?;
        for row in &self.0 {
            let Count { passed, failed } = row.count;
            let seconds = row.took.as_secs_f64();
            writeln!(f, "{:<18} {passed:>7} {failed:>7} {seconds:>8.1}", row.step)?;
            if let Some(note) = &row.note {
                writeln!(f, "    {note}")?;
            }
        }
        write!(f, "{}", self.sum())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(line: &str, expected: Option<(u32, u32)>) {
        let expected = expected.map(|(passed, failed)| Count { passed, failed });
        assert_eq!(Count::in_line(line), expected, "{line}");
    }

    #[test]
    fn summaries_are_read_and_other_lines_are_not() {
        check(
            "test result: ok. 12 passed; 0 failed; 1 ignored; 0 measured; 0 filtered out; finished in 0.00s",
            Some((12, 0)),
        );
        check(
            "test result: FAILED. 3 passed; 2 failed; 0 ignored; 0 measured; 0 filtered out; finished in 1.20s",
            Some((3, 2)),
        );
        check(
            "test result: \u{1b}[32mok\u{1b}[m. 4 passed; 0 failed; 0 ignored",
            Some((4, 0)),
        );
        check("test tally::reads_results ... ok", None);
        check("running 3 tests", None);
        check("test result: unclear", None);
    }

    #[test]
    fn the_last_line_is_the_sum() {
        let mut tally = Tally::default();
        for (step, count) in [("a", Count::ONE_PASSED), ("b", Count::ONE_FAILED)] {
            tally.add(Row {
                step,
                count,
                took: Duration::from_millis(1500),
                note: None,
            });
        }
        let table = tally.to_string();
        assert!(table.contains("1.5"), "{table}");
        assert!(table.ends_with("\n1 passed, 1 failed"), "{table}");
    }
}
