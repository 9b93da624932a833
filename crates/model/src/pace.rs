//! Pace: long work in slices, so that whoever waits for it can do something else in between.
//!
//! What may take long is an `async fn` that counts its work on a [`Pace`] and pauses wherever the
//! slice is spent. There is no executor and no waker: a [`Work`] is asked to go on for so many units,
//! and either it is done or there is more to do. To give it up is to drop it. Done in one go, at an
//! endless pace, it never pauses, and that is how tests, benches and commands do it: there is one
//! path for both. Where it pauses changes nothing of what comes out.
//!
//! A unit is about a look at one copy of one session: 40 ns in native code, 50 ns in a browser.

use std::cell::Cell;
use std::ops::Range;
use std::pin::{Pin, pin};
use std::rc::Rc;
use std::task::{Context, Poll, Waker};

/// How many units are done between two looks at whether the slice is spent, about: under a
/// millisecond in a browser.
const STRETCH: usize = 16_384;

/// What the work is about just now.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Phase {
    /// A text is read.
    #[default]
    Reading,
    /// The keys of so many sessions are hashed, and each session is written once.
    Placing(usize),
    /// Events happen.
    Playing,
    /// Events happen under so many policies.
    Comparing(usize),
    /// A text is written.
    Writing,
}

/// How far the work has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Progress {
    /// What it is about.
    pub phase: Phase,
    /// How much of that is done, in per cent. It never goes back within a phase, and is 99 until
    /// the phase is over, if there was more to do than expected.
    pub percent: u8,
}

/// Work that goes on in slices, as what the model offers to others. It is boxed here, since else its
/// code would be compiled again in each crate that awaits it, and there for size.
pub type Slices<'a, T> = Pin<Box<dyn Future<Output = T> + 'a>>;

/// Waits for the next slice, if this one is spent.
#[derive(Debug)]
pub struct Pause<'a>(&'a Pace);

impl Future for Pause<'_> {
    type Output = ();

    fn poll(self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<()> {
        match self.0.left.get() {
            0 => Poll::Pending,
            _ => Poll::Ready(()),
        }
    }
}

/// How fast work goes on, and how far it has come.
#[derive(Debug)]
pub struct Pace {
    /// Units until the next pause.
    left: Cell<u64>,
    phase: Cell<Phase>,
    /// Units done in this phase.
    done: Cell<u64>,
    /// Units that the phase takes, about.
    all: Cell<u64>,
    /// Whether the phase stays, whatever else begins.
    kept: Cell<bool>,
}

impl Pace {
    fn of(left: u64) -> Self {
        Self {
            left: Cell::new(left),
            phase: Cell::default(),
            done: Cell::new(0),
            all: Cell::new(0),
            kept: Cell::new(false),
        }
    }

    /// So much work was done. Pauses if the slice is spent.
    pub fn did(&self, units: usize) -> Pause<'_> {
        let units = units as u64;
        self.done.set(self.done.get().saturating_add(units));
        self.left.set(self.left.get().saturating_sub(units));
        Pause(self)
    }

    /// Another phase begins, of about so many units.
    pub fn begin(&self, phase: Phase, units: u64) {
        if !self.kept.get() {
            self.phase.set(phase);
            self.done.set(0);
            self.all.set(units);
        }
    }

    /// The last phase begins: what begins within it is a part of it.
    pub fn begin_last(&self, phase: Phase, units: u64) {
        self.begin(phase, units);
        self.kept.set(true);
    }

    /// How far the work has come.
    #[must_use]
    pub fn progress(&self) -> Progress {
        let percent = self.done.get().saturating_mul(100) / self.all.get().max(1);
        Progress {
            phase: self.phase.get(),
            percent: u8::try_from(percent.min(99)).unwrap_or(99),
        }
    }
}

/// Does work in one go. Costs what the work costs.
pub fn in_one_go<T>(work: impl AsyncFnOnce(&Pace) -> T) -> T {
    let pace = Pace::of(u64::MAX);
    let mut work = pin!(work(&pace));
    loop {
        // Endless, it is done at the first try.
        if let Poll::Ready(done) = work.as_mut().poll(&mut Context::from_waker(Waker::noop())) {
            return done;
        }
        pace.left.set(u64::MAX);
    }
}

/// The parts of a range after which to look at the pace, if each of its items takes so many units.
pub fn stretches(range: Range<usize>, units: usize) -> impl Iterator<Item = Range<usize>> {
    let step = (STRETCH / units.max(1)).max(1);
    let end = range.end;
    range
        .step_by(step)
        .map(move |from| from..end.min(from + step))
}

/// Work that goes on slice by slice.
pub struct Work<T> {
    pace: Rc<Pace>,
    rest: Pin<Box<dyn Future<Output = T>>>,
}

impl<T> std::fmt::Debug for Work<T> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Work")
            .field("pace", &self.pace)
            .finish_non_exhaustive()
    }
}

impl<T: 'static> Work<T> {
    /// Work that has not begun yet.
    pub fn new(work: impl AsyncFnOnce(&Pace) -> T + 'static) -> Self {
        let pace = Rc::new(Pace::of(0));
        let own = Rc::clone(&pace);
        Self {
            pace,
            rest: Box::pin(async move { work(&own).await }),
        }
    }

    /// Goes on for about so many units, at least as far as the next look at the pace: under a
    /// millisecond in a browser, but where one long call cannot be cut.
    ///
    /// # Errors
    /// The rest of the work, as long as there is any.
    pub fn go_on(mut self, units: u64) -> Result<T, Self> {
        self.pace.left.set(units.max(1));
        let context = &mut Context::from_waker(Waker::noop());
        match self.rest.as_mut().poll(context) {
            Poll::Ready(done) => Ok(done),
            Poll::Pending => Err(self),
        }
    }

    /// How far it has come.
    #[must_use]
    pub fn progress(&self) -> Progress {
        self.pace.progress()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    async fn count(pace: &Pace, to: usize) -> usize {
        pace.begin(Phase::Playing, to as u64);
        let mut sum = 0;
        for part in stretches(0..to, 1) {
            sum += part.len();
            pace.did(part.len()).await;
        }
        sum
    }

    #[test]
    fn work_comes_to_the_same_in_whatever_slices() {
        let to = 10 * STRETCH + 7;
        assert_eq!(in_one_go(async |pace| count(pace, to).await), to);
        for units in [0, 1, 20_000, 1_000_000] {
            let mut work = Work::new(async move |pace: &Pace| count(pace, to).await);
            let mut percent = 0;
            let sum = loop {
                match work.go_on(units) {
                    Ok(sum) => break sum,
                    Err(rest) => work = rest,
                }
                let progress = work.progress();
                assert_eq!(progress.phase, Phase::Playing);
                assert!((percent..100).contains(&progress.percent), "{progress:?}");
                percent = progress.percent;
            };
            assert_eq!(sum, to);
            assert_eq!(percent == 0, units == 1_000_000);
        }
    }

    #[test]
    fn stretches_cover_a_range_without_gaps() {
        for (range, units) in [(0..0, 1), (5..6, 0), (3..100_000, 7), (0..10, usize::MAX)] {
            let parts: Vec<_> = stretches(range.clone(), units).collect();
            assert!(parts.iter().all(|part| !part.is_empty()));
            assert!(parts.into_iter().flatten().eq(range));
        }
    }
}
