//! Running the example.

use std::fs;
use std::io::Write;
use std::path::Path;
use std::process::{Command, Output, Stdio};
use std::sync::atomic::{AtomicU32, Ordering};

use crate::example::built;

pub const THREE: &str = "10.0.0.1:11211\n10.0.0.2:11211\n10.0.0.3:11211\n";

/// What the example prints for these lists.
pub fn printed(client: &str, servers: &str, keys: &str) -> String {
    let (servers, keys) = (file(servers.as_bytes()), file(keys.as_bytes()));
    let output = run(
        &["--client", client, "--servers", &servers, "--keys", &keys],
        b"",
    );
    assert_eq!(String::from_utf8_lossy(&output.stderr), "");
    assert_eq!(output.status.code(), Some(0));
    String::from_utf8(output.stdout).expect("UTF-8")
}

/// What the example says on standard error where it refuses: code 2 and not a word of output.
pub fn refusal(arguments: &[&str], input: &[u8]) -> String {
    let output = run(arguments, input);
    assert_eq!(output.status.code(), Some(2), "{arguments:?}");
    assert_eq!(String::from_utf8_lossy(&output.stdout), "", "{arguments:?}");
    String::from_utf8(output.stderr).expect("UTF-8")
}

pub fn run(arguments: &[&str], input: &[u8]) -> Output {
    let mut child = Command::new(example())
        .args(arguments)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the example starts");
    // An example that refuses its arguments does not read its input.
    let _ = child.stdin.take().expect("a pipe").write_all(input);
    child.wait_with_output().expect("the example ends")
}

/// A new file with these contents, by its path.
pub fn file(contents: &[u8]) -> String {
    static COUNT: AtomicU32 = AtomicU32::new(0);
    let name = format!(
        "place-{}-{}",
        std::process::id(),
        COUNT.fetch_add(1, Ordering::Relaxed)
    );
    let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    fs::write(&path, contents).expect("a writable temporary folder");
    path.to_str().expect("a path in UTF-8").to_owned()
}

/// The example's path.
pub fn example() -> &'static Path {
    built("place")
}
