//! Files that a person gives to the page, as text.

use std::fmt::Display;

use ringside_model::list;

/// The text of a file, from what the browser says of its bytes.
///
/// # Errors
/// Where the browser could not read it, or where its bytes stop being UTF-8: words that go behind
/// the name of the file.
pub fn text(read: Result<Vec<u8>, impl Display>) -> Result<String, String> {
    match read {
        Ok(bytes) => list::text(bytes).map_err(|error| error.to_string()),
        Err(error) => Err(format!("the browser could not read it ({error})")),
    }
}
