//! The path of an address: from a request to a file, and from text to an address.

use std::fmt::Write;
use std::path::PathBuf;

/// The file below the served folder that a request's target names, if it lies
/// under the prefix and inside the folder. A folder's file is its `index.html`.
///
/// Every part must be a plain name once decoded. Thus no `..`, no encoded slash
/// and no drive letter can lead out of the folder.
pub fn file_of(target: &str, prefix: &str) -> Option<PathBuf> {
    let path = target.split(['?', '#']).next()?;
    let decoded = decode(path)?;
    // Slashes that were encoded do not part names, so they must not be there.
    if decoded.matches('/').count() != path.matches('/').count() {
        return None;
    }
    let rest = decoded.strip_prefix(prefix)?;
    let mut file = PathBuf::new();
    for part in rest.split('/').filter(|part| !part.is_empty()) {
        if part == "." || part == ".." || part.contains(['\\', ':', '\0']) {
            return None;
        }
        file.push(part);
    }
    if rest.is_empty() || rest.ends_with('/') {
        file.push("index.html");
    }
    Some(file)
}

/// A path as it is written in an address.
pub fn encode(path: &str) -> String {
    path.bytes().fold(String::new(), |mut encoded, byte| {
        if byte.is_ascii_alphanumeric() || b"/-._~".contains(&byte) {
            encoded.push(char::from(byte));
        } else {
            // Writing to a string cannot fail.
            let _ = write!(encoded, "%{byte:02X}");
        }
        encoded
    })
}

fn decode(path: &str) -> Option<String> {
    let mut bytes = path.bytes();
    let mut decoded = Vec::with_capacity(path.len());
    while let Some(byte) = bytes.next() {
        decoded.push(if byte == b'%' {
            let high = char::from(bytes.next()?).to_digit(16)?;
            let low = char::from(bytes.next()?).to_digit(16)?;
            u8::try_from(high * 16 + low).ok()?
        } else {
            byte
        });
    }
    String::from_utf8(decoded).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(target: &str, prefix: &str, expected: Option<&str>) {
        assert_eq!(
            file_of(target, prefix),
            expected.map(PathBuf::from),
            "{target} under {prefix}"
        );
    }

    #[test]
    fn a_folder_is_its_index() {
        check("/", "/", Some("index.html"));
        check("/?seed=7", "/", Some("index.html"));
        check("/icons/", "/", Some("icons/index.html"));
        check("/icons/ring.svg", "/", Some("icons/ring.svg"));
    }

    #[test]
    fn only_what_lies_under_the_prefix_is_served() {
        check("/some/sub%20path/", "/some/sub path/", Some("index.html"));
        check("/some/sub%20path/a.js?x", "/some/sub path/", Some("a.js"));
        check("/a.js", "/some/sub path/", None);
        check("/some/", "/some/sub path/", None);
    }

    #[test]
    fn no_path_leads_out_of_the_folder() {
        for target in [
            "/../secret",
            "/a/../../secret",
            "/%2e%2e/secret",
            "/..%2fsecret",
            "/a%2f..%2f..%2fsecret",
            "/..\\secret",
            "/c:/secret",
            "/a%00b",
            "secret",
        ] {
            check(target, "/", None);
        }
        // Doubled slashes name no root.
        check("//etc/passwd", "/", Some("etc/passwd"));
    }

    #[test]
    fn broken_encodings_name_nothing() {
        check("/%", "/", None);
        check("/%zz", "/", None);
        check("/%ff", "/", None);
    }

    #[test]
    fn an_encoded_path_decodes_to_itself() {
        let path = "/some/sub path/ünï+%/";
        assert_eq!(decode(&encode(path)).as_deref(), Some(path));
        assert_eq!(encode("/some/sub path/"), "/some/sub%20path/");
    }
}
