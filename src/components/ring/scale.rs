//! Sizes of the drawing, in units of its view box; (0, 0) is the middle of the ring.

pub use ringside_model::camera::RADIUS;
use ringside_model::geometry::Turn;
use web_sys::{Element, MouseEvent};

/// The view box.
pub const VIEW: &str = "-460 -385 920 770";
/// Its width.
pub const WIDTH: f64 = 920.0;
/// Its height.
pub const HEIGHT: f64 = 770.0;
/// How far from the ring a click still counts as on it.
pub const TRACK: f64 = 26.0;
/// Radius of the circle on which a read walks.
pub const WALK: f64 = 274.0;
/// Radius of the outermost lane of sessions; the others lie further in.
pub const SESSIONS: f64 = 244.0;
/// Height of a line of a node's name.
pub const NAME_LINE: f64 = 24.0;

/// Where a pointer event happened: the place in the drawing, and how many pixels of the screen a
/// unit there takes.
pub fn place_of(event: &MouseEvent) -> Option<((f64, f64), f64)> {
    let drawing = super::drawing(event)?;
    let bounds = drawing.get_bounding_client_rect();
    let scale = (bounds.width() / WIDTH).min(bounds.height() / HEIGHT);
    let x = f64::from(event.client_x()) - bounds.left() - bounds.width() / 2.0;
    let y = f64::from(event.client_y()) - bounds.top() - bounds.height() / 2.0;
    let (_, _, pixels) = pixels(&drawing)?;
    (scale > 0.0).then(|| ((x / scale, y / scale), pixels))
}

/// The size of a drawing in pixels of the screen, and how many of them a unit takes.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "clamped to a screen"
)]
pub fn pixels(drawing: &Element) -> Option<(u32, u32, f64)> {
    let bounds = drawing.get_bounding_client_rect();
    let density = web_sys::window()?.device_pixel_ratio().clamp(1.0, 2.0);
    let pixels = |length: f64| (length * density).round().clamp(0.0, 4096.0) as u32;
    let (width, height) = (pixels(bounds.width()), pixels(bounds.height()));
    let scale = (f64::from(width) / WIDTH).min(f64::from(height) / HEIGHT);
    (scale > 0.0).then_some((width, height, scale))
}

/// A coordinate as an attribute, to a tenth of a unit.
#[must_use]
pub fn number(value: f64) -> String {
    format!("{value:.1}")
}

/// Where a text beside the ring stands, so that it is written away from the ring.
pub struct Beside {
    /// Where it starts, ends or has its middle.
    pub x: f64,
    /// The middle of its height.
    pub y: f64,
    /// `start`, `end` or `middle`.
    pub anchor: &'static str,
}

/// The place of one of the lines beside a node, which are stacked away from the ring: the name
/// (`lines` high, with the port), and beyond it what else is said.
pub fn beside(turn: Turn, radius: f64, lines: f64, beyond: bool) -> Beside {
    let (x, y) = turn.on_circle(radius);
    let (anchor, shift) = match turn.0 {
        turn if (0.06..0.44).contains(&turn) => ("start", if beyond { -1.25 } else { 0.0 }),
        turn if (0.56..0.94).contains(&turn) => ("end", if beyond { -1.25 } else { 0.0 }),
        turn if (0.44..=0.56).contains(&turn) => {
            ("middle", if beyond { 0.85 + lines } else { 0.6 })
        }
        _ => ("middle", if beyond { -0.85 - lines } else { 0.4 - lines }),
    };
    Beside {
        x,
        y: y + shift * NAME_LINE,
        anchor,
    }
}

/// How many lines a node's name takes beside the ring: the port has one of its own.
pub fn lines(name: &str) -> f64 {
    if name.contains(':') { 2.0 } else { 1.0 }
}
