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

/// Installs packages, or brings them to the newest version. `announce` says what
/// for, and about how long it takes.
///
/// # Errors
/// Where this is no Debian, or we may not install there; the message has the
/// command for someone who may.
pub fn install(packages: &[&str], announce: &str) -> Outcome {
    let by_hand = format!(
        "apt-get install --no-install-recommends {}",
        packages.join(" ")
    );
    if which("apt-get").is_none() {
        return Err(Failure::new(format!(
            "This system has no apt-get, so it has to be installed by hand. On Debian that is `{by_hand}` as root; other systems have packages of their own.",
        )));
    }
    let Some(right) = Right::of_this_user() else {
        return Err(Failure::new(format!(
            "Installing {} needs root. Run `sudo apt-get update && sudo {by_hand}`, then this command again.",
            packages.join(" and ")
        )));
    };
    say::step(announce);
    refresh_lists(right);
    right
        .apt_get()
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

/// How this user may install packages.
#[derive(Debug, Clone, Copy)]
enum Right {
    /// As root.
    Root,
    /// Through sudo, without being asked for a password.
    Sudo,
}

impl Right {
    fn of_this_user() -> Option<Self> {
        let succeeds = |run: Run| run.output().is_ok();
        let id = Run::new("id").arg("-u").output();
        if id.is_ok_and(|id| id.trim() == "0") {
            Some(Self::Root)
        } else if succeeds(Run::new("sudo").args(["--non-interactive", "true"])) {
            Some(Self::Sudo)
        } else {
            None
        }
    }

    fn apt_get(self) -> Run {
        // The variable keeps packages from asking questions; sudo would not pass
        // it on by itself.
        let words = ["env", "DEBIAN_FRONTEND=noninteractive", "apt-get"];
        match self {
            Self::Root => Run::new(words[0]).args(&words[1..]),
            Self::Sudo => Run::new("sudo").arg("--non-interactive").args(words),
        }
    }
}

/// Fetches the lists of packages once. Old lists name versions that are gone.
fn refresh_lists(right: Right) {
    static REFRESHED: Once = Once::new();
    REFRESHED.call_once(|| {
        // One list of many may fail while the one that matters is fresh; if not,
        // the install says so.
        if let Err(failure) = right.apt_get().args(["update", QUIET]).stream() {
            say::note(failure);
        }
    });
}
