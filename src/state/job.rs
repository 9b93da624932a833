//! Jobs: what takes long goes on in slices, while the page shows what was there before.
//!
//! Everything that may be long is begun here. What is short is done at once, within the same
//! message, and nobody sees a job. What is long makes something new beside what is shown, and only
//! its last step changes the state. So a job can be given up at any moment: nothing of it was
//! there yet.
//!
//! One job is under way at a time, and what was asked for last wins. Only while the scenario is
//! being edited, further edits wait for their turn, so that they happen in the order of the clicks.
//! Behind them waits a file or a link to be opened, which may be no good. What is written of what
//! is shown goes on when no such job is under way, and costs none of them.

use std::collections::VecDeque;
use std::rc::Rc;

use ringside_model::compare;
use ringside_model::pace::{Pace, Progress, Work};

use super::{Msg, State};
use crate::effects::Effect;

/// The element that tells of the job. It is always there, in an open dialog or else in the page.
pub const JOB: &str = "job";
/// The button that gives it up.
pub const CANCEL: &str = "job-cancel";

/// So many units are done at once, in the message that asks for them: about 10 ms.
const AT_ONCE: u64 = 200_000;

/// So many units are done before the clock is looked at: about a millisecond.
const SLICE: u64 = 20_000;

/// What a job does to the state when it is done.
pub(crate) type Finish = Box<dyn FnOnce(&mut State) -> Vec<Effect>>;

/// What a job is for.
#[derive(Debug)]
pub(crate) enum Kind {
    /// Another scenario is to be shown.
    Opens,
    /// The scenario shown is to change.
    Edits,
    /// The events are played under other policies.
    Compares,
    /// A file or a link is written.
    Writes,
    /// A key list is read, in place of this one.
    Reads(Rc<str>),
}

/// What can happen to a job.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum JobMsg {
    /// The next slice is to be done.
    GoOn,
    /// It has taken long enough to tell of it, if it is still this one.
    Show(u32),
    /// It is to be given up.
    Cancel,
}

/// What is under way.
#[derive(Debug, Default)]
pub struct Jobs {
    running: Option<Job>,
    /// What is written goes on when nothing else is under way that a person waits for.
    writing: Option<Job>,
    /// What nobody waits for: it goes on when nothing else is to be done.
    quiet: Option<Work<Finish>>,
    /// How many there have been.
    count: u32,
    /// What is told of the one that ended last.
    told: &'static str,
    /// How often something was chosen and did not come to be.
    resets: u32,
}

#[derive(Debug)]
struct Job {
    kind: Kind,
    /// How many there had been before, and it.
    number: u32,
    work: Work<Finish>,
    /// Whether it is told of.
    shown: bool,
    /// What is to happen when it is done.
    waiting: VecDeque<Msg>,
}

impl Jobs {
    /// How far the job has come that is told of, if there is one.
    #[must_use]
    pub fn progress(&self) -> Option<Progress> {
        let current = self.running.as_ref().or(self.writing.as_ref());
        let shown = current.filter(|job| job.shown);
        shown.map(|job| job.work.progress())
    }

    /// Whether a job is under way that a person waits for.
    #[must_use]
    pub fn running(&self) -> bool {
        self.running.is_some() || self.writing.is_some()
    }

    /// Whether there is anything to go on with.
    #[must_use]
    pub fn unfinished(&self) -> bool {
        self.running() || self.quiet.is_some()
    }

    /// What became of the last one, where its result does not say so.
    #[must_use]
    pub fn told(&self) -> &'static str {
        self.told
    }

    /// What was told is not news any more.
    pub(super) fn forget(&mut self) {
        self.told = "";
    }

    /// A number that changes when fields may show what was chosen and did not come to be.
    #[must_use]
    pub fn resets(&self) -> u32 {
        self.resets
    }

    /// Where a job of this kind goes on: what is written hinders no other, and no other hinders it.
    fn slot(&mut self, kind: &Kind) -> &mut Option<Job> {
        match kind {
            Kind::Writes => &mut self.writing,
            _ => &mut self.running,
        }
    }

    /// What the job is for that is under way, and what waits for it.
    pub(super) fn queue(&mut self) -> Option<(&Kind, &mut VecDeque<Msg>)> {
        let job = self.running.as_mut()?;
        Some((&job.kind, &mut job.waiting))
    }

    /// How many there have been.
    pub(super) fn count(&self) -> u32 {
        self.count
    }

    /// What the browser must do for the job to go on.
    #[must_use]
    pub fn effects(&self) -> Vec<Effect> {
        if self.unfinished() {
            vec![Effect::GoOnSoon, Effect::ShowJobSoon(self.count)]
        } else {
            Vec::new()
        }
    }

    /// The key list that is to stay if the one that is being read is given up.
    pub(crate) fn keys_before(&self) -> Option<Rc<str>> {
        match &self.running.as_ref()?.kind {
            Kind::Reads(before) => Some(Rc::clone(before)),
            _ => None,
        }
    }
}

