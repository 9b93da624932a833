//! The lesson room: which lesson is open, at which step, and what was answered.

use std::rc::Rc;

use ringside_model::lesson::catalog::{self, Entry};
use ringside_model::lesson::{Answer, Focus, Lesson, Panel, Phase};
use ringside_model::scenario::Scenario;
use ringside_model::timeline::Timeline;

use super::play::Play;
use super::{Msg, Place, Selected, State, Tab};
use crate::effects::Effect;
use crate::progress::{PROGRESS, Progress};
use crate::shown::Shown;

/// The heading of the step, which is told of when it changes.
pub const HEADING: &str = "lesson-heading";
/// What an answer came to.
pub const RESULT: &str = "lesson-result";
/// The button that opens the lesson room, and closes it.
pub const LESSONS_BUTTON: &str = "lessons-button";
/// What is said once the events of a step have happened.
pub const AFTER: &str = "lesson-after";

/// The lesson room.
#[derive(Debug, Default)]
pub struct Room {
    /// Whether the list of lessons is shown, where no lesson is.
    pub contents: bool,
    /// The open lesson.
    pub open: Option<Play>,
    /// How far each lesson was played on this device.
    pub progress: Progress,
    /// The lesson that is on its way, and the step that it is to be opened at.
    pub awaited: Option<(&'static str, Option<usize>)>,
    /// What was shown before the lesson, to come back to.
    left: Option<(Timeline, Place)>,
    /// What the words under the pointer are about.
    pub lit: Option<Selected>,
}

/// All that can happen in the lesson room.
#[derive(Clone, Debug, PartialEq)]
pub enum LessonMsg {
    /// The list of lessons is to be shown, or closed.
    Contents(bool),
    /// This lesson is to be opened at this step, counted from 0; without one, where it was left.
    Open(&'static str, Option<usize>),
    /// The text of a lesson has come, or why it has not.
    Arrived(&'static str, Option<usize>, Result<String, String>),
    /// The open lesson is to be closed.
    Close,
    /// On: what happens in the step, then the next step.
    Next,
    /// Back by one part of a step.
    Back,
    /// This is the answer so far.
    Give(Option<Answer>),
    /// The answer is to be checked.
    Check,
    /// The question is to be answered once more.
    TryAgain,
    /// The ring is to show again what the step shows.
    PutBack,
    /// A name in the text is pointed at, or none any more.
    Light(Option<Selected>),
    /// A name in the text was clicked.
    Look(Selected),
}

impl State {
    /// Changes the lesson room as a message asks.
    pub(super) fn learn(&mut self, msg: LessonMsg) -> Vec<Effect> {
        match msg {
            LessonMsg::Contents(true) => self.room.contents = true,
            LessonMsg::Open(name, step) => return self.ask_for(name, step),
            LessonMsg::Arrived(name, step, text) => return self.arrived(name, step, text),
            LessonMsg::Contents(false) | LessonMsg::Close => {
                self.come_back();
                self.room.contents = false;
                return vec![Effect::Focus(LESSONS_BUTTON.to_owned())];
            }
            LessonMsg::Next => return self.lesson_on(),
            LessonMsg::Back => return self.lesson_back(),
            LessonMsg::Give(answer) => {
                if let Some(play) = self
                    .room
                    .open
                    .as_mut()
                    .filter(|play| play.asked().is_some())
                {
                    play.given = answer;
                }
            }
            LessonMsg::Check => return self.check(),
            LessonMsg::TryAgain => return self.go_to_step(|play| play.phase = Phase::Before),
            LessonMsg::PutBack => {
                self.stage_step();
                return vec![Effect::Focus(HEADING.to_owned())];
            }
            LessonMsg::Light(lit) => self.room.lit = lit,
            // While something is asked, a selection might tell.
            LessonMsg::Look(what) => {
                let asked = self.room.open.as_ref().and_then(Play::asked);
                if asked.is_none() {
                    return self.carry_out(Msg::Select(Some(what)));
                }
            }
        }
        Vec::new()
    }

    /// Opens a lesson that was read from a file.
    pub(super) fn open_lesson_file(&mut self, name: &str, text: &str) -> Vec<Effect> {
        match Lesson::parse(text) {
            Ok(lesson) => self.begin(lesson, None, 0),
            Err(fault) => {
                self.complaint = Some(format!(
                    "{name} was not opened: {fault}. Nothing has changed."
                ));
                Vec::new()
            }
        }
    }

    /// Whether a click on the ring answers a question, and then takes it as the answer. A click
    /// that would tell the answer does nothing.
    pub(super) fn answers(&mut self, clicked: &Selected) -> bool {
        let Some(play) = self.room.open.as_mut() else {
            return false;
        };
        match play.answer_of(clicked) {
            Some(answer) => {
                play.given = Some(answer);
                true
            }
            None => play.veiled(),
        }
    }

    /// Whether the ring shows something else than the step does.
    #[must_use]
    pub fn strayed(&self) -> bool {
        self.room.open.as_ref().is_some_and(|play| {
            let happened = play.step().happened(play.phase).len();
            self.timeline.can_undo() || self.timeline.position() != happened
        })
    }

    /// Leaves the lesson: another scenario was chosen.
    pub(super) fn leave_lesson(&mut self) {
        self.room.open = None;
        self.room.awaited = None;
        self.room.lit = None;
        self.room.left = None;
    }

    /// Leaves the lesson, for what was shown before it.
    fn come_back(&mut self) {
        let left = self.room.left.take();
        self.leave_lesson();
        if let Some((timeline, place)) = left {
            self.replace(timeline, place);
            self.tab = Tab::Inspect;
        }
    }

    fn ask_for(&mut self, name: &'static str, step: Option<usize>) -> Vec<Effect> {
        let Some(entry) = catalog::find(name) else {
            return Vec::new();
        };
        self.room.awaited = Some((name, step));
        vec![Effect::FetchLesson { entry, step }]
    }

    /// Opens the lesson that a link asks for: `NAME`, or `NAME/STEP` with the step counted from 1.
    pub(super) fn follow_lesson(&mut self, asked: &str) -> Vec<Effect> {
        let (name, step) = match asked.split_once('/') {
            Some((name, step)) => (name, Some(step)),
            None => (asked, None),
        };
        let step = step.map(|step| {
            step.parse::<usize>()
                .ok()
                .and_then(|step| step.checked_sub(1))
        });
        match (catalog::find(name), step) {
            (Some(_), Some(None)) => {
                self.complaint = Some(format!(
                    "The link was not opened: found {asked:?}, expected a step from 1 on after the slash. Nothing has changed."
                ));
                Vec::new()
            }
            (Some(entry), step) => {
                let step = step.flatten();
                let shown = self.room.open.as_ref();
                let shown = shown.map(|play| (play.entry, Some(play.at)));
                if shown == Some((Some(entry), step)) {
                    return Vec::new();
                }
                self.ask_for(entry.name, step)
            }
            (None, _) => {
                self.complaint = Some(format!(
                    "The link was not opened: there is no lesson named {name:?}. Nothing has changed."
                ));
                Vec::new()
            }
        }
    }

    fn arrived(
        &mut self,
        name: &'static str,
        step: Option<usize>,
        text: Result<String, String>,
    ) -> Vec<Effect> {
        if self.room.awaited != Some((name, step)) {
            return Vec::new();
        }
        self.room.awaited = None;
        let read = text.and_then(|text| Lesson::parse(&text).map_err(|fault| fault.to_string()));
        match read {
            Ok(lesson) => {
                let entry = catalog::find(name);
                let step = step
                    .or_else(|| self.room.progress.resume(name))
                    .unwrap_or(0);
                self.begin(lesson, entry, step)
            }
            Err(why) => {
                self.complaint = Some(format!(
                    "The lesson was not opened: {why}. Nothing has changed."
                ));
                Vec::new()
            }
        }
    }

    fn begin(&mut self, lesson: Lesson, entry: Option<&'static Entry>, step: usize) -> Vec<Effect> {
        let at = step.min(lesson.steps.len() - 1);
        if self.room.open.is_none() {
            self.room.left = Some((self.timeline.clone(), self.place));
        }
        self.room.awaited = None;
        self.room.open = Some(Play {
            lesson: Shown(Rc::new(lesson)),
            entry,
            at,
            phase: Phase::Before,
            given: None,
            marked: None,
        });
        self.go_to_step(|_| ())
    }

    /// Changes where the lesson is, and shows that.
    fn go_to_step(&mut self, change: impl FnOnce(&mut Play)) -> Vec<Effect> {
        let Some(play) = &mut self.room.open else {
            return Vec::new();
        };
        change(play);
        play.given = None;
        play.marked = None;
        let (entry, at, phase) = (play.entry, play.at, play.phase);
        self.stage_step();
        let told = match phase {
            Phase::Before => HEADING,
            Phase::After => AFTER,
        };
        let mut effects = vec![Effect::Focus(told.to_owned())];
        if let Some(entry) = entry {
            effects.extend(self.keep_progress(|progress| progress.reach(entry.name, at)));
        }
        effects
    }

    fn keep_progress(&mut self, change: impl FnOnce(&mut Progress) -> bool) -> Option<Effect> {
        change(&mut self.room.progress).then(|| Effect::Keep {
            name: PROGRESS,
            text: self.room.progress.to_text(),
        })
    }

    /// Shows on the ring what the step shows.
    fn stage_step(&mut self) {
        let Some(play) = &self.room.open else { return };
        let (step, phase) = (play.step(), play.phase);
        let staged = Timeline::new(&Scenario {
            setup: Rc::clone(&step.setup),
            events: step.happened(phase).to_vec(),
        });
        let (focus, start) = (step.focus.clone(), Rc::clone(&step.start));
        let asked = play.asked().is_some();
        // The lesson was played when it was read.
        if let Ok(timeline) = staged {
            self.replace(timeline, Place::Lesson);
        }
        if phase == Phase::After {
            self.before = Some(start);
        }
        self.tab = Tab::Inspect;
        match focus {
            Some(Focus::Session(key)) if !asked => {
                self.selected = Some(Selected::Session(key));
            }
            Some(Focus::Node(name)) if !asked => self.selected = Some(Selected::Node(name)),
            Some(Focus::Verdict(verdict)) if phase == Phase::After => {
                self.highlight = Some(verdict);
            }
            Some(Focus::Panel(panel)) => self.tab = tab_of(panel),
            _ => {}
        }
    }

    fn check(&mut self) -> Vec<Effect> {
        let Some(play) = &mut self.room.open else {
            return Vec::new();
        };
        if play.asked().is_none() {
            return Vec::new();
        }
        let Some(given) = play.given.clone() else {
            self.complaint = Some("Give an answer first, or choose Show me.".to_owned());
            return Vec::new();
        };
        let marked = play.lesson.mark(play.at, &given);
        play.phase = Phase::After;
        play.marked = marked;
        self.stage_step();
        vec![Effect::Focus(RESULT.to_owned())]
    }

    /// Goes on: what happens in the step, then the next step, then the list.
    pub(super) fn lesson_on(&mut self) -> Vec<Effect> {
        let Some(play) = &self.room.open else {
            return Vec::new();
        };
        if play.asked().is_some() && play.given.is_some() {
            return self.check();
        }
        if play.phase == Phase::Before && play.step().has_after() {
            return self.go_to_step(|play| play.phase = Phase::After);
        }
        if !play.at_end() {
            return self.go_to_step(|play| {
                play.at += 1;
                play.phase = Phase::Before;
            });
        }
        // The lesson is over: the list shows what comes next.
        let entry = play.entry;
        self.come_back();
        self.room.contents = true;
        let kept =
            entry.and_then(|entry| self.keep_progress(|progress| progress.finish(entry.name)));
        kept.into_iter()
            .chain([Effect::Focus(HEADING.to_owned())])
            .collect()
    }

    /// Goes back by one part of a step.
    pub(super) fn lesson_back(&mut self) -> Vec<Effect> {
        match &self.room.open {
            Some(play) if play.phase == Phase::After => {
                self.go_to_step(|play| play.phase = Phase::Before)
            }
            Some(play) if play.at > 0 => self.go_to_step(|play| {
                play.at -= 1;
                play.phase = if play.step().has_after() {
                    Phase::After
                } else {
                    Phase::Before
                };
            }),
            _ => Vec::new(),
        }
    }
}

fn tab_of(panel: Panel) -> Tab {
    match panel {
        Panel::Inspect => Tab::Inspect,
        Panel::Settings => Tab::Settings,
        Panel::History => Tab::History,
        Panel::Compare => Tab::Compare,
    }
}
