//! Tools that are Rust programs.

use super::tools::Tools;
use crate::failure::{Failure, Outcome};
use crate::process::Run;
use crate::project::cargo;
use crate::say;
use crate::which::which;
use std::path::{Path, PathBuf};

/// A Rust program to install.
#[derive(Debug, Clone, Copy)]
pub struct RustTool<'a> {
    /// The package's name.
    pub package: &'a str,
    /// The program's name.
    pub program: &'a str,
    /// Exactly this version.
    pub version: &'a str,
    /// What it is needed for, for the line that announces it.
    pub why: &'a str,
    /// About how long it takes to compile.
    pub takes: &'a str,
    /// What compiling it can do without.
    pub flags: &'a [&'a str],
}

/// Compiled in a third of the time, and fast enough in use.
const QUICK_TO_COMPILE: [(&str, &str); 4] = [
    ("CARGO_PROFILE_RELEASE_LTO", "off"),
    ("CARGO_PROFILE_RELEASE_OPT_LEVEL", "0"),
    ("CARGO_PROFILE_RELEASE_CODEGEN_UNITS", "16"),
    ("CARGO_PROFILE_RELEASE_DEBUG", "false"),
];

impl RustTool<'_> {
    /// The program, installed if it is not.
    ///
    /// # Errors
    /// Where it can neither be fetched nor compiled.
    pub fn ensure(&self, tools: &Tools) -> Outcome<PathBuf> {
        let folder = tools.ensure(&self.folder(), |root| self.install(tools, root))?;
        Ok(self.program_in(&folder))
    }

    /// The program, if it is installed.
    #[must_use]
    pub fn installed(&self, tools: &Tools) -> Option<PathBuf> {
        let folder = tools.installed(&self.folder())?;
        Some(self.program_in(&folder))
    }

    fn folder(&self) -> String {
        format!("{}-{}", self.package, self.version)
    }

    fn program_in(&self, folder: &Path) -> PathBuf {
        folder
            .join("bin")
            .join(self.program)
            .with_extension(std::env::consts::EXE_EXTENSION)
    }

    fn install(&self, tools: &Tools, root: &Path) -> Outcome {
        let Self {
            package,
            version,
            why,
            takes,
            ..
        } = self;
        if which("cargo-binstall").is_some() {
            say::step(format!(
                "Fetching {package} {version} with cargo binstall: {why}. Seconds."
            ));
            match self.fetch(root) {
                Ok(()) => return Ok(()),
                Err(failure) => say::note(format!("{failure} It is compiled instead.")),
            }
        }
        say::step(format!(
            "Compiling {package} {version}: {why}. {takes}, once."
        ));
        self.compile(tools, root).map_err(|failure| {
            Failure::new(format!(
                "{failure} Install {package} {version} so that `{}` is on PATH, then run this command again.",
                self.program
            ))
        })
    }

    fn fetch(&self, root: &Path) -> Outcome {
        Run::new(cargo())
            .args([
                "binstall",
                "--no-confirm",
                "--disable-strategies",
                "compile",
                "--root",
            ])
            .arg(root)
            .arg(format!("{}@{}", self.package, self.version))
            .stream()
    }

    fn compile(&self, tools: &Tools, root: &Path) -> Outcome {
        Run::new(cargo())
            .args(["install", "--locked", "--no-track", "--force", "--root"])
            .arg(root)
            .arg("--target-dir")
            .arg(tools.build_folder())
            .args(self.flags)
            .arg(format!("{}@{}", self.package, self.version))
            .envs(QUICK_TO_COMPILE)
            // Away from the project, whose cargo settings are not meant for it.
            .in_folder(root)
            .stream()
    }
}
