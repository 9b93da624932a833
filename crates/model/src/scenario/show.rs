//! Parts of the text as complaints show them: short, on one line, and without characters that a
//! terminal would obey.

use crate::list::quoted;

/// The most characters shown of what is not quoted.
const MOST: usize = 40;

/// A text without quotes around it.
pub(super) fn shortened(text: &str) -> String {
    let start: String = text.chars().take(MOST).collect();
    let cut = if start.len() < text.len() { "..." } else { "" };
    format!("{}{cut}", start.escape_debug())
}

/// A JSON value in words.
pub(super) fn value(json: &str) -> String {
    match json.as_bytes() {
        [b'{', ..] => "an object".to_owned(),
        [b'[', ..] => "a list".to_owned(),
        [b'"', ..] => serde_json::from_str::<String>(json)
            .map_or_else(|_| shortened(json), |text| quoted(&text)),
        _ => shortened(json),
    }
}
