//! A page with a scenario that takes long, and what a person can see of it.

use ringside::form::Form;
use ringside::state::{JobMsg, Msg, Place, ShareMsg, State};
use ringside_model::catalog::BuiltIn;
use ringside_model::id::NodeId;
use ringside_model::world::World;
use std::rc::Rc;

/// So many sessions are not placed at once.
pub const MANY: u32 = 60_000;

pub fn opened() -> State {
    let mut state = State::open(Form::new(None, None));
    state.update(Msg::Open(Place::BuiltIn(BuiltIn::TwoCopies)));
    state.update(Msg::Toggle(NodeId(1)));
    state.update(Msg::Share(ShareMsg::Keep));
    state
}

pub fn file(name: &str, sessions: u32) -> Msg {
    let text = format!(
        r#"{{"ringside": 1, "title": "{name}", "policy": {{"placement": "spymemcached", "replicas": 2}},
            "nodes": [{{"name": "a:1"}}, {{"name": "b:1"}}, {{"name": "c:1"}}],
            "sessions": {{"prefix": "s-", "count": {sessions}}}}}"#
    );
    Msg::OpenFile(name.to_owned(), Ok(text))
}

/// A large scenario, opened to its end.
pub fn large() -> State {
    let mut state = opened();
    state.update(file("large", MANY));
    finish(&mut state);
    assert_eq!(state.setup().title, "large");
    state
}

/// A file that lists so many keys.
pub fn list(name: &str, keys: u32) -> Msg {
    let keys: Vec<String> = (0..keys).map(|at| format!("\"k{at}x\"")).collect();
    let text = format!(
        r#"{{"ringside": 1, "policy": {{"placement": "spymemcached"}}, "nodes": [{{"name": "a:1"}}], "sessions": [{}]}}"#,
        keys.join(",")
    );
    Msg::OpenFile(name.to_owned(), Ok(text))
}

/// Goes on until nothing is under way. Returns how many slices that took.
pub fn finish(state: &mut State) -> usize {
    let mut slices = 0;
    while state.jobs.unfinished() {
        state.update(Msg::Job(JobMsg::GoOn));
        slices += 1;
    }
    slices
}

pub fn slices(state: &mut State, count: usize) {
    for _ in 0..count {
        state.update(Msg::Job(JobMsg::GoOn));
    }
}

/// What a person can see of the state, and take back.
pub fn seen(state: &State) -> impl PartialEq + std::fmt::Debug + use<> {
    let timeline = &state.timeline;
    (
        (
            World::clone(timeline.world()),
            timeline.scenario(),
            timeline.position(),
        ),
        (timeline.can_undo(), timeline.can_redo()),
        (state.place, state.tab, state.selected.clone()),
        (state.news.clone(), state.complaint.clone()),
        (Rc::clone(&state.form.keys), state.form.sessions.len()),
        state.before.as_ref().map(|before| before.counts()),
    )
}
