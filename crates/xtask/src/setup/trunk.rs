//! Trunk: compiles the page and gathers its files.

use super::cargo_install::RustTool;
use super::tools::Tools;
use crate::failure::Outcome;
use crate::process::Run;
use crate::version;
use crate::which::which;
use std::path::{Path, PathBuf};

const OURS: RustTool<'_> = RustTool {
    package: "trunk",
    program: "trunk",
    version: "0.21.14",
    why: "it builds the page",
    takes: "About 3 minutes on two cores",
    flags: &["--no-default-features", "--features", "rustls"],
};

/// The oldest that reads this project's Trunk.toml.
const OLDEST: [u32; 3] = [0, 21, 0];

/// The user's Trunk where it is new enough, else ours.
///
/// # Errors
/// Where it cannot be installed.
pub fn ensure(tools: &Tools) -> Outcome<PathBuf> {
    match which("trunk").filter(|trunk| is_new_enough(trunk)) {
        Some(trunk) => Ok(trunk),
        None => OURS.ensure(tools),
    }
}

fn is_new_enough(trunk: &Path) -> bool {
    let says = Run::new(trunk)
        .arg("--version")
        .env_remove("NO_COLOR")
        .output();
    says.is_ok_and(|says| version::find(&says).and_then(version::parse) >= Some(OLDEST))
}
