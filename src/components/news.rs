//! What happened, in words: on the page, and for a screen reader.

use yew::{Callback, Html, MouseEvent, Properties, component, html};

use crate::state::{Msg, News as Said};

/// The properties of [`News`].
#[derive(Properties, PartialEq)]
pub struct Props {
    /// What was said last.
    pub news: Said,
    /// What could not be done.
    pub complaint: Option<String>,
    /// What is wrong whatever the moment.
    pub unkept: Option<&'static str>,
    /// Whether there is something to take back.
    pub can_undo: bool,
    /// Whether there is something to make again.
    pub can_redo: bool,
    /// Takes what the person does.
    pub send: Callback<Msg>,
}

/// The news, with undo and redo.
#[component]
pub fn News(props: &Props) -> Html {
    let send = &props.send;
    html! {
        <section class="news" aria-labelledby="news-title">
            <h2 id="news-title" class="unseen">{"What happened"}</h2>
            <div class="news-said" role="status" aria-live="polite">
                <p class="news-deed">{ &props.news.deed }</p>
                <p class="news-consequence">{ &props.news.consequence }</p>
            </div>
            <div class="news-tools">
                <button type="button" aria-disabled={(!props.can_undo).to_string()} title="Take the last change back (U). To look at an earlier moment, use the timeline."
                    onclick={send.reform(|_| Msg::Undo)}>{"Undo"}</button>
                <button type="button" aria-disabled={(!props.can_redo).to_string()} title="Make the change again that was taken back (Y)"
                    onclick={send.reform(|_| Msg::Redo)}>{"Redo"}</button>
            </div>
            <div role="alert" class="complaint-place">
                { for props.complaint.as_deref().map(|what| complaint(what, send.reform(|_| Msg::Dismiss))) }
                { for props.unkept.map(|what| complaint(what, send.reform(|_| Msg::DismissNotKept))) }
            </div>
        </section>
    }
}

fn complaint(what: &str, read: Callback<MouseEvent>) -> Html {
    html! {
        <p class="complaint">
            { what }
            <button type="button" onclick={read}>{"OK"}</button>
        </p>
    }
}
