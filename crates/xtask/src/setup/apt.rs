//! Packages of a Debian system.

use crate::failure::{Failure, Outcome};
use crate::process::Run;
use crate::say;
use crate::which::which;
use std::sync::Once;

/// One line a package instead of one a file.
const QUIET: &str = "--quiet=2";
/// No progress bars, which are noise in a log.
const NO_BARS: &str = "--option=Dpkg::Use-Pty=0";

/// Installs packages, or brings them to the newest version.
///
/// # Errors
/// Where this is no Debian, or we may not install there; the message has the
/// command for someone who may.
pub fn install(packages: &[&str]) -> Outcome {
    let by_hand = format!(
        "apt-get install --no-install-recommends {}",
        packages.join(" ")
    );
    if which("apt-get").is_none() {
        return Err(Failure::new(format!(
            "This system has no apt-get to install {} with. Install the like by hand; on Debian it is `{by_hand}` as root.",
            packages.join(" and ")
        )));
    }
    let Some(prefix) = right_to_install() else {
        return Err(Failure::new(format!(
            "Installing {} needs root. Run `sudo apt-get update && sudo {by_hand}`, then this command again.",
            packages.join(" and ")
        )));
    };
    refresh_lists(prefix);
    apt(prefix)
        .args([
            "install",
            "--yes",
            QUIET,
            NO_BARS,
            "--no-install-recommends",
        ])
        .args(packages)
        .stream()
}

/// The version of a package that is installed.
#[must_use]
pub fn installed_version(package: &str) -> Option<String> {
    let shown = Run::new("dpkg-query")
        .args([
            "--show",
            "--showformat=${db:Status-Status} ${Version}",
            package,
        ])
        .output()
        .ok()?;
    shown.trim().strip_prefix("installed ").map(str::to_owned)
}

/// What to put before `apt-get`: nothing for root, sudo for one who may use it
/// without being asked for a password.
fn right_to_install() -> Option<&'static [&'static str]> {
    let is_root = Run::new("id")
        .arg("-u")
        .output()
        .is_ok_and(|id| id.trim() == "0");
    if is_root {
        return Some(&[]);
    }
    let may_sudo = which("sudo").is_some()
        && Run::new("sudo")
            .args(["--non-interactive", "true"])
            .output()
            .is_ok();
    may_sudo.then_some(&["sudo", "--non-interactive"])
}

/// Fetches the lists of packages once. Old lists name versions that are gone.
fn refresh_lists(prefix: &[&str]) {
    static REFRESHED: Once = Once::new();
    REFRESHED.call_once(|| {
        // One list of many may fail while the one that matters is fresh; if not,
        // the install says so.
        if let Err(failure) = apt(prefix).args(["update", QUIET]).stream() {
            say::note(failure);
        }
    });
}

fn apt(prefix: &[&str]) -> Run {
    let mut words =
        prefix
            .iter()
            .copied()
            .chain(["env", "DEBIAN_FRONTEND=noninteractive", "apt-get"]);
    // The chain is never empty, so `env` is only ever a formality here.
    Run::new(words.next().unwrap_or("env")).args(words)
}
