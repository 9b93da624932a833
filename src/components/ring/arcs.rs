//! Who owns which part of the ring: one path a node.

use std::fmt::Write as _;
use std::rc::Rc;

use ringside_model::geometry::{self, Arc, Turn};
use ringside_model::world::World;
use yew::{AttrValue, Html, Properties, classes, component, hook, html, use_mut_ref};

use super::scale::{RADIUS, number};
use crate::shown::Shown;

/// At most so many places of the ring are told apart; a quarter of a degree each.
const FINEST: u32 = 1440;

/// The properties of [`Arcs`].
#[derive(Properties, PartialEq)]
pub struct Props {
    /// By node, the path of what it owns: see [`use_paths`].
    pub paths: Shown<Vec<AttrValue>>,
}

/// The coloured ring.
#[component]
pub fn Arcs(props: &Props) -> Html {
    let paths = &props.paths;
    let owned = paths
        .iter()
        .enumerate()
        .filter(|(_, path)| !path.is_empty());
    html! {
        <g class="arcs" aria-hidden="true">
            <circle class="ring-base" r={number(RADIUS)} />
            { for owned.map(|(node, d)| html! {
                <path key={node} class={classes!("arc", super::node::colour(node))} d={d.clone()} />
            }) }
        </g>
    }
}

/// The path of each node, drawn anew where the client has another view.
#[hook]
pub fn use_paths(world: &Shown<World>) -> Shown<Vec<AttrValue>> {
    let last = use_mut_ref(|| None::<(Shown<World>, Shown<Vec<AttrValue>>)>);
    let mut last = last.borrow_mut();
    // The world before is held until here, so its view is no other at the same address.
    if let Some((before, paths)) = &mut *last
        && std::ptr::eq(before.view(), world.view())
    {
        // Of two worlds with this view the older need not be kept.
        *before = world.clone();
        return paths.clone();
    }
    let mut paths = vec![String::new(); world.roster().len()];
    for arc in geometry::arcs(world, FINEST) {
        draw(&mut paths[arc.node.index()], arc);
    }
    let paths = Shown(Rc::new(
        paths.into_iter().map(AttrValue::from).collect::<Vec<_>>(),
    ));
    *last = Some((world.clone(), paths.clone()));
    paths
}

/// Adds an arc to a path. Half a turn or more takes two strokes.
fn draw(path: &mut String, arc: Arc) {
    let halves = if arc.length >= 0.5 { 2.0 } else { 1.0 };
    let (x, y) = arc.from.on_circle(RADIUS);
    // Writing to a string cannot fail.
    let _ = write!(path, "M{} {}", number(x), number(y));
    for half in [1.0, 2.0] {
        if half <= halves {
            let to = Turn::wrapped(arc.from.0 + arc.length * half / halves - f64::EPSILON);
            let (x, y) = to.on_circle(RADIUS);
            let (radius, x, y) = (number(RADIUS), number(x), number(y));
            let _ = write!(path, "A{radius} {radius} 0 0 1 {x} {y}");
        }
    }
}
