//! The walk of a read over the ring: from the key clockwise to each node that is asked.

use std::fmt::Write as _;

use ringside_model::geometry::Turn;
use ringside_model::id::{NodeId, SessionId};
use ringside_model::read::{Answer, Step, walk};
use ringside_model::verdict::Verdict;
use ringside_model::world::World;
use yew::{Html, Properties, classes, component, html};

use super::scale::{self, RADIUS, SESSIONS, WALK, number};
use crate::components::database;
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
    /// How many probes are shown; all, if none is said.
    pub step: Option<usize>,
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
    let mut marks = Vec::new();
    let most = props.step.unwrap_or(usize::MAX);
    for step in &walk.steps {
        if asked == most {
            break;
        }
        let token = step.token.map(|token| Turn::of(token, points));
        if let Some(token) = token {
            clockwise(&mut path, at, token);
            at = token;
        }
        let Step::Asked(probe) = step.step else {
            marks.extend(token.map(|token| passed(marks.len(), token)));
            continue;
        };
        asked += 1;
        let node = props.nodes[probe.node.index()];
        // A node is drawn at its token, or else among others far from it: then the token itself
        // is marked, in the node's colour.
        match token {
            Some(token) if apart(token, node) => marks.push(token_mark(asked, token, probe.node)),
            Some(token) => {
                path.push_str(&line(token.on_circle(WALK), node.on_circle(RADIUS)));
                path.push_str(&line(node.on_circle(RADIUS), token.on_circle(WALK)));
            }
            None => path.push_str(&line(at.on_circle(SESSIONS), node.on_circle(RADIUS))),
        }
        let name = &world.roster().node(probe.node).spec.name;
        marks.push(badge(asked, node, scale::lines(name), probe.answer));
    }
    if asked < most && world.verdict(props.session) == Verdict::Reloaded {
        path.push_str(&line(at.on_circle(WALK), database::PLACE));
    }
    html! {
        <g class="walk" aria-hidden="true">
            <path class="walk-path" d={path} />
            { for marks }
        </g>
    }
}

/// Whether two turns are told apart on the drawing.
fn apart(a: Turn, b: Turn) -> bool {
    a.to(b).min(b.to(a)) > 0.01
}

/// A token of a node that was asked before.
fn passed(key: usize, token: Turn) -> Html {
    let (x, y) = token.on_circle(WALK);
    html! { <circle key={format!("passed-{key}")} class="walk-passed" cx={number(x)} cy={number(y)} r="5" /> }
}

/// The token at which a node was met.
fn token_mark(order: usize, token: Turn, node: NodeId) -> Html {
    let (x, y) = token.on_circle(RADIUS);
    html! {
        <g key={format!("token-{order}")} class="walk-token" transform={format!("translate({} {})", number(x), number(y))}>
            <circle class={super::node::colour(node.index())} r="14" />
            <text dy="0.36em">{ order }</text>
        </g>
    }
}

/// The order in which a node was asked, and its answer, beyond the node's name.
fn badge(order: usize, node: Turn, lines: f64, answer: Answer) -> Html {
    let place = scale::beside(node, RADIUS + 42.0, lines, true);
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
