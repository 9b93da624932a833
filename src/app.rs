//! The root: holds the state, hands messages to it, runs effects, and lays the page out.

mod listen;

use std::cell::Cell;
use std::rc::Rc;

use gloo::events::EventListener;
use gloo::file::callbacks::FileReader;
use ringside_model::list;
use ringside_model::world::World;
use web_sys::File;
use yew::{Callback, Component, Context, Html, classes, html};

use crate::address::LESSON;
use crate::components::blank::Blank;
use crate::components::compare::Compare;
use crate::components::embedded::Embedded;
use crate::components::header::Header;
use crate::components::help::Help;
use crate::components::history::History;
use crate::components::inspector::Inspector;
use crate::components::job::Job;
use crate::components::lesson::LessonRoom;
use crate::components::lists::Lists;
use crate::components::menu::NodeMenu;
use crate::components::news::News;
use crate::components::placement_table::PlacementTable;
use crate::components::returned::Returned;
use crate::components::ring::Ring;
use crate::components::session::SessionPanel;
use crate::components::settings::Settings;
use crate::components::share::Share;
use crate::components::strip_chart::StripChart;
use crate::components::tabs::Tabs;
use crate::components::timeline::Timeline;
use crate::components::toolbar::Toolbar;
use crate::components::verdict_bar::VerdictBar;
use crate::effects::{Effect, Runner, Turn, WORK, address, kept, panic, warn};
use crate::embed::{Control, Embed};
use crate::form::{Form, KEYS, SERVERS};
use crate::hotkeys::{self, LETTERS, Pressed};
use crate::progress::{PROGRESS, Progress};
use crate::shown::Shown;
use crate::state::{
    self, JobMsg, LessonMsg, Msg, Place, Play, Present, Selected, ShareMsg, State, Tab,
};
use crate::traffic::{self, TRAFFIC};

/// What reaches the root.
#[derive(Debug)]
pub enum Input {
    /// A message for the state.
    State(Msg),
    /// A key was pressed outside any field.
    Key(Pressed),
    /// A file was given that should be a scenario.
    ScenarioFile(File),
    /// A file was given that belongs into one of the lists.
    ListFile(&'static str, File),
}

/// The page.
pub struct App {
    state: State,
    runner: Runner,
    reading: Option<FileReader>,
    /// Made once: a new callback at each view would make every child's props differ.
    send: Callback<Msg>,
    open_file: Callback<File>,
    give: Callback<(&'static str, File)>,
    /// What the listener to the keys must know at once.
    presenting: Rc<Cell<bool>>,
    _keys: Option<EventListener>,
    _fragment: Option<EventListener>,
}

impl Component for App {
    type Message = Input;
    type Properties = ();

    fn create(ctx: &Context<Self>) -> Self {
        let address = address();
        // A page inside another one does not even look.
        let embedded = Embed::asked(&address).is_some();
        let kept = |name| if embedded { None } else { kept(name) };
        let form = Form::new(kept(SERVERS), kept(KEYS));
        let mut state = State::arrive(form, &address, kept(WORK).as_deref());
        for name in state.share.embed.iter().flat_map(|embed| &embed.unknown) {
            warn(&format!("Ringside: embed has no control named {name:?}"));
        }
        if let Some(text) = kept(PROGRESS) {
            state.room.progress = Progress::from_text(&text);
        }
        if let Some(text) = kept(TRAFFIC) {
            state.traffic = traffic::read(&text);
        }
        state.letters = kept(LETTERS).is_none_or(|text| text != "off");
        if address.asks("present") {
            state.present = Present::On;
        }
        if address.said(LESSON).is_some() {
            let asked = Msg::Address(address.fragment.clone());
            ctx.link().send_message(Input::State(asked));
        }
        panic::remember(&state);
        let presenting = Rc::new(Cell::new(state.present != Present::Off));
        let send = ctx.link().callback(Input::State);
        let mut runner = Runner::default();
        if presenting.get() {
            runner.run(Effect::ShowPresenting(true), &send);
        }
        // A large scenario is still on its way.
        for effect in state.jobs.effects() {
            runner.run(effect, &send);
        }
        Self {
            state,
            runner,
            reading: None,
            send,
            open_file: ctx.link().callback(Input::ScenarioFile),
            give: ctx
                .link()
                .callback(|(list, file)| Input::ListFile(list, file)),
            _keys: listen::listen(ctx, Rc::clone(&presenting)),
            _fragment: listen::follow(ctx),
            presenting,
        }
    }

