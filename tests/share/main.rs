//! Links, what the device keeps, and the page inside another one, without a browser.

mod arriving;
mod dialog;
mod embedded;
mod kept;
mod links;
#[path = "../rendered/mod.rs"]
#[allow(dead_code, reason = "other tests read the text, too")]
mod rendered;

use ringside::address::Address;
use ringside::effects::Effect;
use ringside::form::{Form, FormMsg};
use ringside::hotkeys::{self, Pressed};
use ringside::state::{Copyable, LessonMsg, Msg, Place, Setting, ShareMsg, State, TimeMsg};
use ringside_model::catalog::BuiltIn;
use ringside_model::event::{All, Who};
use ringside_model::id::NodeId;
use ringside_model::lesson::catalog::LESSONS;
use ringside_model::link;
use ringside_model::policy::FallThrough;
use ringside_model::scenario::{Scenario, to_json};
use ringside_model::timeline::MAX_STEPS;
use std::rc::Rc;

const PAGE: &str = "https://example.org/ringside/";

fn form() -> Form {
    Form::new(None, None)
}

/// The page, opened with this after its address, and with this kept on the device.
fn begun(after: &str, kept: Option<&str>) -> State {
    State::arrive(form(), &Address::new(&format!("{PAGE}{after}")), kept)
}

/// What a link says of a state, without the page that it leads to.
fn said(state: &State) -> String {
    let link = state.link();
    let said = link.strip_prefix("https://example.org/ringside/#s=");
    said.expect("a link to the page").to_owned()
}

/// A state in which something has happened: after five events the moment after three is shown.
fn busy() -> State {
    let mut state = begun("", None);
    for node in [0, 1, 1] {
        state.update(Msg::Toggle(NodeId(node)));
    }
    state.update(Msg::Set(Setting::FallThrough(FallThrough::Error)));
    state.update(Msg::Add(None));
    state.update(Msg::Toggle(NodeId(2)));
    state.update(Msg::Time(TimeMsg::To(3)));
    state
}

fn same(a: &State, b: &State) {
    assert_eq!(a.timeline.scenario(), b.timeline.scenario());
    assert_eq!(a.timeline.position(), b.timeline.position());
    assert_eq!(a.timeline.world(), b.timeline.world());
}

fn keeps_soon(effects: &[Effect]) -> bool {
    effects.contains(&Effect::KeepSoon)
}
