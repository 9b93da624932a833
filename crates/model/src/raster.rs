//! Raster: very many sessions as pixels.

mod bands;
pub mod pick;

use std::f64::consts::TAU;

use crate::camera::Camera;
use crate::crowd::Crowd;
use crate::geometry::Turn;
use crate::id::{Point, SessionId};
use crate::placement::Placement;
use crate::verdict::Verdict;
use crate::world::World;

/// A colour: red, green, blue, opacity.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Colour(pub [u8; 4]);

impl Colour {
    /// Reads `#rrggbb`, or `#rgb` where each digit stands for two.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let digits = text.strip_prefix('#')?.as_bytes();
        let wide = match digits.len() {
            3 => 1,
            6 => 2,
            _ => return None,
        };
        let digit = |at: usize| char::from(digits[at]).to_digit(16);
        let part = |part: usize| {
            let [high, low] = [part * wide, part * wide + wide - 1];
            u8::try_from(digit(high)? * 16 + digit(low)?).ok()
        };
        Some(Self([part(0)?, part(1)?, part(2)?, u8::MAX]))
    }

    /// The colour with so much of its opacity, in parts of 256.
    #[must_use]
    pub fn faded(self, part: u16) -> Self {
        let Self([red, green, blue, opacity]) = self;
        let opacity = u16::from(opacity) * part.min(256) / 256;
        Self([red, green, blue, u8::try_from(opacity).unwrap_or(u8::MAX)])
    }
}

/// The colours to paint with.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Palette {
    /// By [`Verdict::index`].
    pub verdicts: [Colour; 8],
    /// Nodes take turns in these.
    pub nodes: [Colour; 8],
    /// Of the ring where it belongs to nobody.
    pub line: Colour,
    /// Of the ticks at tokens.
    pub ink: Colour,
}

/// How sessions are shown, by what can be told apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Grain {
    /// Each as a mark of its own, in its verdict's shape. Nothing is painted.
    Marks,
    /// Each as a dot of so many pixels a side.
    Dots(u32),
    /// As bands: the share of each verdict, from the outside in.
    Bands,
}

/// Up to this many sessions of the whole ring each has a mark.
pub const MOST_MARKS: usize = 400;
/// Up to this many sessions of an arc each has a mark.
const MOST_ARC_MARKS: usize = 150;
/// Dots may cover this part of the band in which they lie.
const COVERED: f64 = 0.3;

impl Grain {
    /// How the sessions that a camera sees are shown, at so many pixels a unit of the drawing.
    #[must_use]
    #[expect(clippy::cast_precision_loss, reason = "at most a million sessions")]
    pub fn of(crowd: &Crowd, camera: &Camera, scale: f64) -> Self {
        let stretch = camera.stretch();
        let [one, two] = crowd.places(stretch);
        let sessions = one.len() + two.len();
        let most = if camera.is_whole() {
            MOST_MARKS
        } else {
            MOST_ARC_MARKS
        };
        if sessions <= most {
            return Self::Marks;
        }
        let band = camera.band();
        let (deep, middle) = (
            band.end() - band.start(),
            f64::midpoint(*band.start(), *band.end()),
        );
        let area = stretch.length * TAU * (camera.radius() - middle) * deep * scale * scale;
        let fits = |&dot: &u32| sessions as f64 * f64::from(dot * dot) <= COVERED * area;
        (2..=5).rev().find(fits).map_or(Self::Bands, Self::Dots)
    }
}

/// A picture of pixels, painted anew for each frame in the same memory. The middle of the drawing
/// is in its middle.
#[derive(Debug, Default)]
pub struct Picture {
    width: i32,
    height: i32,
    scale: f64,
    pixels: Vec<[u8; 4]>,
}

impl Picture {
    /// Makes it empty, of this size in pixels, at so many pixels a unit of the drawing.
    pub fn clear(&mut self, width: u32, height: u32, scale: f64) {
        self.width = i32::try_from(width).unwrap_or(i32::MAX);
        self.height = i32::try_from(height).unwrap_or(i32::MAX);
        self.scale = scale;
        self.pixels.clear();
        let pixels = width as usize * height as usize;
        self.pixels.resize(pixels, [0; 4]);
    }

    /// RGBA, row by row.
    #[must_use]
    pub fn bytes(&self) -> &[u8] {
        self.pixels.as_flattened()
    }

    /// Paints what the camera sees: the line of an arc, and the sessions unless they have marks.
    /// Costs the pixels, and the sessions where they are dots.
    pub fn paint(&mut self, crowd: &Crowd, camera: &Camera, palette: &Palette) {
        if !camera.is_whole() {
            self.line(crowd.world(), camera, palette);
        }
        match Grain::of(crowd, camera, self.scale) {
            Grain::Marks => {}
            Grain::Dots(dot) => self.dots(crowd, camera, palette, dot),
            Grain::Bands => self.bands(crowd, camera, palette),
        }
    }

