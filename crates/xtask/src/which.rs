//! Looking for programs where the shell would look.

use std::ffi::OsStr;
use std::path::{Path, PathBuf};
use std::{env, fs};

/// The first program of this name on PATH.
#[must_use]
pub fn which(name: &str) -> Option<PathBuf> {
    which_in(name, &env::var_os("PATH")?)
}

fn which_in(name: &str, path: &OsStr) -> Option<PathBuf> {
    env::split_paths(path)
        .map(|folder| folder.join(name).with_extension(env::consts::EXE_EXTENSION))
        .find(|file| is_program(file))
}

/// The program that a variable tells.
#[must_use]
pub fn told(variable: &str) -> Option<PathBuf> {
    env::var_os(variable).map(PathBuf::from)
}

/// The first of several names for the same program that is on PATH.
#[must_use]
pub fn which_of(names: &[&str]) -> Option<PathBuf> {
    names.iter().find_map(|name| which(name))
}

#[cfg(unix)]
fn is_program(file: &Path) -> bool {
    use std::os::unix::fs::PermissionsExt;
    fs::metadata(file).is_ok_and(|found| found.is_file() && found.permissions().mode() & 0o111 != 0)
}

#[cfg(not(unix))]
fn is_program(file: &Path) -> bool {
    fs::metadata(file).is_ok_and(|found| found.is_file())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_program_is_found_only_where_path_points() {
        assert_eq!(which_in("cargo", OsStr::new("/nowhere")), None);
        assert!(which("cargo").is_some());
    }
}
