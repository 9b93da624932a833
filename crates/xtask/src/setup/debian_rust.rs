//! Debian's Rust, for machines that reach package registries but not rustup's
//! server.
//!
//! Debian has a current compiler and the sources of the standard library, but no
//! compiled one for wasm. It is compiled here, once for each version of the
//! package, into a sysroot of our own in the tools folder: nothing in `/usr`
//! changes besides the packages. From then on that compiler is an ordinary one
//! with the wasm target; no unstable flag is used to build the page.

use super::apt;
use super::compiler::{Compiler, std_in};
use super::tools::Tools;
use super::wasm_target;
use crate::failure::{Failure, Outcome, While};
use crate::process::Run;
use crate::project::cargo;
use crate::say;
use crate::which::which_of;
use std::fs;
use std::path::{Path, PathBuf};

const RUSTC: &str = "/usr/bin/rustc";
const RUSTLIB: &str = "/usr/lib/rustlib";
const PACKAGES: [&str; 2] = ["rustc-web", "rust-web-src"];
const FOLDER: &str = "debian-rust-";
/// The crate that exists only to have `std` compiled.
const SCRATCH: &str = "scratch";

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
    say::step(
        "Installing Debian's Rust compiler, which can be given the wasm target here. About 30 seconds.",
    );
    apt::install(&PACKAGES).map_err(|failure| {
        Failure::new(format!(
            "The page needs a compiler for {0}. Where rustup reaches its server, `rustup target add {0}` is all. {failure}",
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
        fill(sysroot)
    })?;
    compiler_in(&folder).ok_or_else(|| {
        Failure::new(format!(
            "No linker for wasm was found. Run `apt-get install lld` as root; if that does not help, remove {}.",
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
    let std = std_in(&wasm_libraries(folder))?;
    let built = fs::metadata(&std).ok()?.modified().ok()?;
    Some(Compiler::Beside {
        rustc: folder.join("bin/rustc"),
        linker: linker()?,
        std_id: format!("{} {built:?}", std.display()),
    })
}

fn wasm_libraries(sysroot: &Path) -> PathBuf {
    sysroot
        .join("lib/rustlib")
        .join(wasm_target::NAME)
        .join("lib")
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

/// Lays out a sysroot: the host's libraries by link, the wasm ones compiled, and
/// a `rustc` that uses them.
fn fill(sysroot: &Path) -> Outcome {
    let host = host()?;
    let libraries = wasm_libraries(sysroot);
    let doing = || format!("Laying out {}", sysroot.display());
    fs::create_dir_all(&libraries).while_doing(doing)?;
    link(
        &Path::new(RUSTLIB).join(&host),
        &sysroot.join("lib/rustlib").join(&host),
    )?;

    let scratch = sysroot.join(SCRATCH);
    let compiled = compile_std(&scratch)?;
    for entry in fs::read_dir(&compiled).while_doing(doing)? {
        let file = entry.while_doing(doing)?.path();
        let name = file
            .file_name()
            .unwrap_or_default()
            .to_string_lossy()
            .into_owned();
        if file.extension().is_some_and(|kind| kind == "rlib")
            && !name.starts_with(&format!("lib{SCRATCH}-"))
        {
            fs::rename(&file, libraries.join(&name)).while_doing(doing)?;
        }
    }
    fs::remove_dir_all(&scratch).while_doing(doing)?;

    let bin = sysroot.join("bin");
    fs::create_dir(&bin).while_doing(doing)?;
    write_script(
        &bin.join("rustc"),
        &format!("#!/bin/sh\nexec {RUSTC} --sysroot \"${{0%/bin/rustc}}\" \"$@\"\n"),
    )
}

fn host() -> Outcome<String> {
    let about = Run::new(RUSTC).arg("-vV").output()?;
    about
        .lines()
        .find_map(|line| line.strip_prefix("host: "))
        .map(str::to_owned)
        .ok_or_else(|| Failure::new(format!("`{RUSTC} -vV` names no host.")))
}

/// Compiles `std` from Debian's sources; returns the folder with the result.
fn compile_std(scratch: &Path) -> Outcome<PathBuf> {
    let doing = || format!("Writing the scratch crate {}", scratch.display());
    fs::create_dir_all(scratch.join("src")).while_doing(doing)?;
    // An empty [workspace] keeps cargo from looking for one in the folders above.
    let manifest = format!(
        "[package]\nname = \"{SCRATCH}\"\nversion = \"0.0.0\"\nedition = \"2021\"\n[workspace]\n"
    );
    fs::write(scratch.join("Cargo.toml"), manifest).while_doing(doing)?;
    fs::write(scratch.join("src/lib.rs"), "").while_doing(doing)?;
    let target = scratch.join("target");
    Run::new(cargo())
        .args(["build", "--release", "--target", wasm_target::NAME])
        .arg("-Zbuild-std=std,panic_abort")
        .arg("--target-dir")
        .arg(&target)
        .in_folder(scratch)
        .env("RUSTC", RUSTC)
        // Only for this build: cargo takes the flag above from no stable compiler.
        .env("RUSTC_BOOTSTRAP", "1")
        // Without the bitcode the page could not be optimised across crates.
        .env("RUSTFLAGS", "-Cembed-bitcode=yes")
        .env_remove("CARGO_ENCODED_RUSTFLAGS")
        .stream()?;
    Ok(target.join(wasm_target::NAME).join("release/deps"))
}

#[cfg(unix)]
fn link(original: &Path, link: &Path) -> Outcome {
    std::os::unix::fs::symlink(original, link)
        .while_doing(|| format!("Linking {}", original.display()))
}

#[cfg(unix)]
fn write_script(file: &Path, text: &str) -> Outcome {
    use std::os::unix::fs::PermissionsExt;
    let doing = || format!("Writing {}", file.display());
    fs::write(file, text).while_doing(doing)?;
    fs::set_permissions(file, fs::Permissions::from_mode(0o755)).while_doing(doing)
}

#[cfg(not(unix))]
fn link(_original: &Path, _link: &Path) -> Outcome {
    Err(Failure::new("Debian's Rust is for Debian only."))
}

#[cfg(not(unix))]
fn write_script(_file: &Path, _text: &str) -> Outcome {
    Err(Failure::new("Debian's Rust is for Debian only."))
}
