//! The branches beside the one shown: each a button to go there, and one to close it.

use ringside_model::event::Event;
use ringside_model::timeline::Branch;
use yew::{Callback, Html, Properties, component, html};

use crate::shown::Shown;
use crate::state::{Msg, TimeMsg, close_id};
use crate::text;

/// The properties of [`Branches`].
#[derive(Properties, PartialEq)]
pub struct Props {
    /// The branches.
    pub branches: Shown<Vec<Branch>>,
    /// The events of the branch shown.
    pub events: Shown<Vec<Event>>,
    /// Takes what the person does.
    pub send: Callback<Msg>,
}

/// The list. Its places are its keys, so that the focus stays on the place where a branch was
/// shown and another took its place.
#[component]
pub fn Branches(props: &Props) -> Html {
    let rows = props.branches.iter().enumerate().map(|(place, branch)| {
        let id = branch.id();
        let what = text::branch(branch, &props.events);
        html! {
            <li key={place}>
                <button type="button" class="branch" title={format!("Show the branch {what}")}
                    onclick={props.send.reform(move |_| Msg::Time(TimeMsg::Switch(id)))}>{ &what }</button>
                <button type="button" class="branch-close" id={close_id(place)} aria-label={format!("Close the branch {what}")}
                    onclick={props.send.reform(move |_| Msg::Time(TimeMsg::Close(id)))}>{"×"}</button>
            </li>
        }
    });
    html! {
        <div class="timeline-branches">
            <h3 id="branches-title">{"Branches"}</h3>
            <ul aria-labelledby="branches-title">{ for rows }</ul>
        </div>
    }
}
