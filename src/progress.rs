//! How far each lesson was played, as this device keeps it.

use std::collections::BTreeMap;

use ringside_model::lesson::catalog;

/// The name under which the device keeps it.
pub const PROGRESS: &str = "ringside-lessons";

/// How far each lesson was played.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Progress(BTreeMap<&'static str, Mark>);

/// How far one lesson was played.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Mark {
    /// The step that was shown last, counted from 0.
    pub step: usize,
    /// Whether it was played to its end.
    pub finished: bool,
}

impl Progress {
    /// Reads what was kept. A line that means nothing is passed over.
    #[must_use]
    pub fn from_text(text: &str) -> Self {
        let marks = text.lines().filter_map(|line| {
            let mut words = line.split(' ');
            let name = words.next()?;
            let entry = catalog::find(name)?;
            let step = words.next()?.parse().ok()?;
            let finished = words.next() == Some("finished");
            Some((entry.name, Mark { step, finished }))
        });
        Self(marks.collect())
    }

    /// As it is kept: a line for each lesson begun.
    #[must_use]
    pub fn to_text(&self) -> String {
        let line = |(name, mark): (&&str, &Mark)| {
            let finished = if mark.finished { " finished" } else { "" };
            format!("{name} {}{finished}\n", mark.step)
        };
        self.0.iter().map(line).collect()
    }

    /// How far a lesson was played, if it was begun.
    #[must_use]
    pub fn of(&self, name: &str) -> Option<Mark> {
        self.0.get(name).copied()
    }

    /// The step at which to go on with a lesson.
    #[must_use]
    pub fn resume(&self, name: &str) -> Option<usize> {
        self.of(name).map(|mark| mark.step)
    }

    /// Notes the step shown. Returns whether that is news.
    pub fn reach(&mut self, name: &'static str, step: usize) -> bool {
        let mark = self.0.entry(name).or_default();
        // A lesson just begun is no news that is worth keeping.
        let news = mark.step != step;
        mark.step = step;
        news
    }

    /// Notes that a lesson was played to its end. It then begins anew. Returns whether that is news.
    pub fn finish(&mut self, name: &'static str) -> bool {
        let done = Mark {
            step: 0,
            finished: true,
        };
        self.0.insert(name, done) != Some(done)
    }
}
