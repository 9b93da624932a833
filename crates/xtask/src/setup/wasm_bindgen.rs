//! wasm-bindgen: writes the JavaScript between the page and its wasm.

use super::cargo_install::RustTool;
use super::tools::Tools;
use crate::failure::Outcome;
use crate::process::Run;
use crate::project::Project;
use crate::version;
use crate::which::which;
use std::path::{Path, PathBuf};

/// The program of exactly the version in Cargo.lock: the two speak a format of
/// their own that changes with each version.
///
/// # Errors
/// Where Cargo.lock names no version, or that version cannot be installed.
pub fn ensure(project: &Project, tools: &Tools) -> Outcome<PathBuf> {
    let locked = project.locked_version("wasm-bindgen")?;
    if let Some(found) = which("wasm-bindgen").filter(|found| is_version(found, &locked)) {
        return Ok(found);
    }
    RustTool {
        package: "wasm-bindgen-cli",
        program: "wasm-bindgen",
        version: &locked,
        why: "it joins the page and its wasm",
        takes: "About a minute on two cores",
        // The other programs of the package are not used here, nor is TLS.
        flags: &["--no-default-features", "--bin", "wasm-bindgen"],
    }
    .ensure(tools)
}

fn is_version(program: &Path, wanted: &str) -> bool {
    let says = Run::new(program).arg("--version").output();
    says.is_ok_and(|says| version::find(&says) == Some(wanted))
}
