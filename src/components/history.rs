//! Every event so far; each is a moment to go back to.

use ringside_model::event::Event;
use ringside_model::world::World;
use yew::{Callback, Html, Properties, classes, component, html};

use crate::shown::Shown;
use crate::state::Msg;
use crate::text;

/// The properties of [`History`].
#[derive(Properties, PartialEq)]
pub struct Props {
    /// The world shown, for names.
    pub world: Shown<World>,
    /// All events of the scenario.
    pub events: Shown<Vec<Event>>,
    /// How many of them have happened at the moment shown.
    pub position: usize,
    /// Takes what the person does.
    pub send: Callback<Msg>,
}

/// The list of moments.
#[component]
pub fn History(props: &Props) -> Html {
    let moment = |at: usize, what: String| {
        let now = at == props.position;
        html! {
            <li key={at}>
                <button type="button" class={classes!("moment", (at > props.position).then_some("ahead"))}
                    aria-current={now.then_some("step")}
                    onclick={props.send.reform(move |_| Msg::Seek(at))}>{ what }</button>
            </li>
        }
    };
    let events = props.events.iter().enumerate();
    html! {
        <section aria-labelledby="history-title">
            <h3 id="history-title">{"What happened so far"}</h3>
            <p class="note">{"Click a moment to go there. A new event there replaces those after it; Undo brings them back."}</p>
            <ol class="history" start="0">
                { moment(0, "The start: every node up, every session written.".to_owned()) }
                { for events.map(|(at, event)| moment(at + 1, text::deed(&props.world, event, None))) }
            </ol>
        </section>
    }
}
