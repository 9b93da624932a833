//! The points of a *plain* ring where none are given by hand: the first nodes are spread evenly,
//! and a newcomer takes the middle of the widest gap, so that no other node's point moves.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BinaryHeap};

use crate::client::RingSize;
use crate::event::NodeSpec;
use crate::id::Point;
use crate::refusal::Refusal;

/// How many tokens a plain ring holds: enough for 1000 nodes of weight 1 with 1024 tokens each.
pub const MAX_TOKENS: usize = 1 << 20;

/// A plain ring: how many points it has, and how many tokens a node of weight 1 gets.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PlainRing {
    /// The number of points, counted like the hours of a clock.
    pub size: RingSize,
    /// Tokens of a node of weight 1.
    pub tokens: u16,
}

/// The points that hold a token, and whose it is.
#[derive(Clone, Debug, Default)]
pub struct Taken<'a>(BTreeMap<Point, &'a str>);

impl PlainRing {
    /// The points of the nodes that a scenario starts with. Without any by hand they are spread
    /// evenly; else each node without takes the widest gaps that the others leave.
    ///
    /// # Errors
    /// The index of the first node that finds no room, and why.
    pub fn start(self, specs: &[NodeSpec]) -> Result<Vec<Vec<Point>>, (usize, Refusal)> {
        let mut taken = Taken::default();
        let mut points = Vec::with_capacity(specs.len());
        for (at, spec) in specs.iter().enumerate() {
            points.push(taken.by_hand(spec).map_err(|refusal| (at, refusal))?);
        }
        let mut wanted = Vec::with_capacity(specs.len());
        let mut total: usize = 0;
        for (at, (spec, given)) in specs.iter().zip(&points).enumerate() {
            let tokens = if given.is_empty() {
                self.tokens_of(spec)
            } else {
                0
            };
            wanted.push(tokens);
            total = total.saturating_add(tokens);
            self.room(&taken, total).map_err(|refusal| (at, refusal))?;
        }
        if taken.0.is_empty() {
            return Ok(self.spread(&wanted));
        }
        let mut gaps = Gaps::between(self, &taken);
        for (points, tokens) in points.iter_mut().zip(wanted) {
            points.extend(gaps.by_ref().take(tokens));
        }
        Ok(points)
    }

    /// The points of a newcomer: those given by hand, else the middle of the widest gap between
    /// the points taken, as often as it has tokens. Costs a look at each point taken.
    ///
    /// # Errors
    /// A [`Refusal`] when a point is taken, or when there is no room for so many.
    pub fn join<'a>(self, mut taken: Taken<'a>, spec: &'a NodeSpec) -> Result<Vec<Point>, Refusal> {
        let given = taken.by_hand(spec)?;
        let wanted = if given.is_empty() {
            self.tokens_of(spec)
        } else {
            0
        };
        self.room(&taken, wanted)?;
        let found = Gaps::between(self, &taken).take(wanted);
        Ok(given.into_iter().chain(found).collect())
    }

    /// Its lowest and its highest point.
    #[must_use]
    pub fn ends(self) -> (u32, u32) {
        match u32::try_from(self.size.get()) {
            Ok(size) => (1, size),
            Err(_) => (0, u32::MAX),
        }
    }

    /// How many tokens a node gets that has none by hand.
    fn tokens_of(self, spec: &NodeSpec) -> usize {
        usize::from(self.tokens).saturating_mul(spec.weight as usize)
    }

    /// Whether so many tokens more find room.
    fn room(self, taken: &Taken<'_>, more: usize) -> Result<(), Refusal> {
        let total = taken.0.len().saturating_add(more);
        if total as u64 > self.size.get() {
            let points = self.size.get();
            return Err(Refusal::RingFull { points });
        }
        if total > MAX_TOKENS {
            return Err(Refusal::TooManyTokens { most: MAX_TOKENS });
        }
        Ok(())
    }

    /// Evenly spread points for nodes that make these numbers of tokens. In each round of tokens
    /// the nodes stand in another order, so that a node's neighbours differ from token to token.
    fn spread(self, tokens: &[usize]) -> Vec<Vec<Point>> {
        let total: usize = tokens.iter().sum();
        let mut placed: Vec<Vec<Point>> = vec![Vec::new(); tokens.len()];
        let mut wanting: Vec<usize> = (0..tokens.len()).collect();
        let mut strides = strides(wanting.len());
        let mut slot = 0;
        for round in 0..tokens.iter().copied().max().unwrap_or(0) {
            wanting.retain(|&node| round < tokens[node]);
            let nodes = wanting.len();
            if strides.0 != nodes {
                strides = self::strides(nodes);
            }
            let stride = strides.1[round % strides.1.len()];
            for turn in 0..nodes {
                placed[wanting[turn * stride % nodes]].push(self.slot(slot, total as u64));
                slot += 1;
            }
        }
        placed
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
}

