//! Counts by verdict before every 256th place, so that any stretch is counted by subtraction.

use crate::chunks::LEAF;
use crate::crowd::{Shares, minus};
use crate::id::SessionId;
use crate::verdict::Verdict;
use crate::world::World;

/// Counts before each block of places; then, of all.
#[derive(Debug)]
pub(super) struct Tally(Vec<Shares>);

impl Tally {
    /// Counts in the order of ranks. A leaf of verdicts that another moment shares is not counted
    /// again.
    pub(super) fn by_rank(world: &World, before: Option<(&World, &Self)>) -> Self {
        let leaves = world.verdicts().leaves();
        let Some((other, known)) = before else {
            return Self::sum(leaves.map(|(_, leaf)| count(leaf.iter().copied())));
        };
        let pairs = leaves.zip(other.verdicts().leaves()).enumerate();
        Self::sum(pairs.map(|(block, ((_, leaf), (_, before)))| {
            if std::ptr::eq(leaf, before) {
                minus(known.0[block + 1], known.0[block])
            } else {
                count(leaf.iter().copied())
            }
        }))
    }

    /// Counts in another order. Costs a look at every session.
    pub(super) fn in_order(world: &World, order: &[SessionId]) -> Self {
        let blocks = order.chunks(LEAF);
        Self::sum(blocks.map(|block| count(block.iter().map(|&session| world.verdict(session)))))
    }

    fn sum(blocks: impl Iterator<Item = Shares>) -> Self {
        let mut sums = vec![Shares::default()];
        let mut sum = Shares::default();
        for block in blocks {
            for (sum, count) in sum.iter_mut().zip(block) {
                *sum += count;
            }
            sums.push(sum);
        }
        Self(sums)
    }

    /// The last place up to this one before which the counts are known, and those counts.
    pub(super) fn whole_blocks(&self, place: usize) -> (usize, Shares) {
        let block = place / LEAF;
        (block * LEAF, self.0[block])
    }
}

fn count(verdicts: impl Iterator<Item = Verdict>) -> Shares {
    let mut shares = Shares::default();
    for verdict in verdicts {
        shares[verdict.index()] += 1;
    }
    shares
}
