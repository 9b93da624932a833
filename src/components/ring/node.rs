//! Nodes on the ring: each a button that crashes, restarts or joins.

use gloo::timers::callback::Timeout;
use ringside_model::geometry::Turn;
use ringside_model::id::{NodeId, SessionId};
use ringside_model::query;
use ringside_model::roster::{Node, Process};
use ringside_model::world::World;
use web_sys::{KeyboardEvent, MouseEvent, TouchEvent};
use yew::{
    Callback, Html, Properties, UseStateSetter, classes, component, html, use_mut_ref, use_state_eq,
};

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
    let world = &props.world;
    let nodes = query::nodes(world);
    let total = nodes.len();
    let current_index = (*current).min(total.saturating_sub(1));
    let session = props.session.filter(|_| !props.veiled);
    let marks = nodes.iter().map(|figures| {
        let id = figures.id;
        let copy = session.and_then(|session| world.cluster().version(id, session));
        html! {
            <Mark key={id.0} {id} node={figures.node.clone()} ejected={figures.ejected} stored={figures.stored}
                turn={props.turns[id.index()]} {total} current={id.index() == current_index} copy={copy.is_some()}
                selected={props.selected == Some(id)} lit={props.lit == Some(id)} veiled={props.veiled}
                focused={current.setter()} send={props.send.clone()} />
        }
    });
    html! {
        <g class="nodes" role="group" aria-label="Nodes">{ for marks }</g>
    }
}

/// The properties of [`Mark`]: values alone, as an event leaves most nodes as they were, and those
/// are not drawn again.
#[derive(Properties, PartialEq)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is said by a word of its own, and goes with every other"
)]
struct MarkProps {
    id: NodeId,
    node: Node,
    ejected: bool,
    stored: usize,
    turn: Turn,
    /// How many nodes there are.
    total: usize,
    /// Whether Tab leads to it.
    current: bool,
    /// Whether it has a copy of the selected session.
    copy: bool,
    selected: bool,
    lit: bool,
    veiled: bool,
    /// Takes its number when it gets the focus.
    focused: UseStateSetter<usize>,
    send: Callback<Msg>,
}

/// A node.
#[component]
fn Mark(props: &MarkProps) -> Html {
    let hold = use_mut_ref(Hold::default);
    let &MarkProps {
        id, turn, total, ..
    } = props;
    let node = &props.node;
    let radius = radius(total);
    let (x, y) = turn.on_circle(RADIUS);
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
            *hold.borrow_mut() = Hold {
                held: false,
                timer: Some(timer),
            };
        })
    };
    let let_go = Callback::from(move |_: TouchEvent| hold.borrow_mut().timer = None);
    let onkeydown = {
        let (send, verbs) = (props.send.clone(), Verb::possible(node));
        Callback::from(move |event: KeyboardEvent| pressed(&event, id, verbs, total, &send))
    };
    let oncontextmenu = props.send.reform(move |event: MouseEvent| {
        event.prevent_default();
        Msg::Menu(Some(id))
    });
    let onfocus = {
        let focused = props.focused.clone();
        Callback::from(move |_| focused.set(id.index()))
    };
    let class = classes!(
        "node",
        colour(id.index()),
        state_class(node),
        props.ejected.then_some("ejected"),
        props.selected.then_some("selected"),
        props.lit.then_some("lit"),
        props.copy.then_some("has-copy"),
    );
    let stored = text::short(props.stored);
    html! {
        <g {class} id={element_id(id.index())} role="button" tabindex={if props.current { "0" } else { "-1" }}
            aria-label={label(props)} transform={format!("translate({} {})", number(x), number(y))}
            {onclick} {onkeydown} {onfocus} {oncontextmenu}
            {ontouchstart} ontouchend={let_go.clone()}
            ontouchmove={let_go.clone()} ontouchcancel={let_go}>
            <circle class="node-hit" r={number(hit(total))} />
            if props.lit {
                <circle class="node-lit" r={number(radius + 12.0)} />
            }
            if props.copy {
                <circle class="node-copy" r={number(radius + 6.0)} />
            }
            <circle class="node-body" r={number(radius)} />
            if total <= 24 {
                { name_beside(&node.spec.name, turn, radius, total) }
                // Name and number are two words, also to a program that reads them. A plain space would
                // be lost where the page is made smaller.
                {"\u{a0}"}
            }
            if node.process == Process::Down {
                <path class="node-cross" d={cross(radius * 0.55)} />
            }
            if node.process == Process::Partitioned {
                <path class="node-wall" d={wall(radius)} />
            }
            if node.process != Process::Down && radius >= 12.0 && !props.veiled {
                <text class={classes!("node-count", (stored.len() > 3).then_some("wide"))} dy="0.35em" aria-hidden="true">{ stored }</text>
            }
        </g>
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

fn state_class(node: &Node) -> &'static str {
    match node.process {
        _ if !node.listed => "left",
        Process::Up => "up",
        Process::Down => "down",
        Process::Partitioned => "partitioned",
    }
}

/// A node's name for those who do not see it. It begins with what is written on the drawing, in
/// the same order, so that those who speak to their computer can call it by what they read.
fn label(props: &MarkProps) -> String {
    let node = &props.node;
    let (name, state) = (&node.spec.name, state_of(node, props.ejected));
    if props.veiled {
        return format!("{name}: {state}");
    }
    let copies = text::count(props.stored, "copy", "copies");
    format!(
        "{name}: {copies}, {state}. {}",
        Verb::of_click(node).means()
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
fn name_beside(name: &str, turn: Turn, radius: f64, nodes: usize) -> Html {
    let place = scale::beside(turn, RADIUS + radius + 10.0, scale::lines(name), false);
    let (x, y) = turn.on_circle(RADIUS);
    let (host, port) = match name.rfind(':') {
        Some(colon) => name.split_at(colon),
        None => (name, ""),
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

fn pressed(
    event: &KeyboardEvent,
    id: NodeId,
    verbs: &'static [Verb],
    total: usize,
    send: &Callback<Msg>,
) {
    let at = id.index();
    let key = event.key();
    let verb = || {
        let mut verbs = verbs.iter().copied();
        verbs.find(|verb| verb.key().eq_ignore_ascii_case(&key))
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
