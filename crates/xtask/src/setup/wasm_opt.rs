//! wasm-opt: makes the wasm a third smaller.

use super::npm::NpmPackage;
use super::tools::Tools;
use crate::failure::Outcome;
use crate::process::Run;
use crate::say;
use crate::which::which;
use std::path::{Path, PathBuf};

const OURS: NpmPackage<'_> = NpmPackage {
    name: "binaryen",
    version: "132.0.0",
    why: "its wasm-opt makes the page a third smaller",
};

/// The oldest that knows the features that today's compilers write into wasm.
const OLDEST: u32 = 123;

/// The user's wasm-opt where it is new enough, else npm's; `None` where there is
/// no npm, and Trunk is left to try a download of its own.
///
/// # Errors
/// Where there is an npm but it cannot install the package.
pub fn ensure(tools: &Tools) -> Outcome<Option<PathBuf>> {
    if let Some(found) = which("wasm-opt").filter(|found| is_new_enough(found)) {
        return Ok(Some(found));
    }
    if which("npm").is_none() {
        say::note("There is no npm to install wasm-opt with; Trunk will try to download it.");
        return Ok(None);
    }
    let modules = OURS.ensure(tools)?;
    Ok(Some(modules.join(".bin").join("wasm-opt")))
}

fn is_new_enough(program: &Path) -> bool {
    let says = Run::new(program).arg("--version").output();
    says.is_ok_and(|says| version_in(&says) >= Some(OLDEST))
}

/// Binaryen numbers its versions 1, 2, 3: `wasm-opt version 132 (version_132)`.
fn version_in(says: &str) -> Option<u32> {
    says.split_whitespace().find_map(|word| word.parse().ok())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_version_is_the_first_number() {
        assert_eq!(
            version_in("wasm-opt version 132 (version_132)\n"),
            Some(132)
        );
        assert_eq!(version_in("wasm-opt version 108\n"), Some(108));
        assert_eq!(version_in("no version"), None);
    }
}
