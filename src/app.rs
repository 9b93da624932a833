//! The root: holds the state, hands messages to it, and runs effects.

mod layout;
mod listen;

use std::cell::Cell;
use std::rc::Rc;

use gloo::events::EventListener;
use gloo::file::callbacks::FileReader;
use web_sys::File;
use yew::{Component, Context, Html};

use crate::address::LESSON;
use crate::effects::{Effect, Runner, Token, Turn, WORK, address, kept, panic, warn};
use crate::embed::Embed;
use crate::file;
use crate::form::{Form, KEYS, SERVERS};
use crate::hotkeys::{self, LETTERS, Pressed};
use crate::progress::{PROGRESS, Progress};
use crate::state::{JobMsg, LessonMsg, Msg, Present, ShareMsg, State};
use crate::traffic::{self, TRAFFIC};
pub use layout::{Senders, page};

/// What reaches the root.
#[derive(Debug)]
pub enum Input {
    /// A message for the state, which is under way until the page is drawn.
    State(Msg, Token),
    /// A key was pressed outside any field.
    Key(Pressed, Token),
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
    /// What is under way until the page is drawn.
    drawing: Vec<Token>,
    senders: Senders,
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
        let mut runner = Runner::default();
        let drawing = vec![runner.underway.begin()];
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
            let token = runner.underway.begin();
            ctx.link().send_message(Input::State(asked, token));
        }
        panic::remember(&state);
        let presenting = Rc::new(Cell::new(state.present != Present::Off));
        let send = {
            let underway = runner.underway.clone();
            ctx.link()
                .callback(move |msg| Input::State(msg, underway.begin()))
        };
        if presenting.get() {
            runner.run(Effect::ShowPresenting(true), &send);
        }
        // A large scenario is still on its way.
        for effect in state.jobs.effects() {
            runner.run(effect, &send);
        }
        Self {
            state,
            reading: None,
            drawing,
            senders: Senders {
                msg: send,
                scenario_file: ctx.link().callback(Input::ScenarioFile),
                list_file: ctx
                    .link()
                    .callback(|(list, file)| Input::ListFile(list, file)),
            },
            _keys: listen::listen(ctx, &runner.underway, Rc::clone(&presenting)),
            _fragment: listen::follow(ctx, &runner.underway),
            presenting,
            runner,
        }
    }

    fn update(&mut self, ctx: &Context<Self>, input: Input) -> bool {
        let (msg, token) = match input {
            Input::State(Msg::Job(JobMsg::GoOn), token) => {
                let seen = self.go_on();
                self.drawing.extend(seen.then_some(token));
                return seen;
            }
            Input::State(msg, token) => (msg, token),
            Input::Key(pressed, token) => match hotkeys::message(&self.state, &pressed) {
                Some(msg) => (msg, token),
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
        self.drawing.push(token);
        true
    }

    fn rendered(&mut self, _: &Context<Self>, _: bool) {
        self.runner.drawn();
        self.drawing.clear();
    }

    fn view(&self, _: &Context<Self>) -> Html {
        page(&self.state, &self.senders)
    }
}

impl App {
    /// The state has changed, and this is to be done.
    fn changed(&mut self, effects: Vec<Effect>) {
        for effect in effects {
            self.runner.run(effect, &self.senders.msg);
        }
        let presenting = self.state.present != Present::Off;
        if self.presenting.replace(presenting) != presenting {
            let show = Effect::ShowPresenting(presenting);
            self.runner.run(show, &self.senders.msg);
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

    /// Reads a file, and sends what it holds, or why it cannot be read.
    fn read(
        &mut self,
        ctx: &Context<Self>,
        file: &File,
        message: impl FnOnce(String, Result<String, String>) -> Msg + 'static,
    ) {
        let link = ctx.link().clone();
        let name = file.name();
        let underway = self.runner.underway.begin();
        let blob = gloo::file::Blob::from(file.clone());
        self.reading = Some(gloo::file::callbacks::read_as_bytes(&blob, move |result| {
            link.send_message(Input::State(message(name, file::text(result)), underway));
        }));
    }
}
