//! `cargo xtask build`: the release page in `dist`, and what it weighs.

use crate::failure::Outcome;
use crate::project::Project;
use crate::setup::{self, PageTools};
use crate::{functions, halves, page, sizes};

/// Sets up what is missing, builds the page and prints its sizes; if asked for, also what takes
/// the room in its wasm.
///
/// # Errors
/// The step that failed.
pub fn run(project: &Project, sizes: bool) -> Outcome {
    let tools = setup::for_page(project)?;
    let weighed = build_and_weigh(project, &tools);
    if sizes && project.dist().is_dir() {
        println!("\n{}", functions::of_page(project, &tools)?);
    }
    weighed
}

/// Builds the page and prints its sizes.
///
/// # Errors
/// Where the page is not built, or its first load is too heavy.
pub fn build_and_weigh(project: &Project, tools: &PageTools) -> Outcome {
    page::build(project, tools)?;
    let weights = sizes::weigh(&project.dist())?;
    println!("{weights}");
    // In one piece, for want of a browser, it cannot be light.
    if halves::rest_of(&project.dist())?.is_none() {
        return Ok(());
    }
    weights.check()
}
