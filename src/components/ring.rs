//! The ring: who owns which part of it, the nodes, the sessions, and the walk of a read; whole, or
//! an arc of it, magnified.

mod arcs;
mod cloud;
mod controls;
mod gestures;
mod magnified;
mod node;
mod scale;
mod sessions;
mod stops;
mod walk;
mod zoom;

use std::rc::Rc;

use ringside_model::camera::Camera;
use ringside_model::crowd::Crowd;
use ringside_model::geometry::{self, Turn};
use ringside_model::id::{NodeId, SessionId};
use ringside_model::placement::Placement;
use ringside_model::raster::{Grain, pick};
use ringside_model::verdict::Verdict;
use ringside_model::world::{Load, World};
use wasm_bindgen::JsCast;
use web_sys::{Element, KeyboardEvent, MouseEvent, PointerEvent, WheelEvent};
use yew::{
    Callback, Html, Properties, classes, component, hook, html, use_effect_with, use_memo,
    use_mut_ref, use_state_eq,
};

use crate::components::database::Database;
use crate::shown::Shown;
use crate::state::{Marks, Msg, Selected};

use arcs::{Arcs, use_paths};
use cloud::Cloud;
use controls::Controls;
use gestures::{Fingers, STAGE};
use magnified::Magnified;
use node::Nodes;
pub use node::{colour, element_id};
pub use scale::number;
use scale::{RADIUS, TRACK, VIEW};
use sessions::{Mark, Sessions};
use walk::WalkOverlay;
use zoom::use_zoom;

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
    /// Whether what the sessions and the nodes have is hidden, as it would answer a question.
    #[prop_or_default]
    pub veiled: bool,
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
    let (crowd, opened) = use_crowd(&world);
    let zoom = use_zoom();
    let fingers = use_mut_ref(Fingers::default);
    let hover = use_state_eq(|| None::<SessionId>);
    let (camera, target) = (zoom.shown(), zoom.target());
    let most = closest(&world);
    {
        // Other sessions are another picture.
        let (zoom, hover) = (zoom.clone(), hover.clone());
        use_effect_with(opened, move |_| {
            hover.set(None);
            if !zoom.target().is_whole() {
                zoom.put(Camera::WHOLE);
            }
        });
    }
    let (session, node) = found(&world, props.selected.as_ref());
    let (lit_session, lit_node) = found(&world, props.lit.as_ref());
    let start = session.map_or(Turn(0.0), |session| crowd.turn_of(session));
    let onclick = {
        let (send, crowd, fingers) = (props.send.clone(), crowd.clone(), fingers.clone());
        Callback::from(move |event: MouseEvent| {
            let dragged = std::mem::take(&mut fingers.borrow_mut().dragged);
            if let Some((place, scale)) = scale::place_of(&event).filter(|_| !dragged) {
                clicked(&crowd, &camera, place, scale, &send);
            }
        })
    };
    let onwheel = {
        let zoom = zoom.clone();
        Callback::from(move |event: WheelEvent| gestures::wheel(&event, &zoom, most))
    };
    let onpointerdown = {
        let fingers = fingers.clone();
        Callback::from(move |event: PointerEvent| {
            gestures::down(&event, &mut fingers.borrow_mut());
        })
    };
    let onpointermove = {
        let (zoom, fingers, hover, crowd) =
            (zoom.clone(), fingers.clone(), hover.clone(), crowd.clone());
        Callback::from(move |event: PointerEvent| {
            let moved = gestures::moved(&event, &mut fingers.borrow_mut(), &zoom, most);
            let still = !moved && event.buttons() == 0;
            let place = scale::place_of(&event).filter(|_| still);
            hover.set(place.and_then(|(place, scale)| {
                let camera = zoom.shown();
                let painted = Grain::of(&crowd, &camera, scale) != Grain::Marks;
                painted.then(|| pick::at(&crowd, &camera, scale, place))?
            }));
        })
    };
    let onpointerup = Callback::from(move |event: PointerEvent| {
        gestures::up(&event, &mut fingers.borrow_mut());
    });
    let onpointerleave = {
        let hover = hover.clone();
        Callback::from(move |_: PointerEvent| hover.set(None))
    };
    let onkeydown = {
        let (zoom, send) = (zoom.clone(), props.send.clone());
        Callback::from(move |event: KeyboardEvent| {
            if let Some(next) = gestures::key(&event, zoom.target(), start, most) {
                event.prevent_default();
                // What had the focus may not be drawn any more.
                send.emit(Msg::Focus(STAGE.to_owned()));
                zoom.go(next);
            }
        })
    };
    let go = Callback::from(move |camera| zoom.go(camera));
    let painted = Grain::of(&crowd, &camera, 1.0) != Grain::Marks;
    html! {
        <div class={classes!("ring", (!camera.is_whole()).then_some("magnified"))} id={STAGE} tabindex="0" role="group"
            aria-label="The ring. Plus and minus magnify, arrows move along an arc, 0 shows it whole" aria-describedby="ring-seen"
            {onwheel} {onpointerdown} {onpointermove} onpointerup={onpointerup.clone()} onpointercancel={onpointerup} {onpointerleave} {onkeydown}>
            if !props.veiled && (painted || !camera.is_whole()) {
                <Cloud crowd={crowd.clone()} {camera} highlight={props.highlight} />
            }
            <svg viewBox={VIEW} class="ring-svg" role="group" aria-label="Nodes and sessions" {onclick}>
                if camera.is_whole() {
                    <Whole world={world.clone()} crowd={crowd.clone()} {session} {node} {lit_node} veiled={props.veiled}
                        step={props.step} load_before={props.load_before} send={props.send.clone()} />
                } else {
                    <Magnified crowd={crowd.clone()} {camera} send={props.send.clone()} />
                }
                if painted {
                    if let Some(session) = lit_session.or(session) {
                        <Mark key="selected" crowd={crowd.clone()} {camera} {session} named={false} />
                    }
                    // Just after another scenario was opened it may be a session of the one before.
                    if let Some(session) = hover.filter(|session| session.index() < crowd.len()) {
                        <Mark key="hover" crowd={crowd.clone()} {camera} {session} named={true} />
                    }
                } else {
                    <Sessions crowd={crowd.clone()} {camera} selected={session} highlight={props.highlight}
                        lit={lit_session} marked={props.marked.clone()} veiled={props.veiled} send={props.send.clone()} />
                }
            </svg>
            <Controls {crowd} camera={target} {start} {most} veiled={props.veiled} {go} />
        </div>
    }
}

