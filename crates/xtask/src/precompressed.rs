//! Compressed files beside the originals, so that a host need not compress at each request.

use crate::encoding::Encoding;
use crate::failure::{Outcome, While};
use std::fs;
use std::path::Path;

/// The kinds of file that become smaller. Pictures and fonts are compressed as they are.
const KINDS: [&str; 9] = [
    "css",
    "html",
    "js",
    "json",
    "mjs",
    "svg",
    "txt",
    "wasm",
    "webmanifest",
];

/// Puts a `.br` and a `.gz` beside each file of this folder, and of those in it, that gets smaller
/// by it.
///
/// # Errors
/// Where a file cannot be read or written.
pub fn write(folder: &Path) -> Outcome {
    let doing = |what: &str, path: &Path| format!("{what} {}", path.display());
    for entry in fs::read_dir(folder).while_doing(|| doing("Reading", folder))? {
        let path = entry.while_doing(|| doing("Reading", folder))?.path();
        if path.is_dir() {
            write(&path)?;
            continue;
        }
        let kind = path.extension().and_then(|extension| extension.to_str());
        if !kind.is_some_and(|kind| KINDS.contains(&kind)) {
            continue;
        }
        let bytes = fs::read(&path).while_doing(|| doing("Reading", &path))?;
        for encoding in Encoding::ALL {
            let small = encoding.compress(&bytes)?;
            if small.len() < bytes.len() {
                let beside = encoding.beside(&path);
                fs::write(&beside, small).while_doing(|| doing("Writing", &beside))?;
            }
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::env;

    #[test]
    fn only_what_gets_smaller_has_files_beside_it() {
        let folder = env::temp_dir().join(format!("ringside-precompressed-{}", std::process::id()));
        fs::create_dir_all(folder.join("lessons")).expect("a folder");
        let long = "one ring, ".repeat(100);
        for (name, text) in [
            ("index.html", &*long),
            ("lessons/ring.json", &long),
            ("short.js", ";"),
            ("ringside.png", &long),
        ] {
            fs::write(folder.join(name), text).expect("a file");
        }
        write(&folder).expect("written");
        let there = |name: &str| folder.join(name).is_file();
        for name in ["index.html.br", "index.html.gz", "lessons/ring.json.br"] {
            assert!(there(name), "{name}");
        }
        for name in ["short.js.br", "ringside.png.gz", "index.html.br.gz"] {
            assert!(!there(name), "{name}");
        }
        fs::remove_dir_all(folder).expect("removed");
    }
}
