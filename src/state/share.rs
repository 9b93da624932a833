//! What leaves the page and comes back to it: links, files, and what this device keeps.

use std::rc::Rc;

use ringside_model::catalog::BuiltIn;
use ringside_model::event::Event;
use ringside_model::link;
use ringside_model::pace::Pace;
use ringside_model::scenario::{Scenario, Setup};
use ringside_model::timeline::{Act, Timeline};

use super::export::Export;
use super::job::{Finish, Kind};
use super::{Place, State};
use crate::address::{Address, LESSON, SCENARIO, value};
use crate::effects::Effect;
use crate::embed::Embed;
use crate::form::Form;

/// A text of the dialog that can be copied.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Copyable {
    /// The link.
    Link,
    /// The lines that put the page into another one.
    Embed,
}

/// What can happen to what is shared and kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ShareMsg {
    /// The dialog is to be opened or closed.
    Show(bool),
    /// The code is to fill the screen, or not.
    Enlarge(bool),
    /// A text is to be copied.
    Copy(Copyable),
    /// A text was copied, or could not be.
    Copied(Copyable, bool),
    /// A file is to be saved.
    Save(Export),
    /// What was to be kept on this device soon is to be kept now.
    Keep,
    /// What was kept is to be forgotten, and the usual opening shown.
    Afresh,
    /// It was read that this is from an earlier visit.
    Noticed,
}

/// What the dialog shows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Dialog {
    /// The link to what is shown.
    pub link: Rc<str>,
    /// The lines that put it into another page.
    pub embed: Rc<str>,
    /// Whether the code fills the screen.
    pub enlarged: bool,
    /// Which text was copied last, and whether that worked.
    pub copied: Option<(Copyable, bool)>,
}

/// What the page knows of links and of this device.
#[derive(Clone, Debug, Default)]
pub struct Share {
    /// Where the page lies.
    pub(super) page: Rc<str>,
    /// How the page is embedded, if it is.
    pub embed: Option<Embed>,
    /// The dialog, while it is open.
    pub dialog: Option<Dialog>,
    /// Whether what is shown is from an earlier visit, and nothing has happened to it since.
    pub returned: bool,
    /// Whether something has changed that is not kept yet.
    pub(super) changed: bool,
    /// What is to be kept once it has not changed for a moment, whatever is shown then.
    due: Option<Moment>,
    /// The link from an embedded page to what it shows.
    pub out: Rc<str>,
}

/// A scenario, and how many of its events have happened at the moment shown.
#[derive(Clone, Debug)]
pub(super) struct Moment {
    pub(super) setup: Rc<Setup>,
    pub(super) events: Rc<Vec<Event>>,
    position: usize,
}

impl Moment {
    pub(super) fn of(timeline: &Timeline) -> Self {
        Self {
            setup: Rc::clone(timeline.setup()),
            events: Rc::clone(timeline.events()),
            position: timeline.position(),
        }
    }

    /// Whether it is still what is shown.
    pub(super) fn is_shown(&self, timeline: &Timeline) -> bool {
        let shown = Self::of(timeline);
        Rc::ptr_eq(&self.setup, &shown.setup)
            && Rc::ptr_eq(&self.events, &shown.events)
            && self.position == shown.position
    }

    /// As links say it.
    fn fragment(&self) -> String {
        link::encode(&self.setup, &self.events, self.position)
    }

    /// The same in slices.
    pub(super) async fn fragment_in_slices(&self, pace: &Pace) -> String {
        link::encode_in_slices(&self.setup, &self.events, self.position, pace).await
    }
}

/// Where a link comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Origin {
    /// The address that the page was opened with.
    Arrival,
    /// The address, changed while the page was open.
    Address,
    /// This device has kept it.
    Kept,
}

