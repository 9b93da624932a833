//! Debian's Rust, for machines that reach package registries but not rustup's
//! server.
//!
//! Debian has a current compiler and the sources of the standard library, but no
//! compiled one for wasm. It is compiled here, once for each version of the
//! package, into a sysroot of our own in the tools folder: nothing in `/usr`
//! changes besides the packages. From then on that compiler is an ordinary one
//! with the wasm target; no unstable flag is used to build the page.

mod sysroot;

use super::apt;
use super::compiler::{Compiler, std_in};
use super::tools::Tools;
use super::wasm_target;
use crate::failure::{Failure, Outcome};
use crate::process::Run;
use crate::say;
use crate::which::which_of;
use std::fs;
use std::path::{Path, PathBuf};

const PACKAGES: [&str; 2] = ["rustc-web", "rust-web-src"];
const FOLDER: &str = "debian-rust-";

/// The compiler, where it was set up before and its package has not changed since.
#[must_use]
pub fn prepared(tools: &Tools) -> Option<Compiler> {
    let version = installed_version()?;
    compiler_in(&tools.installed(&folder_name(&version))?)
}

/// Sets the compiler up.
///
/// # Errors
/// Where the packages cannot be installed or the standard library not compiled.
pub fn ensure(tools: &Tools) -> Outcome<Compiler> {
    let announce = "Installing Debian's Rust compiler, which can be given the wasm target here. About 30 seconds.";
    apt::install(&PACKAGES, announce).map_err(|failure| {
        Failure::new(format!(
            "The page needs a compiler for {0}. Where rustup reaches its server, `rustup target add {0}` is all. Else Debian's Rust will do. {failure}",
            wasm_target::NAME
        ))
    })?;
    let version = installed_version().ok_or_else(|| {
        Failure::new("Debian's rustc-web and rust-web-src are of different versions.")
    })?;
    let name = folder_name(&version);
    tools.remove_all_named(FOLDER, Some(&name))?;
    let folder = tools.ensure(&name, |sysroot| {
        say::step("Compiling the standard library for wasm, once. About a minute.");
        sysroot::fill(sysroot)
    })?;
    if linker().is_none() {
        let announce = "Installing Debian's linker: it puts the page's wasm together. Seconds.";
        apt::install(&["lld"], announce)?;
    }
    compiler_in(&folder).ok_or_else(|| {
        Failure::new(format!(
            "The compiler in {} is not complete. Remove that folder, then run this command again.",
            folder.display()
        ))
    })
}

fn folder_name(version: &str) -> String {
    format!("{FOLDER}{version}")
}

fn installed_version() -> Option<String> {
    let [compiler, source] = PACKAGES.map(apt::installed_version);
    compiler.filter(|version| source.as_ref() == Some(version))
}

fn compiler_in(folder: &Path) -> Option<Compiler> {
    let std = std_in(&sysroot::wasm_libraries(folder))?;
    let built = fs::metadata(&std).ok()?.modified().ok()?;
    Some(Compiler::Beside {
        rustc: folder.join(sysroot::RUSTC),
        linker: linker()?,
        std_id: format!("{} {built:?}", std.display()),
    })
}

/// rustup's compiler brings a linker; else one that is installed.
fn linker() -> Option<PathBuf> {
    let sysroot = Run::new("rustc").args(["--print", "sysroot"]).output().ok();
    let ours = sysroot.and_then(|sysroot| {
        let rustlib = Path::new(sysroot.trim()).join("lib/rustlib");
        let hosts = fs::read_dir(rustlib).ok()?;
        hosts
            .filter_map(|host| Some(host.ok()?.path().join("bin/rust-lld")))
            .find(|file| file.is_file())
    });
    ours.or_else(|| which_of(&["rust-lld", "wasm-ld"]))
}
