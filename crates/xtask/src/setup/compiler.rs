//! The compiler that builds the page.

use crate::failure::{Outcome, While};
use crate::process::Run;
use std::fs;
use std::path::{Path, PathBuf};

/// Which compiler builds the page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Compiler {
    /// The one that builds everything else too: it has the wasm target.
    Ordinary,
    /// One beside it, for the page alone.
    Beside {
        /// Runs the compiler with a sysroot that has the wasm target.
        rustc: PathBuf,
        /// Links wasm.
        linker: PathBuf,
        /// Names the compiled standard library; another build of it has another name.
        std_id: String,
    },
}

impl Compiler {
    /// The variables that make cargo use this compiler: none for the ordinary one.
    ///
    /// A compiler beside it gets a target folder of its own. In a shared one the
    /// two would throw away each other's work.
    #[must_use]
    pub fn variables(&self, root: &Path) -> Vec<(&'static str, PathBuf)> {
        match self {
            Self::Ordinary => Vec::new(),
            Self::Beside { rustc, linker, .. } => vec![
                ("RUSTC", rustc.clone()),
                ("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_LINKER", linker.clone()),
                ("CARGO_TARGET_DIR", target_folder(root)),
            ],
        }
    }

    /// Removes the page's target folder where it was built with another build of
    /// the standard library. Cargo sees only the compiler's version, takes the old
    /// work for good, and the compiler then finds no `std` in it.
    ///
    /// # Errors
    /// Where the folder cannot be read or written.
    pub fn forget_other_std(&self, root: &Path) -> Outcome {
        let Self::Beside { std_id, .. } = self else {
            return Ok(());
        };
        let folder = target_folder(root);
        let stamp = folder.join(".std");
        if fs::read_to_string(&stamp).is_ok_and(|found| found == *std_id) {
            return Ok(());
        }
        let doing = || format!("Clearing {}", folder.display());
        if folder.is_dir() {
            fs::remove_dir_all(&folder).while_doing(doing)?;
        }
        fs::create_dir_all(&folder).while_doing(doing)?;
        fs::write(&stamp, std_id).while_doing(doing)
    }
}

/// Where wasm is compiled that must not share a folder with anything else.
#[must_use]
pub fn target_folder(root: &Path) -> PathBuf {
    root.join("target").join("page")
}

/// Where the compiled standard library of the wasm target is, if this compiler
/// has one.
#[must_use]
pub fn wasm_std(rustc: &Path, root: &Path) -> Option<PathBuf> {
    let folder = Run::new(rustc)
        .args([
            "--print",
            "target-libdir",
            "--target",
            super::wasm_target::NAME,
        ])
        .in_folder(root)
        .output()
        .ok()?;
    std_in(Path::new(folder.trim()))
}

/// The `libstd-*.rlib` in a folder.
#[must_use]
pub fn std_in(folder: &Path) -> Option<PathBuf> {
    fs::read_dir(folder)
        .ok()?
        .filter_map(|entry| Some(entry.ok()?.path()))
        .find(|file| {
            let name = file.file_name().unwrap_or_default().to_string_lossy();
            name.starts_with("libstd-") && file.extension().is_some_and(|kind| kind == "rlib")
        })
}
