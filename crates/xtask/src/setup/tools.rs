//! The folder that keeps what the set-up installs.
//!
//! It lies in the user's cache folder, outside the checkout, so that a clean
//! checkout, and a second one, find everything there.

use crate::failure::{Failure, Outcome, While};
use crate::say;
use std::fs::{self, File, TryLockError};
use std::path::{Path, PathBuf};
use std::{env, io};

/// What an unfinished folder's name begins with.
const PARTIAL: &str = ".partial-";

/// The tools folder, held by one set-up at a time.
#[derive(Debug)]
pub struct Tools {
    folder: PathBuf,
    /// Keeps a second set-up from doing the same work at the same time. The
    /// system lets go of it however this process ends.
    _turn: File,
}

impl Tools {
    /// Opens the folder, waiting for another set-up to end.
    ///
    /// # Errors
    /// Where there is no home folder or it cannot be written.
    pub fn open() -> Outcome<Self> {
        let folder = cache_folder()?;
        let doing = || format!("Opening the tools folder {}", folder.display());
        fs::create_dir_all(&folder).while_doing(doing)?;
        let turn = File::create(folder.join(".turn")).while_doing(doing)?;
        match turn.try_lock() {
            Err(TryLockError::WouldBlock) => {
                say::step("Another set-up is at work here; waiting for it to end.");
                turn.lock().while_doing(doing)?;
            }
            Err(TryLockError::Error(reason)) => return Err(reason).while_doing(doing),
            Ok(()) => {}
        }
        let tools = Self {
            folder,
            _turn: turn,
        };
        tools.remove_all_named(PARTIAL, None)?;
        Ok(tools)
    }

    /// The folder of an installed tool. A folder that is there is complete.
    #[must_use]
    pub fn installed(&self, name: &str) -> Option<PathBuf> {
        let folder = self.folder.join(name);
        folder.is_dir().then_some(folder)
    }

    /// The folder of a tool, filled by `fill` if it is not there. It gets its name
    /// only when `fill` has succeeded, so that an interrupted set-up is never taken
    /// for a finished one.
    ///
    /// # Errors
    /// The failure of `fill`, or that of making the folder.
    pub fn ensure(&self, name: &str, fill: impl FnOnce(&Path) -> Outcome) -> Outcome<PathBuf> {
        if let Some(folder) = self.installed(name) {
            return Ok(folder);
        }
        let partial = self.folder.join(format!("{PARTIAL}{name}"));
        let finished = self.folder.join(name);
        let doing = || format!("Installing into {}", finished.display());
        fs::create_dir(&partial).while_doing(doing)?;
        fill(&partial)?;
        fs::rename(&partial, &finished).while_doing(doing)?;
        Ok(finished)
    }

    /// Removes the folders whose names begin so, except one.
    ///
    /// # Errors
    /// Where one cannot be removed.
    pub fn remove_all_named(&self, beginning: &str, except: Option<&str>) -> Outcome {
        let doing = || format!("Tidying {}", self.folder.display());
        for entry in fs::read_dir(&self.folder).while_doing(doing)? {
            let entry = entry.while_doing(doing)?;
            let name = entry.file_name();
            let name = name.to_string_lossy();
            if name.starts_with(beginning) && Some(&*name) != except {
                fs::remove_dir_all(entry.path()).while_doing(doing)?;
            }
        }
        Ok(())
    }

    /// Where tools are compiled. One folder for all of them: what two tools have
    /// in common is compiled once, and after an interrupt the work goes on.
    #[must_use]
    pub fn build_folder(&self) -> PathBuf {
        self.folder.join("build")
    }

    /// Removes what compiling the tools left behind.
    ///
    /// # Errors
    /// Where it cannot be removed.
    pub fn remove_build_folder(&self) -> Outcome {
        match fs::remove_dir_all(self.build_folder()) {
            Err(reason) if reason.kind() != io::ErrorKind::NotFound => {
                Err(reason).while_doing(|| "Removing what compiling the tools left".into())
            }
            _ => Ok(()),
        }
    }
}

fn cache_folder() -> Outcome<PathBuf> {
    let xdg = env::var_os("XDG_CACHE_HOME").map(PathBuf::from);
    // The XDG rules have a relative path ignored.
    xdg.filter(|path| path.is_absolute())
        .or_else(|| env::home_dir().map(|home| home.join(".cache")))
        .map(|cache| cache.join("ringside"))
        .ok_or_else(|| {
            Failure::new("There is no home folder to keep tools in. Set XDG_CACHE_HOME to one.")
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn scratch(name: &str) -> Tools {
        let folder = env::temp_dir().join(format!("ringside-{name}-{}", std::process::id()));
        fs::create_dir_all(&folder).expect("a folder");
        let turn = File::create(folder.join(".turn")).expect("a file");
        Tools {
            folder,
            _turn: turn,
        }
    }

    #[test]
    fn an_install_that_fails_leaves_no_finished_folder() {
        let tools = scratch("fails");
        let failed = tools.ensure("tool-1", |_| Err(Failure::new("no")));
        assert!(failed.is_err());
        assert_eq!(tools.installed("tool-1"), None);
        fs::remove_dir_all(&tools.folder).expect("removed");
    }

    #[test]
    fn other_versions_are_removed_and_this_one_stays() {
        let tools = scratch("others");
        for name in ["std-1", "std-2", "trunk-1"] {
            tools.ensure(name, |_| Ok(())).expect("installed");
        }
        tools
            .remove_all_named("std-", Some("std-2"))
            .expect("tidied");
        assert_eq!(tools.installed("std-1"), None);
        assert!(tools.installed("std-2").is_some());
        assert!(tools.installed("trunk-1").is_some());
        fs::remove_dir_all(&tools.folder).expect("removed");
    }
}
