//! Folders that last as long as a visit. After an interrupt they stay in `target`.

use crate::tools;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::Duration;
use std::{fs, process, thread};
use xtask::failure::{Outcome, While};

/// A new folder; it is removed with all that is in it when dropped.
#[derive(Debug)]
pub struct Scratch {
    folder: PathBuf,
}

impl Scratch {
    /// Makes a folder.
    ///
    /// # Errors
    /// Where the project's `target` cannot be written.
    pub fn new() -> Outcome<Self> {
        static MADE: AtomicU32 = AtomicU32::new(0);
        let number = MADE.fetch_add(1, Ordering::Relaxed);
        let name = format!("visits/{}-{number}", process::id());
        let folder = tools::evidence()?.join(name);
        fs::create_dir_all(&folder).while_doing(|| format!("Making {}", folder.display()))?;
        Ok(Self { folder })
    }

    /// Where it is.
    pub fn path(&self) -> &Path {
        &self.folder
    }
}

impl Drop for Scratch {
    fn drop(&mut self) {
        // A browser that was cut off writes on for a moment.
        for _ in 0..100 {
            if fs::remove_dir_all(&self.folder).is_ok() || !self.folder.exists() {
                return;
            }
            thread::sleep(Duration::from_millis(50));
        }
    }
}
