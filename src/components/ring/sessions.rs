//! Sessions on the ring, each a mark of its verdict's colour and shape.

use ringside_model::geometry::{self, Turn};
use ringside_model::id::SessionId;
use ringside_model::verdict::Verdict;
use ringside_model::world::World;
use web_sys::{KeyboardEvent, MouseEvent};
use yew::{Callback, Html, Properties, classes, component, html, use_state_eq};

use super::scale::{LANE, SESSIONS, number};
use crate::components::shape::{class, outline};
use crate::shown::Shown;
use crate::state::{Msg, Selected};
use crate::text;

/// Marks in one lane are at least so many turns apart.
const GAP: f64 = 0.0115;
/// At most so many lanes.
const MOST_LANES: usize = 7;

/// The properties of [`Sessions`].
#[derive(Properties, PartialEq)]
pub struct Props {
    /// The world shown.
    pub world: Shown<World>,
    /// Where each session lies.
    pub turns: Shown<Vec<Turn>>,
    /// The selected session.
    pub selected: Option<SessionId>,
    /// The verdict whose sessions stand out.
    pub highlight: Option<Verdict>,
    /// Takes what the person does.
    pub send: Callback<Msg>,
}

/// All sessions, as buttons.
#[component]
pub fn Sessions(props: &Props) -> Html {
    let current = use_state_eq(|| 0usize);
    let world = &props.world;
    let mut order: Vec<usize> = (0..props.turns.len()).collect();
    order.sort_by(|&a, &b| props.turns[a].0.total_cmp(&props.turns[b].0));
    let sorted: Vec<Turn> = order.iter().map(|&rank| props.turns[rank]).collect();
    let lanes = geometry::lanes(&sorted, GAP, MOST_LANES);
    let current_place = (*current).min(order.len().saturating_sub(1));
    let marks = order.iter().enumerate().map(|(place, &rank)| {
        let session = SessionId(u32::try_from(rank).unwrap_or(u32::MAX));
        #[expect(clippy::cast_precision_loss, reason = "a few lanes")]
        let radius = SESSIONS - LANE * lanes[place] as f64;
        let (x, y) = sorted[place].on_circle(radius);
        let verdict = world.verdict(session);
        let key = world.sessions().key(session).into_owned();
        let selected = props.selected == Some(session);
        let label = label(world, session, &key);
        let select = {
            let send = props.send.clone();
            Callback::from(move |()| {
                let chosen = (!selected).then(|| Selected::Session(key.clone()));
                send.emit(Msg::Select(chosen));
            })
        };
        let onclick = {
            let select = select.clone();
            Callback::from(move |event: MouseEvent| {
                event.stop_propagation();
                select.emit(());
            })
        };
        let total = order.len();
        let onkeydown = {
            let send = props.send.clone();
            Callback::from(move |event: KeyboardEvent| match event.key().as_str() {
                "Enter" | " " => {
                    event.prevent_default();
                    select.emit(());
                }
                "ArrowRight" | "ArrowDown" => {
                    event.prevent_default();
                    send.emit(Msg::Focus(element_id((place + 1) % total)));
                }
                "ArrowLeft" | "ArrowUp" => {
                    event.prevent_default();
                    send.emit(Msg::Focus(element_id((place + total - 1) % total)));
                }
                _ => {}
            })
        };
        let onfocus = {
            let current = current.clone();
            Callback::from(move |_| current.set(place))
        };
        let dimmed = props.highlight.is_some_and(|shown| shown != verdict);
        html! {
            <g key={rank} id={element_id(place)} role="button"
                class={classes!("session", class(verdict), selected.then_some("selected"), dimmed.then_some("dimmed"))}
                tabindex={if place == current_place { "0" } else { "-1" }}
                aria-label={label.clone()} aria-pressed={selected.to_string()}
                transform={format!("translate({} {})", number(x), number(y))}
                {onclick} {onkeydown} {onfocus}>
                <title>{ label }</title>
                <circle class="session-hit" r="11" />
                <path class="session-mark" d={outline(verdict)} />
            </g>
        }
    });
    html! {
        <g class="sessions" role="group" aria-label="Sessions">{ for marks }</g>
    }
}

/// The properties of [`Mark`].
#[derive(Properties, PartialEq)]
pub struct MarkProps {
    /// The world shown.
    pub world: Shown<World>,
    /// The session to mark.
    pub session: SessionId,
    /// Where it lies.
    pub turn: f64,
}

/// One session alone, over a cloud of many.
#[component]
pub fn Mark(props: &MarkProps) -> Html {
    let (x, y) = Turn(props.turn).on_circle(SESSIONS);
    let verdict = props.world.verdict(props.session);
    html! {
        <g class={classes!("session", "selected", class(verdict))} transform={format!("translate({} {})", number(x), number(y))}>
            <path class="session-mark" d={outline(verdict)} />
        </g>
    }
}

fn element_id(place: usize) -> String {
    format!("session-{place}")
}

fn label(world: &World, session: SessionId, key: &str) -> String {
    let copies = text::count(world.copies_left(session), "copy left", "copies left");
    format!("{key}: {}, {copies}", text::name(world.verdict(session)))
}
