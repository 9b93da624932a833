//! Over time: four small rows on one time axis, with the events marked.

mod plot;
mod table;

use std::rc::Rc;

use ringside_model::apply::Changes;
use ringside_model::curve::{Curve, Tally};
use ringside_model::event::Event;
use ringside_model::seconds::Seconds;
use ringside_model::verdict::Counts;
use yew::{Callback, Html, Properties, classes, component, html, use_memo};

use crate::components::traffic::LENGTH;
use crate::shown::Shown;
use crate::state::{Msg, Tab};
use crate::text;

use plot::{EventMarks, bars, lines, steps};
use table::table;

/// The properties of [`StripChart`].
#[derive(Properties, PartialEq)]
pub struct Props {
    /// All events.
    pub events: Shown<Vec<Event>>,
    /// What each of them changed.
    pub changes: Shown<Vec<Changes>>,
    /// The verdicts shown.
    pub counts: Counts,
    /// How many events have happened at the moment shown.
    pub position: usize,
    /// Takes what the person does.
    pub send: Callback<Msg>,
}

/// Where a number stands in a column.
type Of = fn(&Tally) -> u32;

/// What is counted, a row each: its title, its class, and where it stands in a column.
const COUNTED: [(&str, &str, Of); 3] = [
    ("Misses", "misses", |tally| tally.misses),
    ("Repair copies", "repairs", |tally| tally.repair_copies),
    ("Database reads", "reads", |tally| tally.database_reads),
];

/// The chart, or what would make one.
#[component]
pub fn StripChart(props: &Props) -> Html {
    let known = (props.events.clone(), props.changes.clone());
    let counts = props.counts;
    let curve = use_memo(known, move |(events, changes)| {
        Curve::of(events, changes, counts).map(Rc::new)
    });
    let play = props.send.reform(|_| Msg::Traffic);
    let Some(curve) = &*curve else {
        return html! {
            <section class="strip" aria-labelledby="strip-title">
                <h3 id="strip-title">{"Over time"}</h3>
                <p class="hint">{"No time has passed yet. Let users make requests, then crash a node and let them go on: you see what is missed, what is repaired, and what falls on the database."}</p>
                <p class="strip-more"><button type="button" class="primary" onclick={play}>{"Let requests come"}</button>{ change(&props.send) }</p>
            </section>
        };
    };
    let now = match props.position {
        0 => 0,
        position => curve
            .ends
            .get(position - 1)
            .copied()
            .unwrap_or(curve.length),
    };
    let survivors = curve.levels.iter().map(|level| level.survivors);
    let lowest = survivors.min().unwrap_or_default();
    let level = if props.position == 0 {
        curve.levels.first().map_or(0, |level| level.survivors)
    } else {
        props
            .changes
            .get(props.position - 1)
            .map_or(0, |last| last.after.survivors())
    };
    html! {
        <section class="strip" aria-labelledby="strip-title">
            <h3 id="strip-title">{"Over time"}</h3>
            <EventMarks events={props.events.clone()} curve={Shown(Rc::clone(curve))} position={props.position} send={props.send.clone()} />
            { row("Survivors", "survivors", &format!("{level} of {}", curve.sessions), &format!("lowest {lowest}"),
                &text::survivors(curve), steps(curve), curve, now) }
            { for COUNTED.map(|(title, class, of)| counted(title, class, of, curve, now)) }
            <p class="strip-axis" aria-hidden="true"><span>{"0"}</span><span>{ Seconds(curve.length / 2).to_string() }</span><span>{ Seconds(curve.length).to_string() }</span></p>
            <p class="note">{ format!("Each row covers {}. The upright line is the moment shown, after {}. Click a mark to go to its moment.", Seconds(curve.length), Seconds(now)) }</p>
            { table(curve) }
            <p class="strip-more"><button type="button" onclick={play}>{"Let more requests come"}</button>{ change(&props.send) }</p>
        </section>
    }
}

/// The way to the settings of the stream.
fn change(send: &Callback<Msg>) -> Html {
    let send = send.clone();
    let onclick = Callback::from(move |_| {
        send.emit(Msg::Show(Tab::Settings));
        send.emit(Msg::Focus(LENGTH.to_owned()));
    });
    html! { <button type="button" class="link" {onclick}>{"How many requests, and of whom"}</button> }
}

fn counted(title: &'static str, class: &'static str, of: Of, curve: &Curve, now: u32) -> Html {
    let column = curve.column(now);
    let here = match (now, curve.columns.get(column)) {
        (1.., Some(tally)) => text::rate(of(tally), curve.seconds(column)),
        _ => "0".to_owned(),
    };
    let most = match text::peak(curve, of) {
        Some(peak) => format!(
            "most {}",
            text::rate(of(&curve.columns[peak]), curve.seconds(peak))
        ),
        None => "none".to_owned(),
    };
    let said = text::counted(curve, of);
    row(
        title,
        class,
        &format!("{here} a second"),
        &most,
        &said,
        bars(curve, of),
        curve,
        now,
    )
}

/// A row: what it is called, how much it is at the moment shown, the extreme, and the drawing.
#[expect(clippy::too_many_arguments, reason = "all of them plain values")]
fn row(
    title: &'static str,
    class: &'static str,
    now_says: &str,
    extreme: &str,
    said: &str,
    path: String,
    curve: &Curve,
    now: u32,
) -> Html {
    html! {
        <div class={classes!("strip-row", class, (extreme == "none").then_some("none"))}>
            <p class="strip-head"><b>{ title }</b><span>{ now_says }</span><span class="sub">{ extreme }</span></p>
            <svg viewBox="0 -2 1000 104" preserveAspectRatio="none" role="img" aria-label={format!("{title}: {said}")}>
                <path class="curve" d={path} />
                <path class="events" d={lines(&curve.ends, curve.length)} />
                <path class="now" d={lines(&[now], curve.length)} />
            </svg>
        </div>
    }
}
