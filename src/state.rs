//! The page's state, and the one place where messages change it.

mod export;
mod job;
mod lesson;
mod msg;
mod names;
mod news;
mod open;
mod play;
mod present;
mod queue;
mod settings;
mod share;
mod time;

use std::rc::Rc;

use ringside_model::catalog::BuiltIn;
use ringside_model::compare::Alternative;
use ringside_model::event::{Event, NodeSpec};
use ringside_model::id::NodeId;
use ringside_model::read;
use ringside_model::roster::Node;
use ringside_model::scenario::Setup;
use ringside_model::timeline::{Act, Timeline};
use ringside_model::traffic::Traffic;
use ringside_model::verdict::Verdict;
use ringside_model::world::World;

pub use export::Export;
pub use job::{CANCEL, JOB, JobMsg, Jobs};
pub(crate) use job::{Finish, Kind};
pub use lesson::{AFTER, HEADING, LESSONS_BUTTON, LessonMsg, RESULT, Room};
pub use msg::{Msg, Place, Selected, Tab};
pub use news::News;
pub use play::{Marks, Play};
pub use present::{Present, PresentMsg};
pub use settings::Setting;
pub use share::{Copyable, Dialog, Share, ShareMsg};
pub use time::{SCRUBBER, Speed, Time, TimeMsg, close_id};

use crate::effects::Effect;
use crate::form::Form;
use crate::hotkeys;
use crate::traffic;
use crate::verb::Verb;
use news::{UNKEPT, news};

/// All that the page shows.
#[derive(Debug)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is a question of its own, and any of them can go together"
)]
pub struct State {
    /// The scenario and the moment shown.
    pub timeline: Timeline,
    /// Where the scenario comes from.
    pub place: Place,
    /// What is selected.
    pub selected: Option<Selected>,
    /// The verdict whose sessions stand out.
    pub highlight: Option<Verdict>,
    /// The open panel.
    pub tab: Tab,
    /// What was said last.
    pub news: News,
    /// What could not be done, and why.
    pub complaint: Option<String>,
    /// What is wrong whatever the moment: that the device does not keep what is entered.
    pub unkept: Option<&'static str>,
    /// The lists of *Your cluster*.
    pub form: Form,
    /// Whether the help is open.
    pub help: bool,
    /// The node whose menu is open.
    pub menu: Option<NodeId>,
    /// How many probes of the selected session's read are shown; all, if none is said.
    pub step: Option<usize>,
    /// Whether those probes are being played.
    pub playing: bool,
    /// How the events are played.
    pub time: Time,
    /// The stream of requests that the button plays.
    pub traffic: Traffic,
    /// Whether the page is shown to an audience.
    pub present: Present,
    /// Whether keys that are a single character do anything.
    pub letters: bool,
    /// The world before the last change, for comparison.
    pub before: Option<Rc<World>>,
    /// How the same events end under other policies, once that was asked for.
    pub alternatives: Option<Rc<Vec<Alternative>>>,
    /// The lesson room.
    pub room: Room,
    /// What the page knows of links and of this device.
    pub share: Share,
    /// What is under way.
    pub jobs: Jobs,
    /// Whether what the page was opened with is still being fetched or read. Until then there is
    /// nothing to show.
    pub arriving: bool,
}

impl State {
    /// The opening screen, with what the person had typed into *Your cluster* before.
    #[must_use]
    pub fn open(form: Form) -> Self {
        let timeline = open::built_in(BuiltIn::OPENING);
        let news = news(&timeline);
        Self {
            timeline,
            place: Place::BuiltIn(BuiltIn::OPENING),
            selected: None,
            highlight: None,
            tab: Tab::Inspect,
            news,
            complaint: None,
            unkept: None,
            form,
            help: false,
            menu: None,
            step: None,
            playing: false,
            time: Time::default(),
            traffic: traffic::usual(),
            present: Present::Off,
            letters: true,
            before: None,
            alternatives: None,
            room: Room::default(),
            share: Share::default(),
            jobs: Jobs::default(),
            arriving: false,
        }
    }

    /// Changes the state as a message asks, and returns what is to be done in the browser.
    pub fn update(&mut self, msg: Msg) -> Vec<Effect> {
        let jobs = self.jobs.count();
        let mut effects = match self.waits(msg) {
            Ok(()) => Vec::new(),
            Err(msg) => self.carry_out(msg),
        };
        effects.extend(self.after());
        self.arriving &= self.jobs.running() || self.room.awaited.is_some();
        if self.jobs.count() != jobs {
            effects.extend(self.jobs.effects());
        }
        if self.share.embed.is_some() {
            effects.retain(|effect| !effect.keeps());
        }
        effects
    }

