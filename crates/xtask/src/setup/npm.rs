//! Tools from npm.

use super::tools::Tools;
use crate::failure::{Failure, Outcome};
use crate::process::Run;
use crate::say;
use crate::which::which;
use std::path::PathBuf;

/// Where npm puts packages below the folder that it is given.
const MODULES: &str = "node_modules";

/// A package to install from npm.
#[derive(Debug, Clone, Copy)]
pub struct NpmPackage<'a> {
    /// The package's name.
    pub name: &'a str,
    /// Exactly this version.
    pub version: &'a str,
    /// What it is needed for, for the line that announces it.
    pub why: &'a str,
}

impl NpmPackage<'_> {
    /// The package's `node_modules`, installed if it is not.
    ///
    /// # Errors
    /// Where there is no npm, or npm does not get the package.
    pub fn ensure(&self, tools: &Tools) -> Outcome<PathBuf> {
        let Self { name, version, why } = self;
        let folder = tools.ensure(&self.folder(), |folder| {
            if which("npm").is_none() {
                return Err(Failure::new(format!(
                    "There is no npm to install {name} {version} with ({why}). Install Node.js with npm, then run this command again."
                )));
            }
            say::step(format!("Installing {name} {version} with npm: {why}. Seconds."));
            Run::new("npm")
                .args(["install", "--no-audit", "--no-fund", "--no-save", "--prefix"])
                .arg(folder)
                .arg(format!("{name}@{version}"))
                // Away from the project, in which npm would look for settings.
                .in_folder(folder)
                .stream()
        })?;
        Ok(folder.join(MODULES))
    }

    /// The package's `node_modules`, if it is installed.
    #[must_use]
    pub fn installed(&self, tools: &Tools) -> Option<PathBuf> {
        let folder = tools.installed(&self.folder())?;
        Some(folder.join(MODULES))
    }

    fn folder(&self) -> String {
        format!("{}-{}", self.name, self.version)
    }
}
