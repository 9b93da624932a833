//! A sysroot: the folder in which a compiler looks for compiled libraries.

use super::super::wasm_target;
use crate::failure::{Failure, Outcome, While};
use crate::process::Run;
use crate::project::cargo;
use std::fs;
use std::path::{Path, PathBuf};

/// Where, in the sysroot, the compiler is that uses it.
pub const RUSTC: &str = "bin/rustc";

const DEBIAN_RUSTC: &str = "/usr/bin/rustc";
const DEBIAN_RUSTLIB: &str = "/usr/lib/rustlib";
/// The crate that exists only to have `std` compiled.
const SCRATCH: &str = "scratch";

/// Where, in a sysroot, the libraries of the wasm target are.
pub fn wasm_libraries(sysroot: &Path) -> PathBuf {
    sysroot
        .join("lib/rustlib")
        .join(wasm_target::NAME)
        .join("lib")
}

/// Lays out a sysroot: the host's libraries by link, the wasm ones compiled, and
/// a `rustc` that uses them.
///
/// # Errors
/// Where a file cannot be written or `std` not compiled.
pub fn fill(sysroot: &Path) -> Outcome {
    let host = host()?;
    let libraries = wasm_libraries(sysroot);
    let doing = || format!("Laying out {}", sysroot.display());
    fs::create_dir_all(&libraries).while_doing(doing)?;
    link(
        &Path::new(DEBIAN_RUSTLIB).join(&host),
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
        &sysroot.join(RUSTC),
        &format!("#!/bin/sh\nexec {DEBIAN_RUSTC} --sysroot \"${{0%/{RUSTC}}}\" \"$@\"\n"),
    )
}

fn host() -> Outcome<String> {
    let about = Run::new(DEBIAN_RUSTC).arg("-vV").output()?;
    about
        .lines()
        .find_map(|line| line.strip_prefix("host: "))
        .map(str::to_owned)
        .ok_or_else(|| Failure::new(format!("`{DEBIAN_RUSTC} -vV` names no host.")))
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
        .env("RUSTC", DEBIAN_RUSTC)
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
