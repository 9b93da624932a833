//! The ring: every node's tokens in the order of their points, and the clockwise walk over them.

use crate::id::{NodeId, Point};

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
    lookup: Lookup,
    /// How many nodes have a token.
    nodes: usize,
}

impl Ring {
    /// A ring of these tokens. Where several lie on the same point the first given stays, so the
    /// caller decides who wins by the order in which it gives them.
    #[must_use]
    pub fn new(mut tokens: Vec<Token>, lookup: Lookup) -> Self {
        tokens.sort_by_key(|token| token.point);
        tokens.dedup_by_key(|token| token.point);
        Self::of_sorted(tokens, lookup)
    }

    /// A ring of these tokens that keeps those on the same point, in the order in which they are
    /// given: a walk meets the first of them first, and the others right after it.
    #[must_use]
    pub fn with_shared_points(mut tokens: Vec<Token>, lookup: Lookup) -> Self {
        tokens.sort_by_key(|token| token.point);
        Self::of_sorted(tokens, lookup)
    }

    fn of_sorted(tokens: Vec<Token>, lookup: Lookup) -> Self {
        let mut nodes: Vec<NodeId> = tokens.iter().map(|token| token.node).collect();
        nodes.sort_unstable();
        nodes.dedup();
        Self {
            tokens,
            lookup,
            nodes: nodes.len(),
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
    /// Costs a binary search.
    #[must_use]
    pub fn first(&self, hash: Point) -> usize {
        let index = match self.lookup {
            Lookup::AtOrAfter => self.tokens.partition_point(|token| token.point < hash),
            Lookup::After => self.tokens.partition_point(|token| token.point <= hash),
        };
        if index == self.tokens.len() { 0 } else { index }
    }

    /// Every token once, clockwise from the one that `hash` meets first.
    pub fn clockwise(&self, hash: Point) -> impl Iterator<Item = Token> + '_ {
        let (before, after) = self.tokens.split_at(self.first(hash));
        after.iter().chain(before).copied()
    }
}
