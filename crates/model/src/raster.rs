//! Raster: very many sessions as pixels.

use std::ops::RangeInclusive;

use crate::geometry::Turn;
use crate::id::SessionId;
use crate::verdict::Verdict;
use crate::world::World;

/// A colour: red, green, blue, opacity.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Colour(pub [u8; 4]);

impl Colour {
    /// Reads `#rrggbb`.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let digits = text.strip_prefix('#').filter(|digits| digits.len() == 6)?;
        let value = u32::from_str_radix(digits, 16).ok()?;
        let [_, red, green, blue] = value.to_be_bytes();
        Some(Self([red, green, blue, u8::MAX]))
    }

    /// The colour, nearly transparent.
    #[must_use]
    pub fn faded(self) -> Self {
        let Self([red, green, blue, _]) = self;
        Self([red, green, blue, 40])
    }
}

/// A picture's size, and how many units of the drawing its width stands for.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Size {
    /// Width in pixels.
    pub width: u32,
    /// Height in pixels.
    pub height: u32,
    /// The drawing's width in its own units.
    pub units: f64,
}

/// How far the next session lies across the band: the golden ratio, which never repeats.
const ACROSS: f64 = 0.618_033_988_749_895;

/// Paints every session as a dot of its verdict's colour, within a band around the middle. The
/// worse verdicts lie above the better ones. Returns RGBA, row by row. Costs the sessions and
/// the pixels.
#[must_use]
pub fn cloud(
    world: &World,
    turns: &[Turn],
    size: Size,
    band: &RangeInclusive<f64>,
    colours: &[Colour; 8],
) -> Vec<u8> {
    let (width, height) = (i64::from(size.width), i64::from(size.height));
    let mut pixels = vec![0u8; size.width as usize * size.height as usize * 4];
    let scale = f64::from(size.width) / size.units;
    let (middle_x, middle_y) = (f64::from(size.width) / 2.0, f64::from(size.height) / 2.0);
    let dot: i64 = match turns.len() {
        0..2_000 => 5,
        2_000..8_000 => 4,
        8_000..30_000 => 3,
        _ => 2,
    };
    for verdict in Verdict::ALL {
        if world.counts().of(verdict) == 0 {
            continue;
        }
        for (rank, turn) in (0u32..).zip(turns) {
            if world.verdict(SessionId(rank)) != verdict {
                continue;
            }
            let (x, y) = turn.on_circle(radius(rank, band) * scale);
            #[expect(clippy::cast_possible_truncation, reason = "within the picture")]
            let (left, top) = ((middle_x + x) as i64, (middle_y + y) as i64);
            for (x, y) in (0..dot * dot).map(|cell| (left + cell % dot, top + cell / dot)) {
                if (0..width).contains(&x) && (0..height).contains(&y) {
                    let at = usize::try_from((y * width + x) * 4).unwrap_or(0);
                    pixels[at..at + 4].copy_from_slice(&colours[verdict.index()].0);
                }
            }
        }
    }
    pixels
}

/// How far from the middle the session of this rank is painted.
fn radius(rank: u32, band: &RangeInclusive<f64>) -> f64 {
    band.start() + (band.end() - band.start()) * Turn::wrapped(f64::from(rank) * ACROSS).0
}

/// The session whose dot lies nearest to a place in the drawing. Costs a look at every session.
#[must_use]
pub fn nearest(
    turns: &[Turn],
    (x, y): (f64, f64),
    band: &RangeInclusive<f64>,
) -> Option<SessionId> {
    let distance = |(rank, turn): (u32, &Turn)| {
        let (dot_x, dot_y) = turn.on_circle(radius(rank, band));
        (dot_x - x).powi(2) + (dot_y - y).powi(2)
    };
    let dots = (0u32..).zip(turns);
    let nearest = dots.min_by(|&a, &b| distance(a).total_cmp(&distance(b)))?;
    Some(SessionId(nearest.0))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_click_on_a_dot_finds_its_session() {
        let turns: Vec<Turn> = (0..50)
            .map(|session| Turn(f64::from(session / 5) / 10.0))
            .collect();
        let band = 100.0..=200.0;
        for (rank, turn) in (0u32..).zip(&turns) {
            let dot = turn.on_circle(radius(rank, &band));
            assert_eq!(nearest(&turns, dot, &band), Some(SessionId(rank)));
        }
    }

    #[test]
    fn colours_are_read_as_style_sheets_write_them() {
        assert_eq!(
            Colour::parse("#0b5cad"),
            Some(Colour([0x0b, 0x5c, 0xad, 0xff]))
        );
        for not in ["", "#fff", "0b5cad", "#0b5cag", "#0b5cad0"] {
            assert_eq!(Colour::parse(not), None, "{not}");
        }
    }
}
