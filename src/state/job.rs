//! Jobs: what takes long goes on in slices, while the page shows what was there before.
//!
//! Everything that may be long is begun here. What is short is done at once, within the same
//! message, and nobody sees a job. What is long makes something new beside what is shown, and only
//! its last step changes the state. So a job can be given up at any moment: nothing of it was
//! there yet.
//!
//! One job is under way at a time, and what was asked for last wins. Only while the scenario is
//! being edited, further edits wait for their turn, so that they happen in the order of the clicks,
//! and so do files and links, which may be no good.

use std::collections::VecDeque;
use std::rc::Rc;

use ringside_model::compare;
use ringside_model::pace::{Pace, Progress, Work};

use super::{Msg, ShareMsg, State, TimeMsg};
use crate::effects::Effect;

/// The element that tells of the job. It is there as long as the page.
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
    /// A file or a link is written, of what was shown when that was asked for.
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
        let shown = self.running.as_ref().filter(|job| job.shown);
        shown.map(|job| job.work.progress())
    }

    /// Whether a job is under way that a person waits for.
    #[must_use]
    pub fn running(&self) -> bool {
        self.running.is_some()
    }

    /// Whether there is anything to go on with.
    #[must_use]
    pub fn unfinished(&self) -> bool {
        self.running.is_some() || self.quiet.is_some()
    }

    /// What became of the last one, where its result does not say so.
    #[must_use]
    pub fn told(&self) -> &'static str {
        self.told
    }

    /// A number that changes when fields may show what was chosen and did not come to be.
    #[must_use]
    pub fn resets(&self) -> u32 {
        self.resets
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
    /// Otherwise it takes the place of what was under way.
    pub(crate) fn start(
        &mut self,
        kind: Kind,
        work: impl AsyncFnOnce(&Pace) -> Finish + 'static,
    ) -> Vec<Effect> {
        match Work::new(work).go_on(AT_ONCE) {
            Ok(finish) => finish(self),
            Err(work) => {
                let before = self.jobs.running.as_ref();
                let shown = before.is_some_and(|before| before.shown);
                self.drop_job();
                self.jobs.count += 1;
                self.jobs.told = "";
                self.jobs.running = Some(Job {
                    kind,
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

    /// Lets a message wait, if it is about what an edit that is under way will make. To take back
    /// the last that waits is to forget it; with none, the edit itself is given up.
    pub(super) fn waits(&mut self, msg: Msg) -> Result<(), Msg> {
        let Some(job) = &mut self.jobs.running else {
            return Err(msg);
        };
        match (&job.kind, msg) {
            (Kind::Edits, Msg::Undo) => {
                if job.waiting.pop_back().is_none() {
                    self.cancel();
                }
            }
            (Kind::Edits, msg) if edits(&msg) => {
                let moves = |msg: &Msg| matches!(msg, Msg::Time(TimeMsg::To(_)));
                // A hand that drags on, or looks at something else, does not want what was between.
                job.waiting.retain(|before| !matches!(before, Msg::Compare));
                if moves(&msg) && job.waiting.back().is_some_and(moves) {
                    job.waiting.pop_back();
                }
                job.waiting.push_back(msg);
            }
            // It would stop the reading; once that is done the lists are placed anyway.
            (Kind::Reads(_), Msg::PlaceLists) => {}
            (_, msg) => return Err(msg),
        }
        Ok(())
    }

    pub(super) fn job(&mut self, msg: JobMsg) -> Vec<Effect> {
        match msg {
            JobMsg::GoOn => return self.go_on(),
            JobMsg::Show(number) => {
                if let Some(job) = self.jobs.running.as_mut() {
                    job.shown |= number == self.jobs.count;
                }
            }
            JobMsg::Cancel if self.jobs.running() => {
                self.cancel();
                return vec![Effect::MindFocus(JOB)];
            }
            JobMsg::Cancel => {}
        }
        Vec::new()
    }

    fn cancel(&mut self) {
        self.drop_job();
        self.jobs.told = "Cancelled. What was shown before is still here.";
        self.jobs.resets += 1;
    }

    fn go_on(&mut self) -> Vec<Effect> {
        let Some(job) = self.jobs.running.take() else {
            return self.go_on_quietly();
        };
        let Job {
            kind,
            work,
            shown,
            mut waiting,
        } = job;
        let finish = match work.go_on(SLICE) {
            Ok(finish) => finish,
            Err(work) => {
                self.jobs.running = Some(Job {
                    kind,
                    work,
                    shown,
                    waiting,
                });
                return vec![Effect::GoOnSoon];
            }
        };
        let mut effects = finish(self);
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

/// Whether a message is about the timeline as it will be after an edit, or may turn out to change
/// nothing: a file or a link that is no good must not cost the edit.
fn edits(msg: &Msg) -> bool {
    match msg {
        Msg::Toggle(_)
        | Msg::Do(..)
        | Msg::Add(_)
        | Msg::Request(_)
        | Msg::Read(_)
        | Msg::Advance(_)
        | Msg::Traffic
        | Msg::Preset(_)
        | Msg::Set(_)
        | Msg::Compare
        | Msg::OpenFile(..)
        | Msg::Address(_)
        | Msg::Share(ShareMsg::Save(_) | ShareMsg::Show(true))
        | Msg::Redo => true,
        Msg::Time(msg) => !matches!(msg, TimeMsg::Pause | TimeMsg::Speed(_)),
        _ => false,
    }
}
