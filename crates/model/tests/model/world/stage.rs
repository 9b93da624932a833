//! What the tests of this folder share: putting a scenario on stage, and reading it in words.

use std::rc::Rc;

use ringside_model::apply::{Changes, apply};
use ringside_model::event::{Event, NodeSpec, Who};
use ringside_model::id::{NodeId, SessionId};
use ringside_model::read::{Answer, Probe};
use ringside_model::scenario::Scenario;
use ringside_model::world::World;
use serde_json::Value;

/// The scenario of a document that must be readable.
pub fn scenario(document: &Value) -> Scenario {
    let text = document.to_string();
    Scenario::parse(&text).unwrap_or_else(|fault| panic!("{fault}\n{text}"))
}

/// The world before a scenario's first event.
pub fn start(scenario: &Scenario) -> World {
    World::new(Rc::clone(&scenario.setup)).expect("a scenario that was read can start")
}

/// The world after all events of a scenario.
pub fn end(scenario: &Scenario) -> World {
    let mut world = start(scenario);
    for event in &scenario.events {
        apply(&mut world, event).expect("the events of a scenario that was read are possible");
    }
    world
}

/// The event that a scenario writes like this, possible or not.
pub fn event(json: &Value) -> Event {
    let (verb, of) = json
        .as_object()
        .and_then(|fields| fields.iter().next())
        .expect("an event");
    let text = |value: &Value| value.as_str().expect("a text").to_owned();
    match verb.as_str() {
        "crash" => Event::Crash(text(of)),
        "restart" => Event::Restart(text(of)),
        "leave" => Event::Leave(text(of)),
        "request" if of == "all" => Event::REQUEST_ALL,
        "request" => Event::Request(Who::Keys(elements(of).map(text).collect())),
        "join" => Event::Join(NodeSpec {
            tokens: elements(&of["tokens"])
                .map(|point| point.as_u64().and_then(|point| u32::try_from(point).ok()))
                .collect::<Option<_>>()
                .expect("points"),
            weight: of["weight"]
                .as_u64()
                .map_or(1, |weight| u32::try_from(weight).expect("a weight")),
            ..NodeSpec::named(text(&of["name"]))
        }),
        other => panic!("no event is called {other}"),
    }
}

/// The elements of a list; none where it is left out.
fn elements(list: &Value) -> impl Iterator<Item = &Value> {
    list.as_array().into_iter().flatten()
}

/// Lets an event happen that must be possible.
pub fn happen(world: &mut World, json: &Value) -> Changes {
    apply(world, &event(json)).expect("a possible event")
}

/// The session with this key.
pub fn session(world: &World, key: &str) -> SessionId {
    world.sessions().find(key).expect("a session of the world")
}

/// A node's name.
pub fn name(world: &World, node: NodeId) -> &str {
    &world.roster().node(node).spec.name
}

/// A probe in the words of the worked example, such as `node-3 unavailable`.
pub fn words(world: &World, probe: Probe) -> String {
    let answer = match probe.answer {
        Answer::Hit(version) => format!("hit {}", version.0),
        Answer::Miss => "miss".to_owned(),
        Answer::Unavailable => "unavailable".to_owned(),
    };
    format!("{} {answer}", name(world, probe.node))
}
