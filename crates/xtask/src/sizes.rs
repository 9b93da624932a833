//! How much the first load weighs.

use crate::encoding::Encoding;
use crate::failure::{Outcome, While};
use crate::first_load;
use std::fmt::{self, Display, Formatter};
use std::fs;
use std::path::{Path, PathBuf};

/// What the first load may weigh, compressed.
pub const BUDGET: usize = 150_000;

/// The weight of one file, in bytes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Weight {
    file: PathBuf,
    raw: usize,
    compressed: usize,
}

/// The weights of all files of the first load. Printed, it is a table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Weights(Vec<Weight>);

/// Weighs what a browser fetches of this page at first.
///
/// # Errors
/// Where a file cannot be read.
pub fn weigh(dist: &Path) -> Outcome<Weights> {
    let files = first_load::files(dist)?;
    let weights = files.into_iter().map(|file| {
        let full = dist.join(&file);
        let bytes = fs::read(&full).while_doing(|| format!("Reading {}", full.display()))?;
        Ok(Weight {
            raw: bytes.len(),
            compressed: Encoding::Brotli.compress(&bytes)?.len(),
            file,
        })
    });
    weights.collect::<Outcome<_>>().map(Weights)
}

impl Weights {
    /// The sum of one column.
    fn sum(&self, column: impl Fn(&Weight) -> usize) -> usize {
        self.0.iter().map(column).sum()
    }
}

impl Display for Weights {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        writeln!(
            f,
            "{:<44} {:>10} {:>10}",
            "first load, in bytes", "raw", "brotli"
        )?;
        for weight in &self.0 {
            line(f, &weight.file.display(), weight.raw, weight.compressed)?;
        }
        let total = self.sum(|weight| weight.compressed);
        line(f, &"total", self.sum(|weight| weight.raw), total)?;
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
        let table = Weights(vec![weight(1_000, 100), weight(2_000, 200)]).to_string();
        assert!(table.contains("total"), "{table}");
        assert!(table.contains("3,000        300"), "{table}");
        assert!(table.ends_with("within the budget of 150,000 compressed"));
    }
}