impl State {
    /// Begins something that may take long. If it does not, it is done when this returns.
    /// Otherwise it takes the place of what was under way, or of what was being written.
    pub(crate) fn start(
        &mut self,
        kind: Kind,
        work: impl AsyncFnOnce(&Pace) -> Finish + 'static,
    ) -> Vec<Effect> {
        match Work::new(work).go_on(AT_ONCE) {
            Ok(finish) => finish(self),
            Err(work) => {
                let before = self.jobs.slot(&kind).as_ref();
                let shown = before.is_some_and(|before| before.shown);
                if !matches!(kind, Kind::Writes) {
                    self.drop_job();
                }
                let jobs = &mut self.jobs;
                jobs.count += 1;
                jobs.told = "";
                let number = jobs.count;
                let slot = jobs.slot(&kind);
                *slot = Some(Job {
                    kind,
                    number,
                    work,
                    shown,
                    waiting: VecDeque::new(),
                });
                Vec::new()
            }
        }
    }

    /// Begins something that nobody waits for, in place of the one before.
    pub(super) fn start_quietly(
        &mut self,
        work: impl AsyncFnOnce(&Pace) -> Finish + 'static,
    ) -> Vec<Effect> {
        self.jobs.quiet = None;
        match Work::new(work).go_on(AT_ONCE) {
            Ok(finish) => finish(self),
            Err(work) => {
                self.jobs.quiet = Some(work);
                vec![Effect::GoOnSoon]
            }
        }
    }

    /// What was begun quietly is not wanted any more.
    pub(super) fn drop_quiet_job(&mut self) {
        self.jobs.quiet = None;
    }

    /// Gives up what is under way, and says nothing.
    pub(crate) fn drop_job(&mut self) {
        if let Some(Kind::Reads(before)) = self.jobs.running.take().map(|job| job.kind) {
            self.form.keys = before;
        }
    }

    /// A comparison is of a moment that is not shown any more.
    pub(super) fn drop_comparison(&mut self) {
        let of = |job: &Job| matches!(job.kind, Kind::Compares);
        if self.jobs.running.as_ref().is_some_and(of) {
            self.drop_job();
        }
    }

    pub(super) fn job(&mut self, msg: JobMsg) -> Vec<Effect> {
        match msg {
            JobMsg::GoOn => return self.go_on(),
            JobMsg::Show(number) => {
                let Jobs {
                    running, writing, ..
                } = &mut self.jobs;
                for job in running.iter_mut().chain(writing) {
                    job.shown |= number == job.number;
                }
            }
            JobMsg::Cancel if self.arriving => {
                self.drop_job();
                self.room.awaited = None;
            }
            JobMsg::Cancel if self.jobs.running() => {
                self.cancel();
                return vec![Effect::MindFocus(JOB)];
            }
            JobMsg::Cancel => {}
        }
        Vec::new()
    }

    /// Gives up what is under way, or else what is being written.
    pub(super) fn cancel(&mut self) {
        if self.jobs.running.is_some() {
            self.drop_job();
        } else {
            self.jobs.writing = None;
        }
        self.jobs.told = "Cancelled. What was shown before is still here.";
        self.jobs.resets += 1;
    }

    fn go_on(&mut self) -> Vec<Effect> {
        let jobs = &mut self.jobs;
        let Some(job) = jobs.running.take().or_else(|| jobs.writing.take()) else {
            return self.go_on_quietly();
        };
        let finish = match job.work.go_on(SLICE) {
            Ok(finish) => finish,
            Err(work) => {
                let slot = jobs.slot(&job.kind);
                *slot = Some(Job { work, ..job });
                return vec![Effect::GoOnSoon];
            }
        };
        let Job {
            kind,
            shown,
            mut waiting,
            ..
        } = job;
        let mut effects = finish(self);
        // What it began in its own place goes on in its line.
        if let Some(next) = self.jobs.slot(&kind) {
            next.shown |= shown;
        }
        self.jobs.resets += u32::from(!waiting.is_empty());
        while let Some(msg) = waiting.pop_front() {
            effects.extend(self.carry_out(msg));
            if let Some(next) = &mut self.jobs.running {
                next.shown = shown;
                next.waiting.append(&mut waiting);
            }
        }
        effects.push(Effect::MindFocus(JOB));
        if self.jobs.unfinished() {
            // What goes on quietly had to wait.
            effects.push(Effect::GoOnSoon);
        }
        effects
    }

    fn go_on_quietly(&mut self) -> Vec<Effect> {
        match self.jobs.quiet.take().map(|work| work.go_on(SLICE)) {
            Some(Ok(finish)) => finish(self),
            Some(Err(work)) => {
                self.jobs.quiet = Some(work);
                vec![Effect::GoOnSoon]
            }
            None => Vec::new(),
        }
    }

    /// Plays the events so far under other policies.
    pub(super) fn compare(&mut self) -> Vec<Effect> {
        let setup = Rc::clone(self.timeline.setup());
        let events = Rc::clone(self.timeline.events());
        let position = self.timeline.position();
        self.start(Kind::Compares, async move |pace: &Pace| {
            let found = compare::in_slices(&setup, &events[..position], pace).await;
            let finish: Finish = Box::new(|state| {
                state.alternatives = Some(Rc::new(found));
                Vec::new()
            });
            finish
        })
    }
}
