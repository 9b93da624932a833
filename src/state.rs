//! The page's state, and the one place where messages change it.

mod lesson;
mod msg;
mod names;
mod news;
mod play;
mod present;
mod settings;
mod share;
mod time;

use std::rc::Rc;

use ringside_model::catalog::BuiltIn;
use ringside_model::compare::{self, Alternative};
use ringside_model::event::{Event, NodeSpec};
use ringside_model::id::NodeId;
use ringside_model::lesson::Lesson;
use ringside_model::policy::{Policy, Preset};
use ringside_model::read;
use ringside_model::roster::Node;
use ringside_model::scenario::{Scenario, Setup};
use ringside_model::timeline::Timeline;
use ringside_model::traffic::Traffic;
use ringside_model::verdict::Verdict;
use ringside_model::world::World;

pub use lesson::{AFTER, HEADING, LESSONS_BUTTON, LessonMsg, RESULT, Room};
pub use msg::{Msg, Place, Selected, Tab};
pub use news::News;
pub use play::{Marks, Play};
pub use present::{Present, PresentMsg};
pub use settings::Setting;
pub use share::{Copyable, Dialog, Export, Share, ShareMsg};
pub use time::{SCRUBBER, Speed, Time, TimeMsg, close_id};

use crate::effects::Effect;
use crate::form::Form;
use crate::hotkeys;
use crate::traffic;
use crate::verb::Verb;
use news::{UNKEPT, news};

/// All that the page shows.
#[derive(Debug)]
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
}