    /// The line of the ring in its owners' colours, with a tick at each token.
    #[expect(
        clippy::cast_precision_loss,
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "a few thousand pixels"
    )]
    fn line(&mut self, world: &World, camera: &Camera, palette: &Palette) {
        const HALF: f64 = 6.0;
        let stretch = camera.stretch();
        let length = stretch.length * TAU * camera.radius() * self.scale;
        let spokes = (length / FINE) as usize + 1;
        let points = world.policy().ring_points();
        let owner = |turn: Turn| {
            let Placement::Ring(ring) = world.placement() else {
                return None;
            };
            let point = Point(u32::try_from(turn.point(points)).unwrap_or(u32::MAX));
            let at = ring.first(point);
            ring.tokens().get(at).map(|token| (at, token.node))
        };
        let at = |spoke: usize| {
            Turn::wrapped(stretch.from + stretch.length * spoke as f64 / spokes as f64)
        };
        let mut before = owner(at(0));
        let mut changes = Vec::new();
        for spoke in 0..=spokes {
            let turn = at(spoke);
            let owner = owner(turn);
            let colour = owner.map_or(palette.line, |(_, node)| palette.nodes[node.index() % 8]);
            self.spoke(camera, turn, -HALF, HALF, |_| colour);
            if owner.map(|(token, _)| token) != before.map(|(token, _)| token) {
                changes.push(turn);
            }
            before = owner;
        }
        // Ticks that touch would be a bar.
        if changes.len() as f64 * 6.0 <= length {
            for turn in changes {
                self.spoke(camera, turn, -HALF - 5.0, HALF + 5.0, |_| palette.ink);
            }
        }
    }

    /// Each session as a dot. The worse verdicts lie above the better ones.
    fn dots(&mut self, crowd: &Crowd, camera: &Camera, palette: &Palette, dot: u32) {
        let places = crowd.places(camera.stretch());
        let shares = crowd.shares_on(camera.stretch());
        for verdict in Verdict::ALL {
            if shares[verdict.index()] == 0 {
                continue;
            }
            let Colour(colour) = palette.verdicts[verdict.index()];
            for place in places.clone().into_iter().flatten() {
                if crowd.verdict(place) == verdict {
                    let (x, y) = dot_place(crowd, camera, place);
                    let (left, top) = self.pixel(x, y);
                    let dot = i32::try_from(dot).unwrap_or(1);
                    let half = dot / 2;
                    for row in 0..dot {
                        for column in 0..dot {
                            self.put(left + column - half, top + row - half, colour);
                        }
                    }
                }
            }
        }
    }

    /// Paints a line from the outside in, at a turn. The colour is asked for by the number of the
    /// step on it and its pixel.
    #[expect(
        clippy::cast_precision_loss,
        clippy::cast_possible_truncation,
        reason = "a few hundred pixels"
    )]
    fn spoke(
        &mut self,
        camera: &Camera,
        turn: Turn,
        from: f64,
        to: f64,
        mut colour: impl FnMut((usize, i32, i32)) -> Colour,
    ) {
        let steps = steps(from, to, self.scale);
        let (start, end) = (camera.place(turn, from), camera.place(turn, to));
        let (step_x, step_y) = (
            (end.0 - start.0) * self.scale / steps as f64,
            (end.1 - start.1) * self.scale / steps as f64,
        );
        let (mut x, mut y) = (
            start.0 * self.scale + f64::from(self.width) / 2.0,
            start.1 * self.scale + f64::from(self.height) / 2.0,
        );
        for step in 0..=steps {
            let (column, row) = (x as i32, y as i32);
            let Colour(colour) = colour((step, column, row));
            self.put(column, row, colour);
            x += step_x;
            y += step_y;
        }
    }

    /// The pixel of a place in the drawing.
    #[expect(clippy::cast_possible_truncation, reason = "near the picture")]
    fn pixel(&self, x: f64, y: f64) -> (i32, i32) {
        (
            (x * self.scale + f64::from(self.width) / 2.0) as i32,
            (y * self.scale + f64::from(self.height) / 2.0) as i32,
        )
    }

    #[expect(clippy::cast_sign_loss, reason = "looked at before")]
    fn put(&mut self, x: i32, y: i32, colour: [u8; 4]) {
        if (0..self.width).contains(&x) && (0..self.height).contains(&y) {
            let at = y as usize * self.width as usize + x as usize;
            if let Some(pixel) = self.pixels.get_mut(at) {
                *pixel = colour;
            }
        }
    }
}

/// What is painted spoke by spoke is painted in steps of this part of a pixel, so that no pixel
/// between two of them is left out.
const FINE: f64 = 0.65;

/// How many steps a spoke takes.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "a few hundred pixels"
)]
fn steps(from: f64, to: f64, scale: f64) -> usize {
    ((to - from) * scale / FINE) as usize + 1
}

/// How far the next session lies across the band: the golden ratio, which never repeats.
const ACROSS: f64 = 0.618_033_988_749_895;

/// How far inside the line a session lies, when each is shown.
#[must_use]
pub fn inside(session: SessionId, camera: &Camera) -> f64 {
    let band = camera.band();
    band.start() + (band.end() - band.start()) * Turn::wrapped(f64::from(session.0) * ACROSS).0
}

/// Where the session at a place is drawn, when each is shown.
#[must_use]
pub fn dot_place(crowd: &Crowd, camera: &Camera, place: usize) -> (f64, f64) {
    let session = crowd.session(place);
    camera.place(crowd.turn_of(session), inside(session, camera))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn colours_are_read_as_style_sheets_write_them() {
        assert_eq!(
            Colour::parse("#0b5cad"),
            Some(Colour([0x0b, 0x5c, 0xad, 0xff]))
        );
        assert_eq!(Colour::parse("#0bf"), Colour::parse("#00bbff"));
        for not in [
            "", "#", "#ffff", "0b5cad", "#0b5cag", "#0bg", "#0b5cad0", "#+bf",
        ] {
            assert_eq!(Colour::parse(not), None, "{not}");
        }
    }
}
