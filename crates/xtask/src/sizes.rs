//! How much the built page weighs: a plain sum over its files.

use crate::encoding::Encoding;
use crate::failure::{Failure, Outcome, While};
use std::cmp::Reverse;
use std::fmt::{self, Display, Formatter};
use std::fs;
use std::path::{Path, PathBuf};

/// The most bytes that the page may take, compressed. More fails the build and the tests.
pub const BUDGET: usize = 430_000;

/// The weight of one file, in bytes.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Weight {
    file: PathBuf,
    raw: usize,
    compressed: usize,
}

/// The weights of the files in the page's folder. What lies in folders below it, such as lessons,
/// is fetched only when it is opened and does not count. Printed, it is a table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Weights(Vec<Weight>);

/// Weighs the files of a built page, the heaviest first.
///
/// # Errors
/// Where a file cannot be read.
pub fn weigh(dist: &Path) -> Outcome<Weights> {
    let doing = |what: &Path| format!("Reading {}", what.display());
    let mut weights = Vec::new();
    for entry in fs::read_dir(dist).while_doing(|| doing(dist))? {
        let path = entry.while_doing(|| doing(dist))?.path();
        if !path.is_file() || Encoding::of(&path).is_some() {
            continue;
        }
        let bytes = fs::read(&path).while_doing(|| doing(&path))?;
        weights.push(Weight {
            file: path.file_name().unwrap_or_default().into(),
            raw: bytes.len(),
            compressed: compressed(&path, &bytes)?,
        });
    }
    weights.sort_by_key(|weight| (Reverse(weight.compressed), weight.file.clone()));
    Ok(Weights(weights))
}

/// The bytes of a file after brotli: those of the file beside it, if it has one.
fn compressed(path: &Path, bytes: &[u8]) -> Outcome<usize> {
    match fs::metadata(Encoding::Brotli.beside(path)) {
        Ok(beside) => Ok(usize::try_from(beside.len()).unwrap_or(usize::MAX)),
        Err(_) => Ok(Encoding::Brotli.compress(bytes)?.len()),
    }
}

impl Weights {
    fn sum(&self, column: impl Fn(&Weight) -> usize) -> usize {
        self.0.iter().map(column).sum()
    }

    /// Holds the page to [`BUDGET`].
    ///
    /// # Errors
    /// Where it is heavier.
    pub fn check(&self) -> Outcome {
        let total = self.sum(|weight| weight.compressed);
        if total <= BUDGET {
            return Ok(());
        }
        Err(Failure::new(format!(
            "The page takes {} bytes, compressed. It may take at most {}.",
            grouped(total),
            grouped(BUDGET)
        )))
    }
}

impl Display for Weights {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        writeln!(f, "{:<44} {:>10} {:>10}", "size in bytes", "raw", "brotli")?;
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
    use std::env;

    #[test]
    fn thousands_are_grouped() {
        assert_eq!(grouped(0), "0");
        assert_eq!(grouped(999), "999");
        assert_eq!(grouped(1_000), "1,000");
        assert_eq!(grouped(1_234_567), "1,234,567");
    }

    #[test]
    fn the_table_adds_up_and_more_than_the_budget_is_refused() {
        let weight = |raw, compressed| Weight {
            file: "a".into(),
            raw,
            compressed,
        };
        let weights = Weights(vec![weight(1_000, 100), weight(2_000, 200)]);
        assert_eq!(weights.check(), Ok(()));
        let table = weights.to_string();
        assert!(table.contains("3,000        300"), "{table}");
        assert!(table.ends_with("within the budget of 430,000 compressed"));
        let heavy = Weights(vec![weight(1, BUDGET), weight(1, 1)]);
        let refused = heavy.check().expect_err("too heavy").to_string();
        assert!(refused.contains("at most 430,000"), "{refused}");
        assert!(heavy.to_string().contains("OVER"));
    }

    #[test]
    fn each_file_counts_once_and_folders_do_not() {
        let dist = env::temp_dir().join(format!("ringside-sizes-{}", std::process::id()));
        fs::create_dir_all(dist.join("lessons")).expect("a folder");
        for (name, times) in [
            ("page.wasm", 100),
            ("page.wasm.br", 2),
            ("page.wasm.gz", 3),
            ("page.js", 20),
            ("lessons/one.json", 100),
        ] {
            fs::write(dist.join(name), "ring ".repeat(times)).expect("a file");
        }
        let Weights(weights) = weigh(&dist).expect("weights");
        fs::remove_dir_all(&dist).expect("removed");
        assert_eq!(weights.len(), 2, "{weights:?}");
        let [script, program] = &weights[..] else {
            panic!("{weights:?}");
        };
        assert_eq!((program.raw, program.compressed), (500, 10));
        assert_eq!(program.file, Path::new("page.wasm"));
        assert!(
            script.compressed > 10 && script.compressed < 100,
            "{script:?}"
        );
    }
}
