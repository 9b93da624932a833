//! Curves: what was true from second to second over all events, as the strip chart draws it.
//!
//! All is read off what the events changed, so it costs no replay. Survivors are a level; misses,
//! copies of repair and reads of the database are counted in columns of equal length.

use crate::apply::{Changes, Requests};
use crate::event::Event;
use crate::verdict::Counts;

/// How many columns there are at most: few enough that a handful of requests in each makes a
/// curve, not noise.
pub const MOST_COLUMNS: u32 = 80;

/// What is counted in each column.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// Reads that no node answered with the session.
    pub misses: u32,
    /// Copies that repair stored.
    pub repair_copies: u32,
    /// Reads that the database answered.
    pub database_reads: u32,
}

/// How many sessions survive from one second on, until the next level.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Level {
    /// Since when, in seconds since the start.
    pub second: u32,
    /// How many survive.
    pub survivors: u32,
}

/// The curves of a branch.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Curve {
    /// How long all events together take, in seconds.
    pub length: u32,
    /// How many seconds a column has; the last may be shorter.
    pub width: u32,
    /// How many sessions there are.
    pub sessions: u32,
    /// The levels of survivors, in order. Several may lie in one second: events take no time.
    pub levels: Vec<Level>,
    /// What is counted in each column. What happens between two columns counts in the later one,
    /// if there is one.
    pub columns: Vec<Tally>,
    /// When each event is over, in seconds since the start.
    pub ends: Vec<u32>,
}

/// A moment, and all that was counted until then.
#[derive(Clone, Copy)]
struct Point {
    second: u32,
    survivors: u32,
    sum: Tally,
}

impl Curve {
    /// The curves of these events, which changed this much. `start` is what the verdicts are if
    /// there is no event. Nothing if the events take no time. Costs the events and their samples.
    #[must_use]
    pub fn of(events: &[Event], changes: &[Changes], start: Counts) -> Option<Self> {
        let first = changes.first().map_or(start, |first| first.before);
        let mut points = vec![Point {
            second: 0,
            survivors: first.survivors(),
            sum: Tally::default(),
        }];
        let mut ends = Vec::with_capacity(events.len());
        for (event, changes) in events.iter().zip(changes) {
            let before = points[points.len() - 1];
            for sample in &changes.samples {
                points.push(Point {
                    second: before.second.saturating_add(sample.seconds),
                    survivors: sample.survivors,
                    sum: Tally {
                        misses: before.sum.misses.saturating_add(sample.misses),
                        repair_copies: before
                            .sum
                            .repair_copies
                            .saturating_add(sample.repair_copies),
                        database_reads: before
                            .sum
                            .database_reads
                            .saturating_add(sample.database_reads),
                    },
                });
            }
            if changes.samples.is_empty() {
                let passed = if let Event::Advance(time) = event {
                    time.0
                } else {
                    0
                };
                let misses = changes.requests.map_or(0, Requests::misses);
                points.push(Point {
                    second: before.second.saturating_add(passed),
                    survivors: changes.after.survivors(),
                    sum: Tally {
                        misses: before.sum.misses.saturating_add(misses),
                        repair_copies: before
                            .sum
                            .repair_copies
                            .saturating_add(changes.load.repair_copies),
                        database_reads: before
                            .sum
                            .database_reads
                            .saturating_add(changes.load.database_reads),
                    },
                });
            }
            ends.push(points[points.len() - 1].second);
        }
        let length = points[points.len() - 1].second;
        if length == 0 {
            return None;
        }
        let width = length.div_ceil(MOST_COLUMNS);
        Some(Self {
            length,
            width,
            sessions: first.total(),
            levels: levels(&points, width),
            columns: columns(&points, width),
            ends,
        })
    }

    /// How many seconds a column has.
    #[must_use]
    pub fn seconds(&self, column: usize) -> u32 {
        let begin = u32::try_from(column)
            .unwrap_or(u32::MAX)
            .saturating_mul(self.width);
        self.length.saturating_sub(begin).min(self.width)
    }

    /// The column in which a second ends.
    #[must_use]
    pub fn column(&self, second: u32) -> usize {
        (second.saturating_sub(1) / self.width.max(1)) as usize
    }

    /// How many survived when this second ended and all that happened then was done.
    #[must_use]
    pub fn survivors(&self, second: u32) -> u32 {
        let after = self.levels.partition_point(|level| level.second <= second);
        let level = self.levels.get(after.saturating_sub(1));
        level.map_or(0, |level| level.survivors)
    }
}

/// The levels, where they change. Of many in one column the first, the lowest, the highest and
/// the last are kept, and the last of the second in which the column before it ends.
fn levels(points: &[Point], width: u32) -> Vec<Level> {
    let mut levels: Vec<Level> = Vec::new();
    for column in points.chunk_by(|one, two| one.second / width == two.second / width) {
        let lowest = (0..column.len()).min_by_key(|&at| column[at].survivors);
        let highest = (0..column.len()).max_by_key(|&at| column[at].survivors);
        let edge = column.iter().rposition(|point| point.second % width == 0);
        for (at, point) in column.iter().enumerate() {
            let ends = at == 0 || at + 1 == column.len() || Some(at) == edge;
            let extreme = Some(at) == lowest || Some(at) == highest;
            let same = levels
                .last()
                .is_some_and(|last| last.survivors == point.survivors);
            if (ends || extreme) && !same {
                levels.push(Level {
                    second: point.second,
                    survivors: point.survivors,
                });
            }
        }
    }
    levels
}

/// What is counted in each column. What a point adds to the one before is spread evenly over the
/// time between them, to whole numbers, so that the columns add up.
fn columns(points: &[Point], width: u32) -> Vec<Tally> {
    let length = points.last().map_or(0, |last| last.second);
    let mut columns = Vec::new();
    let (mut done, mut at) = (Tally::default(), 0);
    for column in 1..=length.div_ceil(width) {
        let end = column.saturating_mul(width);
        // The points before the end of the column; for the last one all.
        while at < points.len() && (points[at].second < end || end >= length) {
            at += 1;
        }
        let until = match (points.get(at.saturating_sub(1)), points.get(at)) {
            (Some(one), Some(two)) => {
                one.sum
                    .on_the_way(two.sum, end - one.second, two.second - one.second)
            }
            (Some(last), None) => last.sum,
            (None, _) => done,
        };
        columns.push(until.less(done));
        done = until;
    }
    columns
}

impl Tally {
    /// Between this and a later one, after `passed` of `of` seconds.
    fn on_the_way(self, later: Self, passed: u32, of: u32) -> Self {
        let part = |from: u32, to: u32| {
            let more = u64::from(to - from) * u64::from(passed) / u64::from(of.max(1));
            from + u32::try_from(more).unwrap_or(u32::MAX)
        };
        Self {
            misses: part(self.misses, later.misses),
            repair_copies: part(self.repair_copies, later.repair_copies),
            database_reads: part(self.database_reads, later.database_reads),
        }
    }

    fn less(self, other: Self) -> Self {
        Self {
            misses: self.misses - other.misses,
            repair_copies: self.repair_copies - other.repair_copies,
            database_reads: self.database_reads - other.database_reads,
        }
    }
}
