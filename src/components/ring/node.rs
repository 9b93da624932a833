//! Nodes on the ring: each a button that crashes, restarts or joins.

use gloo::timers::callback::Timeout;
use ringside_model::geometry::Turn;
use ringside_model::id::{NodeId, SessionId};
use ringside_model::query::{self, NodeFigures};
use ringside_model::roster::Process;
use ringside_model::world::World;
use web_sys::{KeyboardEvent, MouseEvent, TouchEvent};
use yew::{Callback, Html, Properties, classes, component, html, use_mut_ref, use_state_eq};

use super::scale::{self, RADIUS, number};
use crate::components::nodes::state_of;
use crate::shown::Shown;
use crate::state::Msg;
use crate::text;
use crate::verb::Verb;

/// Radius within which a click counts as on the node, where there is room.
const HIT: f64 = 40.0;
/// How many colours nodes take turns in.
const COLOURS: usize = 8;

/// A node's colour as a CSS class.
#[must_use]
pub fn colour(node: usize) -> String {
    format!("node-{}", node % COLOURS)
}

/// A longer host name is cut beside the ring.
const MOST_LETTERS: usize = 16;
/// With more nodes than this their ports are not written beside them.
const MOST_PORTS: usize = 12;
/// How long a touch must hold to open the menu, in milliseconds.
const HOLD: u32 = 550;

/// A touch that may become a long press.
#[derive(Debug, Default)]
struct Hold {
    held: bool,
    timer: Option<Timeout>,
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
    /// The node that is pointed at elsewhere.
    pub lit: Option<NodeId>,
    /// Whether what they store is hidden.
    pub veiled: bool,
    /// Takes what the person does.
    pub send: Callback<Msg>,
}

