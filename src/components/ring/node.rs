//! Nodes on the ring: each a button that crashes, restarts or joins.

use ringside_model::geometry::Turn;
use ringside_model::id::{NodeId, SessionId};
use ringside_model::query::{self, NodeFigures};
use ringside_model::roster::Process;
use ringside_model::world::World;
use web_sys::{KeyboardEvent, MouseEvent};
use yew::{Callback, Html, Properties, classes, component, html, use_state_eq};

use super::scale::{self, RADIUS, number};
use crate::components::nodes::state_of;
use crate::shown::Shown;
use crate::state::Msg;
use crate::text;

/// Radius within which a click counts as on the node, where there is room.
const HIT: f64 = 40.0;
/// How many colours nodes take turns in.
const COLOURS: usize = 8;

/// A node's colour as a CSS class.
#[must_use]
pub fn colour(node: usize) -> String {
    format!("node-{}", node % COLOURS)
}

/// The properties of [`Nodes`].
#[derive(Properties, PartialEq)]
pub struct Props {
    /// The world shown.
    pub world: Shown<World>,
    /// Where each node is drawn.
    pub turns: Shown<Vec<Turn>>,
    /// The selected session, whose copies are marked.
    pub session: Option<SessionId>,
    /// The selected node.
    pub selected: Option<NodeId>,
    /// Takes what the person does.
    pub send: Callback<Msg>,
}

/// All nodes of the scenario.
#[component]
pub fn Nodes(props: &Props) -> Html {
    let current = use_state_eq(|| 0usize);
    let world = &props.world;
    let nodes = query::nodes(world);
    let radius = radius(nodes.len());
    let total = nodes.len();
    let current_index = (*current).min(total.saturating_sub(1));
    let marks = nodes.iter().map(|figures| {
        let id = figures.id;
        let (x, y) = props.turns[id.index()].on_circle(RADIUS);
        let onclick = {
            let send = props.send.clone();
            Callback::from(move |event: MouseEvent| {
                event.stop_propagation();
                send.emit(Msg::Toggle(id));
            })
        };
        let onkeydown = {
            let send = props.send.clone();
            Callback::from(move |event: KeyboardEvent| pressed(&event, id, total, &send))
        };
        let onfocus = {
            let current = current.clone();
            Callback::from(move |_| current.set(id.index()))
        };
        let copy = props.session.and_then(|session| world.cluster().version(id, session));
        let class = classes!(
            "node",
            colour(id.index()),
            state_class(figures),
            (props.selected == Some(id)).then_some("selected"),
            copy.is_some().then_some("has-copy"),
        );
        html! {
            <g key={id.0} {class} id={element_id(id.index())} role="button"
                tabindex={if id.index() == current_index { "0" } else { "-1" }}
                aria-label={label(figures)} transform={format!("translate({} {})", number(x), number(y))}
                {onclick} {onkeydown} {onfocus}>
                <circle class="node-hit" r={number(hit(nodes.len()))} />
                if copy.is_some() {
                    <circle class="node-copy" r={number(radius + 6.0)} />
                }
                <circle class="node-body" r={number(radius)} />
                if total <= 24 {
                    { name_beside(figures, props.turns[id.index()], radius) }
                    // Name and number are two words, also to a program that reads them.
                    {" "}
                }
                if figures.node.process == Process::Down {
                    <path class="node-cross" d={cross(radius * 0.55)} />
                } else if radius >= 12.0 {
                    <text class="node-count" dy="0.35em" aria-hidden="true">{ figures.stored }</text>
                }
            </g>
        }
    });
    html! {
        <g class="nodes" role="group" aria-label="Nodes">{ for marks }</g>
    }
}

/// The element of a node.
#[must_use]
pub fn element_id(node: usize) -> String {
    format!("node-{node}")
}

#[expect(clippy::cast_precision_loss, reason = "a few hundred nodes")]
fn radius(nodes: usize) -> f64 {
    (std::f64::consts::PI * RADIUS / nodes.max(1) as f64 * 0.8).clamp(4.0, 30.0)
}

/// Neighbours share the room between them.
#[expect(clippy::cast_precision_loss, reason = "a few hundred nodes")]
fn hit(nodes: usize) -> f64 {
    (std::f64::consts::PI * RADIUS / nodes.max(1) as f64).min(HIT)
}

fn state_class(figures: &NodeFigures<'_>) -> &'static str {
    match figures.node.process {
        _ if !figures.node.listed => "left",
        Process::Up => "up",
        Process::Down => "down",
    }
}

/// What a click on a node does.
#[must_use]
pub fn verb(figures: &NodeFigures<'_>) -> &'static str {
    match figures.node.process {
        _ if !figures.node.listed => "Let it join again, empty",
        Process::Up => "Crash it",
        Process::Down => "Restart it, empty",
    }
}

/// A node's name for those who do not see it. It begins with what is written on the drawing, in
/// the same order, so that those who speak to their computer can call it by what they read.
fn label(figures: &NodeFigures<'_>) -> String {
    let name = &figures.node.spec.name;
    let copies = text::count(figures.stored, "copy", "copies");
    format!("{name}: {copies}, {}. {}", state_of(figures), verb(figures))
}

fn cross(arm: f64) -> String {
    let arm = number(arm);
    format!("M-{arm}-{arm}L{arm} {arm}M{arm}-{arm}L-{arm} {arm}")
}

/// The node's name outside the ring, written away from it; the port has a line of its own.
fn name_beside(figures: &NodeFigures<'_>, turn: Turn, radius: f64) -> Html {
    let name = &figures.node.spec.name;
    let place = scale::beside(turn, RADIUS + radius + 10.0, scale::lines(name), false);
    let (x, y) = turn.on_circle(RADIUS);
    let (host, port) = match name.rfind(':') {
        Some(colon) => name.split_at(colon),
        None => (name.as_str(), ""),
    };
    let x = number(place.x - x);
    html! {
        <text class="node-name" x={x.clone()} y={number(place.y - y)} dy="0.35em" text-anchor={place.anchor} aria-hidden="true">
            { host }
            if !port.is_empty() {
                <tspan class="node-port" {x} dy="1.1em">{ port }</tspan>
            }
        </text>
    }
}

fn pressed(event: &KeyboardEvent, id: NodeId, total: usize, send: &Callback<Msg>) {
    let at = id.index();
    let msg = match event.key().as_str() {
        "Enter" | " " => Msg::Toggle(id),
        "Delete" | "Backspace" => Msg::Leave(id),
        "ArrowRight" | "ArrowDown" => Msg::Focus(element_id((at + 1) % total)),
        "ArrowLeft" | "ArrowUp" => Msg::Focus(element_id((at + total - 1) % total)),
        _ => return,
    };
    event.prevent_default();
    send.emit(msg);
}
