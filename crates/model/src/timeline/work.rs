//! How much work it is to play events: what a short text may ask of those who open it.
//!
//! A step is about what a look at one copy of one session takes: 40 ns in native code, 50 ns
//! in a browser. It is an estimate: it decides where checkpoints lie, and what is too much to
//! be opened at all. The factors here are from timings of native code.

use crate::apply::{Work, each_request};
use crate::event::{Event, Who};
use crate::placement::Placement;
use crate::policy::{Policy, Repair, ReplicaPlacement};
use crate::refusal::Refusal;
use crate::scenario::{Scenario, Setup};
use crate::view;
use crate::world::{self, World};

/// The most steps of a scenario that is opened: about five seconds in a browser.
pub const MAX_STEPS: u64 = 100_000_000;

/// What any event takes, and how many nodes more take one step more: the world is copied.
const EVENT: (u64, u64) = (10, 16);

/// How many tokens take a step where the arcs of a node are looked for.
const TOKENS: u64 = 12;

/// How many sessions take a step where they are listed in order.
const SESSIONS: u64 = 8;

/// What the list of a session takes that depends on its key, for each of its nodes.
const REHASH: u64 = 12;

/// The steps that an event took which led to this world.
pub(super) fn steps(world: &World, event: &Event, done: Work) -> u64 {
    let policy = world.policy();
    let (sessions, nodes) = (world.sessions().len() as u64, world.roster().len() as u64);
    let depth = 1 + policy.depth() as u64;
    let tokens = match world.placement() {
        Placement::Ring(ring) => ring.tokens().len() as u64,
        _ => 0,
    };
    let lists = match world.placement() {
        Placement::Rendezvous(_) => sessions * 2 * (nodes + depth),
        _ if policy.replica_placement == ReplicaPlacement::Rehash => sessions * REHASH * depth,
        Placement::Ring(_) if !policy.placement.keeps_homes() => 0,
        _ => sessions * depth,
    };
    let view = tokens * (1 + depth) + lists;
    let arcs = match event {
        Event::Read(_) | Event::Request(_) | Event::Advance(_) | Event::Traffic(_) => 0,
        _ => tokens / TOKENS,
    };
    let looked_at = done.looked_at as u64;
    let judged = match policy.repair {
        Repair::Eager => looked_at * each(policy, true),
        _ => looked_at,
    };
    EVENT.0
        + nodes / EVENT.1
        + arcs
        + judged
        + done.views as u64 * view
        + asked(policy, sessions, event)
}

/// The steps that the requests of an event take, whatever the world: what can be known before.
fn asked(policy: &Policy, sessions: u64, event: &Event) -> u64 {
    let (who, writes) = match event {
        Event::Read(who) => (who, false),
        Event::Request(who) => (who, true),
        Event::Traffic(traffic) => {
            // A second takes a step, and every session is listed once.
            let each = each(policy, traffic.logins > 0);
            let requests = traffic.requests().saturating_mul(each);
            return requests + u64::from(traffic.length.0) + sessions / SESSIONS;
        }
        _ => return 0,
    };
    named(who, sessions).saturating_mul(each(policy, writes))
}

/// How many sessions are asked for.
fn named(who: &Who, sessions: u64) -> u64 {
    match who {
        Who::All(_) => sessions,
        Who::Keys(keys) => keys.len() as u64,
    }
}

/// The steps of a request of one session.
fn each(policy: &Policy, writes: bool) -> u64 {
    each_request(policy, writes) as u64
}

/// About how many steps it takes to play events under a setup: what can be known before.
pub(crate) fn expected(setup: &Setup, events: &[Event]) -> u64 {
    let sessions = setup.sessions.len() as u64;
    let nodes = (setup.nodes.len() as u64).max(1);
    let (policy, depth) = (&setup.policy, 1 + setup.policy.depth() as u64);
    let lists = view::each(policy, setup.nodes.len()) as u64;
    let steps = |event: &Event| match event {
        Event::Read(who) | Event::Request(who) => {
            let judged = 1 + world::JUDGE_ONE as u64;
            asked(policy, sessions, event) + named(who, sessions) * judged
        }
        Event::Traffic(traffic) => {
            let judged = 1 + world::JUDGE_ONE as u64;
            asked(policy, sessions, event) + traffic.requests() * judged
        }
        Event::Advance(_) => sessions,
        _ if lists > 1 => sessions * lists,
        _ => EVENT.0 + sessions * depth / nodes,
    };
    events.iter().map(steps).fold(0, u64::saturating_add)
}

/// Whether the requests of a scenario alone are too much.
///
/// # Errors
/// The first event that is too much, by its index.
pub(super) fn check(scenario: &Scenario) -> Result<(), (usize, Refusal)> {
    let (policy, sessions) = (&scenario.setup.policy, scenario.setup.sessions.len() as u64);
    let steps = |event| asked(policy, sessions, event);
    let all = scenario
        .events
        .iter()
        .map(steps)
        .fold(0, u64::saturating_add);
    let mut sum: u64 = 0;
    for (at, event) in scenario.events.iter().enumerate() {
        sum = sum.saturating_add(steps(event));
        if sum > MAX_STEPS {
            return Err((at, too_much(all, MAX_STEPS)));
        }
    }
    Ok(())
}

/// So many steps are too many.
pub(super) fn too_much(steps: u64, most: u64) -> Refusal {
    Refusal::TooMuchWork { steps, most }
}
