//! What is wrong with a piece of text, and how it is quoted.

use std::fmt;

/// What is wrong with a line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Flaw {
    /// Where, in characters from 1.
    pub column: usize,
    /// What stands there.
    pub found: String,
    /// What should stand there.
    pub expected: String,
}

impl fmt::Display for Flaw {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "found {}, expected {}", self.found, self.expected)
    }
}

impl std::error::Error for Flaw {}

/// The most characters of the writer's own that a message repeats.
const QUOTED_CHARACTERS: usize = 40;

/// `text` in quotation marks for a message: control and other unprintable characters escaped, and
/// a long text shortened, with how long it was.
#[must_use]
pub fn quoted(text: &str) -> String {
    match text.char_indices().nth(QUOTED_CHARACTERS) {
        None => format!("{text:?}"),
        Some((end, _)) => {
            let start = format!("{:?}", &text[..end]);
            let start = start.trim_end_matches('"');
            format!("{start}...\" ({} bytes long)", text.len())
        }
    }
}

/// A whole number as it stands, anything else quoted.
pub(super) fn number(text: &str) -> String {
    let digits = text.strip_prefix('-').unwrap_or(text);
    let numeric = !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit());
    if numeric && text.len() <= QUOTED_CHARACTERS {
        text.to_owned()
    } else {
        quoted(text)
    }
}

/// The line as text.
pub(super) fn utf8(line: &[u8]) -> Result<&str, Flaw> {
    str::from_utf8(line).map_err(|error| {
        let (valid, rest) = line.split_at(error.valid_up_to());
        let column = String::from_utf8_lossy(valid).chars().count() + 1;
        let byte = rest.first().copied().unwrap_or_default();
        let found = format!("the byte 0x{byte:02x}, which is not UTF-8");
        Flaw {
            column,
            found,
            expected: "UTF-8 text".into(),
        }
    })
}
