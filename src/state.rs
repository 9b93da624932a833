//! The page's state, and the one place where messages change it.

mod names;
mod settings;

use std::rc::Rc;

use ringside_model::catalog::BuiltIn;
use ringside_model::event::{Event, NodeSpec, Who};
use ringside_model::id::NodeId;
use ringside_model::roster::Process;
use ringside_model::scenario::{Scenario, Setup, to_json};
use ringside_model::timeline::Timeline;
use ringside_model::verdict::Verdict;

pub use settings::Setting;

use crate::effects::Effect;
use crate::form::{Form, FormMsg};
use crate::text;

/// Where the scenario shown comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// One of the built-in scenarios.
    BuiltIn(BuiltIn),
    /// The server list and keys that the person gave.
    YourCluster,
    /// A scenario opened from a file.
    File,
}

/// What the inspector is about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Selected {
    /// The session with this key.
    Session(String),
    /// The node with this name.
    Node(String),
}

/// The panels beside the ring, of which one is open.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tab {
    /// The nodes, the matrix, the selected session.
    Inspect,
    /// The client's settings.
    Settings,
    /// Every event so far.
    History,
    /// The server list and the keys of *Your cluster*.
    Lists,
    /// The placement as a table.
    Table,
}

/// What was said last: read out by a live region, and shown above the ring's figures.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct News {
    /// What happened.
    pub deed: String,
    /// What that means for the sessions.
    pub consequence: String,
}

/// All that can happen on the page.
#[derive(Clone, Debug, PartialEq)]
pub enum Msg {
    /// Another scenario was chosen.
    Open(Place),
    /// A scenario file was opened: its name and its text.
    OpenFile(String, Result<String, String>),
    /// The scenario is to be saved as a file.
    SaveScenario,
    /// A text was made that is to be saved as a file: its name, type and content.
    Save(String, &'static str, String),
    /// A node was clicked: it crashes, or restarts, or joins again.
    Toggle(NodeId),
    /// A node is to leave the server list.
    Leave(NodeId),
    /// A new node is to join; on a plain ring at this point, if given.
    Add(Option<u32>),
    /// Every session, or one, makes a request.
    Request(Who),
    /// A setting of the client was changed.
    Set(Setting),
    /// Something was selected, or nothing.
    Select(Option<Selected>),
    /// The sessions with a verdict are to stand out, or again all.
    Highlight(Option<Verdict>),
    /// A panel was opened.
    Show(Tab),
    /// The moment after this many events is to be shown.
    Seek(usize),
    /// The last edit is to be taken back.
    Undo,
    /// The edit taken back is to be made again.
    Redo,
    /// Something changed in *Your cluster*.
    Form(FormMsg),
    /// The lists of *Your cluster* are to be placed now.
    PlaceLists,
    /// Something could not be done, and this says why.
    Complain(String),
    /// The keyboard focus is to go to the element with this id.
    Focus(String),
    /// The help is to be opened or closed.
    Help(bool),
    /// The complaint was read.
    Dismiss,
}

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
    /// The lists of *Your cluster*.
    pub form: Form,
    /// Whether the help is open.
    pub help: bool,
}

impl State {
    /// The opening screen, with what the person had typed into *Your cluster* before.
    #[must_use]
    pub fn open(form: Form) -> Self {
        let timeline = built_in(BuiltIn::TwoCopies);
        let news = news(&timeline);
        Self {
            timeline,
            place: Place::BuiltIn(BuiltIn::TwoCopies),
            selected: None,
            highlight: None,
            tab: Tab::Inspect,
            news,
            complaint: None,
            form,
            help: false,
        }
    }

    /// Changes the state as a message asks, and returns what is to be done in the browser.
    pub fn update(&mut self, msg: Msg) -> Vec<Effect> {
        match msg {
            Msg::Open(place) => return self.go_to(place),
            Msg::OpenFile(name, content) => self.open_file(&name, content),
            Msg::SaveScenario => {
                let json = to_json(self.timeline.setup(), self.timeline.events());
                return vec![Effect::download(
                    "ringside-scenario.json",
                    "application/json",
                    json,
                )];
            }
            Msg::Save(name, kind, content) => return vec![Effect::download(&name, kind, content)],
            Msg::Toggle(node) => self.toggle(node),
            Msg::Leave(node) => {
                let name = self.name_of(node);
                self.happen(Event::Leave(name));
            }
            Msg::Add(point) => self.add(point),
            Msg::Request(who) => self.happen(Event::Request(who)),
            Msg::Set(setting) => self.set(setting),
            Msg::Select(selected) => {
                self.selected = selected;
                self.tab = Tab::Inspect;
            }
            Msg::Highlight(verdict) => self.highlight = verdict,
            Msg::Show(tab) => self.tab = tab,
            Msg::Seek(position) => self.travel(|timeline| timeline.seek(position)),
            Msg::Undo => self.travel(|timeline| {
                timeline.undo();
            }),
            Msg::Redo => self.travel(|timeline| {
                timeline.redo();
            }),
            Msg::Form(change) => return self.form.update(change),
            Msg::PlaceLists => self.place_lists(),
            Msg::Complain(why) => self.complaint = Some(why),
            Msg::Focus(id) => return vec![Effect::Focus(id)],
            Msg::Help(open) => self.help = open,
            Msg::Dismiss => self.complaint = None,
        }
        Vec::new()
    }

