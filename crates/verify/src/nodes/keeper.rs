//! The keeper: a process of its own that ends all nodes if their player cannot.
//!
//! Usually a node is killed when its [`Process`](super::process::Process) is dropped. That does
//! not happen where the player itself is killed. The keeper reads from the player. When there is
//! nothing more to read, the player has ended, however it did; then the keeper kills what is left.

use std::collections::BTreeSet;
use std::io::{self, BufRead, Write};
use std::os::unix::process::CommandExt;
use std::path::Path;
use std::process::{Child, ChildStdin, Command, Stdio};

use nix::sys::signal::{Signal, kill};
use nix::unistd::Pid;

use crate::trouble::{Outcome, While};

/// The argument that makes this crate's program a keeper.
pub const ARGUMENT: &str = "--keeper";

/// A keeper, seen from the player.
#[derive(Debug)]
pub struct Keeper {
    child: Child,
    stdin: Option<ChildStdin>,
}

impl Keeper {
    /// Starts one.
    pub fn start(program: &Path) -> Outcome<Self> {
        let mut child = Command::new(program)
            .arg(ARGUMENT)
            .stdin(Stdio::piped())
            // Ctrl-C ends the player's group. The keeper must outlive it.
            .process_group(0)
            .spawn()
            .while_doing(|| format!("Starting the keeper `{}`", program.display()))?;
        let stdin = child.stdin.take();
        Ok(Self { child, stdin })
    }

    /// From now on this process is to be ended with the player.
    pub fn watch(&self, id: u32) {
        self.say('+', id);
    }

    /// This process has been killed.
    pub fn forget(&self, id: u32) {
        self.say('-', id);
    }

    fn say(&self, sign: char, id: u32) {
        if let Some(mut stdin) = self.stdin.as_ref() {
            // Without a keeper the processes are still killed when they are dropped.
            let _ = writeln!(stdin, "{sign}{id}");
        }
    }
}

impl Drop for Keeper {
    fn drop(&mut self) {
        // The end of its input ends it.
        drop(self.stdin.take());
        let _ = self.child.wait();
    }
}

/// What a keeper does: reads until the player has ended, then kills what the player left.
///
/// # Errors
/// Where its input cannot be read.
pub fn keep(input: impl BufRead) -> io::Result<()> {
    let mut left: BTreeSet<i32> = BTreeSet::new();
    for line in input.lines() {
        let line = line?;
        match line.split_at_checked(1) {
            Some(("+", id)) => left.extend(id.parse::<i32>().ok().filter(|id| *id > 1)),
            Some(("-", id)) => left.retain(|known| id.parse() != Ok(*known)),
            _ => {}
        }
    }
    for id in left {
        // One that has ended by itself is what we want.
        let _ = kill(Pid::from_raw(id), Signal::SIGKILL);
    }
    Ok(())
}