    fn carry_out(&mut self, msg: Msg) -> Vec<Effect> {
        // Whoever does something else wants to look at it.
        self.time.playing &= msg.lets_play_on();
        match msg {
            Msg::Open(place) => return self.go_to(place),
            Msg::OpenFile(name, content) => return self.open_file(name, content),
            Msg::Job(msg) => return self.job(msg),
            Msg::Address(fragment) => return self.follow(&fragment),
            Msg::Share(msg) => return self.share(msg),
            Msg::Lesson(msg) => return self.learn(msg),
            Msg::Toggle(node) => return self.click_node(node),
            Msg::Do(verb, node) => return self.act(node, |_| verb),
            Msg::Menu(node) => {
                let nodes = self.timeline.world().roster().len();
                self.menu = node.filter(|node| node.index() < nodes);
            }
            Msg::Add(point) => return self.add(point),
            Msg::Request(who) => return self.happen(Event::Request(who)),
            Msg::Read(who) => return self.happen(Event::Read(who)),
            Msg::Advance(time) => return self.happen(Event::Advance(time)),
            Msg::Traffic => {
                self.tab = Tab::OverTime;
                return self.happen(Event::Traffic(self.traffic));
            }
            Msg::SetTraffic(traffic) => {
                self.traffic = traffic;
                return vec![traffic::kept(&traffic)];
            }
            Msg::Preset(preset) => return self.preset(preset),
            Msg::Step(probes) => {
                self.step = probes;
                self.playing = false;
            }
            Msg::Play => {
                self.step = Some(0);
                self.playing = true;
                return vec![Effect::StepSoon];
            }
            Msg::PlayOn => return self.play_on(),
            Msg::Compare => return self.compare(),
            Msg::Set(setting) => return self.set(setting),
            Msg::Select(Some(clicked)) if self.answers(&clicked) => {}
            Msg::Select(selected) => {
                if selected.is_some() {
                    self.tab = Tab::Inspect;
                }
                self.selected = selected;
                self.step = None;
                self.menu = None;
            }
            Msg::Highlight(verdict) => self.highlight = verdict,
            Msg::Show(tab) => self.tab = tab,
            Msg::Time(msg) => return self.pass(msg),
            Msg::Present(msg) => return self.present(msg),
            Msg::Undo => return self.travel(Act::Undo),
            Msg::Redo => return self.travel(Act::Redo),
            Msg::Form(change) => return self.fill_in(change),
            // Another scenario may have been opened since the typing paused.
            Msg::PlaceLists if self.place != Place::YourCluster => {}
            Msg::PlaceLists => {
                let policy = self.setup().policy.clone();
                return self.place_lists(&policy, |_| ());
            }
            Msg::Complain(why) => self.complaint = Some(why),
            Msg::NotKept => self.unkept = Some(UNKEPT),
            Msg::Focus(id) => return vec![Effect::Focus(id)],
            Msg::Help(open) => self.help = open,
            Msg::Letters(act) => {
                self.letters = act;
                return vec![hotkeys::kept(act)];
            }
            Msg::Dismiss => self.complaint = None,
            Msg::DismissNotKept => self.unkept = None,
        }
        Vec::new()
    }

    /// The scenario's settings.
    #[must_use]
    pub fn setup(&self) -> &Setup {
        self.timeline.setup()
    }

    fn click_node(&mut self, id: NodeId) -> Vec<Effect> {
        let roster = self.timeline.world().roster();
        // What was clicked may be gone when its turn comes.
        if id.index() >= roster.len() {
            return Vec::new();
        }
        let name = roster.node(id).spec.name.clone();
        if self.answers(&Selected::Node(name)) {
            return Vec::new();
        }
        self.act(id, Verb::of_click)
    }

    fn act(&mut self, id: NodeId, choose: impl FnOnce(&Node) -> Verb) -> Vec<Effect> {
        let roster = self.timeline.world().roster();
        if id.index() >= roster.len() {
            return Vec::new();
        }
        let node = roster.node(id);
        let event = choose(node).event(node);
        self.menu = None;
        self.happen(event)
    }

    fn add(&mut self, point: Option<u32>) -> Vec<Effect> {
        let roster = self.timeline.world().roster();
        let mut spec = NodeSpec::named(names::next(roster));
        if let (Some(point), true) = (point, self.setup().policy.plain_ring().is_some()) {
            spec.tokens = vec![point];
        }
        self.happen(Event::Join(spec))
    }

    fn happen(&mut self, event: Event) -> Vec<Effect> {
        self.travel(Act::Push(event))
    }

    /// Shows one probe more, and goes on as long as there are any.
    fn play_on(&mut self) -> Vec<Effect> {
        let world = self.timeline.world();
        let session = match &self.selected {
            Some(Selected::Session(key)) => world.sessions().find(key),
            _ => None,
        };
        let (Some(session), Some(step), true) = (session, self.step, self.playing) else {
            return Vec::new();
        };
        if step >= read::walk(world, session).probes().count() {
            self.step = None;
            self.playing = false;
            return Vec::new();
        }
        self.step = Some(step + 1);
        vec![Effect::StepSoon]
    }

    /// What was said, chosen or computed for the moment before is gone. The node of an open menu
    /// may not be there any more.
    fn shown_anew(&mut self) {
        self.drop_comparison();
        self.menu = None;
        self.complaint = None;
        self.alternatives = None;
        self.step = None;
        self.share.changed = true;
        self.news = news(&self.timeline);
    }
}