impl State {
    /// The opening screen, with what the person had typed into *Your cluster* before.
    #[must_use]
    pub fn open(form: Form) -> Self {
        let timeline = playing(&BuiltIn::opening());
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
        }
    }

    /// Changes the state as a message asks, and returns what is to be done in the browser.
    pub fn update(&mut self, msg: Msg) -> Vec<Effect> {
        let mut effects = self.carry_out(msg);
        effects.extend(self.after());
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
            Msg::OpenFile(name, content) => return self.open_file(&name, content),
            Msg::Address(fragment) => return self.follow(&fragment),
            Msg::Share(msg) => return self.share(msg),
            Msg::Lesson(msg) => return self.learn(msg),
            Msg::Toggle(node) => self.click_node(node),
            Msg::Do(verb, node) => self.act(node, |_| verb),
            Msg::Menu(node) => {
                let nodes = self.timeline.world().roster().len();
                self.menu = node.filter(|node| node.index() < nodes);
            }
            Msg::Add(point) => self.add(point),
            Msg::Request(who) => self.happen(Event::Request(who)),
            Msg::Read(who) => self.happen(Event::Read(who)),
            Msg::Advance(time) => self.happen(Event::Advance(time)),
            Msg::Traffic => {
                self.tab = Tab::OverTime;
                self.happen(Event::Traffic(self.traffic));
            }
            Msg::SetTraffic(traffic) => {
                self.traffic = traffic;
                return vec![traffic::kept(&traffic)];
            }
            Msg::Preset(preset) => self.preset(preset),
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
            Msg::Compare => {
                let events = &self.timeline.events()[..self.timeline.position()];
                let found = compare::alternatives(self.setup(), events);
                self.alternatives = Some(Rc::new(found));
            }
            Msg::Set(setting) => self.set(setting),
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
            Msg::Undo => self.travel(Timeline::undo),
            Msg::Redo => self.travel(Timeline::redo),
            Msg::Form(change) => return self.form.update(change),
            // Another scenario may have been opened since the typing paused.
            Msg::PlaceLists if self.place != Place::YourCluster => {}
            Msg::PlaceLists => {
                let policy = self.setup().policy.clone();
                self.place_lists(&policy);
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

    fn click_node(&mut self, id: NodeId) {
        let name = self.timeline.world().roster().node(id).spec.name.clone();
        if !self.answers(&Selected::Node(name)) {
            self.act(id, Verb::of_click);
        }
    }

    fn act(&mut self, id: NodeId, choose: impl FnOnce(&Node) -> Verb) {
        let node = self.timeline.world().roster().node(id);
        let event = choose(node).event(node);
        self.menu = None;
        self.happen(event);
    }

    fn add(&mut self, point: Option<u32>) {
        let roster = self.timeline.world().roster();
        let mut spec = NodeSpec::named(names::next(roster));
        if let (Some(point), true) = (point, self.setup().policy.plain_ring().is_some()) {
            spec.tokens = vec![point];
        }
        self.happen(Event::Join(spec));
    }

    fn happen(&mut self, event: Event) {
        let before = Rc::clone(self.timeline.world());
        match self.timeline.push(event) {
            Ok(_) => {
                self.before = Some(before);
                self.shown_anew();
            }
            Err(refusal) => self.complaint = Some(format!("That is not possible: {refusal}.")),
        }
    }

    fn set(&mut self, setting: Setting) {
        let setup = setting.on(self.setup());
        self.set_up(setup);
    }

    fn preset(&mut self, preset: Preset) {
        let mut setup = self.setup().clone();
        let ttl = setup.policy.ttl;
        let policy = preset.policy(setup.policy.placement, setup.policy.tokens);
        setup.policy = Policy { ttl, ..policy };
        self.set_up(setup);
    }

    fn set_up(&mut self, setup: Setup) {
        let client = setup.policy.placement;
        let before = Rc::clone(self.timeline.world());
        match self.timeline.set_up(Rc::new(setup)) {
            Ok(()) => {
                if self.place == Place::YourCluster {
                    self.form.client = client;
                }
                self.before = Some(before);
                self.shown_anew();
            }
            Err((_, refusal)) => {
                self.complaint = Some(format!("That setting is not possible here: {refusal}."));
            }
        }
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
        self.menu = None;
        self.complaint = None;
        self.alternatives = None;
        self.step = None;
        self.share.changed = true;
        self.news = news(&self.timeline);
    }

    fn replace(&mut self, timeline: Timeline, place: Place) {
        self.timeline = timeline;
        self.place = place;
        self.before = None;
        self.selected = None;
        self.highlight = None;
        self.shown_anew();
    }

    fn go_to(&mut self, place: Place) -> Vec<Effect> {
        match place {
            Place::BuiltIn(scenario) => {
                self.leave_lesson();
                self.replace(built_in(scenario), place);
                self.tab = Tab::first(self.timeline.events());
                Vec::new()
            }
            Place::YourCluster => {
                self.leave_lesson();
                // It begins with the idea, whatever was shown before.
                let policy = if self.place == Place::YourCluster {
                    self.setup().policy.clone()
                } else {
                    Policy::of(self.form.client)
                };
                self.tab = Tab::Lists;
                self.place = Place::YourCluster;
                self.selected = None;
                self.highlight = None;
                self.place_lists(&policy);
                Vec::new()
            }
            Place::File => vec![Effect::ChooseScenario],
            Place::Lesson | Place::Link | Place::Kept => Vec::new(),
        }
    }

    fn open_file(&mut self, name: &str, content: Result<String, String>) -> Vec<Effect> {
        if let Ok(text) = &content
            && Lesson::is_lesson(text)
        {
            return self.open_lesson_file(name, text);
        }
        let opened = content.and_then(|text| {
            let scenario = Scenario::parse(&text).map_err(|fault| fault.to_string())?;
            Timeline::new(&scenario).map_err(|(at, why)| format!("event {at}: {why}"))
        });
        match opened {
            Ok(timeline) => {
                self.leave_lesson();
                self.replace(timeline, Place::File);
                self.tab = Tab::Inspect;
            }
            Err(why) => {
                self.complaint = Some(format!(
                    "{name} was not opened: {why}. Nothing has changed."
                ));
            }
        }
        Vec::new()
    }

    /// Shows the cluster that the lists describe, as far as they are good.
    fn place_lists(&mut self, policy: &Policy) {
        if let Some(setup) = self.form.setup(policy)
            && let Ok(timeline) = Timeline::new(&Scenario {
                setup: Rc::new(setup),
                events: Vec::new(),
            })
        {
            self.timeline = timeline;
            self.place = Place::YourCluster;
            self.before = None;
            self.shown_anew();
        }
    }
}

/// A scenario that comes with Ringside. Tests play every one of them.
fn built_in(scenario: BuiltIn) -> Timeline {
    let read = Scenario::parse(scenario.json()).expect("a built-in scenario is well written");
    playing(&read)
}

fn playing(built_in: &Scenario) -> Timeline {
    Timeline::new(built_in).expect("a built-in scenario can happen")
}
