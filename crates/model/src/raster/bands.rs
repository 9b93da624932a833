//! Density bands: for each small step round the ring the share of each verdict, stacked from the
//! outside in, best first. Each verdict has a pattern of its own as well as a colour.

use std::f64::consts::TAU;
use std::ops::Range;

use super::{FINE, Palette, Picture, steps};
use crate::camera::Camera;
use crate::crowd::{Crowd, Shares, minus};
use crate::geometry::Turn;
use crate::verdict::Verdict;

/// A column is at least so many pixels wide, so that the eye has an area to compare.
const WIDE: f64 = 3.0;
/// A verdict that is there at all takes at least this part of a column, to be seen.
const LEAST: f64 = 0.012;

/// A small step round the ring: its sessions, where it lies, and how many there are of each
/// verdict.
#[derive(Clone, Debug, PartialEq)]
pub struct Column {
    /// Where it starts, in turns; it may be before the top.
    pub from: f64,
    /// Where it ends.
    pub to: f64,
    /// The places of its sessions.
    pub places: Range<usize>,
    /// How many sessions of each verdict.
    pub shares: Shares,
}

impl Column {
    /// The part of the column, from the outside in, at which each verdict ends.
    #[must_use]
    pub fn ends(&self) -> [f64; 8] {
        let total = f64::from(self.shares.iter().sum::<u32>()).max(1.0);
        let mut parts = self.shares.map(|share| f64::from(share) / total);
        for part in parts.iter_mut().filter(|part| **part > 0.0) {
            *part = part.max(LEAST);
        }
        let all: f64 = parts.iter().sum();
        let mut end = 0.0;
        parts.map(|part| {
            end += part / all.max(LEAST);
            end
        })
    }

    /// The verdict shown at this part of the column.
    #[must_use]
    pub fn verdict(&self, part: f64) -> Option<Verdict> {
        let found = self.ends().iter().position(|&end| part < end);
        found.map(|verdict| Verdict::ALL[verdict])
    }
}

/// The columns that a camera sees, at so many pixels a unit of the drawing. They add up to all
/// sessions on its stretch. As they lie at fixed places of the ring, they do not flicker while it
/// moves. Costs a binary search each.
#[must_use]
#[expect(
    clippy::cast_precision_loss,
    clippy::cast_possible_truncation,
    reason = "a few thousand columns in view"
)]
pub fn columns(crowd: &Crowd, camera: &Camera, scale: f64) -> Vec<Column> {
    let (stretch, count) = (camera.stretch(), per_turn(camera, scale));
    let to = stretch.from + stretch.length;
    let mut known = (0, Shares::default());
    let (first, last) = (
        libm::floor(stretch.from * count) as i64,
        libm::ceil(to * count) as i64,
    );
    let column = |number: i64| {
        let turns = libm::floor(number as f64 / count);
        let from = (number as f64 / count).max(stretch.from);
        let to = ((number + 1) as f64 / count).min(to);
        let start = crowd.first_at(from - turns, 0..crowd.len());
        let end = crowd.first_at(to - turns, start..crowd.len());
        let before = if known.0 == start {
            known.1
        } else {
            crowd.before(start)
        };
        known = (end, crowd.before(end));
        Column {
            from,
            to,
            places: start..end,
            shares: minus(known.1, before),
        }
    };
    (first..last).map(column).collect()
}

/// How many columns go round: a power of two, so that each falls into halves on the way in.
fn per_turn(camera: &Camera, scale: f64) -> f64 {
    let around = TAU * camera.radius() * scale / WIDE;
    let mut columns = 8.0;
    while 2.0 * columns <= around {
        columns *= 2.0;
    }
    columns
}

impl Picture {
    /// All sessions in view as bands.
    #[expect(
        clippy::cast_precision_loss,
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "a few thousand pixels"
    )]
    pub(super) fn bands(&mut self, crowd: &Crowd, camera: &Camera, palette: &Palette) {
        let band = camera.band();
        let steps = steps(*band.start(), *band.end(), self.scale);
        // Patterns are as coarse on a screen with smaller pixels.
        let coarse = u32::from(self.width > 1400);
        let weak = palette.verdicts.map(|colour| colour.faded(140));
        let patterns = Verdict::ALL.map(pattern);
        let outside = TAU * (camera.radius() - band.start()) * self.scale;
        let mut shown = vec![0u8; steps + 1];
        for column in columns(crowd, camera, self.scale) {
            if column.places.is_empty() {
                continue;
            }
            let mut start = 0;
            for (verdict, end) in (0..).zip(column.ends()) {
                let end = ((end * (steps + 1) as f64 + 0.5) as usize).clamp(start, steps + 1);
                shown[start..end].fill(verdict);
                start = end;
            }
            let spokes = ((column.to - column.from) * outside / FINE) as usize + 1;
            for spoke in 0..spokes {
                let part = (spoke as f64 + 0.5) / spokes as f64;
                let turn = Turn::wrapped(column.from + (column.to - column.from) * part);
                self.spoke(camera, turn, *band.start(), *band.end(), |(step, x, y)| {
                    let verdict = usize::from(shown[step]) & 7;
                    let (x, y) = (x >> coarse & 7, y >> coarse & 7);
                    let full = patterns[verdict] >> (y << 3 | x) & 1 == 1;
                    (if full { &palette.verdicts } else { &weak })[verdict]
                });
            }
        }
    }
}

/// The pattern of a verdict: eight by eight pixels, row by row from the lowest bit on, set where
/// the colour is strong.
fn pattern(verdict: Verdict) -> u64 {
    let full = |x: u32, y: u32| match verdict {
        // Even.
        Verdict::Safe => true,
        // Holes.
        Verdict::Thin => (x | y) & 3 != 0,
        // Stripes that rise.
        Verdict::Replica => (x + y) & 7 > 1,
        // Stripes that lie.
        Verdict::Reloaded => y & 3 > 0,
        // Stripes that fall.
        Verdict::Stale => x.wrapping_sub(y) & 7 > 1,
        // Stripes that stand.
        Verdict::Stranded => x & 3 > 0,
        // A board of squares.
        Verdict::Unreachable => (x ^ y) & 4 == 0,
        // Crosses.
        Verdict::Lost => (x + y) & 7 > 0 && x.wrapping_sub(y) & 7 > 0,
    };
    (0..64).fold(0, |bits, at| bits | u64::from(full(at & 7, at >> 3)) << at)
}