impl<'a> Taken<'a> {
    /// The points of these nodes.
    pub fn by(nodes: impl Iterator<Item = (&'a str, &'a [Point])>) -> Self {
        Self(
            nodes
                .flat_map(|(name, points)| points.iter().map(move |&point| (point, name)))
                .collect(),
        )
    }

    /// Takes the points that a node is given by hand.
    fn by_hand(&mut self, spec: &'a NodeSpec) -> Result<Vec<Point>, Refusal> {
        let take = |&point: &u32| match self.0.insert(Point(point), &spec.name) {
            None => Ok(Point(point)),
            Some(owner) => Err(Refusal::TokenTaken {
                point,
                node: owner.to_owned(),
            }),
        };
        spec.tokens.iter().map(take).collect()
    }
}

/// The gaps between points, given away by their middles: the widest first, of equal ones the
/// first on the ring.
struct Gaps {
    ring: PlainRing,
    /// Width, and where it starts.
    widest: BinaryHeap<(u64, Reverse<Point>)>,
}

impl Gaps {
    fn between(ring: PlainRing, taken: &Taken<'_>) -> Self {
        let points = || taken.0.keys().copied();
        // The last gap goes around to the first point.
        let ends = points().skip(1).map(|point| u64::from(point.0));
        let around = points()
            .take(1)
            .map(|point| u64::from(point.0) + ring.size.get());
        let gap = |(start, end): (Point, u64)| (end - u64::from(start.0), Reverse(start));
        Self {
            ring,
            widest: points().zip(ends.chain(around)).map(gap).collect(),
        }
    }
}

impl Iterator for Gaps {
    type Item = Point;

    fn next(&mut self) -> Option<Point> {
        let Some((width, Reverse(start))) = self.widest.pop() else {
            let first = self.ring.slot(0, 1);
            self.widest.push((self.ring.size.get(), Reverse(first)));
            return Some(first);
        };
        let half = width / 2;
        if half == 0 {
            return None;
        }
        let middle = self.ring.wrapped(u64::from(start.0) + half);
        self.widest.push((half, Reverse(start)));
        self.widest.push((width - half, Reverse(middle)));
        Some(middle)
    }
}

