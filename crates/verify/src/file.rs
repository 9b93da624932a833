//! Scenario files.

use std::path::Path;

use ringside_model::scenario::Scenario;

use crate::trouble::{Outcome, Trouble, While};

/// Reads a scenario.
///
/// # Errors
/// Where it cannot be read, or is no scenario: then as `FILE:LINE:COLUMN: ` and what is wrong.
pub fn read(file: &Path) -> Outcome<Scenario> {
    let shown = file.display();
    let bytes = std::fs::read(file).while_doing(|| shown.to_string())?;
    let text = String::from_utf8(bytes).map_err(|error| {
        let good = &error.as_bytes()[..error.utf8_error().valid_up_to()];
        let good = String::from_utf8_lossy(good);
        let line = good.matches('\n').count() + 1;
        let column = good.rsplit('\n').next().unwrap_or("").chars().count() + 1;
        let problem = "found a byte that is not UTF-8, expected UTF-8 text";
        Trouble::new(format!("{shown}:{line}:{column}: {problem}"))
    })?;
    Scenario::parse(&text).map_err(|fault| {
        let (line, column, problem) = (fault.line, fault.column, fault.problem);
        let part = match fault.part.as_str() {
            "" => String::new(),
            part => format!("in {part}: "),
        };
        Trouble::new(format!("{shown}:{line}:{column}: {part}{problem}"))
    })
}
