//! `cargo xtask verify -- SCENARIO.json`: one scenario, played against real memcached.
//!
//! Without a file the command is a part of the tests: [`crate::test::Part::Verify`].

use crate::failure::Outcome;
use crate::process::Run;
use crate::project::{Project, cargo};
use crate::setup::memcached;
use std::process::ExitCode;

/// Sets up what is missing, and hands these words to the crate `verify`. Its exit code is ours:
/// 0 where no session differs, 2 where the file or the words are wrong.
///
/// # Errors
/// The step that failed.
pub fn run(project: &Project, words: &[String]) -> Outcome<ExitCode> {
    let memcached = memcached::ensure()?;
    let status = Run::new(cargo())
        .args(["run", "--quiet", "--package", "verify", "--manifest-path"])
        .arg(project.root().join("Cargo.toml"))
        .arg("--")
        .args(words)
        .env(memcached::VARIABLE, memcached)
        .each_line(|line| println!("{line}"))?;
    let code = status.code().and_then(|code| u8::try_from(code).ok());
    Ok(code.map_or(ExitCode::FAILURE, ExitCode::from))
}
