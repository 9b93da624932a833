//! The drawing: curves as paths in a box of 1000 by 100, and the events as marks over them.

use std::fmt::Write;

use ringside_model::curve::{Curve, Tally};
use ringside_model::event::Event;
use ringside_model::seconds::Seconds;
use web_sys::KeyboardEvent;
use yew::{Callback, Html, Properties, classes, component, html};

use crate::components::timeline::marks;
use crate::shown::Shown;
use crate::state::{Msg, TimeMsg};
use crate::text;

/// How wide the box is.
const WIDTH: u64 = 1000;

/// How many marks of one second are drawn, one over the other.
const STACK: usize = 3;

/// Where a second lies in the box.
fn across(second: u32, length: u32) -> u64 {
    u64::from(second) * WIDTH / u64::from(length.max(1))
}

/// How far down a number lies, if `most` lies at the top.
fn down(number: u64, most: u64) -> u64 {
    100 - number * 100 / most.max(1)
}

/// Survivors as steps: a level lasts until the next.
pub fn steps(curve: &Curve) -> String {
    let mut path = String::from("M0 100");
    for level in &curve.levels {
        let (x, y) = (
            across(level.second, curve.length),
            down(level.survivors.into(), curve.sessions.into()),
        );
        // Writing to a text cannot fail.
        let _ = write!(path, "H{x}V{y}");
    }
    path + "H1000V100Z"
}

/// What is counted as bars side by side, the highest from bottom to top.
pub fn bars(curve: &Curve, of: fn(&Tally) -> u32) -> String {
    let a_second = |column: usize| {
        let seconds = u64::from(curve.seconds(column).max(1));
        (u64::from(of(&curve.columns[column])) << 16) / seconds
    };
    let most = (0..curve.columns.len()).map(a_second).max().unwrap_or(0);
    let mut path = String::from("M0 100");
    let mut end = 0;
    for column in 0..curve.columns.len() {
        end += curve.seconds(column);
        let (x, y) = (across(end, curve.length), down(a_second(column), most));
        let _ = write!(path, "V{y}H{x}");
    }
    path + "V100Z"
}

/// A line from top to bottom at each of these seconds; those in one place are one.
pub fn lines(seconds: &[u32], length: u32) -> String {
    let mut path = String::new();
    let mut last = None;
    for &second in seconds {
        let x = across(second, length);
        if last != Some(x) {
            let _ = write!(path, "M{x} 0V100");
        }
        last = Some(x);
    }
    path
}

/// The properties of [`EventMarks`].
#[derive(Properties, PartialEq)]
pub struct Props {
    /// All events.
    pub events: Shown<Vec<Event>>,
    /// When they happened.
    pub curve: Shown<Curve>,
    /// How many have happened at the moment shown.
    pub position: usize,
    /// Takes what the person does.
    pub send: Callback<Msg>,
}

/// The marks of the events, each a button that shows the moment after it. One of them is in the
/// order of Tab; the arrow keys go to the others.
#[component]
pub fn EventMarks(props: &Props) -> Html {
    let marks = marks(&props.events);
    let reached = marks.iter().rposition(|&(at, _)| at <= props.position);
    let stop = reached.unwrap_or(0);
    let (mut last, mut stack) = (None, 0);
    let total = marks.len();
    let buttons = (0..total).map(|place| {
        let (at, kind) = marks[place];
        let second = props.curve.ends.get(at - 1).copied().unwrap_or_default();
        let x = across(second, props.curve.length);
        stack = if last == Some(x) { (stack + 1) % STACK } else { 0 };
        last = Some(x);
        let go = props.send.reform(move |()| Msg::Time(TimeMsg::To(at)));
        let onclick = go.reform(|_| ());
        let send = props.send.clone();
        let onkeydown = Callback::from(move |event: KeyboardEvent| {
            let to = match event.key().as_str() {
                "ArrowRight" | "ArrowDown" => (place + 1) % total,
                "ArrowLeft" | "ArrowUp" => (place + total - 1) % total,
                "Home" => 0,
                "End" => total - 1,
                "Enter" | " " => {
                    event.prevent_default();
                    return go.emit(());
                }
                _ => return,
            };
            event.prevent_default();
            send.emit(Msg::Focus(element_id(to)));
        });
        let label = format!("{}: {}", Seconds(second), text::event(&props.events[at - 1]));
        html! {
            <svg key={at} x={format!("{}.{}%", x / 10, x % 10)} class={classes!("mark", kind.class(), (at > props.position).then_some("ahead"))}>
                <g id={element_id(place)} role="button" tabindex={if place == stop { "0" } else { "-1" }} aria-label={label.clone()}
                    aria-current={(at == props.position).then_some("step")} class={format!("stack-{stack}")} {onclick} {onkeydown}>
                    <title>{ label }</title>
                    <rect x="-9" y="-7" width="18" height="14" />
                    <path d={kind.shape()} />
                </g>
            </svg>
        }
    });
    html! {
        <svg class="strip-marks" role="group" aria-label="Events">{ for buttons }</svg>
    }
}

fn element_id(place: usize) -> String {
    format!("strip-mark-{place}")
}
