//! What would have helped? The same events under other policies, side by side.

use std::rc::Rc;

use crate::apply::{ANY, apply_in_slices};
use crate::event::Event;
use crate::pace::{Pace, Phase, Slices, in_one_go};
use crate::policy::{Policy, Preset, Repair};
use crate::scenario::Setup;
use crate::timeline::work;
use crate::verdict::Counts;
use crate::world::{self, Load, World};

/// How the events end under one policy.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Alternative {
    /// What it is called.
    pub title: String,
    /// The policy.
    pub policy: Policy,
    /// The verdicts at the end.
    pub counts: Counts,
    /// What it cost.
    pub load: Load,
    /// How many copies the nodes store at the end.
    pub copies: usize,
}

/// Plays the events under the policy shown, under it with each other kind of repair, with one
/// copy more, and under every preset. A policy under which an event is not possible is left out.
/// Costs as many replays.
#[must_use]
pub fn alternatives(setup: &Setup, events: &[Event]) -> Vec<Alternative> {
    in_one_go(async |pace| in_slices(setup, events, pace).await)
}

/// [`alternatives`] in slices: the phase [`Phase::Comparing`].
#[must_use]
pub fn in_slices<'a>(
    setup: &'a Setup,
    events: &'a [Event],
    pace: &'a Pace,
) -> Slices<'a, Vec<Alternative>> {
    Box::pin(async move {
        let policies = policies(setup);
        let replay = world::placing(setup) + work::expected(setup, events);
        let count = policies.len();
        pace.begin_last(Phase::Comparing(count), replay.saturating_mul(count as u64));
        let mut found: Vec<Alternative> = Vec::new();
        for (title, policy) in policies {
            if found.iter().any(|other| other.policy == policy) {
                continue;
            }
            found.extend(play(setup, events, title, policy, pace).await);
        }
        found
    })
}

fn policies(setup: &Setup) -> Vec<(String, Policy)> {
    let now = &setup.policy;
    let mut policies = vec![("These settings".to_owned(), now.clone())];
    for (repair, name) in [
        (Repair::WriteBack, "write-back on a read"),
        (Repair::Rewrite, "rewrite on every read"),
        (Repair::Eager, "eager repair"),
    ] {
        policies.push((
            format!("These settings, {name}"),
            Policy {
                repair,
                ..now.clone()
            },
        ));
    }
    let more = usize::from(now.replicas.get()) < setup.nodes.len();
    if let Some(replicas) = now.replicas.checked_add(1).filter(|_| more) {
        let probe_depth = now.probe_depth.map(|depth| depth.max(replicas));
        let policy = Policy {
            replicas,
            probe_depth,
            ..now.clone()
        };
        policies.push(("These settings, one copy more".to_owned(), policy));
    }
    for preset in Preset::ALL {
        // The same under another name, as far as copies go.
        if preset != Preset::SpymemcachedCancel {
            let ttl = now.ttl;
            let policy = Policy {
                ttl,
                ..preset.policy(now.placement, now.tokens)
            };
            policies.push((preset.title().to_owned(), policy));
        }
    }
    policies
}

async fn play(
    setup: &Setup,
    events: &[Event],
    title: String,
    policy: Policy,
    pace: &Pace,
) -> Option<Alternative> {
    let setup = Setup {
        policy: policy.clone(),
        ..setup.clone()
    };
    let mut world = World::in_slices(Rc::new(setup), pace).await.ok()?;
    for event in events {
        apply_in_slices(&mut world, event, ANY, pace).await.ok()?;
    }
    let nodes = world.roster().nodes();
    let copies = nodes
        .map(|(id, _)| world.cluster().stored_on(id).len())
        .sum();
    Some(Alternative {
        title,
        policy,
        counts: world.counts(),
        load: world.load(),
        copies,
    })
}
