//! What a play came to.

use std::fmt::{self, Display, Formatter};

use ringside_model::verdict::{Counts, Verdict};

use crate::client::{Served, Survey};
use crate::compare::Difference;

/// How many differences of one moment are printed.
const SHOWN: usize = 5;

/// A scenario, played. Printed, it is one line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Report {
    /// The scenario's title.
    pub title: String,
    /// The version of memcached that answered.
    pub memcached: String,
    /// How many sessions it has.
    pub sessions: usize,
    /// The start, and the moment after each event.
    pub moments: Vec<Moment>,
}

/// A moment of a play, on the real side, and where the model differs. Printed, it is a line, and
/// one more for each of the first differences.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Moment {
    /// The event that led to it.
    pub happened: String,
    /// How many sessions really have each verdict.
    pub counts: Counts,
    /// Each session, and what each node holds.
    pub survey: Survey,
    /// What the event's reads and writes really came to.
    pub served: Option<Served>,
    /// Where the model differs.
    pub differences: Vec<Difference>,
}

impl Report {
    /// How often the two sides differ, over all moments.
    #[must_use]
    pub fn differences(&self) -> usize {
        let each = self.moments.iter().map(|moment| moment.differences.len());
        each.sum()
    }

    /// The moment after this many events.
    ///
    /// # Panics
    /// Where there are fewer.
    #[must_use]
    pub fn after(&self, events: usize) -> &Moment {
        &self.moments[events]
    }
}

impl Display for Report {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "memcached {}, {}: {} events, {} sessions, {} differences",
            self.memcached,
            self.title,
            self.moments.len().saturating_sub(1),
            self.sessions,
            self.differences()
        )
    }
}

impl Display for Moment {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        write!(f, "{}: ", self.happened)?;
        let counted = Verdict::ALL.map(|verdict| (verdict, self.counts.of(verdict)));
        let mut comma = "";
        for (verdict, count) in counted.into_iter().filter(|&(_, count)| count > 0) {
            write!(
                f,
                "{comma}{count} {}",
                format!("{verdict:?}").to_lowercase()
            )?;
            comma = ", ";
        }
        write!(f, "; {} differences", self.differences.len())?;
        for difference in self.differences.iter().take(SHOWN) {
            write!(f, "\n    {difference}")?;
        }
        match self.differences.len().saturating_sub(SHOWN) {
            0 => Ok(()),
            more => write!(f, "\n    and {more} more"),
        }
    }
}
