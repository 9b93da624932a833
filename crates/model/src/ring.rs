//! The ring: every node's tokens in the order of their points, and the clockwise walk over them.

use crate::id::{NodeId, Point};
use crate::number;

/// One point of a node on the ring (a virtual node).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Token {
    /// Where it lies.
    pub point: Point,
    /// Whose it is.
    pub node: NodeId,
}

/// Which token a key belongs to when its hash falls exactly on a point.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Lookup {
    /// The first point at or after the hash, as nearly every client does.
    AtOrAfter,
    /// The first point strictly after the hash, as uhashring does.
    After,
}

/// Tokens sorted by point: one a point, unless the client keeps all that share one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ring {
    tokens: Vec<Token>,
    sectors: Sectors,
    lookup: Lookup,
    /// How many nodes have a token.
    nodes: usize,
}

/// The circle cut into equal sectors, four to eight times as many as there are tokens, but no more
/// than 262,144.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Sectors {
    /// A point without so many of its lowest bits is its sector's number.
    shift: u32,
    /// By sector, how many tokens lie before it; then, how many there are.
    starts: Vec<u32>,
}

/// A sector hardly ever has more tokens.
const FEW: usize = 4;

impl Sectors {
    fn of(tokens: &[Token]) -> Self {
        let bits = (tokens.len().next_power_of_two().ilog2() + 2).min(18);
        let shift = u32::BITS - bits;
        let mut starts = vec![0; (1 << bits) + 1];
        for token in tokens {
            starts[(token.point.0 >> shift) as usize + 1] += 1;
        }
        let mut before = 0;
        for start in &mut starts {
            before += *start;
            *start = before;
        }
        Self { shift, starts }
    }

    /// How many tokens lie before a point's sector, or one so many sectors on.
    fn before(&self, point: Point, on: usize) -> usize {
        self.starts[(point.0 >> self.shift) as usize + on] as usize
    }
}

impl Ring {
    /// A ring of these tokens. Where several lie on the same point the first given stays, so the
    /// caller decides who wins by the order in which it gives them.
    #[must_use]
    pub fn new(mut tokens: Vec<Token>, lookup: Lookup) -> Self {
        number::sort_by_number(&mut tokens, |token| token.point.0);
        tokens.dedup_by_key(|token| token.point);
        Self::of_sorted(tokens, lookup)
    }

    /// A ring of these tokens that keeps those on the same point, in the order in which they are
    /// given: a walk meets the first of them first, and the others right after it.
    #[must_use]
    pub fn with_shared_points(mut tokens: Vec<Token>, lookup: Lookup) -> Self {
        number::sort_by_number(&mut tokens, |token| token.point.0);
        Self::of_sorted(tokens, lookup)
    }

    fn of_sorted(tokens: Vec<Token>, lookup: Lookup) -> Self {
        let mut has_token = Vec::new();
        for token in &tokens {
            let node = token.node.index();
            if has_token.len() <= node {
                has_token.resize(node + 1, false);
            }
            has_token[node] = true;
        }
        Self {
            nodes: has_token.into_iter().filter(|&has| has).count(),
            sectors: Sectors::of(&tokens),
            tokens,
            lookup,
        }
    }

    /// How many different nodes have a token. A node of little weight may have none.
    #[must_use]
    pub fn nodes(&self) -> usize {
        self.nodes
    }

    /// Which token a key belongs to when its hash falls exactly on a point.
    #[must_use]
    pub fn lookup(&self) -> Lookup {
        self.lookup
    }

    /// All tokens, by rising point.
    #[must_use]
    pub fn tokens(&self) -> &[Token] {
        &self.tokens
    }

    /// The index of the token that a hash meets first; past the last point it wraps to the first.
    /// Costs a step or two from the start of the hash's sector, and a binary search in a sector
    /// with more tokens than that.
    #[must_use]
    #[inline]
    pub fn first(&self, hash: Point) -> usize {
        let own = u64::from(hash.0) + u64::from(self.lookup == Lookup::After);
        let before = |token: &Token| u64::from(token.point.0) < own;
        let mut at = self.sectors.before(hash, 0);
        // Where the sector ends is not asked: what lies behind it, lies behind the hash. A
        // question less is one that the processor cannot guess wrong.
        for _ in 0..FEW {
            match self.tokens.get(at) {
                Some(token) if before(token) => at += 1,
                Some(_) => return at,
                None => return 0,
            }
        }
        let rest = &self.tokens[at..self.sectors.before(hash, 1)];
        at += rest.partition_point(before);
        if at == self.tokens.len() { 0 } else { at }
    }

    /// Every token once, clockwise from the one that `hash` meets first.
    pub fn clockwise(&self, hash: Point) -> impl Iterator<Item = Token> + '_ {
        let (before, after) = self.tokens.split_at(self.first(hash));
        after.iter().chain(before).copied()
    }
}

#[cfg(test)]
mod tests {
    use proptest::collection::vec;
    use proptest::prelude::*;

    use super::*;

    /// Points all over the ring, in a crowd, and at its ends.
    fn point() -> impl Strategy<Value = u32> {
        prop_oneof![
            any::<u32>(),
            7_000..7_040_u32,
            0..3_u32,
            u32::MAX - 2..=u32::MAX
        ]
    }

    proptest! {
        #[test]
        fn a_hash_meets_the_token_that_a_look_at_every_token_finds(
            points in vec(point(), 0..60), hash in point(), after: bool, shared: bool,
        ) {
            let lookup = if after { Lookup::After } else { Lookup::AtOrAfter };
            let token = |(node, &point): (u16, &u32)| Token { point: Point(point), node: NodeId(node) };
            let tokens: Vec<Token> = (0..).zip(&points).map(token).collect();
            let ring = if shared {
                Ring::with_shared_points(tokens, lookup)
            } else {
                Ring::new(tokens, lookup)
            };
            let meets = |token: &Token| match lookup {
                Lookup::AtOrAfter => token.point.0 >= hash,
                Lookup::After => token.point.0 > hash,
            };
            let expected = ring.tokens().iter().position(meets).unwrap_or(0);
            prop_assert_eq!(ring.first(Point(hash)), expected);
        }
    }
}
