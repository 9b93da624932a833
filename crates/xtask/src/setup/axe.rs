//! axe-core, which finds what keeps people with a disability from using the page.

use super::npm::NpmPackage;
use super::tools::Tools;
use crate::failure::Outcome;
use std::env;
use std::path::{Path, PathBuf};

/// The variable that tells the browser tests where the script is; one may set it
/// to choose another.
pub const VARIABLE: &str = "RINGSIDE_AXE";

const PACKAGE: NpmPackage<'_> = NpmPackage {
    name: "axe-core",
    version: "4.14.1",
    why: "the browser tests check with it that everyone can use the page",
};

/// The script that a test runs inside the page.
///
/// # Errors
/// Where it is not there and npm cannot install it.
pub fn ensure(tools: &Tools) -> Outcome<PathBuf> {
    match find(tools) {
        Some(found) => Ok(found),
        None => Ok(script_in(&PACKAGE.ensure(tools)?)),
    }
}

/// The script that is told or installed.
#[must_use]
pub fn find(tools: &Tools) -> Option<PathBuf> {
    let told = env::var_os(VARIABLE).map(PathBuf::from);
    told.or_else(|| PACKAGE.installed(tools).as_deref().map(script_in))
}

fn script_in(modules: &Path) -> PathBuf {
    modules.join("axe-core/axe.min.js")
}
