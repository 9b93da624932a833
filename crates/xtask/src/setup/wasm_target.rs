//! A compiler that can compile for the browser.

use super::compiler::{self, Compiler};
use super::debian_rust;
use super::tools::Tools;
use crate::failure::Outcome;
use crate::process::Run;
use crate::project::Project;
use crate::say;
use crate::which::which;
use std::path::Path;

/// The target that browsers run.
pub const NAME: &str = "wasm32-unknown-unknown";

/// Finds or sets up a compiler with the wasm target: the ordinary one where it
/// has the target or rustup can add it, else Debian's.
///
/// # Errors
/// Where none of these ways is open; the message names them all.
pub fn ensure(project: &Project, tools: &Tools) -> Outcome<Compiler> {
    let has_target = || compiler::wasm_std(Path::new("rustc"), project.root()).is_some();
    if has_target() {
        return Ok(Compiler::Ordinary);
    }
    if let Some(prepared) = debian_rust::prepared(tools) {
        return Ok(prepared);
    }
    if which("rustup").is_some() {
        say::step(
            "Adding the compiler's wasm target with rustup: the page is compiled for it. Seconds.",
        );
        let added = Run::new("rustup")
            .args(["target", "add", NAME])
            // Where its server is out of reach it is enough to say so.
            .env("RUST_BACKTRACE", "0")
            .in_folder(project.root())
            .stream();
        match added {
            Ok(()) if has_target() => return Ok(Compiler::Ordinary),
            Ok(()) => say::note("rustup added it to another compiler than the one in use."),
            Err(failure) => say::note(failure),
        }
    }
    debian_rust::ensure(tools)
}