/// A number of nodes, and the steps by which to go around them and meet each once.
fn strides(nodes: usize) -> (usize, Vec<usize>) {
    let steps = 1..nodes.max(2);
    (nodes, steps.filter(|&step| coprime(step, nodes)).collect())
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

    /// A node of this weight with these points by hand.
    fn node(name: &str, weight: u32, tokens: &[u32]) -> NodeSpec {
        NodeSpec {
            weight,
            tokens: tokens.to_vec(),
            ..NodeSpec::named(name)
        }
    }

    fn nodes(count: usize) -> Vec<NodeSpec> {
        (0..count).map(|at| node(&at.to_string(), 1, &[])).collect()
    }

    /// The points that nodes start with.
    fn started(ring: PlainRing, specs: &[NodeSpec]) -> Vec<Vec<u32>> {
        let points = ring.start(specs).expect("room for all");
        points
            .iter()
            .map(|node| node.iter().map(|point| point.0).collect())
            .collect()
    }

    /// The point of a newcomer where these are taken.
    fn newcomer(ring: PlainRing, taken: &[u32]) -> Result<u32, Refusal> {
        let taken: Vec<Point> = taken.iter().copied().map(Point).collect();
        let taken = Taken::by([("others", taken.as_slice())].into_iter());
        let points = ring.join(taken, &node("new", 1, &[]))?;
        Ok(points[0].0)
    }

    #[test]
    fn a_clock_of_four_hours_holds_four_nodes() {
        assert_eq!(started(ring(4), &nodes(4)), [[1], [2], [3], [4]]);
        let full = Refusal::RingFull { points: 4 };
        assert_eq!(ring(4).start(&nodes(5)), Err((4, full)));
    }

    #[test]
    fn the_fourth_node_of_the_worked_example_comes_to_lie_on_4() {
        assert_eq!(newcomer(ring(4), &[1, 2, 3]), Ok(4));
        let full = Refusal::RingFull { points: 4 };
        assert_eq!(newcomer(ring(4), &[1, 2, 3, 4]), Err(full));
    }

    #[test]
    fn on_a_full_size_ring_a_newcomer_halves_the_widest_gap_also_across_the_top() {
        let ring = ring(1 << 32);
        assert_eq!(newcomer(ring, &[]), Ok(1 << 31));
        assert_eq!(newcomer(ring, &[1 << 30, 3 << 30]), Ok(1 << 31));
        assert_eq!(
            newcomer(ring, &[1 << 29, 1 << 30]),
            Ok((1 << 30) + (7 << 28))
        );
    }

    #[test]
    fn a_newcomer_with_many_tokens_halves_one_gap_after_the_other() {
        let taken = [Point(4), Point(8)];
        let taken = Taken::by([("a", taken.as_slice())].into_iter());
        let points = ring(16).join(taken, &node("b", 4, &[])).expect("room");
        assert_eq!(points, [Point(14), Point(11), Point(1), Point(6)]);
    }

    #[test]
    fn nodes_without_points_start_in_the_gaps_that_the_others_leave() {
        let specs = [node("a", 1, &[]), node("b", 1, &[16]), node("c", 1, &[8])];
        assert_eq!(started(ring(16), &specs), [[12], [16], [8]]);
    }

    #[test]
    fn a_point_given_twice_is_refused_at_the_second_node() {
        let specs = [node("a", 1, &[]), node("b", 1, &[3]), node("c", 1, &[3])];
        let taken = Refusal::TokenTaken {
            point: 3,
            node: "b".to_owned(),
        };
        assert_eq!(ring(16).start(&specs), Err((2, taken)));
    }

    #[test]
    fn weights_past_the_limit_are_refused_before_any_point_is_made() {
        let specs = [node("a", 1, &[]), node("b", 4_000_000_000, &[])];
        let refusal = Refusal::TooManyTokens { most: MAX_TOKENS };
        assert_eq!(ring(1 << 32).start(&specs), Err((1, refusal.clone())));
        let joined = ring(1 << 32).join(Taken::default(), &specs[1]);
        assert_eq!(joined, Err(refusal));
    }

    #[test]
    fn a_heavy_node_stands_alone_once_the_light_ones_have_their_tokens() {
        let specs = [node("a", 3, &[]), node("b", 1, &[])];
        assert_eq!(started(ring(16), &specs), [vec![3, 11, 15], vec![7]]);
    }

    #[test]
    fn neighbours_differ_from_round_to_round() {
        let ring = PlainRing {
            tokens: 2,
            ..ring(100)
        };
        let mut order: Vec<(u32, usize)> = started(ring, &nodes(5))
            .into_iter()
            .enumerate()
            .flat_map(|(node, tokens)| tokens.into_iter().map(move |token| (token, node)))
            .collect();
        order.sort_unstable();
        let nodes: Vec<usize> = order.into_iter().map(|(_, node)| node).collect();
        assert_eq!(nodes, [0, 1, 2, 3, 4, 0, 2, 4, 1, 3]);
    }
}
