//! The tokens of a magnified arc, or without a ring its nodes: each a button named by its node.

use ringside_model::camera::{Camera, LINE};
use ringside_model::crowd::Crowd;
use ringside_model::geometry::{self, Turn};
use ringside_model::id::{NodeId, Point};
use ringside_model::placement::Placement;
use ringside_model::query;
use ringside_model::roster::Process;
use ringside_model::world::World;
use web_sys::{KeyboardEvent, MouseEvent};
use yew::{Callback, Html, Properties, classes, component, html, use_state_eq};

use super::scale::{TRACK, number};
use crate::components::nodes::state_of;
use crate::shown::Shown;
use crate::state::Msg;
use crate::text;
use crate::verb::Verb;

/// More than this many are ticks of the painted line alone.
const MOST: usize = 60;
/// Rows of names over the line.
const ROWS: usize = 5;
/// Height of a row.
const ROW: f64 = 26.0;
/// Room that a letter of a name takes.
const LETTER: f64 = 12.5;
/// A longer name is cut.
const LONGEST: usize = 18;

/// The properties of [`Stops`].
#[derive(Properties, PartialEq)]
pub struct Props {
    /// The sessions, and with them the world.
    pub crowd: Shown<Crowd>,
    /// What is shown of it.
    pub camera: Camera,
    /// Takes what the person does.
    pub send: Callback<Msg>,
}

/// A place of the ring at which a walk meets a node.
#[derive(Clone, Copy)]
struct Stop {
    turn: Turn,
    node: NodeId,
    token: Option<Point>,
}

/// The buttons, if they are few enough.
#[component]
pub fn Stops(props: &Props) -> Html {
    let current = use_state_eq(|| 0usize);
    let world = props.crowd.world();
    let stops = seen(world, &props.camera);
    if stops.len() > MOST {
        return Html::default();
    }
    let total = stops.len();
    let current_place = (*current).min(total.saturating_sub(1));
    let mut rows = [f64::NEG_INFINITY; ROWS];
    let buttons = stops.iter().enumerate().map(|(place, stop)| {
        let figures = query::node(world, stop.node);
        let (x, y) = props.camera.place(stop.turn, 0.0);
        let name = text::shortened(&figures.node.spec.name, LONGEST);
        #[expect(clippy::cast_precision_loss, reason = "a short name")]
        let half = name.chars().count() as f64 * LETTER / 2.0;
        let row = rows.iter().position(|&end| x - half > end);
        if let Some(row) = row {
            rows[row] = x + half + LETTER;
        }
        let node = stop.node;
        let onclick = props.send.reform(move |event: MouseEvent| {
            event.stop_propagation();
            Msg::Toggle(node)
        });
        let oncontextmenu = props.send.reform(move |event: MouseEvent| {
            event.prevent_default();
            Msg::Menu(Some(node))
        });
        let onkeydown = {
            let send = props.send.clone();
            Callback::from(move |event: KeyboardEvent| {
                let msg = match event.key().as_str() {
                    "Enter" | " " if event.repeat() => return event.prevent_default(),
                    "Enter" | " " => Msg::Toggle(node),
                    "m" | "ContextMenu" => Msg::Menu(Some(node)),
                    "ArrowRight" | "ArrowDown" => Msg::Focus(element_id((place + 1) % total)),
                    "ArrowLeft" | "ArrowUp" => Msg::Focus(element_id((place + total - 1) % total)),
                    _ => return,
                };
                event.prevent_default();
                send.emit(msg);
            })
        };
        let onfocus = {
            let current = current.clone();
            Callback::from(move |_| current.set(place))
        };
        let token = stop.token.map(|point| format!("token at {}, ", point.0));
        let label = format!(
            "{}: {}{}. {}",
            figures.node.spec.name,
            token.unwrap_or_default(),
            state_of(figures.node, figures.ejected),
            Verb::of_click(figures.node).means()
        );
        let down = figures.node.process == Process::Down;
        html! {
            <g key={place} id={element_id(place)} role="button" tabindex={if place == current_place { "0" } else { "-1" }}
                class={classes!("stop", super::colour(node.index()), down.then_some("down"), (!figures.node.listed).then_some("left"))}
                aria-label={label.clone()} transform={format!("translate({} {})", number(x), number(y))}
                {onclick} {onkeydown} {onfocus} {oncontextmenu}>
                if let Some(row) = row {
                    { name_over(&name, row, y) }
                } else {
                    <title>{ label }</title>
                }
                <circle class="stop-hit" r={number(TRACK)} />
                <circle class="stop-body" r="10" />
                if down {
                    <path class="node-cross" d="M-6-6L6 6M6-6L-6 6" />
                }
                if figures.node.process == Process::Partitioned {
                    <path class="node-wall" d="M-14-10V10M14-10V10" />
                }
            </g>
        }
    });
    let what = match world.placement() {
        Placement::Ring(_) => "Tokens",
        _ => "Nodes of the arc",
    };
    html! { <g class="stops" role="group" aria-label={what}>{ for buttons }</g> }
}

/// A name in a row over the line, with a thread down to its token.
#[expect(clippy::cast_precision_loss, reason = "a few rows")]
fn name_over(name: &str, row: usize, y: f64) -> Html {
    let over = LINE - 30.0 - ROW * row as f64 - y;
    html! {
        <>
            <path class="stop-thread" d={format!("M0-10V{}", number(over + 8.0))} />
            <text class="stop-name" y={number(over)} text-anchor="middle" aria-hidden="true">{ name }</text>
        </>
    }
}

/// The stops in view, in the order in which a walk meets them. Not all of too many.
fn seen(world: &World, camera: &Camera) -> Vec<Stop> {
    let stretch = camera.stretch();
    let points = world.policy().ring_points();
    let Placement::Ring(ring) = world.placement() else {
        let turns = geometry::node_turns(world);
        let stops = (0..).map(NodeId).zip(turns).map(|(node, turn)| Stop {
            turn,
            node,
            token: None,
        });
        return stops.filter(|stop| stretch.has(stop.turn)).collect();
    };
    let start = Turn::wrapped(stretch.from).point(points);
    let start = Point(u32::try_from(start).unwrap_or(u32::MAX));
    let stops = ring.clockwise(start).map(|token| Stop {
        turn: Turn::of(token.point, points),
        node: token.node,
        token: Some(token.point),
    });
    stops
        .take_while(|stop| stretch.has(stop.turn))
        .take(MOST + 1)
        .collect()
}

fn element_id(place: usize) -> String {
    format!("stop-{place}")
}
