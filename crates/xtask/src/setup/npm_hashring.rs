//! The npm package `hashring`, beside which `cargo xtask bench` measures the model.

use super::npm::NpmPackage;
use super::tools::Tools;
use crate::failure::Outcome;
use std::path::PathBuf;

const PACKAGE: NpmPackage<'_> = NpmPackage {
    name: "hashring",
    version: "3.2.0",
    why: "the model is measured beside it",
};

/// The `node_modules` that has it.
///
/// # Errors
/// Where it is not there and npm cannot install it.
pub fn ensure(tools: &Tools) -> Outcome<PathBuf> {
    PACKAGE.ensure(tools)
}
