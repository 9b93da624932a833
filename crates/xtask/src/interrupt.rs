//! Ctrl-C ends everything that a command started.
//!
//! Each child leads a process group of its own. When this process is told to
//! stop, it ends all groups, so that no compiler, installer or browser goes on
//! behind the prompt, also when only this process got the signal.

use crate::failure::{Outcome, While};
use std::process::{self, Child, Command};
use std::sync::{Mutex, MutexGuard, PoisonError};

/// The exit code that shells give to what Ctrl-C ended.
const INTERRUPTED: i32 = 130;

static RUNNING: Mutex<Vec<u32>> = Mutex::new(Vec::new());

fn running() -> MutexGuard<'static, Vec<u32>> {
    // A list of numbers is whole even if a holder of the lock panicked.
    RUNNING.lock().unwrap_or_else(PoisonError::into_inner)
}

/// From now on an interrupt ends the children first, then this process.
///
/// # Errors
/// Where the system does not let us listen for it.
pub fn end_children_on_interrupt() -> Outcome {
    ctrlc::set_handler(|| {
        // Never given back: nothing may start while this process ends.
        let groups = running();
        groups::end(&groups);
        process::exit(INTERRUPTED);
    })
    .while_doing(|| "Listening for Ctrl-C".into())
}

/// Starts a child that an interrupt will end.
pub(crate) fn spawn(command: &mut Command) -> std::io::Result<Child> {
    groups::lead_one(command);
    let mut groups = running();
    let child = command.spawn()?;
    groups.push(child.id());
    Ok(child)
}

/// Forgets a child that has ended by itself.
pub(crate) fn forget(child: u32) {
    running().retain(|id| *id != child);
}

#[cfg(unix)]
mod groups {
    use nix::errno::Errno;
    use nix::sys::signal::{Signal, killpg};
    use nix::unistd::Pid;
    use std::os::unix::process::CommandExt;
    use std::process::Command;
    use std::thread::sleep;
    use std::time::Duration;

    pub fn lead_one(command: &mut Command) {
        command.process_group(0);
    }

    /// Asks all groups to end, and ends by force those that have not after two
    /// seconds.
    pub fn end(leaders: &[u32]) {
        let groups: Vec<Pid> = leaders
            .iter()
            .filter_map(|id| i32::try_from(*id).ok())
            .map(Pid::from_raw)
            .collect();
        for group in &groups {
            // What runs as root through sudo can only be ended the same way. Any
            // other error is a group that has ended already.
            if let Err(Errno::EPERM) = killpg(*group, Signal::SIGTERM) {
                end_as_root(*group);
            }
        }
        for _ in 0..40 {
            if groups.iter().all(|group| killpg(*group, None).is_err()) {
                return;
            }
            sleep(Duration::from_millis(50));
        }
        for group in &groups {
            let _ = killpg(*group, Signal::SIGKILL);
        }
    }

    fn end_as_root(group: Pid) {
        let group = format!("-{group}");
        let kill = ["--non-interactive", "kill", "-TERM", "--", &group];
        // Nothing more can be done where sudo has been taken away meanwhile.
        let _ = Command::new("sudo").args(kill).status();
    }
}

#[cfg(not(unix))]
mod groups {
    use std::process::Command;

    /// Elsewhere the console sends Ctrl-C to the children as well.
    pub fn lead_one(_command: &mut Command) {}

    pub fn end(_leaders: &[u32]) {}
}
