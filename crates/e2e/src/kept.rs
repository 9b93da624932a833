//! Programs that end with this process, however it ends.
//!
//! What is in a static is never dropped, and nothing is where this process is killed. So beside
//! each program a shell reads from this process. When there is nothing more to read, this process
//! has ended or wants the program to; then the shell ends it, and removes its files.

use std::io::Write;
use std::os::unix::process::CommandExt;
use std::path::Path;
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};
use xtask::failure::{Outcome, While};

/// What the shell does: asks the program's whole group to end, makes it end where it does not
/// within a second, and removes its folders.
const KEEP: &str = r#"
read -r group || exit
read -r _
kill -TERM "-$group"
for _ in 1 2 3 4 5 6 7 8 9 10; do kill -0 "-$group" || break; sleep 0.1; done
kill -KILL "-$group"
for _ in 1 2 3 4 5 6 7 8 9 10; do rm -rf -- "$@" && break; sleep 0.1; done
"#;

/// A running program. Dropping it ends it and all that it started, and removes its folders.
#[derive(Debug)]
pub struct Kept {
    child: Child,
    keeper: Child,
    said: Option<ChildStdin>,
}

impl Kept {
    /// Starts a program that has these folders to itself.
    ///
    /// # Errors
    /// Where it or the shell does not start.
    pub fn start(command: &mut Command, folders: &[&Path]) -> Outcome<Self> {
        let shown = command.get_program().to_string_lossy().into_owned();
        // Both are out of reach of Ctrl-C: they end after this process, in this order.
        let mut keeper = Command::new("sh")
            .args(["-c", KEEP, "keeper"])
            .args(folders)
            .stdin(Stdio::piped())
            .stderr(Stdio::null())
            .process_group(0)
            .spawn()
            .while_doing(|| format!("Starting what will end {shown}"))?;
        let mut said = keeper.stdin.take();
        let child = command
            .stdin(Stdio::null())
            .process_group(0)
            .spawn()
            .while_doing(|| format!("Starting {shown}"))?;
        let told = said
            .as_mut()
            .map(|keeper| writeln!(keeper, "{}", child.id()));
        let kept = Self {
            child,
            keeper,
            said,
        };
        told.transpose()
            .while_doing(|| format!("Telling what will end {shown}"))?;
        Ok(kept)
    }

    /// What the program prints, if its output was piped.
    pub fn stdout(&mut self) -> Option<ChildStdout> {
        self.child.stdout.take()
    }
}

impl Drop for Kept {
    fn drop(&mut self) {
        drop(self.said.take());
        // Only what has ended already refuses.
        let _ = self.child.wait();
        let _ = self.keeper.wait();
    }
}
