//! From a scenario on which model and oracle differ to the smallest one on which they still do.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::rc::Rc;

use ringside_model::event::{Event, Who};
use ringside_model::policy::Policy;
use ringside_model::scenario::Scenario;
use ringside_model::session::SessionSpec;

use super::pair::Pair;

/// The first difference of a scenario, if there is one. A panic is one, too.
pub fn difference(scenario: &Scenario) -> Option<String> {
    let played = catch_unwind(AssertUnwindSafe(|| {
        let mut pair = Pair::new(&scenario.setup)?;
        for (at, event) in scenario.events.iter().enumerate() {
            pair.happen(event)
                .map_err(|found| format!("after events[{at}]: {found}"))?;
        }
        pair.end()
    }));
    match played {
        Ok(agreement) => agreement.err(),
        Err(_) => Some("a panic".to_owned()),
    }
}

/// Drops events, sessions, nodes and settings for as long as a difference remains.
pub fn smallest(mut scenario: Scenario) -> Scenario {
    while let Some(smaller) = smaller(&scenario)
        .into_iter()
        .find(|smaller| difference(smaller).is_some())
    {
        scenario = smaller;
    }
    scenario
}

/// Every scenario that is one thing smaller.
fn smaller(scenario: &Scenario) -> Vec<Scenario> {
    let mut all = Vec::new();
    for at in (0..scenario.events.len()).rev() {
        let mut less = scenario.clone();
        less.events.remove(at);
        all.push(less);
    }
    if let SessionSpec::Listed(keys) = &*scenario.setup.sessions
        && keys.len() > 1
    {
        for at in 0..keys.len() {
            let mut keys = keys.clone();
            let gone = keys.remove(at);
            let mut less = scenario.clone();
            for event in &mut less.events {
                if let Event::Read(Who::Keys(asked)) | Event::Request(Who::Keys(asked)) = event {
                    asked.retain(|key| key != gone.key());
                }
            }
            Rc::make_mut(&mut less.setup).sessions = Rc::new(SessionSpec::Listed(keys));
            all.push(less);
        }
    }
    if scenario.setup.nodes.len() > 1 {
        for at in 0..scenario.setup.nodes.len() {
            let mut less = scenario.clone();
            Rc::make_mut(&mut less.setup).nodes.remove(at);
            all.push(less);
        }
    }
    for plainer in plainer(&scenario.setup.policy) {
        let mut less = scenario.clone();
        Rc::make_mut(&mut less.setup).policy = plainer;
        all.push(less);
    }
    all
}

/// The policy with one setting less.
fn plainer(policy: &Policy) -> Vec<Policy> {
    let plain = Policy::of(policy.placement);
    let mut all = vec![
        Policy {
            replicas: plain.replicas,
            ..policy.clone()
        },
        Policy {
            probe_depth: None,
            ..policy.clone()
        },
        Policy {
            replica_placement: plain.replica_placement,
            ..policy.clone()
        },
        Policy {
            fall_through: plain.fall_through,
            ..policy.clone()
        },
        Policy {
            write: plain.write,
            ..policy.clone()
        },
        Policy {
            repair: plain.repair,
            ..policy.clone()
        },
        Policy {
            eject: plain.eject,
            ..policy.clone()
        },
        Policy {
            retry: None,
            ..policy.clone()
        },
        Policy {
            ttl: None,
            ..policy.clone()
        },
        Policy {
            database: false,
            ..policy.clone()
        },
        Policy {
            tokens: None,
            ..policy.clone()
        },
    ];
    all.retain(|plainer| plainer != policy);
    all
}
