//! Camera: from which part of the ring the drawing is made, and where a place lies on it. At rest
//! the whole ring is shown, or an arc of it, magnified, with its middle at the top. Between the
//! two the ring opens like a fan.

use std::f64::consts::TAU;
use std::ops::RangeInclusive;

use crate::geometry::{Turn, sine_and_cosine};

/// Radius of the whole ring, in units of the drawing; (0, 0) is its middle.
pub const RADIUS: f64 = 300.0;
/// How high the line of a magnified arc lies.
pub const LINE: f64 = -205.0;
/// How far inside the line the many sessions of the whole ring lie.
pub const WHOLE_BAND: RangeInclusive<f64> = 38.0..=170.0;
/// The same for a magnified arc.
pub const ARC_BAND: RangeInclusive<f64> = 38.0..=370.0;

/// From this zoom on the drawing is laid out as a magnified arc.
const OPEN: f64 = 2.0;
/// Half the width of a magnified arc, in units of the drawing.
const HALF: f64 = 455.0;

/// What is shown: the turn at the top, and how many times larger than the whole ring.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Camera {
    top: Turn,
    zoom: f64,
}

/// A stretch of the circle.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Stretch {
    /// Where it starts; it may be before the top, and then is negative.
    pub from: f64,
    /// Its length in turns, at most one.
    pub length: f64,
}

impl Camera {
    /// The whole ring.
    pub const WHOLE: Self = Self {
        top: Turn(0.0),
        zoom: 1.0,
    };

    /// Whether the whole ring is shown.
    #[must_use]
    pub fn is_whole(&self) -> bool {
        self.zoom <= 1.0
    }

    /// The turn at the top.
    #[must_use]
    pub fn top(&self) -> Turn {
        self.top
    }

    /// How many times larger than the whole ring.
    #[must_use]
    pub fn zoom(&self) -> f64 {
        self.zoom
    }

    /// Magnified by another factor, up to `most` in all. What lies at `at` stays where it is; of the
    /// whole ring it comes to the top.
    #[must_use]
    pub fn zoomed(&self, factor: f64, at: Turn, most: f64) -> Self {
        let zoom = (self.zoom * factor).min(most.max(OPEN));
        if self.is_whole() {
            return if factor > 1.0 {
                Self {
                    top: at,
                    zoom: zoom.max(OPEN),
                }
            } else {
                Self::WHOLE
            };
        }
        // The whole ring is the next smaller picture.
        if zoom < OPEN {
            return if factor > 1.0 || self.zoom > OPEN && factor > 0.5 {
                Self {
                    zoom: OPEN,
                    ..*self
                }
            } else {
                Self::WHOLE
            };
        }
        let away = signed(at.to(self.top));
        let top = Turn::wrapped(at.0 + away * self.zoom / zoom);
        Self { top, zoom }
    }

    /// Moved along the ring by so much of the drawing's width. The whole ring stays.
    #[must_use]
    pub fn moved(&self, units: f64) -> Self {
        if self.is_whole() {
            return *self;
        }
        let top = Turn::wrapped(self.top.0 + units / (TAU * RADIUS * self.zoom));
        Self { top, ..*self }
    }

    /// The camera this part of the way to another, so that every frame shows what both have in
    /// common.
    #[must_use]
    pub fn towards(&self, other: Self, part: f64) -> Self {
        if part >= 1.0 {
            return other;
        }
        let zoom = self.zoom * libm::pow(other.zoom / self.zoom, part);
        let (near, far) = (self.zoom.recip(), other.zoom.recip());
        // A magnification about a fixed place moves the top in proportion to the size of the arc.
        let part = if (near - far).abs() > 1e-12 && !self.is_whole() && !other.is_whole() {
            (zoom.recip() - near) / (far - near)
        } else {
            part
        };
        let away = signed(self.top.to(other.top));
        let top = Turn::wrapped(self.top.0 + away * part);
        Self { top, zoom }
    }

    /// How far the layout is from that of the whole ring, 0, to that of an arc, 1.
    fn opened(&self) -> f64 {
        let part = (libm::log2(self.zoom) / libm::log2(OPEN)).clamp(0.0, 1.0);
        part * part * (3.0 - 2.0 * part)
    }

    /// The stretch of the ring that is drawn. All of it lies within the drawing.
    #[must_use]
    pub fn stretch(&self) -> Stretch {
        let opened = self.opened();
        let half = (1.0 - opened) * 0.5 / self.zoom + opened * HALF / (TAU * RADIUS * self.zoom);
        Stretch {
            from: self.top.0 - half,
            length: 2.0 * half,
        }
    }

    /// Radius of the ring's line as drawn.
    #[must_use]
    pub fn radius(&self) -> f64 {
        RADIUS * self.zoom
    }

    /// How far down the middle of the ring lies.
    #[must_use]
    pub fn middle(&self) -> f64 {
        let opened = self.opened();
        self.radius() + (1.0 - opened) * -RADIUS + opened * LINE
    }

    /// How far inside the ring's line the many sessions lie.
    #[must_use]
    pub fn band(&self) -> RangeInclusive<f64> {
        let opened = self.opened();
        let mix = |whole: &f64, arc: &f64| whole * (1.0 - opened) + arc * opened;
        mix(WHOLE_BAND.start(), ARC_BAND.start())..=mix(WHOLE_BAND.end(), ARC_BAND.end())
    }

    /// The place of a turn this far inside the ring's line.
    #[must_use]
    pub fn place(&self, turn: Turn, inside: f64) -> (f64, f64) {
        let (sine, cosine) = sine_and_cosine(signed(self.top.to(turn)));
        let radius = self.radius() - inside;
        (radius * sine, self.middle() - radius * cosine)
    }

    /// The turn at a place, and how far inside the ring's line that is.
    #[must_use]
    pub fn look(&self, (x, y): (f64, f64)) -> (Turn, f64) {
        let down = y - self.middle();
        let turn = Turn::wrapped(self.top.0 + libm::atan2(x, -down) / TAU);
        (turn, self.radius() - libm::hypot(x, down))
    }
}

impl Stretch {
    /// The whole circle.
    pub const WHOLE: Self = Self {
        from: 0.0,
        length: 1.0,
    };

    /// Whether a turn lies in it.
    #[must_use]
    pub fn has(&self, turn: Turn) -> bool {
        self.length >= 1.0 || Turn::wrapped(self.from).to(turn) < self.length
    }

    /// The one or two parts that do not cross the top, as turns from 0 to 1.
    #[must_use]
    pub fn parts(&self) -> [(f64, f64); 2] {
        if self.length >= 1.0 {
            return [(0.0, 1.0), (1.0, 1.0)];
        }
        let from = Turn::wrapped(self.from).0;
        let to = from + self.length;
        if to <= 1.0 {
            [(from, to), (to, to)]
        } else {
            [(from, 1.0), (0.0, to - 1.0)]
        }
    }
}

/// A way round the circle as the shorter of the two, backwards being negative.
fn signed(turns: f64) -> f64 {
    if turns >= 0.5 { turns - 1.0 } else { turns }
}
