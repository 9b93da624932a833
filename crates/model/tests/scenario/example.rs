//! The examples of this crate, as processes.

use std::io::Write;
use std::path::PathBuf;
use std::process::{Command, Output, Stdio};

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

/// Builds an example with these features, and returns where it is. cargo is asked each time, so
/// it is never an old one.
pub fn built(example: &str, features: &str) -> PathBuf {
    let arguments = [
        "build",
        "--package",
        "ringside-model",
        "--message-format",
        "json",
    ];
    let output = Command::new(env!("CARGO"))
        .args(arguments)
        .args(["--example", example, "--features", features])
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .output()
        .expect("cargo runs");
    let errors = String::from_utf8_lossy(&output.stderr);
    assert!(
        output.status.success(),
        "{example} does not build: {errors}"
    );
    let messages = String::from_utf8(output.stdout).expect("cargo writes UTF-8");
    let executable = |line: &str| {
        let message: Value = serde_json::from_str(line).ok()?;
        let is_it = message["target"]["name"] == example;
        is_it.then(|| message["executable"].as_str().map(PathBuf::from))?
    };
    messages
        .lines()
        .find_map(executable)
        .expect("cargo names the executable")
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
