//! Picking: which session lies at a place of the drawing.

pub use super::bands::Column;
use super::bands::columns;
use super::{Grain, dot_place};
use crate::camera::Camera;
use crate::crowd::Crowd;
use crate::geometry::{Turn, sine_and_cosine};
use crate::id::SessionId;

/// How far beside the band a place still counts as in it, in units of the drawing.
const BESIDE: f64 = 12.0;

/// The session shown at a place: of marks and dots the nearest; of bands the nearest along the ring
/// that has the verdict painted there. None beside the band.
#[must_use]
pub fn at(crowd: &Crowd, camera: &Camera, scale: f64, place: (f64, f64)) -> Option<SessionId> {
    let (turn, inside) = camera.look(place);
    let band = camera.band();
    if !(band.start() - BESIDE..=band.end() + BESIDE).contains(&inside)
        || !camera.stretch().has(turn)
    {
        return None;
    }
    match Grain::of(crowd, camera, scale) {
        Grain::Bands => {
            let part = (inside - band.start()) / (band.end() - band.start());
            in_bands(crowd, camera, scale, turn, part.clamp(0.0, 0.999_999))
        }
        Grain::Marks | Grain::Dots(_) => nearest(crowd, camera, place),
    }
}

/// The columns of the bands that a camera sees. See [`Column`].
#[must_use]
pub fn bands(crowd: &Crowd, camera: &Camera, scale: f64) -> Vec<Column> {
    columns(crowd, camera, scale)
}

fn in_bands(
    crowd: &Crowd,
    camera: &Camera,
    scale: f64,
    turn: Turn,
    part: f64,
) -> Option<SessionId> {
    let columns = columns(crowd, camera, scale);
    let holds = |column: &&Column| Turn::wrapped(column.from).to(turn) < column.to - column.from;
    let column = columns.iter().find(holds)?;
    let verdict = column.verdict(part)?;
    let away = |place: &usize| (crowd.turn(*place).0 - turn.0).abs();
    let of_verdict = column
        .places
        .clone()
        .filter(|&place| crowd.verdict(place) == verdict);
    let nearest = of_verdict.min_by(|one, two| away(one).total_cmp(&away(two)))?;
    Some(crowd.session(nearest))
}

/// The session whose mark or dot lies nearest to a place. Looks to both sides of the place's turn
/// until nothing further away can be nearer.
#[must_use]
pub fn nearest(crowd: &Crowd, camera: &Camera, place: (f64, f64)) -> Option<SessionId> {
    let (x, y) = place;
    let (turn, inside) = camera.look(place);
    let radius = camera.radius() - inside;
    let total = crowd.len();
    let start = crowd.first_at(turn.0, 0..total);
    let mut best: Option<(f64, usize)> = None;
    let mut look = |at: usize, away: f64| {
        // What lies on another spoke is at least as far as that spoke.
        let least = if away < 0.25 {
            radius * sine_and_cosine(away).0
        } else {
            radius
        };
        if best.is_some_and(|(distance, _)| distance < least) {
            return false;
        }
        let (dot_x, dot_y) = dot_place(crowd, camera, at);
        let distance = libm::hypot(dot_x - x, dot_y - y);
        if best.is_none_or(|(nearest, _)| distance < nearest) {
            best = Some((distance, at));
        }
        true
    };
    let mut forwards = 0..total;
    let _ = forwards.find(|step| {
        let at = (start + step) % total;
        let away = turn.to(crowd.turn(at));
        away > 0.5 || !look(at, away)
    });
    let mut backwards = 1..=total;
    let _ = backwards.find(|step| {
        let at = (start + total - step) % total;
        let away = crowd.turn(at).to(turn);
        away > 0.5 || !look(at, away)
    });
    best.map(|(_, at)| crowd.session(at))
}
