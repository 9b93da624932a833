//! Who owns which part of the ring: one path a node.

use std::fmt::Write as _;

use ringside_model::geometry::{self, Arc, Turn};
use ringside_model::world::World;
use yew::{Html, Properties, classes, component, html};

use super::scale::{RADIUS, number};
use crate::shown::Shown;

/// At most so many places of the ring are told apart; a quarter of a degree each.
const FINEST: u32 = 1440;

/// The properties of [`Arcs`].
#[derive(Properties, PartialEq)]
pub struct Props {
    /// The world shown.
    pub world: Shown<World>,
}

/// The coloured ring.
#[component]
pub fn Arcs(props: &Props) -> Html {
    let world = &props.world;
    let mut paths = vec![String::new(); world.roster().len()];
    for arc in geometry::arcs(world, FINEST) {
        draw(&mut paths[arc.node.index()], arc);
    }
    let owned = paths
        .into_iter()
        .enumerate()
        .filter(|(_, path)| !path.is_empty());
    html! {
        <g class="arcs" aria-hidden="true">
            <circle class="ring-base" r={RADIUS.to_string()} />
            { for owned.map(|(node, d)| html! {
                <path key={node} class={classes!("arc", super::node::colour(node))} {d} />
            }) }
        </g>
    }
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
            let _ = write!(path, "A{RADIUS} {RADIUS} 0 0 1 {} {}", number(x), number(y));
        }
    }
}
