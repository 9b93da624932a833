//! Sizes of the drawing, in units of its view box; (0, 0) is the middle of the ring.

use std::ops::RangeInclusive;

use web_sys::MouseEvent;

/// The view box.
pub const VIEW: &str = "-500 -400 1000 800";
/// Its width.
pub const WIDTH: f64 = 1000.0;
/// Its height.
pub const HEIGHT: f64 = 800.0;
/// Radius of the ring.
pub const RADIUS: f64 = 300.0;
/// How far from the ring a click still counts as on it.
pub const TRACK: f64 = 26.0;
/// Radius of the circle on which a read walks.
pub const WALK: f64 = 274.0;
/// Radius of the outermost lane of sessions; each lane lies [`LANE`] further in.
pub const SESSIONS: f64 = 248.0;
/// Distance between two lanes.
pub const LANE: f64 = 19.0;
/// Where the cloud of very many sessions lies.
pub const BAND: RangeInclusive<f64> = 130.0..=262.0;

/// Where in the drawing a pointer event happened.
pub fn place_of(event: &MouseEvent) -> Option<(f64, f64)> {
    let bounds = super::drawing(event)?.get_bounding_client_rect();
    let scale = (bounds.width() / WIDTH).min(bounds.height() / HEIGHT);
    let x = f64::from(event.client_x()) - bounds.left() - bounds.width() / 2.0;
    let y = f64::from(event.client_y()) - bounds.top() - bounds.height() / 2.0;
    (scale > 0.0).then(|| (x / scale, y / scale))
}

/// A coordinate as an attribute, to a tenth of a unit.
pub fn number(value: f64) -> String {
    format!("{value:.1}")
}
