//! The last resort: if the program fails, the page says so and offers the scenario as a file.

use std::cell::RefCell;

use gloo::events::EventListener;
use ringside_model::event::Event;
use ringside_model::scenario::{Setup, to_json};
use std::rc::Rc;
use wasm_bindgen::JsCast;
use web_sys::HtmlAnchorElement;

use super::file::object_url;
use crate::state::State;

/// A scenario in two parts.
type Parts = (Rc<Setup>, Rc<Vec<Event>>);

thread_local! {
    static LAST: RefCell<Option<Parts>> = const { RefCell::new(None) };
}

/// Makes a failure visible, whether it starts in this program or in the browser.
pub fn install() {
    yew::set_custom_panic_hook(Box::new(|info| {
        web_sys::console::error_1(&info.to_string().into());
        show_banner();
    }));
    if let Some(window) = web_sys::window() {
        EventListener::new(&window, "error", |_| show_banner()).forget();
    }
}

/// Remembers the scenario, so that it can still be saved after a failure.
pub fn remember(state: &State) {
    let timeline = &state.timeline;
    LAST.with_borrow_mut(|last| {
        *last = Some((Rc::clone(timeline.setup()), Rc::clone(timeline.events())));
    });
}

fn show_banner() {
    let Some(document) = web_sys::window().and_then(|window| window.document()) else {
        return;
    };
    let Some(banner) = document.get_element_by_id("failure") else {
        return;
    };
    let _ = banner.remove_attribute("hidden");
    let json = LAST.with(|last| {
        let last = last.try_borrow().ok()?;
        last.as_ref().map(|(setup, events)| to_json(setup, events))
    });
    let link = document.get_element_by_id("failure-save");
    if let (Some(json), Some(link)) = (
        json,
        link.and_then(|link| link.dyn_into::<HtmlAnchorElement>().ok()),
    ) && let Ok(url) = object_url("application/json", json)
    {
        link.set_href(&url);
        let _ = link.remove_attribute("hidden");
    }
}
