//! Geometry: where nodes, tokens and sessions lie on the drawn circle. Angles are turns: 0 is the
//! top, a quarter is the right, and clockwise is forwards.

use std::f64::consts::TAU;

use crate::id::{NodeId, Point};
use crate::placement::Placement;
use crate::world::World;

/// A fraction of the whole circle, 0 up to but not 1.
#[derive(Clone, Copy, Debug, PartialEq, PartialOrd)]
pub struct Turn(pub f64);

impl Turn {
    /// Any number of turns, as one within the first.
    #[must_use]
    pub fn wrapped(turns: f64) -> Self {
        let within = turns - libm::floor(turns);
        Self(if within < 1.0 { within } else { 0.0 })
    }

    /// A point of a ring with so many points.
    #[must_use]
    #[expect(clippy::cast_precision_loss, reason = "2^32 fits a double exactly")]
    pub fn of(point: Point, ring_points: u64) -> Self {
        Self::wrapped(f64::from(point.0) / ring_points as f64)
    }

    /// The ring's point at this turn.
    #[must_use]
    #[expect(
        clippy::cast_precision_loss,
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "a turn is within 0..1, so the product is within the ring"
    )]
    pub fn point(self, ring_points: u64) -> u64 {
        (libm::round(self.0 * ring_points as f64) as u64) % ring_points
    }

    /// How far it is clockwise from here to there.
    #[must_use]
    pub fn to(self, there: Self) -> f64 {
        Self::wrapped(there.0 - self.0).0
    }

    /// The place at this turn on a circle around (0, 0); y grows downwards.
    #[must_use]
    pub fn on_circle(self, radius: f64) -> (f64, f64) {
        let (sine, cosine) = sine_and_cosine(self.0);
        (radius * sine, -radius * cosine)
    }

    /// The turn at which a place is seen from (0, 0).
    #[must_use]
    pub fn towards(x: f64, y: f64) -> Self {
        Self::wrapped(libm::atan2(x, -y) / TAU)
    }
}

/// The sine and the cosine of an angle in turns. Computed within an eighth of a turn and turned by
/// quarters from there, so whole quarters are exact.
#[must_use]
#[expect(clippy::cast_possible_truncation, reason = "a few turns")]
pub fn sine_and_cosine(turns: f64) -> (f64, f64) {
    let quarters = libm::round(turns * 4.0);
    let angle = (turns - quarters / 4.0) * TAU;
    let (sine, cosine) = (libm::sin(angle), libm::cos(angle));
    match (quarters as i64).rem_euclid(4) {
        0 => (sine, cosine),
        1 => (cosine, -sine),
        2 => (-sine, -cosine),
        _ => (-cosine, sine),
    }
}

/// Where each node is drawn: at its token, where each node in the list has just one on a ring;
/// otherwise spread evenly, in the order in which they came. By node number.
#[must_use]
pub fn node_turns(world: &World) -> Vec<Turn> {
    let mut turns = even_turns(world.roster().len());
    let view = world.view();
    let one_each = |placement: &Placement| match placement {
        Placement::Ring(ring) => ring.tokens().len() == view.servers().len(),
        _ => false,
    };
    if !one_each(world.placement()) {
        return turns;
    }
    // A node that the client has ejected is still drawn where it was.
    let every = view.unejected(world.policy(), world.roster());
    let Placement::Ring(ring) = every.as_ref().unwrap_or(world.placement()) else {
        return turns;
    };
    let points = world.policy().ring_points();
    for token in ring.tokens() {
        turns[token.node.index()] = Turn::of(token.point, points);
    }
    for (id, node) in world.roster().nodes().filter(|(_, node)| !node.listed) {
        if let Some(&token) = node.server.tokens.first() {
            turns[id.index()] = Turn::of(token, points);
        }
    }
    turns
}

#[expect(clippy::cast_precision_loss, reason = "a few hundred nodes")]
fn even_turns(nodes: usize) -> Vec<Turn> {
    (0..nodes)
        .map(|node| Turn::wrapped((node as f64 + 0.5) / nodes as f64))
        .collect()
}

/// A stretch of the ring that belongs to a node: clockwise from one token to the next.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Arc {
    /// Where it starts.
    pub from: Turn,
    /// How much of the circle it takes.
    pub length: f64,
    /// The node whose token ends it.
    pub node: NodeId,
}

/// Who owns which part of the ring, arcs of one node that touch joined. A ring with more than
/// `most` tokens is sampled at that many places instead. Empty where there is no ring.
#[must_use]
pub fn arcs(world: &World, most: u32) -> Vec<Arc> {
    let Placement::Ring(ring) = world.placement() else {
        return Vec::new();
    };
    let points = world.policy().ring_points();
    let tokens = ring.tokens();
    let Some(last) = tokens.last() else {
        return Vec::new();
    };
    let mut arcs: Vec<Arc> = Vec::new();
    let mut add = |from: Turn, length: f64, node: NodeId| match arcs.last_mut() {
        Some(arc) if arc.node == node => arc.length += length,
        _ => arcs.push(Arc { from, length, node }),
    };
    if tokens.len() > most as usize {
        let step = 1.0 / f64::from(most);
        for sample in 0..most {
            let from = Turn(f64::from(sample) * step);
            let middle = Turn(from.0 + step / 2.0).point(points);
            let token = ring.first(Point(u32::try_from(middle).unwrap_or(u32::MAX)));
            add(from, step, tokens[token].node);
        }
        return arcs;
    }
    let mut from = Turn::of(last.point, points);
    for token in tokens {
        let to = Turn::of(token.point, points);
        let length = if tokens.len() == 1 { 1.0 } else { from.to(to) };
        add(from, length, token.node);
        from = to;
    }
    arcs
}

/// Lanes for marks that would overlap: each mark takes the first lane in which it is at least
/// `gap` turns from the one before it. Marks are given by rising turn; past `most` lanes they
/// overlap after all.
#[must_use]
pub fn lanes(turns: &[Turn], gap: f64, most: usize) -> Vec<usize> {
    let mut ends: Vec<(f64, f64)> = Vec::new();
    turns
        .iter()
        .map(|turn| {
            let clear =
                |&(first, last): &(f64, f64)| turn.0 - last >= gap && first + 1.0 - turn.0 >= gap;
            let free = ends.iter().position(clear);
            match free {
                Some(lane) => ends[lane].1 = turn.0,
                None if ends.len() < most => ends.push((turn.0, turn.0)),
                None => {}
            }
            free.unwrap_or_else(|| {
                if ends.len() < most {
                    ends.len() - 1
                } else {
                    most - 1
                }
            })
        })
        .collect()
}
