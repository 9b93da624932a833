//! What Cargo.lock says about the versions in use.

/// The version of a package in the text of a Cargo.lock. Where several versions
/// are locked, the first.
///
/// Cargo writes the name and the version on lines of their own, in that order,
/// so this needs no TOML parser, which would be compiled before everything else
/// in a fresh clone.
#[must_use]
pub fn version_of<'a>(lockfile: &'a str, package: &str) -> Option<&'a str> {
    let name = format!("name = \"{package}\"");
    let mut lines = lockfile.lines().skip_while(|line| *line != name);
    lines.next()?;
    lines
        .next()?
        .strip_prefix("version = \"")?
        .strip_suffix('"')
}

#[cfg(test)]
mod tests {
    use super::*;

    const LOCK: &str = "version = 4\n\n\
        [[package]]\nname = \"wasm-bindgen-macro\"\nversion = \"0.2.1\"\n\n\
        [[package]]\nname = \"wasm-bindgen\"\nversion = \"0.2.129\"\nsource = \"x\"\n";

    #[test]
    fn the_whole_name_must_match() {
        assert_eq!(version_of(LOCK, "wasm-bindgen"), Some("0.2.129"));
        assert_eq!(version_of(LOCK, "wasm-bindgen-macro"), Some("0.2.1"));
        assert_eq!(version_of(LOCK, "wasm"), None);
    }

    #[test]
    fn the_project_locks_a_wasm_bindgen() {
        let lock = include_str!("../../../Cargo.lock");
        assert!(version_of(lock, "wasm-bindgen").is_some());
    }
}
