//! The timeline below the ring.

use super::Page;
use serde::Deserialize;
use xtask::failure::Outcome;

/// What the timeline shows.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct Moment {
    /// How many events have happened.
    pub at: usize,
    /// How many there are.
    pub of: usize,
    /// What a screen reader says of the moment.
    pub said: String,
    /// Whether the events are playing.
    pub playing: bool,
    /// The branches that can be shown.
    pub branches: Vec<String>,
}

impl Page {
    /// What the timeline shows.
    ///
    /// # Errors
    /// Where there is none.
    pub async fn moment(&self) -> Outcome<Moment> {
        self.ask(
            "((slider) => ({
                at: Number(slider.value),
                of: Number(slider.max),
                said: slider.ariaValueText,
                playing: isThere({ role: 'button', name: 'Pause' }),
                branches: all('.branch').map(words),
            }))(named({ role: 'field', name: 'Moment' }))",
        )
        .await
    }
}
