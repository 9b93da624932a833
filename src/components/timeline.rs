//! The timeline below the ring: which moment is shown, the way to any other, and the branches.

mod branches;
mod marks;

use ringside_model::event::Event;
use ringside_model::timeline::Branch;
use web_sys::InputEvent;
use yew::{Callback, Html, Properties, component, html};

use crate::components::field;
use crate::shown::Shown;
use crate::state::{Msg, News, SCRUBBER, Speed, Time, TimeMsg};
use crate::text;

use branches::Branches;
use marks::Marks;
pub use marks::{Kind, MOST_MARKS, marks};

/// The properties of [`Timeline`].
#[derive(Properties, PartialEq)]
pub struct Props {
    /// All events, also those after the moment shown.
    pub events: Shown<Vec<Event>>,
    /// How many have happened at the moment shown.
    pub position: usize,
    /// The branches beside the one shown.
    pub branches: Shown<Vec<Branch>>,
    /// What happened last.
    pub news: News,
    /// How the events are played.
    pub time: Time,
    /// Takes what the person does.
    pub send: Callback<Msg>,
}

/// The timeline.
#[component]
pub fn Timeline(props: &Props) -> Html {
    let (send, position, end) = (&props.send, props.position, props.events.len());
    let oninput = send.reform(|event: InputEvent| {
        let moment = field::typed(&event).parse().unwrap_or_default();
        Msg::Time(TimeMsg::To(moment))
    });
    let value = text::value(position, end, &props.news.deed, &props.news.consequence);
    html! {
        <section class="timeline" aria-labelledby="timeline-title">
            <h2 id="timeline-title" class="unseen">{"Timeline"}</h2>
            { buttons(props) }
            <div class="timeline-track">
                <Marks events={props.events.clone()} {position} />
                <input id={SCRUBBER} type="range" min="0" max={end.to_string()} value={position.to_string()} {oninput}
                    aria-label="Moment" aria-valuetext={value} />
            </div>
            { speed(props.time.speed, send) }
            <p class="timeline-now">
                <b>{ text::moment(position, end) }</b>{" "}
                { hint(props) }
            </p>
            if !props.branches.is_empty() {
                <Branches branches={props.branches.clone()} events={props.events.clone()} send={send.clone()} />
            }
        </section>
    }
}

fn buttons(props: &Props) -> Html {
    let (position, end) = (props.position, props.events.len());
    let (play, label, shape) = if props.time.playing {
        (TimeMsg::Pause, "Pause", "M4 2h3v12H4zM9 2h3v12H9z")
    } else {
        (TimeMsg::Play, "Play the events", "M4 2l10 6-10 6z")
    };
    let button = |msg: TimeMsg,
                  label: &'static str,
                  title: &'static str,
                  shape: &'static str,
                  idle: bool| {
        html! {
            <button type="button" aria-label={label} {title} aria-disabled={idle.to_string()}
                onclick={props.send.reform(move |_| Msg::Time(msg))}>
                <svg class="icon" viewBox="0 0 16 16" aria-hidden="true"><path d={shape} /></svg>
            </button>
        }
    };
    html! {
        <div class="timeline-buttons">
            { button(TimeMsg::Back, "One event back", "One event back (E). Nothing is undone.", "M12 2v12L5 8zM3 2h2v12H3z", position == 0) }
            { button(play, label, "Play the events one by one, or pause (K)", shape, end == 0) }
            { button(TimeMsg::On, "One event on", "One event on (L)", "M4 2v12l7-6zM11 2h2v12h-2z", position == end) }
        </div>
    }
}

fn speed(now: Speed, send: &Callback<Msg>) -> Html {
    let onchange = send.reform(|event: web_sys::Event| {
        let chosen = field::chosen(&event);
        let speed = Speed::ALL.into_iter().find(|speed| speed.name() == chosen);
        Msg::Time(TimeMsg::Speed(speed.unwrap_or_default()))
    });
    html! {
        <select class="timeline-speed" aria-label="Speed" {onchange}>
            { for Speed::ALL.map(|speed| html! {
                <option key={speed.name()} value={speed.name()} selected={speed == now}>{ speed.name() }</option>
            }) }
        </select>
    }
}

/// What was done last, or what an act means at this moment.
fn hint(props: &Props) -> String {
    let (position, end) = (props.position, props.events.len());
    if end == 0 {
        "What you do is kept here, so that you can go back to any moment.".to_owned()
    } else if position == end {
        props.news.deed.clone()
    } else {
        let next = text::event(&props.events[position]);
        format!("What you do here begins a new branch. Next: {next}")
    }
}
