//! The ring: who owns which part of it, the nodes, the sessions, and the walk of a read.

mod arcs;
mod cloud;
mod node;
mod scale;
mod sessions;
mod walk;

use std::rc::Rc;

use ringside_model::geometry::{self, Turn};
use ringside_model::id::{NodeId, SessionId};
use ringside_model::placement::Placement;
use ringside_model::raster;
use ringside_model::verdict::Verdict;
use ringside_model::world::{Load, World};
use wasm_bindgen::JsCast;
use web_sys::{Element, MouseEvent};
use yew::{Callback, Html, Properties, classes, component, html, use_memo};

use crate::components::database::Database;
use crate::shown::Shown;
use crate::state::{Marks, Msg, Selected};

use arcs::Arcs;
use cloud::Cloud;
use node::Nodes;
pub use node::{colour, element_id};
use scale::{BAND, RADIUS, TRACK, VIEW};
use sessions::Sessions;
use walk::WalkOverlay;

/// Up to this many sessions each is an element of its own; beyond, they are a painted cloud.
const MOST_MARKS: usize = 400;

/// The properties of [`Ring`].
#[derive(Properties, PartialEq)]
pub struct Props {
    /// The world shown.
    pub world: Shown<World>,
    /// What is selected.
    pub selected: Option<Selected>,
    /// The verdict whose sessions stand out.
    pub highlight: Option<Verdict>,
    /// How many probes of the selected session's read are shown; all, if none is said.
    #[prop_or_default]
    pub step: Option<usize>,
    /// What is pointed at elsewhere.
    #[prop_or_default]
    pub lit: Option<Selected>,
    /// The sessions that a lesson asks about, and whether each is marked.
    #[prop_or_default]
    pub marked: Marks,
    /// What the traffic had cost before the last change.
    #[prop_or_default]
    pub load_before: Load,
    /// Takes what the person does.
    pub send: Callback<Msg>,
}

/// The drawn ring.
#[component]
pub fn Ring(props: &Props) -> Html {
    let world = props.world.clone();
    let layout = use_memo(world.clone(), |world| {
        let nodes = geometry::node_turns(world);
        let sessions = geometry::session_turns(world, &nodes);
        (Shown(Rc::new(nodes)), Shown(Rc::new(sessions)))
    });
    let (nodes, turns) = (layout.0.clone(), layout.1.clone());
    let marks = world.sessions().len() <= MOST_MARKS;
    let (session, node) = found(&world, props.selected.as_ref());
    let (lit_session, lit_node) = found(&world, props.lit.as_ref());
    let onclick = {
        let (send, world, turns) = (props.send.clone(), world.clone(), turns.clone());
        Callback::from(move |event: MouseEvent| {
            if let Some((x, y)) = scale::place_of(&event) {
                clicked(&world, &turns, x, y, marks, &send);
            }
        })
    };
    let counts = world.counts();
    html! {
        <div class="ring">
            if !marks {
                <Cloud world={world.clone()} turns={turns.clone()} highlight={props.highlight} />
            }
            <svg viewBox={VIEW} class="ring-svg" role="group" aria-label="The ring" {onclick}>
                <Arcs world={world.clone()} />
                if matches!(world.placement(), Placement::Ring(_)) {
                    <circle class="ring-hit" r={RADIUS.to_string()}>
                        <title>{"Click the ring to add a node here"}</title>
                    </circle>
                }
                <g class="ring-centre" aria-hidden="true">
                    <text class={classes!("ring-survivors", (counts.survivors() >= 100_000).then_some("wide"))} y="-4">{ counts.survivors() }</text>
                    <text class="ring-total" y="30">{ format!("of {} survive", counts.total()) }</text>
                </g>
                if world.policy().database {
                    <Database load={world.load()} before={props.load_before} />
                }
                if let Some(session) = session {
                    <WalkOverlay world={world.clone()} nodes={nodes.clone()} from={turns[session.index()].0} {session} step={props.step} />
                }
                <Nodes world={world.clone()} turns={nodes} {session} selected={node} lit={lit_node} send={props.send.clone()} />
                if marks {
                    <Sessions world={world.clone()} {turns} selected={session} highlight={props.highlight}
                        lit={lit_session} marked={props.marked.clone()} send={props.send.clone()} />
                } else if let Some(session) = lit_session.or(session) {
                    <sessions::Mark world={world.clone()} {session} turn={turns[session.index()].0} />
                }
            </svg>
        </div>
    }
}

/// The session or the node that is meant.
fn found(world: &World, what: Option<&Selected>) -> (Option<SessionId>, Option<NodeId>) {
    match what {
        Some(Selected::Session(key)) => (world.sessions().find(key), None),
        Some(Selected::Node(name)) => (None, world.roster().find(name)),
        None => (None, None),
    }
}

/// A click that hit no node and no session: on the ring it adds a node, in the cloud it picks the
/// nearest session.
fn clicked(world: &World, turns: &[Turn], x: f64, y: f64, marks: bool, send: &Callback<Msg>) {
    let (turn, radius) = (Turn::towards(x, y), x.hypot(y));
    if (radius - RADIUS).abs() <= TRACK {
        let plain = world.policy().plain_ring();
        let point = turn.point(world.policy().ring_points());
        let point = plain.map(|ring| ring.size.wrap(u32::try_from(point).unwrap_or(0)).0);
        if matches!(world.placement(), Placement::Ring(_)) {
            send.emit(Msg::Add(point));
        }
    } else if !marks
        && BAND.contains(&radius)
        && let Some(session) = raster::nearest(turns, (x, y), &BAND)
    {
        let key = world.sessions().key(session).into_owned();
        send.emit(Msg::Select(Some(Selected::Session(key))));
    }
}

/// The drawing that an event came to. Yew listens at the root of the page, so that is the event's
/// current target.
fn drawing(event: &MouseEvent) -> Option<Element> {
    let target: Element = event.target()?.dyn_into().ok()?;
    target.closest("svg").ok()?
}
