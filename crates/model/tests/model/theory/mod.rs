//! What theory says of losing nodes: how likely a loss is, how large it is, and when there is none.

mod limit;
mod pairs;

use ringside_model::client::{Client, RingSize};
use ringside_model::event::NodeSpec;
use ringside_model::policy::Policy;
use ringside_model::session::{KeySpec, PlacedKey, SessionSpec};

use crate::stage::{Stage, stage, staged};

/// A thousand sessions on nodes that are called `{name}-1` and so on, two copies of each.
fn ketama(name: &str, nodes: usize) -> Stage {
    let names: Vec<String> = (1..=nodes).map(|at| format!("{name}-{at}")).collect();
    stage(
        &Policy::of(Client::LibmemcachedKetamaWeighted),
        &names,
        1000,
    )
}

/// A ring with one token a node at even distances and ten sessions on every arc.
fn one_token_each(nodes: u32) -> Stage {
    let size = RingSize::new(u64::from(nodes) * 10).expect("a size");
    let spec = |at: u32| NodeSpec {
        tokens: vec![at * 10],
        ..NodeSpec::named(format!("node-{at}"))
    };
    let key = |hash| {
        KeySpec::Placed(PlacedKey {
            key: format!("session-{hash}"),
            hash,
        })
    };
    let keys = (1..=nodes * 10).map(key).collect();
    let policy = Policy::of(Client::Plain(size));
    staged(
        &policy,
        (1..=nodes).map(spec).collect(),
        SessionSpec::Listed(keys),
    )
}

/// Every choice of so many of these.
fn choices<T: Clone>(of: &[T], many: usize) -> Vec<Vec<T>> {
    let masks = (0_u32..1 << of.len()).filter(|mask| mask.count_ones() as usize == many);
    let chosen = |mask: u32| {
        let in_mask = |at: &usize| mask >> at & 1 == 1;
        (0..of.len())
            .filter(in_mask)
            .map(|at| of[at].clone())
            .collect()
    };
    masks.map(chosen).collect()
}

/// The names of a stage's nodes.
fn names(stage: &Stage) -> Vec<String> {
    stage
        .0
        .roster()
        .nodes()
        .map(|(_, node)| node.spec.name.clone())
        .collect()
}

/// How many sessions are lost when these nodes crash all at once.
fn lost(stage: &Stage, nodes: &[String]) -> u32 {
    let mut stage = Stage(stage.0.clone());
    for node in nodes {
        stage.crash(node);
    }
    stage.counts().lost
}