    fn update(&mut self, ctx: &Context<Self>, input: Input) -> bool {
        let msg = match input {
            Input::State(Msg::Job(JobMsg::GoOn)) => return self.go_on(),
            Input::State(msg) => msg,
            Input::Key(pressed) => match hotkeys::message(&self.state, &pressed) {
                Some(msg) => msg,
                None => return false,
            },
            Input::ScenarioFile(file) => {
                self.read(ctx, &file, Msg::OpenFile);
                return false;
            }
            Input::ListFile(list, file) => {
                self.read(ctx, &file, move |name, content| {
                    Msg::list_file(list, &name, content)
                });
                return false;
            }
        };
        // What is asked for later wins over a file that is still being read, and so does Escape
        // where it closes nothing.
        if let Msg::Open(_)
        | Msg::Address(_)
        | Msg::Share(ShareMsg::Afresh)
        | Msg::Lesson(LessonMsg::Open(..))
        | Msg::Job(JobMsg::Cancel)
        | Msg::Select(None) = msg
        {
            self.reading = None;
        }
        let effects = self.state.update(msg);
        self.changed(effects);
        true
    }

    fn rendered(&mut self, _: &Context<Self>, _: bool) {
        self.runner.drawn();
    }

    fn view(&self, _: &Context<Self>) -> Html {
        let state = &self.state;
        let send = self.send.clone();
        let world = Shown(Rc::clone(state.timeline.world()));
        let load_before = state
            .before
            .as_ref()
            .map_or_else(|| world.load(), |before| before.load());
        let presenting = state.present != Present::Off;
        let policy = world.policy();
        let room = state.room.open.is_some() || state.room.contents;
        let veiled = state.room.open.as_ref().is_some_and(Play::veiled);
        let marked = state
            .room
            .open
            .as_ref()
            .map(Play::marks)
            .unwrap_or_default();
        let timed = policy.ttl.is_some() || policy.retry.is_some();
        let embed = state.share.embed.as_ref();
        let has = |control| embed.is_none_or(|embed: &Embed| embed.controls.contains(&control));
        let job = html! { <Job progress={state.jobs.progress()} told={state.jobs.told()} send={send.clone()} /> };
        html! {
            <>
                if embed.is_none() {
                    <Header place={state.place} resets={state.jobs.resets()} {room} {presenting} send={send.clone()} open_file={self.open_file.clone()} />
                }
                <main class={classes!("page", room.then_some("with-room"), embed.map(|_| "embedded"))}>
                    if room {
                        <LessonRoom open={state.room.open.clone()} progress={state.room.progress.clone()}
                            awaited={state.room.awaited.map(|(name, _)| name)} strayed={state.strayed()} send={send.clone()} />
                    }
                    <section class="stage" aria-label="Ring">
                        if has(Control::Toolbar) {
                            <Toolbar about={state.setup().about.clone()} {timed} {room} send={send.clone()} />
                        }
                        <Ring world={world.clone()} selected={state.selected.clone()} highlight={state.highlight}
                            step={state.step} lit={state.room.lit.clone()} {marked} {veiled} load_before={load_before} send={send.clone()} />
                        if has(Control::Timeline) {
                            { self.timeline(veiled) }
                        }
                        if let Some(node) = state.menu {
                            <NodeMenu world={world.clone()} {node} send={send.clone()} />
                        }
                    </section>
                    <div class="side">
                        if state.share.returned {
                            <Returned send={send.clone()} />
                        }
                        <News news={self.news(veiled)} complaint={state.complaint.clone()} unkept={state.unkept}
                            can_undo={state.timeline.can_undo()} can_redo={state.timeline.can_redo()} send={send.clone()} />
                        if !veiled {
                            <VerdictBar counts={world.counts()} before={state.before.as_ref().map(|before| before.counts())} highlight={state.highlight} send={send.clone()} />
                        }
                        if presenting {
                            { self.walk(&world) }
                        } else if has(Control::Panels) && !veiled {
                            <Tabs tabs={tabs(state.place)} open={state.tab} send={send.clone()}>
                                { self.panel(world) }
                            </Tabs>
                        }
                        if embed.is_some() {
                            <Embedded title={state.setup().title.clone()} link={Rc::clone(&state.share.out)} />
                        }
                    </div>
                </main>
                if state.share.dialog.is_none() {
                    { job.clone() }
                }
                <Share dialog={state.share.dialog.clone()} complaint={state.complaint.clone()} send={send.clone()}>{ job }</Share>
                <Help open={state.help} letters={state.letters} send={send.clone()} />
                <Blank open={state.present == Present::Blank} {send} />
            </>
        }
    }
}

impl App {
    /// The state has changed, and this is to be done.
    fn changed(&mut self, effects: Vec<Effect>) {
        for effect in effects {
            self.runner.run(effect, &self.send);
        }
        let presenting = self.state.present != Present::Off;
        if self.presenting.replace(presenting) != presenting {
            let show = Effect::ShowPresenting(presenting);
            self.runner.run(show, &self.send);
        }
        panic::remember(&self.state);
    }

