//! What the commands print about themselves: plain lines, no colours.

use std::fmt::Display;

/// One step that takes time: what is done, why, and about how long.
pub fn step(what: impl Display) {
    println!("==> {what}");
}

/// Something worth knowing that needs nothing done at once.
pub fn note(what: impl Display) {
    println!("    {what}");
}
