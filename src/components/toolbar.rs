//! What to do first, and the verbs that concern no one node.

use ringside_model::event::{All, Who};
use ringside_model::lesson::catalog::LESSONS;
use yew::{Callback, Html, Properties, component, html};

use crate::hotkeys::MINUTE;
use crate::state::{LessonMsg, Msg};

/// The properties of [`Toolbar`].
#[derive(Properties, PartialEq)]
pub struct Props {
    /// What the scenario says of itself.
    pub about: String,
    /// Whether anything depends on time.
    pub timed: bool,
    /// Whether the lesson room is open, which says what to do.
    pub room: bool,
    /// Takes what the person does.
    pub send: Callback<Msg>,
}

/// The line over the ring.
#[component]
pub fn Toolbar(props: &Props) -> Html {
    let send = &props.send;
    html! {
        <div class="toolbar">
            if !props.room {
                <p class="invitation"><b>{"Click a node to crash it."}</b>{" Again: it restarts, empty. Right-click or hold it for more. Click a session to follow a read. "}
                    <button type="button" class="link" onclick={send.reform(|_| Msg::Lesson(LessonMsg::Open(LESSONS[0].name, None)))}>{"New to this? Take the first lesson"}</button>
                </p>
            }
            <div class="toolbar-verbs">
                <button type="button" class={(!props.room).then_some("primary")} title="Add a node (A)" onclick={send.reform(|_| Msg::Add(None))}>{"Add a node"}</button>
                <button type="button" title="Every session is read; nothing new is written"
                    onclick={send.reform(|_| Msg::Read(Who::All(All::All)))}>{"Read all"}</button>
                <button type="button" title="Every session is read, then written again (R)"
                    onclick={send.reform(|_| Msg::Request(Who::All(All::All)))}>{"Request all"}</button>
                <button type="button" title="A minute of requests, or as Settings says: curves of what is missed and repaired (T)"
                    onclick={send.reform(|_| Msg::Traffic)}>{"Traffic"}</button>
                if props.timed {
                    <button type="button" title="Copies expire, and ejected nodes are tried again (W)"
                        onclick={send.reform(|_| Msg::Advance(MINUTE))}>{"Wait a minute"}</button>
                }
            </div>
            if !props.about.is_empty() {
                <p class="about">{ &props.about }</p>
            }
        </div>
    }
}