/// All nodes of the scenario.
#[component]
pub fn Nodes(props: &Props) -> Html {
    let current = use_state_eq(|| 0usize);
    let hold = use_mut_ref(Hold::default);
    let world = &props.world;
    let nodes = query::nodes(world);
    let radius = radius(nodes.len());
    let total = nodes.len();
    let current_index = (*current).min(total.saturating_sub(1));
    let marks = nodes.iter().map(|figures| {
        let id = figures.id;
        let (x, y) = props.turns[id.index()].on_circle(RADIUS);
        let onclick = {
            let (send, hold) = (props.send.clone(), hold.clone());
            Callback::from(move |event: MouseEvent| {
                event.stop_propagation();
                // The click that ends a long press has opened the menu already.
                if !std::mem::take(&mut hold.borrow_mut().held) {
                    send.emit(Msg::Toggle(id));
                }
            })
        };
        let ontouchstart = {
            let (send, hold) = (props.send.clone(), hold.clone());
            Callback::from(move |_: TouchEvent| {
                let (send, held) = (send.clone(), hold.clone());
                let timer = Timeout::new(HOLD, move || {
                    held.borrow_mut().held = true;
                    send.emit(Msg::Menu(Some(id)));
                });
                *hold.borrow_mut() = Hold { held: false, timer: Some(timer) };
            })
        };
        let let_go = {
            let hold = hold.clone();
            Callback::from(move |_: TouchEvent| hold.borrow_mut().timer = None)
        };
        let onkeydown = {
            let (send, world) = (props.send.clone(), world.clone());
            Callback::from(move |event: KeyboardEvent| {
                pressed(&event, &query::node(&world, id), total, &send);
            })
        };
        let oncontextmenu = {
            let send = props.send.clone();
            Callback::from(move |event: MouseEvent| {
                event.prevent_default();
                send.emit(Msg::Menu(Some(id)));
            })
        };
        let onfocus = {
            let current = current.clone();
            Callback::from(move |_| current.set(id.index()))
        };
        let copy = props.session.filter(|_| !props.veiled).and_then(|session| world.cluster().version(id, session));
        let class = classes!(
            "node",
            colour(id.index()),
            state_class(figures),
            figures.ejected.then_some("ejected"),
            (props.selected == Some(id)).then_some("selected"),
            (props.lit == Some(id)).then_some("lit"),
            copy.is_some().then_some("has-copy"),
        );
        html! {
            <g key={id.0} {class} id={element_id(id.index())} role="button"
                tabindex={if id.index() == current_index { "0" } else { "-1" }}
                aria-label={label(figures, props.veiled)} transform={format!("translate({} {})", number(x), number(y))}
                {onclick} {onkeydown} {onfocus} {oncontextmenu}
                {ontouchstart} ontouchend={let_go.clone()}
                ontouchmove={let_go.clone()} ontouchcancel={let_go}>
                <circle class="node-hit" r={number(hit(nodes.len()))} />
                if props.lit == Some(id) {
                    <circle class="node-lit" r={number(radius + 12.0)} />
                }
                if copy.is_some() {
                    <circle class="node-copy" r={number(radius + 6.0)} />
                }
                <circle class="node-body" r={number(radius)} />
                if total <= 24 {
                    { name_beside(figures, props.turns[id.index()], radius, total) }
                    // Name and number are two words, also to a program that reads them.
                    {" "}
                }
                if figures.node.process == Process::Down {
                    <path class="node-cross" d={cross(radius * 0.55)} />
                }
                if figures.node.process == Process::Partitioned {
                    <path class="node-wall" d={wall(radius)} />
                }
                if figures.node.process != Process::Down && radius >= 12.0 && !props.veiled {
                    <text class="node-count" dy="0.35em" aria-hidden="true">{ text::short(figures.stored) }</text>
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
        Process::Partitioned => "partitioned",
    }
}

/// A node's name for those who do not see it. It begins with what is written on the drawing, in
/// the same order, so that those who speak to their computer can call it by what they read.
fn label(figures: &NodeFigures<'_>, veiled: bool) -> String {
    let name = &figures.node.spec.name;
    if veiled {
        return format!("{name}: {}", state_of(figures));
    }
    let copies = text::count(figures.stored, "copy", "copies");
    format!(
        "{name}: {copies}, {}. {}",
        state_of(figures),
        Verb::of_click(figures.node).means()
    )
}

fn cross(arm: f64) -> String {
    let arm = number(arm);
    format!("M-{arm}-{arm}L{arm} {arm}M{arm}-{arm}L-{arm} {arm}")
}

/// Walls on both sides of a node that is cut off.
fn wall(radius: f64) -> String {
    let (x, y) = (number(radius + 5.0), number(radius * 0.9));
    format!("M-{x}-{y}V{y}M{x}-{y}V{y}")
}

/// The node's name outside the ring, written away from it; the port has a line of its own.
fn name_beside(figures: &NodeFigures<'_>, turn: Turn, radius: f64, nodes: usize) -> Html {
    let name = &figures.node.spec.name;
    let place = scale::beside(turn, RADIUS + radius + 10.0, scale::lines(name), false);
    let (x, y) = turn.on_circle(RADIUS);
    let (host, port) = match name.rfind(':') {
        Some(colon) => name.split_at(colon),
        None => (name.as_str(), ""),
    };
    let host = text::shortened(host, MOST_LETTERS);
    let x = number(place.x - x);
    html! {
        <text class="node-name" x={x.clone()} y={number(place.y - y)} dy="0.35em" text-anchor={place.anchor} aria-hidden="true">
            { host }
            if !port.is_empty() && nodes <= MOST_PORTS {
                <tspan class="node-port" {x} dy="1.1em">{ port }</tspan>
            }
        </text>
    }
}

fn pressed(event: &KeyboardEvent, figures: &NodeFigures<'_>, total: usize, send: &Callback<Msg>) {
    let id = figures.id;
    let at = id.index();
    let key = event.key();
    let verb = || {
        let possible = Verb::possible(figures.node).iter().copied();
        possible
            .into_iter()
            .find(|verb| verb.key().eq_ignore_ascii_case(&key))
    };
    let msg = match key.as_str() {
        _ if event.ctrl_key() || event.meta_key() || event.alt_key() => return,
        // A key that is held down does a verb once.
        "Enter" | " " if event.repeat() => return event.prevent_default(),
        "Enter" | " " => Msg::Toggle(id),
        "m" | "ContextMenu" => Msg::Menu(Some(id)),
        "ArrowRight" | "ArrowDown" => Msg::Focus(element_id((at + 1) % total)),
        "ArrowLeft" | "ArrowUp" => Msg::Focus(element_id((at + total - 1) % total)),
        _ => match verb() {
            Some(verb) => Msg::Do(verb, id),
            None => return,
        },
    };
    event.prevent_default();
    send.emit(msg);
}
