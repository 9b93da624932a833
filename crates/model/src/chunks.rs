//! Chunks: a long table that is cheap to copy. A copy shares every part that neither side has
//! changed since, so that an event costs what it touches and not what there is.

use std::ops::Range;
use std::rc::Rc;

/// Rows in a leaf, the part that is copied before a first change.
const LEAF: usize = 256;

/// Leaves in a block.
const BLOCK: usize = 64;

/// A leaf: some rows, one after the other.
type Leaf<T> = Rc<[T]>;

/// A table of rows that are all equally wide.
///
/// Copying it costs a step for each 16,384 rows; the first change to a leaf since then copies
/// that leaf. Rows that were never changed from what the table was filled with take no room.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Chunks<T> {
    rows: usize,
    width: usize,
    blocks: Vec<Rc<Vec<Leaf<T>>>>,
}

impl<T: Copy + Eq> Chunks<T> {
    /// So many rows of one value each.
    #[must_use]
    pub fn filled(rows: usize, value: T) -> Self {
        Self::filled_rows(rows, 1, value)
    }

    /// So many rows of `width` values each.
    #[must_use]
    pub fn filled_rows(rows: usize, width: usize, value: T) -> Self {
        let leaf = |rows: usize| -> Leaf<T> { vec![value; rows * width].into() };
        let full = leaf(LEAF.min(rows));
        let block = |leaves| Rc::new(vec![Rc::clone(&full); leaves]);
        let (leaves, rest) = (rows / LEAF, rows % LEAF);
        let mut blocks = vec![block(BLOCK.min(leaves)); leaves / BLOCK];
        let mut last = vec![Rc::clone(&full); leaves % BLOCK];
        if rest > 0 {
            last.push(leaf(rest));
        }
        if !last.is_empty() {
            blocks.push(Rc::new(last));
        }
        Self {
            rows,
            width,
            blocks,
        }
    }

    /// How many rows there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.rows
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.rows == 0
    }

    /// A row.
    #[must_use]
    pub fn row(&self, at: usize) -> &[T] {
        let leaf = &self.blocks[at / (LEAF * BLOCK)][at / LEAF % BLOCK];
        &leaf[at % LEAF * self.width..][..self.width]
    }

    /// A row, to be changed: the leaf is copied if it is shared.
    pub fn row_mut(&mut self, at: usize) -> &mut [T] {
        let block = Rc::make_mut(&mut self.blocks[at / (LEAF * BLOCK)]);
        let leaf = Rc::make_mut(&mut block[at / LEAF % BLOCK]);
        &mut leaf[at % LEAF * self.width..][..self.width]
    }

    /// The value of a row of width one.
    #[must_use]
    pub fn get(&self, at: usize) -> T {
        self.blocks[at / (LEAF * BLOCK)][at / LEAF % BLOCK][at % LEAF]
    }

    /// Sets the value of a row of width one, and returns the one before. Copies nothing where the
    /// value is there already.
    pub fn set(&mut self, at: usize, value: T) -> T {
        let before = self.get(at);
        if before != value {
            self.row_mut(at)[0] = value;
        }
        before
    }

    /// The leaves in order, each with its first row.
    pub fn leaves(&self) -> impl Iterator<Item = (usize, &[T])> {
        let leaves = self.blocks.iter().flat_map(|block| block.iter());
        (0..).step_by(LEAF).zip(leaves.map(|leaf| &**leaf))
    }

    /// The rows in which two tables of one shape differ, as rising ranges. What they share is not
    /// looked at.
    #[must_use]
    pub fn differences(&self, other: &Self) -> Vec<Range<usize>> {
        let mut ranges: Vec<Range<usize>> = Vec::new();
        let width = self.width.max(1);
        for ((first, one), (_, two)) in self.leaves().zip(other.leaves()) {
            if std::ptr::eq(one, two) || one == two {
                continue;
            }
            let rows = one.chunks_exact(width).zip(two.chunks_exact(width));
            for (row, (one, two)) in (first..).zip(rows) {
                if one != two {
                    append(&mut ranges, row..row + 1);
                }
            }
        }
        ranges
    }
}

/// Puts a range behind others, joined to the last of them where they touch.
pub fn append(ranges: &mut Vec<Range<usize>>, range: Range<usize>) {
    match ranges.last_mut() {
        Some(last) if last.end == range.start => last.end = range.end,
        _ if range.is_empty() => {}
        _ => ranges.push(range),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_keeps_what_was_put_there_whatever_the_size() {
        for rows in [0, 1, 255, 256, 257, 16_383, 16_384, 16_385, 40_000] {
            let mut table = Chunks::filled(rows, 0);
            for at in 0..rows {
                assert_eq!(table.set(at, at + 1), 0);
            }
            assert!((0..rows).all(|at| table.get(at) == at + 1), "{rows}");
            assert_eq!(
                table.leaves().map(|(_, leaf)| leaf.len()).sum::<usize>(),
                rows
            );
        }
    }

    #[test]
    fn a_copy_does_not_see_what_is_changed_after_it() {
        let mut table = Chunks::filled_rows(1000, 3, 'a');
        let before = table.clone();
        table.row_mut(500)[1] = 'b';
        table.row_mut(999)[2] = 'c';
        assert_eq!(before.row(500), ['a', 'a', 'a']);
        assert_eq!(table.row(500), ['a', 'b', 'a']);
        assert_eq!(table.differences(&before), [500..501, 999..1000]);
        table.row_mut(500)[1] = 'a';
        table.row_mut(999)[2] = 'a';
        assert_eq!(table, before);
        assert_eq!(table.differences(&before), []);
    }
}
