//! The examples of this crate, as processes.

use std::collections::BTreeMap;
use std::env;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::sync::OnceLock;

use serde_json::Value;

/// What a process said, and how it ended.
#[derive(Debug, PartialEq, Eq)]
pub struct Said {
    /// Standard output.
    pub out: String,
    /// Standard error.
    pub err: String,
    /// The exit code.
    pub code: i32,
}

/// Where an example is. cargo is asked once, so it is never an old one; in a whole test run they
/// have been built already.
pub fn built(example: &str) -> &'static Path {
    static BUILT: OnceLock<BTreeMap<String, PathBuf>> = OnceLock::new();
    let built = BUILT.get_or_init(build_all);
    &built[example]
}

/// Builds the examples as this test was built, and returns where they are, by name.
fn build_all() -> BTreeMap<String, PathBuf> {
    let test = env::current_exe().expect("this test is a file");
    let mut folders = test.ancestors();
    let folder = folders.nth(2).expect("target/PROFILE/deps/TEST");
    let profile = match folder.file_name().and_then(|name| name.to_str()) {
        Some("debug") | None => "dev",
        Some(name) => name,
    };
    let output = Command::new(env!("CARGO"))
        .args(["build", "--package", "ringside-model", "--examples"])
        .args(["--message-format", "json", "--profile", profile])
        .arg("--target-dir")
        .arg(folders.next().expect("target"))
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .output()
        .expect("cargo runs");
    let errors = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "the examples build: {errors}");
    let messages = String::from_utf8(output.stdout).expect("cargo writes UTF-8");
    let example = |line: &str| {
        let message: Value = serde_json::from_str(line).ok()?;
        let name = message["target"]["name"].as_str()?;
        let executable = message["executable"].as_str()?;
        Some((name.to_owned(), PathBuf::from(executable)))
    };
    messages.lines().filter_map(example).collect()
}

/// Runs a command with this standard input.
pub fn said(command: &mut Command, input: &[u8]) -> Said {
    let mut child = command
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the example starts");
    // One that does not read its input may have ended before it is all written.
    let _ = child.stdin.take().expect("a pipe").write_all(input);
    let Output {
        status,
        stdout,
        stderr,
    } = child.wait_with_output().expect("the example ends");
    let text = |bytes| String::from_utf8(bytes).expect("the example writes UTF-8");
    Said {
        out: text(stdout),
        err: text(stderr),
        code: status.code().expect("an exit code"),
    }
}
