//! The walk of a read over the ring: from the key clockwise to each node that is asked.

use std::fmt::Write as _;

use ringside_model::geometry::Turn;
use ringside_model::id::SessionId;
use ringside_model::read::{Answer, Step, walk};
use ringside_model::world::World;
use yew::{Html, Properties, classes, component, html};

use super::scale::{self, NAME_LINE, RADIUS, SESSIONS, WALK, number};
use crate::shown::Shown;

/// Width of a badge.
const BADGE: f64 = 52.0;

/// The properties of [`WalkOverlay`].
#[derive(Properties, PartialEq)]
pub struct Props {
    /// The world shown.
    pub world: Shown<World>,
    /// Where each node is drawn.
    pub nodes: Shown<Vec<Turn>>,
    /// The session that is read.
    pub session: SessionId,
    /// Where it lies, in turns.
    pub from: f64,
}

/// The path of the selected session's read, with a badge at each node asked.
#[component]
pub fn WalkOverlay(props: &Props) -> Html {
    let world = &props.world;
    let walk = walk(world, props.session);
    let points = world.policy().ring_points();
    let from = Turn(props.from);
    let mut path = line(from.on_circle(SESSIONS), from.on_circle(WALK));
    let mut at = from;
    let mut asked = 0usize;
    let mut spokes = Vec::new();
    let mut badges = Vec::new();
    for step in &walk.steps {
        let token = step.token.map(|token| Turn::of(token, points));
        if let Some(token) = token {
            clockwise(&mut path, at, token);
            at = token;
        }
        let Step::Asked(probe) = step.step else {
            continue;
        };
        asked += 1;
        let node = props.nodes[probe.node.index()];
        let spoke = line(
            token.unwrap_or(from).on_circle(WALK),
            node.on_circle(RADIUS),
        );
        let answer = class(probe.answer);
        spokes
            .push(html! { <path key={asked} class={classes!("walk-spoke", answer)} d={spoke} /> });
        badges.push(badge(asked, node, probe.answer));
    }
    html! {
        <g class="walk" aria-hidden="true">
            <path class="walk-path" d={path} />
            { for spokes }
            { for badges }
        </g>
    }
}

/// The order in which a node was asked, and its answer, beyond the node's name.
fn badge(order: usize, node: Turn, answer: Answer) -> Html {
    let place = scale::beside(node, RADIUS + 42.0, 1.25, NAME_LINE);
    let x = match place.anchor {
        "start" => place.x + BADGE / 2.0,
        "end" => place.x - BADGE / 2.0,
        _ => place.x,
    };
    let sign = match answer {
        Answer::Hit(_) => "✓",
        Answer::Miss => "∅",
        Answer::Unavailable => "✕",
    };
    html! {
        <g key={order} class={classes!("walk-badge", class(answer))} transform={format!("translate({} {})", number(x), number(place.y))}>
            <rect x={number(-BADGE / 2.0)} y="-15" width={number(BADGE)} height="30" rx="15" />
            <text dy="0.36em">{ format!("{order} {sign}") }</text>
        </g>
    }
}

fn class(answer: Answer) -> &'static str {
    match answer {
        Answer::Hit(_) => "hit",
        Answer::Miss => "miss",
        Answer::Unavailable => "unavailable",
    }
}

fn line(from: (f64, f64), to: (f64, f64)) -> String {
    format!(
        "M{} {}L{} {}",
        number(from.0),
        number(from.1),
        number(to.0),
        number(to.1)
    )
}

/// Adds the way from one turn clockwise to another.
fn clockwise(path: &mut String, from: Turn, to: Turn) {
    let large = u8::from(from.to(to) > 0.5);
    let (x, y) = to.on_circle(WALK);
    // Writing to a string cannot fail.
    let _ = write!(
        path,
        "A{WALK} {WALK} 0 {large} 1 {} {}",
        number(x),
        number(y)
    );
}
