//! Where the project is, whatever folder the command was started in.

use crate::failure::{Failure, Outcome, While};
use crate::lockfile;
use std::path::{Path, PathBuf};
use std::{env, fs};

/// A checkout of the project.
#[derive(Debug, Clone)]
pub struct Project {
    root: PathBuf,
}

impl Project {
    /// The checkout that this command belongs to.
    ///
    /// `cargo run` tells where the crate is; a path fixed at compile time would
    /// be wrong after the checkout was moved.
    ///
    /// # Errors
    /// Where neither cargo nor the current folder leads to the project.
    pub fn find() -> Outcome<Self> {
        let told = env::var_os("CARGO_MANIFEST_DIR").map(PathBuf::from);
        let here = env::current_dir().ok();
        told.iter()
            .chain(&here)
            .flat_map(|start| start.ancestors())
            .find(|folder| folder.join("crates/xtask/Cargo.toml").is_file())
            .map(|root| Self { root: root.into() })
            .ok_or_else(|| {
                Failure::new("Run this as `cargo xtask`, somewhere inside the project's folder.")
            })
    }

    /// The folder with the workspace's Cargo.toml.
    #[must_use]
    pub fn root(&self) -> &Path {
        &self.root
    }

    /// Where Trunk puts the finished page.
    #[must_use]
    pub fn dist(&self) -> PathBuf {
        self.root.join("dist")
    }

    /// The version of a package that Cargo.lock has.
    ///
    /// # Errors
    /// Where Cargo.lock cannot be read or lacks the package.
    pub fn locked_version(&self, package: &str) -> Outcome<String> {
        let file = self.root.join("Cargo.lock");
        let text =
            fs::read_to_string(&file).while_doing(|| format!("Reading {}", file.display()))?;
        lockfile::version_of(&text, package)
            .map(str::to_owned)
            .ok_or_else(|| Failure::new(format!("{} has no {package}.", file.display())))
    }
}

/// The cargo that runs this command, so that its children use the same one.
#[must_use]
pub fn cargo() -> PathBuf {
    env::var_os("CARGO").map_or_else(|| PathBuf::from("cargo"), PathBuf::from)
}
