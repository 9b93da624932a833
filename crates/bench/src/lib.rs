//! What is measured: worlds of many sizes, and what happens in them.

pub mod clock;
mod job;
mod measured;
pub mod peers;

pub use job::Job;
pub use measured::Measured;

use std::rc::Rc;

use ringside_model::apply::apply;
use ringside_model::client::Client;
use ringside_model::event::{Event, NodeSpec, Who};
use ringside_model::policy::Policy;
use ringside_model::scenario::Setup;
use ringside_model::seconds::Seconds;
use ringside_model::session::{Numbered, SessionSpec};
use ringside_model::world::World;

/// How many sessions a world is measured with.
pub const SESSIONS: [u32; 4] = [1_000, 10_000, 100_000, 1_000_000];

/// How many nodes a world is measured with. The most is 1000, and one more is to join.
pub const NODES: [u16; 3] = [10, 100, 999];

/// A node's address by its number.
#[must_use]
pub fn host(node: u16) -> String {
    format!("10.0.{}.{}", node >> 8, node & 0xff)
}

/// A node's name by its number.
#[must_use]
pub fn name(node: u16) -> String {
    format!("{}:11211", host(node))
}

/// So many nodes and numbered sessions under a policy.
#[must_use]
pub fn setup(policy: Policy, nodes: u16, sessions: u32) -> Rc<Setup> {
    let numbered = Numbered {
        prefix: "session-".to_owned(),
        count: sessions,
    };
    Rc::new(Setup {
        title: String::new(),
        about: String::new(),
        policy,
        nodes: (0..nodes).map(|node| NodeSpec::named(name(node))).collect(),
        sessions: Rc::new(SessionSpec::Numbered(numbered)),
    })
}

/// The idea of 2009 on a ring of 160 tokens a node: two copies.
#[must_use]
pub fn idea(nodes: u16, sessions: u32) -> Rc<Setup> {
    setup(Policy::of(Client::Spymemcached), nodes, sessions)
}

/// The world at the start of a setup.
///
/// # Panics
/// If the setup is not possible.
#[must_use]
pub fn world(setup: &Rc<Setup>) -> World {
    match World::new(Rc::clone(setup)) {
        Ok(world) => world,
        Err((at, refusal)) => panic!("node {at}: {refusal}"),
    }
}

/// An event to measure, by name: what must have happened before it, and what happens.
#[derive(Clone, Debug)]
pub struct Click {
    /// What it is called.
    pub name: &'static str,
    /// What happens before.
    pub before: Vec<Event>,
    /// What is measured.
    pub event: Event,
}

/// A request of so many sessions, by key.
#[must_use]
pub fn request(sessions: u32) -> Event {
    Event::Request(Who::Keys(peers::keys(sessions)))
}

/// What a person clicks.
#[must_use]
pub fn clicks(nodes: u16) -> Vec<Click> {
    let node = || name(nodes / 2);
    let click = |name, before: &[Event], event| Click {
        name,
        before: before.to_vec(),
        event,
    };
    let joiner = NodeSpec::named(name(nodes));
    vec![
        click("crash", &[], Event::Crash(node())),
        click("restart", &[Event::Crash(node())], Event::Restart(node())),
        click("partition", &[], Event::Partition(node())),
        click("heal", &[Event::Partition(node())], Event::Heal(node())),
        click("join", &[], Event::Join(joiner)),
        click("leave", &[], Event::Leave(node())),
        click("request of one", &[], request(1)),
        click("advance", &[], Event::Advance(Seconds(30))),
    ]
}

/// Lets events happen as the timeline does: in a copy of the world, while the page still shows
/// the one before. Returns the new world and how many sessions have another verdict.
///
/// # Panics
/// If an event is not possible.
#[must_use]
pub fn after(world: &Rc<World>, events: &[Event]) -> (Rc<World>, u32) {
    let mut next = Rc::clone(world);
    let mut changed = 0;
    for event in events {
        match apply(Rc::make_mut(&mut next), event) {
            Ok(done) => changed = done.changed,
            Err(refusal) => panic!("{event:?}: {refusal}"),
        }
    }
    (next, changed)
}