impl Origin {
    /// What is said if it cannot be opened.
    fn complaint(self, why: &str) -> String {
        match self {
            Self::Arrival => {
                format!("The link was not opened: {why}. This is the usual opening.")
            }
            Self::Address => format!("The link was not opened: {why}. Nothing has changed."),
            Self::Kept => format!(
                "What this device keeps of your last visit cannot be read: {why}. This is the usual opening. What is kept stays until you change something."
            ),
        }
    }
}

/// What a link says, at its moment.
async fn read_link(text: &str, pace: &Pace) -> Result<Timeline, String> {
    let impossible = |(at, why)| format!("event {at}: {why}");
    let (scenario, position) = link::decode_in_slices(text, pace)
        .await
        .map_err(|fault| fault.to_string())?;
    let timeline = Timeline::in_slices(&scenario, pace).await;
    let timeline = timeline.map_err(impossible)?;
    let sought = timeline.act(Act::Seek(position), pace).await;
    sought.map(|(timeline, _)| timeline).map_err(impossible)
}

/// Keeps a moment on this device.
async fn keep(due: Moment, pace: &Pace) -> Finish {
    let fragment = due.fragment_in_slices(pace).await;
    Box::new(|_| vec![Effect::KeepWork(fragment)])
}

impl State {
    /// The page as its address asks for it; otherwise as it was left on this device, and otherwise
    /// the usual opening.
    #[must_use]
    pub fn arrive(form: Form, address: &Address, kept: Option<&str>) -> Self {
        let mut state = Self::open(form);
        state.share.page = Rc::clone(&address.page);
        state.share.embed = Embed::asked(address);
        if let Some(link) = address.said(SCENARIO) {
            state.open_link(link, Origin::Arrival);
        } else if let Some(link) = kept.filter(|kept| state.returns_to(kept)) {
            state.open_link(link, Origin::Kept);
        }
        state.share.changed = false;
        state.share_anew();
        state.arriving = state.jobs.running() || address.said(LESSON).is_some();
        state
    }

    /// Whether what was kept is to be shown: it is not just the usual opening. A page inside another
    /// one keeps nothing.
    fn returns_to(&self, kept: &str) -> bool {
        self.share.embed.is_none() && kept != self.fragment()
    }

    /// The link to what is shown.
    #[must_use]
    pub fn link(&self) -> String {
        format!("{}#{SCENARIO}={}", self.share.page, self.fragment())
    }

    /// The scenario and the moment shown, as links say them.
    fn fragment(&self) -> String {
        Moment::of(&self.timeline).fragment()
    }

    /// Shows what a changed fragment of the address asks for, if it asks for a lesson or a scenario.
    pub(super) fn follow(&mut self, fragment: &str) -> Vec<Effect> {
        if let Some(asked) = value(fragment, LESSON) {
            return self.follow_lesson(asked);
        }
        let Some(link) = value(fragment, SCENARIO) else {
            return Vec::new();
        };
        self.open_link(link, Origin::Address)
    }

    /// Shows the scenario of a link at its moment, or says why not.
    fn open_link(&mut self, text: &str, from: Origin) -> Vec<Effect> {
        let text = text.to_owned();
        self.start(Kind::Opens, async move |pace: &Pace| {
            let read = read_link(&text, pace).await;
            let finish: Finish = Box::new(move |state| {
                match read {
                    Ok(timeline) => state.linked(timeline, from),
                    Err(why) => state.complaint = Some(from.complaint(&why)),
                }
                Vec::new()
            });
            finish
        })
    }

    fn linked(&mut self, timeline: Timeline, from: Origin) {
        let place = match from {
            Origin::Kept => Place::Kept,
            Origin::Arrival | Origin::Address => Place::Link,
        };
        let place = self.place_of(timeline.setup(), place);
        // What the opening became while the kept scenario was read is not to be kept in its place.
        let overwritten = from == Origin::Kept && self.timeline.can_undo();
        if overwritten {
            self.share.due = None;
            self.drop_quiet_job();
        }
        // A lesson that the page was opened with comes later.
        if from != Origin::Kept {
            self.leave_lesson();
        }
        self.replace(timeline, place);
        // Nobody has changed it yet: what was kept stays.
        self.share.changed = overwritten;
        self.share.returned = from == Origin::Kept;
        self.share_anew();
    }