/// The properties of [`Whole`].
#[derive(Properties, PartialEq)]
struct WholeProps {
    world: Shown<World>,
    crowd: Shown<Crowd>,
    session: Option<SessionId>,
    node: Option<NodeId>,
    lit_node: Option<NodeId>,
    veiled: bool,
    step: Option<usize>,
    load_before: Load,
    send: Callback<Msg>,
}

/// What is drawn of the whole ring, but for its sessions.
#[component]
fn Whole(props: &WholeProps) -> Html {
    let world = &props.world;
    let nodes = use_memo(world.clone(), |world| geometry::node_turns(world));
    let nodes = Shown(nodes);
    let paths = use_paths(world);
    let counts = world.counts();
    // Long numbers are to stay within the sessions.
    let wide = (counts.total() >= 100_000).then_some("wide");
    html! {
        <>
            <Arcs {paths} />
            if matches!(world.placement(), Placement::Ring(_)) {
                <circle class="ring-hit" r={number(RADIUS)}>
                    <title>{"Click the ring to add a node here"}</title>
                </circle>
            }
            if !props.veiled {
                <g class="ring-centre" aria-hidden="true">
                    <text class={classes!("ring-survivors", wide)} y="-4">{ counts.survivors() }</text>
                    <text class={classes!("ring-total", wide)} y="30">{ format!("of {} survive", counts.total()) }</text>
                </g>
            }
            if world.policy().database {
                <Database load={world.load()} before={props.load_before} />
            }
            if let Some(session) = props.session {
                <WalkOverlay world={world.clone()} nodes={nodes.clone()} from={props.crowd.turn_of(session).0} {session} step={props.step} />
            }
            <Nodes world={world.clone()} turns={nodes} session={props.session} selected={props.node} lit={props.lit_node} veiled={props.veiled} send={props.send.clone()} />
        </>
    }
}

/// The sessions of the world shown, with what is already known of them, and how often there were
/// other sessions.
#[hook]
fn use_crowd(world: &Shown<World>) -> (Shown<Crowd>, u32) {
    let last = use_mut_ref(|| (None::<Shown<Crowd>>, 0));
    let mut last = last.borrow_mut();
    if let (Some(crowd), opened) = &*last
        && Rc::ptr_eq(crowd.world(), &world.0)
    {
        return (crowd.clone(), *opened);
    }
    let before = last.0.take();
    let same = |before: &Shown<Crowd>| std::ptr::eq(before.world().sessions(), world.sessions());
    if !before.as_ref().is_some_and(same) {
        last.1 += 1;
    }
    let crowd = Shown(Rc::new(Crowd::new(Rc::clone(&world.0), before.as_deref())));
    last.0 = Some(crowd.clone());
    (crowd, last.1)
}

/// How far the ring can be magnified: until a session and a token or two are left in view.
#[expect(clippy::cast_precision_loss, reason = "at most a million")]
fn closest(world: &World) -> f64 {
    let tokens = match world.placement() {
        Placement::Ring(ring) => ring.tokens().len(),
        _ => 0,
    };
    (world.sessions().len().max(tokens) as f64 / 2.0).max(16.0)
}

/// The session or the node that is meant.
fn found(world: &World, what: Option<&Selected>) -> (Option<SessionId>, Option<NodeId>) {
    match what {
        Some(Selected::Session(key)) => (world.sessions().find(key), None),
        Some(Selected::Node(name)) => (None, world.roster().find(name)),
        None => (None, None),
    }
}

/// A click that hit no node and no mark: on the ring's line it adds a node, among painted sessions
/// it picks one.
fn clicked(crowd: &Crowd, camera: &Camera, place: (f64, f64), scale: f64, send: &Callback<Msg>) {
    let world = crowd.world();
    let (turn, inside) = camera.look(place);
    if inside.abs() <= TRACK {
        let plain = world.policy().plain_ring();
        let point = turn.point(world.policy().ring_points());
        let point = plain.map(|ring| ring.size.wrap(u32::try_from(point).unwrap_or(0)).0);
        if matches!(world.placement(), Placement::Ring(_)) {
            send.emit(Msg::Add(point));
        }
    } else if Grain::of(crowd, camera, scale) != Grain::Marks
        && let Some(session) = pick::at(crowd, camera, scale, place)
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