    /// Goes on with what is under way, for a turn. Returns whether that can be seen.
    fn go_on(&mut self) -> bool {
        let turn = Turn::begin();
        let told = self.state.jobs.progress();
        loop {
            let effects = self.state.update(Msg::Job(JobMsg::GoOn));
            let waits = matches!(effects[..], [Effect::GoOnSoon]);
            if !waits || turn.is_over() {
                self.changed(effects);
                return !waits || self.state.jobs.progress() != told;
            }
        }
    }

    /// What was said last, but nothing that would answer a question.
    fn news(&self, veiled: bool) -> state::News {
        if veiled {
            let deed = "Answer the question first.".to_owned();
            return state::News {
                deed,
                consequence: String::new(),
            };
        }
        self.state.news.clone()
    }

    fn timeline(&self, veiled: bool) -> Html {
        let (state, timeline) = (&self.state, &self.state.timeline);
        html! {
            <Timeline events={Shown(Rc::clone(timeline.events()))} position={timeline.position()}
                branches={Shown(Rc::clone(timeline.branches()))} news={self.news(veiled)} time={state.time} send={self.send.clone()} />
        }
    }

    /// The selected session alone, for an audience.
    fn walk(&self, world: &Shown<World>) -> Html {
        let Some(Selected::Session(key)) = &self.state.selected else {
            return Html::default();
        };
        let session = world.sessions().find(key);
        let panel = |session| {
            html! { <SessionPanel world={world.clone()} {session} step={self.state.step} send={self.send.clone()} /> }
        };
        session.map(panel).unwrap_or_default()
    }

    fn panel(&self, world: Shown<World>) -> Html {
        let state = &self.state;
        let send = self.send.clone();
        match state.tab {
            Tab::Inspect => {
                let before = state.before.clone().map(Shown);
                html! { <Inspector {world} {before} selected={state.selected.clone()} step={state.step} {send} /> }
            }
            Tab::Settings => {
                html! { <Settings key={state.jobs.resets()} {world} traffic={state.traffic} {send} /> }
            }
            Tab::History => {
                let timeline = &state.timeline;
                html! {
                    <History setup={Shown(Rc::clone(timeline.setup()))} events={Shown(Rc::clone(timeline.events()))}
                        changes={Shown(Rc::clone(timeline.changes()))} counts={world.counts()} position={timeline.position()} {send} />
                }
            }
            Tab::OverTime => {
                let timeline = &state.timeline;
                html! {
                    <StripChart events={Shown(Rc::clone(timeline.events()))} changes={Shown(Rc::clone(timeline.changes()))}
                        counts={world.counts()} position={timeline.position()} {send} />
                }
            }
            Tab::Lists => {
                html! { <Lists form={state.form.clone()} give={self.give.clone()} {send} /> }
            }
            Tab::Compare => {
                html! { <Compare alternatives={state.alternatives.clone()} events={state.timeline.position()} {send} /> }
            }
            Tab::Table => html! { <PlacementTable {world} {send} /> },
        }
    }

    /// Reads a file, and sends what it holds, or why it cannot be read.
    fn read(
        &mut self,
        ctx: &Context<Self>,
        file: &File,
        message: impl FnOnce(String, Result<String, String>) -> Msg + 'static,
    ) {
        let link = ctx.link().clone();
        let name = file.name();
        let blob = gloo::file::Blob::from(file.clone());
        self.reading = Some(gloo::file::callbacks::read_as_bytes(&blob, move |result| {
            let content = match result {
                Ok(bytes) => list::text(bytes).map_err(|error| error.to_string()),
                Err(error) => Err(format!("the browser could not read it ({error})")),
            };
            link.send_message(Input::State(message(name, content)));
        }));
    }
}

fn tabs(place: Place) -> Vec<(Tab, &'static str)> {
    let mut tabs = vec![
        (Tab::Inspect, "Inspect"),
        (Tab::Settings, "Settings"),
        (Tab::History, "History"),
        (Tab::OverTime, "Over time"),
        (Tab::Compare, "What would have helped?"),
    ];
    if place == Place::YourCluster {
        tabs.insert(0, (Tab::Lists, "Servers and keys"));
        tabs.insert(1, (Tab::Table, "Table"));
    }
    tabs
}
