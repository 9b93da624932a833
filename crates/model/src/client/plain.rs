//! The plain ring: points given by hand, as in a drawing on a board.

use crate::client::tokens::{self, Tie};
use crate::client::{Profile, ServerList};
use crate::id::Point;
use crate::ring::{Lookup, Ring};

pub(super) const PLAIN: Profile = Profile {
    name: "plain",
    title: "Plain ring, points by hand",
    program: "Ringside",
    version: env!("CARGO_PKG_VERSION"),
    description: "A ring of a given size whose points are those written beside each node; \
                  a key's hash is the first word of its MD5, wrapped onto the ring.",
};

/// How many points a plain ring has: 1 to 2^32.
///
/// They are numbered like the hours of a clock, 1 to the size, so that the last point and 0 are
/// the same place. Only at 2^32, which no [`Point`] can hold, is that place called 0.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct RingSize {
    less_one: u32,
}

impl RingSize {
    /// All the points that a 32-bit hash can have: 2^32.
    pub const FULL: Self = Self { less_one: u32::MAX };

    /// A ring of `size` points, if that is 1 to 2^32.
    #[must_use]
    pub fn new(size: u64) -> Option<Self> {
        let less_one = u32::try_from(size.checked_sub(1)?).ok()?;
        Some(Self { less_one })
    }

    /// The number of points, 1 to 2^32.
    #[must_use]
    pub fn get(self) -> u64 {
        u64::from(self.less_one) + 1
    }

    /// The place of `hash` on this ring: the remainder by the size, or the size where it is 0.
    #[must_use]
    pub fn wrap(self, hash: u32) -> Point {
        let Some(size) = self.less_one.checked_add(1) else {
            return Point(hash);
        };
        match hash % size {
            0 => Point(size),
            hour => Point(hour),
        }
    }

    /// `count` points spread evenly over the ring, the last at its end: size/count, 2*size/count, ...
    pub fn spread(self, count: u32) -> impl Iterator<Item = Point> {
        (1..=u64::from(count)).map(move |nth| {
            // nth <= count, so this is at most the size; 2^32 itself is called 0.
            let place = u128::from(nth) * u128::from(self.get()) / u128::from(count);
            self.wrap(u32::try_from(place).unwrap_or(0))
        })
    }
}

/// Each server's own points; one that two servers claim belongs to the first of them.
pub(super) fn ring(size: RingSize, servers: &ServerList<'_>) -> Ring {
    let counts = tokens::per_node(servers, u64::MAX);
    let points = |server: &crate::server::Server| {
        server
            .tokens
            .iter()
            .map(|point| size.wrap(point.0).0)
            .collect::<Vec<_>>()
            .into_iter()
    };
    tokens::ring(servers, &counts, points, Tie::First, Lookup::AtOrAfter)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn points_are_numbered_like_hours() {
        let clock = RingSize::new(12).expect("12 is a size");
        let hours = [0, 1, 11, 12, 13, 24].map(|hash| clock.wrap(hash).0);
        assert_eq!(hours, [12, 1, 11, 12, 1, 12]);
    }

    #[test]
    fn the_full_ring_leaves_a_hash_as_it_is() {
        assert_eq!(RingSize::new(1 << 32), Some(RingSize::FULL));
        assert_eq!(
            [0, u32::MAX].map(|hash| RingSize::FULL.wrap(hash).0),
            [0, u32::MAX]
        );
    }

    #[test]
    fn a_ring_has_1_to_2_to_the_32_points() {
        assert_eq!(RingSize::new(0), None);
        assert_eq!(RingSize::new((1 << 32) + 1), None);
        assert_eq!(RingSize::new(1).map(|one| one.wrap(7)), Some(Point(1)));
    }

    #[test]
    fn spread_points_lie_at_even_distances_up_to_the_end() {
        let clock = RingSize::new(12).expect("12 is a size");
        assert_eq!(
            clock.spread(4).map(|point| point.0).collect::<Vec<_>>(),
            [3, 6, 9, 12]
        );
        let quarters: Vec<_> = RingSize::FULL.spread(4).map(|point| point.0).collect();
        assert_eq!(quarters, [1 << 30, 2 << 30, 3 << 30, 0]);
    }
}
