//! Random scenarios: any policy, few nodes and sessions, and events that have something to do with
//! each other.

mod events;
mod random;
mod setup;

use std::rc::Rc;

use proptest::prelude::*;
use ringside_model::event::Event;
use ringside_model::policy::Policy;
use ringside_model::scenario::{Scenario, Setup};
use ringside_model::seconds::Seconds;

use crate::oracle::Oracle;

pub use events::next_event;
pub use random::Random;
pub use setup::setup;

/// A random scenario that tries up to so many events, possible or not.
pub fn tried(random: &mut Random, most: u32) -> Scenario {
    let setup = Rc::new(setup(random));
    let mut oracle = Oracle::new(&setup);
    let mut events = Vec::new();
    for _ in 0..random.between(0, most) {
        let event = next_event(random, &oracle);
        if oracle.refuses(&event).is_none() {
            oracle.happen(&event);
        }
        events.push(event);
    }
    Scenario { setup, events }
}

/// The scenario as a document can have it: no time in it is less than a second.
pub fn writable(scenario: &Scenario) -> Scenario {
    let at_least_one = |time: Seconds| time.max(Seconds(1));
    let policy = &scenario.setup.policy;
    let events = scenario.events.iter().map(|event| match event {
        Event::Advance(time) => Event::Advance(at_least_one(*time)),
        other => other.clone(),
    });
    Scenario {
        events: events.collect(),
        setup: Rc::new(Setup {
            policy: Policy {
                retry: policy.retry.map(at_least_one),
                ttl: policy.ttl.map(at_least_one),
                ..policy.clone()
            },
            ..Setup::clone(&scenario.setup)
        }),
    }
}

/// The events of a scenario that are possible when the impossible ones are passed over.
pub fn possible(tried: &Scenario) -> Scenario {
    let mut oracle = Oracle::new(&tried.setup);
    let mut events = tried.events.clone();
    events.retain(|event| {
        let possible = oracle.refuses(event).is_none();
        if possible {
            oracle.happen(event);
        }
        possible
    });
    Scenario {
        setup: Rc::clone(&tried.setup),
        events,
    }
}

/// Random scenarios as documents can have them, with up to so many events, all possible.
pub fn scenarios(most: u32) -> impl Strategy<Value = Scenario> {
    documents(most).prop_map(|tried| possible(&tried))
}

/// The same with events that are not possible among them.
pub fn documents(most: u32) -> impl Strategy<Value = Scenario> {
    let seeds = any::<u64>().no_shrink();
    seeds.prop_map(move |seed| writable(&tried(&mut Random::new(seed, 0), most)))
}
