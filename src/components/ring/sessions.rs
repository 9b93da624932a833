//! Sessions on the ring, each a mark of its verdict's colour and shape.

use ringside_model::camera::Camera;
use ringside_model::crowd::Crowd;
use ringside_model::geometry::{self, Turn};
use ringside_model::id::SessionId;
use ringside_model::raster::dot_place;
use ringside_model::verdict::Verdict;
use ringside_model::world::World;
use web_sys::{KeyboardEvent, MouseEvent};
use yew::{Callback, Html, Properties, classes, component, html, use_state_eq};

use super::scale::{SESSIONS, number};
use crate::components::shape::outline;
use crate::shown::Shown;
use crate::state::{Marks, Msg, Selected};
use crate::text;

/// Up to this many sessions each has its key beside it.
const MOST_NAMED: usize = 12;
/// The same for the sessions of an arc.
const MOST_NAMED_IN_ARC: usize = 16;
/// A key of more characters has no room there.
const LONGEST_NAME: usize = 20;
/// At most so many lanes.
const MOST_LANES: usize = 7;

/// How large the marks are: the fewer, the larger.
fn size(sessions: usize) -> f64 {
    match sessions {
        0..=MOST_NAMED => 2.0,
        13..=60 => 1.4,
        61..=150 => 1.15,
        _ => 0.9,
    }
}

/// The properties of [`Sessions`].
#[derive(Properties, PartialEq)]
pub struct Props {
    /// The sessions.
    pub crowd: Shown<Crowd>,
    /// What is shown of them.
    pub camera: Camera,
    /// The selected session.
    pub selected: Option<SessionId>,
    /// The verdict whose sessions stand out.
    pub highlight: Option<Verdict>,
    /// The session that is pointed at elsewhere.
    pub lit: Option<SessionId>,
    /// The sessions that a lesson asks about, and whether each is marked.
    pub marked: Marks,
    /// Whether their verdicts are hidden.
    pub veiled: bool,
    /// Takes what the person does.
    pub send: Callback<Msg>,
}

/// All sessions in view, as buttons.
#[component]
pub fn Sessions(props: &Props) -> Html {
    let current = use_state_eq(|| 0usize);
    let (crowd, camera) = (&props.crowd, &props.camera);
    let world = crowd.world();
    let whole = camera.is_whole();
    let places: Vec<usize> = crowd
        .places(camera.stretch())
        .into_iter()
        .flatten()
        .collect();
    let total = places.len();
    let size = if whole { size(total) } else { 1.15 };
    let sorted: Vec<Turn> = places.iter().map(|&place| crowd.turn(place)).collect();
    // A mark is about 15 units wide before it is sized; 1530 units go round.
    let lanes = geometry::lanes(&sorted, 17.0 * size / 1530.0, MOST_LANES);
    let current_place = (*current).min(total.saturating_sub(1));
    let marks = places.iter().enumerate().map(|(place, &at)| {
        let session = crowd.session(at);
        let (x, y) = if whole {
            #[expect(clippy::cast_precision_loss, reason = "a few lanes")]
            let radius = SESSIONS - 18.0 * size * lanes[place] as f64;
            sorted[place].on_circle(radius)
        } else {
            dot_place(crowd, camera, at)
        };
        let verdict = world.verdict(session);
        let key = world.sessions().key(session).into_owned();
        let selected = props.selected == Some(session);
        let mark = props.marked.iter().find(|(asked, _)| *asked == key).map(|&(_, marked)| marked);
        // A session of which nothing is said looks like any other.
        let (label, class, outline) = if props.veiled {
            (format!("{key}: answer the question first"), "hidden-verdict", outline(Verdict::Safe))
        } else {
            (label(world, session, &key), verdict.word(), outline(verdict))
        };
        let select = {
            let (send, key) = (props.send.clone(), key.clone());
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
            <g key={session.0} id={element_id(place)} role="button"
                class={classes!("session", class, selected.then_some("selected"), dimmed.then_some("dimmed"),
                    (props.lit == Some(session)).then_some("lit"), mark.map(|marked| if marked { "asked marked" } else { "asked" }))}
                tabindex={if place == current_place { "0" } else { "-1" }}
                aria-label={label.clone()} aria-pressed={mark.unwrap_or(selected).to_string()}
                transform={format!("translate({} {})", number(x), number(y))}
                {onclick} {onkeydown} {onfocus}>
                <circle class="session-hit" r="11" />
                if mark.is_some() || props.lit == Some(session) {
                    <circle class="session-asked" r={number(9.5 * size)} />
                }
                <g transform={format!("scale({size:.2})")}>
                    <path class="session-mark" d={outline} />
                </g>
                if !whole && total <= MOST_NAMED_IN_ARC {
                    <text class="session-name" y="30" text-anchor="middle" aria-hidden="true">{ text::shortened(&key, LONGEST_NAME) }</text>
                } else if whole && total <= MOST_NAMED && key.chars().count() <= LONGEST_NAME {
                    { name_inside(sorted[place], &key) }
                } else {
                    <title>{ label }</title>
                }
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
    /// The sessions.
    pub crowd: Shown<Crowd>,
    /// What is shown of them.
    pub camera: Camera,
    /// The session to mark.
    pub session: SessionId,
    /// Whether what it is stands beside it.
    pub named: bool,
}

/// One session alone, over many that are painted.
#[component]
pub fn Mark(props: &MarkProps) -> Html {
    let (crowd, session) = (&props.crowd, props.session);
    let world = crowd.world();
    if !props.camera.stretch().has(crowd.turn_of(session)) {
        return Html::default();
    }
    let (x, y) = dot_place(crowd, &props.camera, crowd.place(session));
    let verdict = world.verdict(session);
    let anchor = if x > 0.0 { "end" } else { "start" };
    html! {
        <g class={classes!("session", "selected", "over", verdict.word())} aria-hidden="true" transform={format!("translate({} {})", number(x), number(y))}>
            <g transform="scale(1.4)"><path class="session-mark" d={outline(verdict)} /></g>
            if props.named {
                <text class="session-said" y="-18" text-anchor={anchor}>{ label(world, session, &world.sessions().key(session)) }</text>
            }
        </g>
    }
}

/// A key beside its mark, towards the middle of the ring.
fn name_inside(turn: Turn, key: &str) -> Html {
    let (x, y) = turn.on_circle(-26.0);
    let anchor = match turn.0 {
        turn if (0.12..0.38).contains(&turn) => "end",
        turn if (0.62..0.88).contains(&turn) => "start",
        _ => "middle",
    };
    let y = if anchor == "middle" { y * 1.3 } else { y };
    // On a small screen the number has to do.
    let end = key
        .trim_end_matches(|char: char| char.is_ascii_digit())
        .len();
    let (start, number_of) = key.split_at(if end == key.len() { 0 } else { end });
    html! {
        <text class="session-name" x={number(x)} y={number(y)} dy="0.35em" text-anchor={anchor} aria-hidden="true"><tspan class="name-start">{ start }</tspan>{ number_of }</text>
    }
}

fn element_id(place: usize) -> String {
    format!("session-{place}")
}

fn label(world: &World, session: SessionId, key: &str) -> String {
    let copies = text::count(world.copies_left(session), "copy left", "copies left");
    format!("{key}: {}, {copies}", text::name(world.verdict(session)))
}
