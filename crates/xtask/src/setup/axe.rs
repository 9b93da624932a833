//! axe-core, which finds what keeps people with a disability from using the page.

use super::npm::NpmPackage;
use super::tools::Tools;
use crate::failure::Outcome;
use std::env;
use std::path::PathBuf;

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
    match env::var_os(VARIABLE) {
        Some(told) => Ok(told.into()),
        None => Ok(PACKAGE.ensure(tools)?.join("axe-core/axe.min.js")),
    }
}
