//! What the root hears beyond clicks: keys, and another address.

use std::cell::Cell;
use std::rc::Rc;

use gloo::events::{EventListener, EventListenerOptions};
use wasm_bindgen::JsCast;
use web_sys::{Element, KeyboardEvent};
use yew::Context;

use super::{App, Input};
use crate::effects::{Underway, address};
use crate::hotkeys::Pressed;
use crate::state::Msg;

/// Listens to the hotkeys, except where what has the focus takes the key.
pub(super) fn listen(
    ctx: &Context<App>,
    underway: &Underway,
    presenting: Rc<Cell<bool>>,
) -> Option<EventListener> {
    let (link, underway) = (ctx.link().clone(), underway.clone());
    let document = web_sys::window()?.document()?;
    let options = EventListenerOptions::enable_prevent_default();
    Some(EventListener::new_with_options(
        &document,
        "keydown",
        options,
        move |event| {
            let Some(event) = event.dyn_ref::<KeyboardEvent>() else {
                return;
            };
            let key = event.key();
            let taken = event
                .target()
                .and_then(|target| target.dyn_into::<Element>().ok())
                .is_some_and(|element| takes(&element, &key));
            if event.default_prevented() || event.repeat() || taken {
                return;
            }
            // A presenter's remote turns pages; it does not scroll.
            if presenting.get() && (key.starts_with("Page") || key.starts_with("Arrow")) {
                event.prevent_default();
            }
            let pressed = Pressed {
                key,
                control: event.ctrl_key() || event.meta_key(),
                shift: event.shift_key(),
                alt: event.alt_key(),
            };
            link.send_message(Input::Key(pressed, underway.begin()));
        },
    ))
}

/// Listens to changes of the address's fragment: a link pasted into the open page.
pub(super) fn follow(ctx: &Context<App>, underway: &Underway) -> Option<EventListener> {
    let (link, underway) = (ctx.link().clone(), underway.clone());
    let window = web_sys::window()?;
    Some(EventListener::new(&window, "hashchange", move |_| {
        let asked = Msg::Address(address().fragment);
        link.send_message(Input::State(asked, underway.begin()));
    }))
}

/// Whether an element that has the focus does something of its own with a key.
fn takes(element: &Element, key: &str) -> bool {
    let kind = element.get_attribute("type").unwrap_or_default();
    let arrow = key.starts_with("Arrow");
    match (element.tag_name().as_str(), kind.as_str()) {
        _ if key == "Escape" => false,
        ("INPUT", "range") => arrow || matches!(key, "Home" | "End"),
        ("INPUT", "radio" | "checkbox") => arrow || matches!(key, " " | "Enter"),
        ("INPUT" | "TEXTAREA" | "SELECT", _) => true,
        _ => false,
    }
}
