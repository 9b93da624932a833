//! The page: state, messages and views over the simulator.
//!
//! One direction of data: a message goes to [`state::State::update`], which hands events to the
//! model; the views are functions of the state; what touches the browser is an
//! [`effects::Effect`], returned as a value and run in one place.

pub mod address;
pub mod app;
pub mod components;
pub mod effects;
pub mod embed;
pub mod file;
pub mod form;
pub mod hotkeys;
pub mod picture;
pub mod progress;
pub mod qr;
pub mod shown;
pub mod state;
pub mod text;
pub mod traffic;
pub mod verb;

/// Mounts the page in place of what was painted before the program ran.
pub fn start() {
    effects::panic::install();
    let host = web_sys::window().and_then(|window| window.document()?.get_element_by_id("app"));
    match host {
        Some(host) => yew::Renderer::<app::App>::with_root(host).render(),
        None => yew::Renderer::<app::App>::new().render(),
    };
}
