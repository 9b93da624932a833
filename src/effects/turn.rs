//! Turns: how long a job goes on before the browser draws, and hears what the person does.

use super::hidden;

/// How long a job goes on before the browser has its turn, in milliseconds: less than a frame. In
/// the background nothing is drawn, and turns are rare.
const TURN: f64 = 12.0;
const TURN_IN_BACKGROUND: f64 = 500.0;

/// The clock by which a turn of a job is measured.
#[derive(Clone, Copy, Debug)]
pub struct Turn {
    /// In milliseconds.
    end: f64,
}

impl Turn {
    /// A turn that begins now.
    #[must_use]
    pub fn begin() -> Self {
        let long = if hidden() { TURN_IN_BACKGROUND } else { TURN };
        Self { end: now() + long }
    }

    /// Whether the browser must have its turn.
    #[must_use]
    pub fn is_over(self) -> bool {
        now() >= self.end
    }
}

/// Milliseconds since some moment. A browser that does not tell has its turn at once.
fn now() -> f64 {
    let clock = web_sys::window().and_then(|window| window.performance());
    clock.map_or(f64::INFINITY, |clock| clock.now())
}
