//! The shape of each verdict. Colour is never the only sign.

use ringside_model::verdict::Verdict;
use yew::{Html, classes, html};

/// The outline of a verdict's shape around (0, 0), about 14 units wide.
#[must_use]
pub fn outline(verdict: Verdict) -> &'static str {
    match verdict {
        // A full disc.
        Verdict::Safe => "M0-6.5A6.5 6.5 0 1 1 0 6.5A6.5 6.5 0 1 1 0-6.5Z",
        // A disc of which the right half is missing.
        Verdict::Thin => {
            "M0-6.5A6.5 6.5 0 0 0 0 6.5ZM1.6-6.3V-4.3A4.5 4.5 0 0 1 1.6 4.3V6.3A6.5 6.5 0 0 0 1.6-6.3Z"
        }
        // A diamond.
        Verdict::Replica => "M0-7.5L7.5 0L0 7.5L-7.5 0Z",
        // A drum, as databases are drawn.
        Verdict::Reloaded => {
            "M-6-4.5C-6-7.2 6-7.2 6-4.5V4.5C6 7.2-6 7.2-6 4.5ZM-4.2-4.5C-4.2-3.4 4.2-3.4 4.2-4.5C4.2-5.6-4.2-5.6-4.2-4.5Z"
        }
        // A square with a corner cut off, like a page.
        Verdict::Stale => "M-6-6H2L6-2V6H-6Z",
        // A triangle.
        Verdict::Stranded => "M0-7.5L7.5 6H-7.5Z",
        // A disc with a bar of nothing across it: there, but behind a wall.
        Verdict::Unreachable => "M-6.3-1.6A6.5 6.5 0 0 1 6.3-1.6ZM-6.3 1.6A6.5 6.5 0 0 0 6.3 1.6Z",
        // A cross.
        Verdict::Lost => {
            "M-6.8-4.2L-4.2-6.8L0-2.6L4.2-6.8L6.8-4.2L2.6 0L6.8 4.2L4.2 6.8L0 2.6L-4.2 6.8L-6.8 4.2L-2.6 0Z"
        }
    }
}

/// A verdict's shape, to stand beside its name in a text.
pub fn shape(verdict: Verdict) -> Html {
    html! {
        <svg class={classes!("shape", verdict.word())} viewBox="-8 -8 16 16" aria-hidden="true">
            <path d={outline(verdict)} />
        </svg>
    }
}
