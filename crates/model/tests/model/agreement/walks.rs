//! Walks in full: every token that a read passes, every node that it skips, and where it stops.

use ringside_model::id::SessionId;
use ringside_model::policy::ReplicaPlacement;
use ringside_model::read::{Step, walk};
use ringside_model::world::World;

use super::look::Agreement;
use super::pair::{alike, same};
use crate::oracle::{End, Few, Oracle};

/// Compares the walks of all sessions.
pub fn agree(model: &World, oracle: &Oracle, ids: &[SessionId]) -> Agreement {
    let view = oracle.view();
    for (session, &id) in ids.iter().enumerate() {
        let steps = walk(model, id).steps;
        let passed = oracle.passed(&view, session);
        let met: Few<usize> = match &passed {
            Some(tokens) => tokens.iter().map(|&(_, node)| node).collect(),
            None => oracle.tries(&view, session),
        };
        let expected = steps_of(oracle, &view, session, &met);
        let walked = steps.iter().map(|step| match step.step {
            Step::Asked(probe) => (probe.node.index(), true),
            Step::Skipped(node) => (node.index(), false),
        });
        let told = |found| format!("{}: {found}", oracle.sessions[session].key);
        alike("the steps of a walk", walked, expected.iter().copied()).map_err(told)?;
        if let Some(tokens) = passed {
            let points = tokens.iter().map(|&(point, _)| Some(point));
            let walked = steps.iter().map(|step| step.token.map(|point| point.0));
            alike("the tokens passed", walked, points.take(expected.len())).map_err(told)?;
        }
    }
    same(
        "how many sessions there are",
        &ids.len(),
        &oracle.sessions.len(),
    )
}

/// The nodes met until the read ends, and whether each was asked. None is asked twice.
fn steps_of(oracle: &Oracle, view: &[usize], session: usize, met: &[usize]) -> Vec<(usize, bool)> {
    let tries = oracle.tries(view, session);
    let probes = oracle.probes(&tries, session);
    let answered = match oracle.end(view, &tries, &probes) {
        End::Hit | End::MissIsFinal | End::ErrorIsFinal => true,
        End::DepthReached | End::NoMoreNodes => probes.len() == view.len(),
    };
    // A rehash that leads to a node again is a try, though nobody is asked.
    let counts_repeats = oracle.policy.replica_placement == ReplicaPlacement::Rehash;
    let mut steps: Vec<(usize, bool)> = Vec::new();
    let mut asked = 0;
    for &node in met {
        let tries_left = counts_repeats && !answered && steps.len() < oracle.most_probes();
        if asked == probes.len() && !tries_left {
            break;
        }
        let is_new = steps.iter().all(|&(before, _)| before != node);
        steps.push((node, is_new));
        asked += usize::from(is_new);
    }
    steps
}
