//! `cargo xtask build`: the release page in `dist`, and what it weighs.

use crate::failure::Outcome;
use crate::project::Project;
use crate::setup::{self, PageTools};
use crate::{page, sizes};

/// Sets up what is missing, builds the page and prints its sizes.
///
/// # Errors
/// The step that failed.
pub fn run(project: &Project) -> Outcome {
    let tools = setup::for_page(project)?;
    build_and_weigh(project, &tools)
}

/// Builds the page and prints its sizes.
///
/// # Errors
/// Where the page is not built, or is heavier than its budget.
pub fn build_and_weigh(project: &Project, tools: &PageTools) -> Outcome {
    page::build(project, tools)?;
    let weights = sizes::weigh(&project.dist())?;
    println!("{weights}");
    weights.check()
}