    /// Where a scenario belongs: to the menu or to *Your cluster*, whatever its settings are now;
    /// otherwise to where it came from.
    fn place_of(&mut self, setup: &Setup, from: Place) -> Place {
        let same = |other: &Setup| {
            let policy = setup.policy.clone();
            *setup
                == Setup {
                    policy,
                    ..other.clone()
                }
        };
        let built_in = BuiltIn::ALL.into_iter().find(|one| {
            one.title() == setup.title
                && Scenario::parse(one.json()).is_ok_and(|scenario| same(&scenario.setup))
        });
        if let Some(built_in) = built_in {
            return Place::BuiltIn(built_in);
        }
        if self.form.setup(&setup.policy).is_some_and(|own| same(&own)) {
            self.form.client = setup.policy.placement;
            return Place::YourCluster;
        }
        from
    }

    pub(super) fn share(&mut self, msg: ShareMsg) -> Vec<Effect> {
        match msg {
            ShareMsg::Show(open) => {
                // What became of an earlier job is old news.
                self.jobs.forget();
                if open {
                    return self.open_dialog();
                }
                self.share.dialog = None;
            }
            ShareMsg::Enlarge(enlarged) => {
                if let Some(dialog) = &mut self.share.dialog {
                    dialog.enlarged = enlarged;
                }
            }
            ShareMsg::Copy(which) => {
                let dialog = self.share.dialog.as_ref();
                let copy = |dialog: &Dialog| Effect::Copy {
                    which,
                    text: dialog.text(which).to_string(),
                };
                return dialog.map(copy).into_iter().collect();
            }
            ShareMsg::Copied(which, worked) => {
                if let Some(dialog) = &mut self.share.dialog {
                    dialog.copied = Some((which, worked));
                }
            }
            ShareMsg::Save(export) => return self.save(export),
            ShareMsg::Keep => {
                let due = self.share.due.take();
                let keep = |due| self.start_quietly(async move |pace: &Pace| keep(due, pace).await);
                return due.map(keep).unwrap_or_default();
            }
            ShareMsg::Afresh => {
                self.go_to(Place::BuiltIn(BuiltIn::OPENING));
                self.share.returned = false;
                self.share.changed = false;
                self.share.due = None;
                self.drop_quiet_job();
                let mut effects = self.share_anew();
                effects.push(Effect::ForgetWork);
                return effects;
            }
            ShareMsg::Noticed => self.share.returned = false,
        }
        Vec::new()
    }

    /// What must follow once what is shown has changed: a new link where one is on the screen, and
    /// the device keeps it, but not for a page inside another one, and not what a lesson shows.
    pub(super) fn after(&mut self) -> Vec<Effect> {
        if !std::mem::take(&mut self.share.changed) {
            return Vec::new();
        }
        self.share.returned = false;
        let mut effects = self.share_anew();
        if self.share.embed.is_none() && self.place != Place::Lesson {
            self.share.due = Some(Moment::of(&self.timeline));
            effects.push(Effect::KeepSoon);
        }
        effects
    }

    /// What an open dialog or an embedded page says of what is shown follows it.
    fn share_anew(&mut self) -> Vec<Effect> {
        if self.share.embed.is_some() {
            self.share.out = self.link().into();
        }
        if self.share.dialog.is_some() {
            return self.open_dialog();
        }
        Vec::new()
    }
}

impl Dialog {
    /// The text that would be copied.
    #[must_use]
    pub fn text(&self, which: Copyable) -> &Rc<str> {
        match which {
            Copyable::Link => &self.link,
            Copyable::Embed => &self.embed,
        }
    }
}
