//! Moving in time: to another moment, to another branch, and playing the events one by one.

use std::rc::Rc;

use ringside_model::pace::Pace;
use ringside_model::refusal::Refusal;
use ringside_model::timeline::{Act, BranchId, Timeline};

use super::job::{Finish, Kind};
use super::{Place, State};
use crate::effects::Effect;

/// The element on which a moment is chosen.
pub const SCRUBBER: &str = "timeline-moment";

/// How the events are played.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Time {
    /// Whether they are playing.
    pub playing: bool,
    /// How fast.
    pub speed: Speed,
}

/// How fast events are played.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Speed {
    /// Half as fast.
    Half,
    /// An event in about the time that it takes to read of it.
    #[default]
    One,
    /// Twice as fast.
    Two,
    /// Four times as fast.
    Four,
}

/// What can be asked of the timeline. Nothing of it is an edit but showing or closing a branch.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TimeMsg {
    /// The moment after this many events is to be shown.
    To(usize),
    /// The moment before is to be shown.
    Back,
    /// The next event is to be shown.
    On,
    /// The events are to be played from here, or from the start if this is the end.
    Play,
    /// They are to stand still.
    Pause,
    /// The next event of those that are playing is to be shown.
    PlayOn,
    /// They are to be played so fast.
    Speed(Speed),
    /// A branch is to be shown.
    Switch(BranchId),
    /// A branch is to be closed.
    Close(BranchId),
}

impl Speed {
    /// All of them, from the slowest on.
    pub const ALL: [Self; 4] = [Self::Half, Self::One, Self::Two, Self::Four];

    /// What it is called.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Half => "0.5×",
            Self::One => "1×",
            Self::Two => "2×",
            Self::Four => "4×",
        }
    }

    /// How long each event is shown, in milliseconds.
    #[must_use]
    pub fn pause(self) -> u32 {
        match self {
            Self::Half => 3200,
            Self::One => 1600,
            Self::Two => 800,
            Self::Four => 400,
        }
    }
}

/// The element that closes the branch at this place in the list.
#[must_use]
pub fn close_id(place: usize) -> String {
    format!("close-branch-{place}")
}

impl State {
    /// Does what is asked of the timeline.
    pub(super) fn pass(&mut self, msg: TimeMsg) -> Vec<Effect> {
        let (position, end) = (self.timeline.position(), self.timeline.events().len());
        match msg {
            TimeMsg::To(position) => return self.seek(position),
            TimeMsg::Back => return self.seek(position.saturating_sub(1)),
            TimeMsg::On => return self.seek(position + 1),
            TimeMsg::Play if end > 0 => {
                let mut effects = Vec::new();
                if position == end {
                    effects = self.seek(0);
                }
                self.time.playing = true;
                effects.push(Effect::EventSoon(self.time.speed.pause()));
                return effects;
            }
            TimeMsg::PlayOn if self.time.playing => {
                let mut effects = self.seek(position + 1);
                self.time.playing = position + 1 < end;
                if self.time.playing {
                    effects.push(Effect::EventSoon(self.time.speed.pause()));
                }
                return effects;
            }
            TimeMsg::Play | TimeMsg::PlayOn | TimeMsg::Pause => {}
            TimeMsg::Speed(speed) => self.time.speed = speed,
            TimeMsg::Switch(branch) => return self.travel(Act::Switch(branch)),
            TimeMsg::Close(branch) => return self.close(branch),
        }
        Vec::new()
    }

    fn seek(&mut self, position: usize) -> Vec<Effect> {
        self.travel(Act::Seek(position))
    }

    /// Closes a branch. The focus goes to where the next can be closed.
    fn close(&mut self, branch: BranchId) -> Vec<Effect> {
        let branches = self.timeline.branches().iter();
        let place = branches.take_while(|other| other.id() != branch).count();
        self.timeline.close(branch);
        let focus = match self.timeline.branches().len() {
            0 => SCRUBBER.to_owned(),
            left => close_id(place.min(left - 1)),
        };
        vec![Effect::Focus(focus)]
    }

    /// Does something to the timeline, and says what is shown then; unless nothing came of it.
    pub(super) fn travel(&mut self, act: Act) -> Vec<Effect> {
        let timeline = self.timeline.clone();
        self.start(Kind::Edits, async move |pace: &Pace| {
            let refused = match act {
                Act::Push(_) => impossible_event,
                Act::SetUp(_) => impossible_setting,
                _ => impossible_branch,
            };
            let done = timeline.act(act, pace).await;
            let finish: Finish = Box::new(move |state| {
                match done {
                    Ok((timeline, true)) => state.come_to(timeline),
                    Ok((_, false)) => {}
                    Err((at, why)) => state.complaint = Some(refused(at, &why)),
                }
                Vec::new()
            });
            finish
        })
    }

    /// Shows the timeline that came of an act.
    fn come_to(&mut self, timeline: Timeline) {
        let before = std::mem::replace(&mut self.timeline, timeline);
        if self.place == Place::YourCluster {
            self.form.client = self.setup().policy.placement;
        }
        self.before = Some(Rc::clone(before.world()));
        self.shown_anew();
    }
}

fn impossible_event(_: usize, why: &Refusal) -> String {
    format!("That is not possible: {why}.")
}

fn impossible_setting(_: usize, why: &Refusal) -> String {
    format!("That setting is not possible here: {why}.")
}

fn impossible_branch(at: usize, why: &Refusal) -> String {
    let event = at + 1;
    format!("That branch is not possible under these settings: event {event}: {why}.")
}
