//! What to do first, and the verbs that concern no one node.

use ringside_model::event::{All, Who};
use yew::{Callback, Html, Properties, component, html};

use crate::state::Msg;

/// The properties of [`Toolbar`].
#[derive(Properties, PartialEq)]
pub struct Props {
    /// What the scenario says of itself.
    pub about: String,
    /// Takes what the person does.
    pub send: Callback<Msg>,
}

/// The line over the ring.
#[component]
pub fn Toolbar(props: &Props) -> Html {
    let send = &props.send;
    html! {
        <div class="toolbar">
            <p class="invitation"><b>{"Click a node to crash it."}</b>{" Click it again to restart it, empty. Click a session to follow a read."}</p>
            <div class="toolbar-verbs">
                <button type="button" class="primary" title="Add a node (A)" onclick={send.reform(|_| Msg::Add(None))}>{"Add a node"}</button>
                <button type="button" title="Every session is read, then written again (R)"
                    onclick={send.reform(|_| Msg::Request(Who::All(All::All)))}>{"Request all"}</button>
            </div>
            if !props.about.is_empty() {
                <p class="about">{ &props.about }</p>
            }
        </div>
    }
}
