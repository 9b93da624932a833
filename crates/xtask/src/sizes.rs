//! How much the first load weighs.

use crate::encoding::Encoding;
use crate::failure::{Failure, Outcome, While};
use crate::{first_load, halves};
use std::fmt::{self, Display, Formatter};
use std::fs;
use std::path::{Path, PathBuf};

/// What the first load may weigh, compressed: more fails the tests.
pub const BUDGET: usize = 150_000;

/// The weight of one file, in bytes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Weight {
    file: PathBuf,
    raw: usize,
    compressed: usize,
}

/// The weights of all files of the first load, and of those that the page fetches by itself once
/// its first screen is drawn. Printed, it is a table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Weights {
    first: Vec<Weight>,
    behind: Vec<Weight>,
}

/// Weighs what a browser fetches of this page at first.
///
/// # Errors
/// Where a file cannot be read.
pub fn weigh(dist: &Path) -> Outcome<Weights> {
    let weigh = |files: Vec<PathBuf>| {
        let weights = files.into_iter().map(|file| {
            let full = dist.join(&file);
            let bytes = fs::read(&full).while_doing(|| format!("Reading {}", full.display()))?;
            Ok(Weight {
                raw: bytes.len(),
                compressed: Encoding::Brotli.compress(&bytes)?.len(),
                file,
            })
        });
        weights.collect::<Outcome<Vec<_>>>()
    };
    Ok(Weights {
        first: weigh(first_load::files(dist)?)?,
        behind: weigh(halves::rest_of(dist)?.into_iter().collect())?,
    })
}

impl Weights {
    /// The sum of one column of the first load.
    fn sum(&self, column: impl Fn(&Weight) -> usize) -> usize {
        self.first.iter().map(column).sum()
    }

    /// Holds the first load to [`BUDGET`].
    ///
    /// # Errors
    /// Where it is heavier.
    pub fn check(&self) -> Outcome {
        let total = self.sum(|weight| weight.compressed);
        if total <= BUDGET {
            return Ok(());
        }
        Err(Failure::new(format!(
            "The first load is {} bytes, compressed; at most {} may be. What takes the room: cargo xtask build --sizes",
            grouped(total),
            grouped(BUDGET)
        )))
    }
}

impl Display for Weights {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        writeln!(
            f,
            "{:<44} {:>10} {:>10}",
            "first load, in bytes", "raw", "brotli"
        )?;
        for weight in &self.first {
            line(f, &weight.file.display(), weight.raw, weight.compressed)?;
        }
        let total = self.sum(|weight| weight.compressed);
        line(f, &"total", self.sum(|weight| weight.raw), total)?;
        for weight in &self.behind {
            writeln!(f, "behind it, once the first screen is drawn:")?;
            line(f, &weight.file.display(), weight.raw, weight.compressed)?;
        }
        let verdict = if total <= BUDGET { "within" } else { "OVER" };
        write!(f, "{verdict} the budget of {} compressed", grouped(BUDGET))
    }
}

fn line(f: &mut Formatter<'_>, name: &dyn Display, raw: usize, compressed: usize) -> fmt::Result {
    let name = name.to_string();
    writeln!(
        f,
        "{name:<44} {:>10} {:>10}",
        grouped(raw),
        grouped(compressed)
    )
}

/// A number with commas between the thousands.
fn grouped(number: usize) -> String {
    let digits = number.to_string();
    let mut grouped = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    grouped
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn thousands_are_grouped() {
        assert_eq!(grouped(0), "0");
        assert_eq!(grouped(999), "999");
        assert_eq!(grouped(1_000), "1,000");
        assert_eq!(grouped(1_234_567), "1,234,567");
    }

    #[test]
    fn the_table_adds_up() {
        let weight = |raw, compressed| Weight {
            file: "a".into(),
            raw,
            compressed,
        };
        let weights = Weights {
            first: vec![weight(1_000, 100), weight(2_000, 200)],
            behind: vec![weight(10_000, BUDGET)],
        };
        assert_eq!(weights.check(), Ok(()));
        let table = weights.to_string();
        assert!(table.contains("total"), "{table}");
        assert!(table.contains("10,000"), "{table}");
        assert!(table.contains("3,000        300"), "{table}");
        assert!(table.ends_with("within the budget of 150,000 compressed"));
        let heavy = Weights {
            first: vec![weight(1, BUDGET), weight(1, 1)],
            behind: Vec::new(),
        };
        let refused = heavy.check().expect_err("too heavy").to_string();
        assert!(refused.contains("at most"), "{refused}");
        assert!(heavy.to_string().contains("OVER"));
    }
}
