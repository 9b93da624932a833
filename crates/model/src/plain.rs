//! The points of a *plain* ring where none are given by hand: the first nodes are spread evenly,
//! and a newcomer takes the middle of the widest gap, so that no other node's point moves.

use crate::client::RingSize;
use crate::event::NodeSpec;
use crate::id::Point;

/// A plain ring: how many points it has, and how many tokens a node of weight 1 gets.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PlainRing {
    /// The number of points, counted like the hours of a clock.
    pub size: RingSize,
    /// Tokens of a node of weight 1.
    pub tokens: u16,
}

impl PlainRing {
    /// How many tokens a node gets that has none by hand.
    #[must_use]
    pub fn tokens_of(self, spec: &NodeSpec) -> usize {
        usize::from(self.tokens).saturating_mul(spec.weight as usize)
    }

    /// Evenly spread points for nodes that make these numbers of tokens. In each round of tokens
    /// the nodes stand in another order, so that a node's neighbours differ from token to token.
    /// `None` when the ring has too few points.
    #[must_use]
    pub fn spread(self, tokens: &[usize]) -> Option<Vec<Vec<Point>>> {
        let total: usize = tokens.iter().sum();
        if total as u64 > self.size.get() {
            return None;
        }
        let nodes = tokens.len();
        let mut placed: Vec<Vec<Point>> = vec![Vec::new(); nodes];
        let strides: Vec<usize> = (1..nodes.max(2))
            .filter(|&stride| coprime(stride, nodes))
            .collect();
        let mut slot = 0;
        for round in 0..tokens.iter().copied().max().unwrap_or(0) {
            let stride = strides[round % strides.len()];
            for node in (0..nodes).map(|turn| turn * stride % nodes) {
                if round < tokens[node] {
                    placed[node].push(self.slot(slot, total as u64));
                    slot += 1;
                }
            }
        }
        Some(placed)
    }

    /// The middle of the widest gap between the points taken, which are sorted.
    /// `None` when every point is taken.
    #[must_use]
    pub fn widest_gap(self, taken: &[Point]) -> Option<Point> {
        let (Some(&first), Some(&last)) = (taken.first(), taken.last()) else {
            return Some(self.slot(0, 1));
        };
        let wrap = (
            last,
            self.size.get() - u64::from(last.0) + u64::from(first.0),
        );
        let inner = taken
            .windows(2)
            .map(|pair| (pair[0], u64::from(pair[1].0 - pair[0].0)));
        let (start, width) = inner
            .chain([wrap])
            .reduce(|best, gap| if gap.1 > best.1 { gap } else { best })?;
        (width > 1).then(|| self.wrapped(u64::from(start.0) + width / 2))
    }

    /// The middle of one of `of` equal slices of the ring.
    fn slot(self, slot: u64, of: u64) -> Point {
        let middle = u128::from(self.size.get()) * u128::from(2 * slot + 1) / u128::from(2 * of);
        self.wrapped(u64::try_from(middle).unwrap_or(0) + u64::from(self.size != RingSize::FULL))
    }

    fn wrapped(self, point: u64) -> Point {
        let size = self.size.get();
        self.size.wrap(u32::try_from(point % size).unwrap_or(0))
    }

    /// Whether a number is a point of this ring.
    #[must_use]
    pub fn has(self, point: u32) -> bool {
        self.size.wrap(point) == Point(point)
    }

    /// Its points, in words.
    #[must_use]
    pub fn range(self) -> String {
        match self.size {
            RingSize::FULL => "a point from 0 to 4294967295".to_owned(),
            size => format!("a point from 1 to {}", size.get()),
        }
    }
}

fn coprime(a: usize, b: usize) -> bool {
    let (mut a, mut b) = (a, b);
    while b != 0 {
        (a, b) = (b, a % b);
    }
    a == 1
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ring(points: u64) -> PlainRing {
        PlainRing {
            size: RingSize::new(points).expect("a size"),
            tokens: 1,
        }
    }

    fn points(placed: &[Vec<Point>]) -> Vec<Vec<u32>> {
        placed
            .iter()
            .map(|node| node.iter().map(|point| point.0).collect())
            .collect()
    }

    #[test]
    fn a_clock_of_four_hours_holds_four_nodes() {
        let ring = ring(4);
        assert_eq!(
            ring.spread(&[1, 1, 1, 1]).map(|p| points(&p)),
            Some(vec![vec![1], vec![2], vec![3], vec![4]])
        );
        assert_eq!(ring.spread(&[1; 5]), None);
    }

    #[test]
    fn the_fourth_node_of_the_worked_example_comes_to_lie_on_4() {
        let ring = ring(4);
        let taken = [Point(1), Point(2), Point(3)];
        assert_eq!(ring.widest_gap(&taken), Some(Point(4)));
        assert_eq!(
            ring.widest_gap(&[Point(1), Point(2), Point(3), Point(4)]),
            None
        );
    }

    #[test]
    fn on_a_full_size_ring_a_newcomer_halves_the_widest_gap_also_across_the_top() {
        let ring = ring(1 << 32);
        assert_eq!(ring.widest_gap(&[]), Some(Point(1 << 31)));
        assert_eq!(
            ring.widest_gap(&[Point(1 << 30), Point(3 << 30)]),
            Some(Point(1 << 31))
        );
        assert_eq!(
            ring.widest_gap(&[Point(1 << 29), Point(1 << 30)]),
            Some(Point((1 << 30) + (7 << 28)))
        );
    }

    #[test]
    fn neighbours_differ_from_round_to_round() {
        let ring = ring(100);
        let placed = ring.spread(&[2; 5]).expect("it fits");
        let mut order: Vec<(Point, usize)> = placed
            .iter()
            .enumerate()
            .flat_map(|(node, tokens)| tokens.iter().map(move |&token| (token, node)))
            .collect();
        order.sort_unstable();
        let nodes: Vec<usize> = order.into_iter().map(|(_, node)| node).collect();
        assert_eq!(nodes, [0, 1, 2, 3, 4, 0, 2, 4, 1, 3]);
    }
}
