//! The drawing: curves as paths in a box of 1000 by 100, and the events as marks over them.

use std::fmt::Write;

use ringside_model::curve::{Curve, Tally};
use ringside_model::event::Event;
use ringside_model::seconds::Seconds;
use web_sys::KeyboardEvent;
use yew::{Callback, Html, Properties, classes, component, html};

use crate::components::timeline::{Kind, marks};
use crate::shown::Shown;
use crate::state::{Msg, TimeMsg};
use crate::text;

/// How wide the box is.
const WIDTH: u64 = 1000;

/// How many marks that lie close to each other are drawn one over the other.
const STACK: usize = 3;

/// Marks that are nearer would lie on each other.
const NEAR: u64 = 25;

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
    let placed = placed(&marks, &props.curve);
    let deep = placed.iter().map(|&(_, stack)| stack).max().unwrap_or(0);
    let total = marks.len();
    let buttons = (0..total).map(|place| {
        let ((at, kind), (x, stack)) = (marks[place], placed[place]);
        let second = props.curve.ends.get(at - 1).copied().unwrap_or_default();
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
        let class = classes!("mark", kind.class(), (at > props.position).then_some("ahead"));
        html! {
            <svg key={at} x={format!("{}.{}%", x / 10, x % 10)} y={(12 * (deep - stack) + 8).to_string()} {class}>
                <g id={element_id(place)} role="button" tabindex={if place == stop { "0" } else { "-1" }} aria-label={label.clone()}
                    aria-current={(at == props.position).then_some("step")} {onclick} {onkeydown}>
                    <title>{ label }</title>
                    <rect x="-9" y="-6" width="18" height="12" />
                    <path d={kind.shape()} />
                </g>
            </svg>
        }
    });
    html! {
        <svg class="strip-marks" role="group" aria-label="Events" height={(12 * deep + 16).to_string()}>{ for buttons }</svg>
    }
}

/// Where each mark lies in the box, and how many lie below it.
fn placed(marks: &[(usize, Kind)], curve: &Curve) -> Vec<(u64, usize)> {
    let mut placed: Vec<(u64, usize)> = Vec::with_capacity(marks.len());
    for &(at, _) in marks {
        let second = curve.ends.get(at - 1).copied().unwrap_or_default();
        let x = across(second, curve.length);
        let stack = match placed.last() {
            Some(&(last, stack)) if x < last + NEAR => (stack + 1) % STACK,
            _ => 0,
        };
        placed.push((x, stack));
    }
    placed
}

fn element_id(place: usize) -> String {
    format!("strip-mark-{place}")
}