    /// The scenario's settings.
    #[must_use]
    pub fn setup(&self) -> &Setup {
        self.timeline.setup()
    }

    fn name_of(&self, node: NodeId) -> String {
        self.timeline.world().roster().node(node).spec.name.clone()
    }

    fn toggle(&mut self, id: NodeId) {
        let node = self.timeline.world().roster().node(id);
        let name = node.spec.name.clone();
        let event = match node.process {
            _ if !node.listed => Event::Join(node.spec.clone()),
            Process::Up => Event::Crash(name.clone()),
            Process::Down => Event::Restart(name.clone()),
        };
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
        match self.timeline.push(event) {
            Ok(_) => self.shown_anew(),
            Err(refusal) => self.complaint = Some(format!("That is not possible: {refusal}.")),
        }
    }

    fn set(&mut self, setting: Setting) {
        let setup = setting.on(self.setup());
        if self.place == Place::YourCluster {
            self.form.client = setup.policy.placement;
        }
        match self.timeline.set_up(Rc::new(setup)) {
            Ok(()) => self.shown_anew(),
            Err((_, refusal)) => {
                self.complaint = Some(format!("That setting is not possible here: {refusal}."));
            }
        }
    }

    fn travel(&mut self, go: impl FnOnce(&mut Timeline)) {
        go(&mut self.timeline);
        self.shown_anew();
    }

    fn shown_anew(&mut self) {
        self.complaint = None;
        self.news = news(&self.timeline);
    }

    fn replace(&mut self, timeline: Timeline, place: Place) {
        self.timeline = timeline;
        self.place = place;
        self.selected = None;
        self.highlight = None;
        self.shown_anew();
    }

    fn go_to(&mut self, place: Place) -> Vec<Effect> {
        match place {
            Place::BuiltIn(scenario) => {
                self.replace(built_in(scenario), place);
                self.tab = Tab::Inspect;
                Vec::new()
            }
            Place::YourCluster => {
                self.tab = Tab::Lists;
                self.place = Place::YourCluster;
                self.selected = None;
                self.highlight = None;
                self.place_lists();
                Vec::new()
            }
            Place::File => vec![Effect::ChooseScenario],
        }
    }

    fn open_file(&mut self, name: &str, content: Result<String, String>) {
        let opened = content.and_then(|text| {
            let scenario = Scenario::parse(&text).map_err(|fault| fault.to_string())?;
            Timeline::new(&scenario).map_err(|(at, why)| format!("event {at}: {why}"))
        });
        match opened {
            Ok(timeline) => {
                self.replace(timeline, Place::File);
                self.tab = Tab::Inspect;
            }
            Err(why) => {
                self.complaint = Some(format!(
                    "{name} was not opened: {why}. Nothing has changed."
                ));
            }
        }
    }

    /// Shows the cluster that the lists describe, as far as they are good.
    fn place_lists(&mut self) {
        if let Some(setup) = self.form.setup(&self.setup().policy)
            && let Ok(timeline) = Timeline::new(&Scenario {
                setup: Rc::new(setup),
                events: Vec::new(),
            })
        {
            self.timeline = timeline;
            self.place = Place::YourCluster;
            self.shown_anew();
        }
    }
}

fn news(timeline: &Timeline) -> News {
    let world = timeline.world();
    let happened = timeline
        .position()
        .checked_sub(1)
        .and_then(|last| timeline.events().get(last));
    News {
        deed: match happened {
            Some(event) => text::deed(event, timeline.last()),
            None => text::start(world),
        },
        consequence: text::consequence(&world.counts()),
    }
}

/// A scenario that comes with Ringside. Tests play every one of them.
fn built_in(scenario: BuiltIn) -> Timeline {
    let read = Scenario::parse(scenario.json()).expect("a built-in scenario is well written");
    Timeline::new(&read).expect("a built-in scenario can happen")
}
