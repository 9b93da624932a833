//! The page without a browser: a person gives it files and reads what it shows.

use std::rc::Rc;

use ringside::components::lists::{self, Lists};
use ringside::components::news::{self, News};
use ringside::components::ring::{self, Ring};
use ringside::effects::Effect;
use ringside::file;
use ringside::form::Form;
use ringside::shown::Shown;
use ringside::state::{JobMsg, Msg, Place, State};
use yew::Callback;

use crate::rendered::{render, words};

/// A list of this many bytes is shown whole, and can be edited.
pub const EDITABLE: usize = 64 << 10;

/// A page, with nothing under way.
pub struct Page {
    pub state: State,
}

impl Page {
    /// As it opens.
    pub fn new() -> Self {
        let state = State::open(Form::new(None, None));
        Self { state }
    }

    /// With *Your cluster*, of these lists.
    pub fn of_lists(servers: &str, keys: &str) -> Self {
        let form = Form::new(Some(servers.to_owned()), Some(keys.to_owned()));
        let mut page = Self {
            state: State::open(form),
        };
        page.act(Msg::Open(Place::YourCluster));
        page
    }

    /// Sends a message, finishes the work that follows, and returns what the browser is asked to do.
    pub fn act(&mut self, msg: Msg) -> Vec<Effect> {
        let mut effects = self.state.update(msg);
        while self.state.jobs.unfinished() {
            effects.extend(self.state.update(Msg::Job(JobMsg::GoOn)));
        }
        if effects.contains(&Effect::PlaceSoon) {
            effects.extend(self.act(Msg::PlaceLists));
        }
        effects
    }

    /// Gives a file for a list: its bytes, or why the browser cannot read it.
    pub fn give(&mut self, list: &'static str, name: &str, read: Result<&[u8], &str>) {
        let text = file::text(read.map(<[u8]>::to_vec));
        self.act(Msg::list_file(list, name, text));
    }

    /// Opens a scenario file, and returns what the browser is asked to do.
    pub fn open(&mut self, name: &str, read: Result<&[u8], &str>) -> Vec<Effect> {
        let text = file::text(read.map(<[u8]>::to_vec));
        self.act(Msg::OpenFile(name.to_owned(), text))
    }

    /// The panel with the lists.
    pub fn lists(&self) -> String {
        render::<Lists>(lists::Props {
            form: self.state.form.clone(),
            give: Callback::noop(),
            send: Callback::noop(),
        })
    }

    /// The faults reported for a list, line by line.
    pub fn faults(&self, list: &str) -> Vec<String> {
        let panel = self.lists();
        let start = format!("id=\"{list}-faults\"");
        let (_, faults) = panel.split_once(&start).expect("a place for faults");
        let (faults, _) = faults.split_once("</div>").expect("its end");
        let items = faults.split("<li>").skip(1);
        items
            .map(|item| words(item.split("</li>").next().unwrap_or_default()))
            .collect()
    }

    /// The news, with undo, redo and the complaints.
    pub fn news(&self) -> String {
        render::<News>(news::Props {
            news: self.state.news.clone(),
            complaint: self.state.complaint.clone(),
            unkept: self.state.unkept,
            can_undo: self.state.timeline.can_undo(),
            can_redo: self.state.timeline.can_redo(),
            send: Callback::noop(),
        })
    }

    /// The complaint that a person reads, if there is one.
    pub fn complaint(&self) -> Option<String> {
        let news = self.news();
        let (_, alerts) = news.split_once("role=\"alert\"").expect("a place for it");
        let (_, complaint) = alerts.split_once("class=\"complaint\">")?;
        Some(words(complaint.split("<button").next()?))
    }

    /// The drawing.
    pub fn ring(&self) -> String {
        let world = Shown(Rc::clone(self.state.timeline.world()));
        render::<Ring>(ring::Props {
            load_before: world.load(),
            world,
            selected: self.state.selected.clone(),
            highlight: self.state.highlight,
            step: self.state.step,
            lit: None,
            marked: Vec::new(),
            veiled: false,
            send: Callback::noop(),
        })
    }

    /// The names of the nodes that are drawn, sorted.
    pub fn nodes(&self) -> Vec<String> {
        names(&self.ring(), "node")
    }

    /// The keys of the sessions that are drawn, sorted.
    pub fn keys(&self) -> Vec<String> {
        names(&self.ring(), "session")
    }
}

/// The names of the elements of a class: the part of each label before the colon.
fn names(html: &str, class: &str) -> Vec<String> {
    let labels = tags(html, class).filter_map(|tag| attribute(tag, "aria-label"));
    let mut names: Vec<String> = labels
        .filter_map(|label| Some(label.split_once(": ")?.0.to_owned()))
        .collect();
    names.sort();
    names
}

/// The opening tags of the elements of a class.
pub fn tags<'a>(html: &'a str, class: &str) -> impl Iterator<Item = &'a str> {
    let tags = html.split('<').filter_map(|tag| tag.split('>').next());
    tags.filter(move |tag| {
        let classes = attribute(tag, "class").unwrap_or_default();
        classes.split(' ').any(|it| it == class)
    })
}

/// The value of an attribute of an opening tag.
pub fn attribute(tag: &str, name: &str) -> Option<String> {
    let (_, value) = tag.split_once(&format!(" {name}=\""))?;
    Some(words(value.split('"').next()?))
}
