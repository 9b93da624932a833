//! What setting up costs: hashing and sorting the keys, building the view, storing the copies.

#![allow(missing_docs, reason = "criterion's macros write functions without")]

use std::rc::Rc;

use bench::{NODES, SESSIONS, idea, world};
use criterion::{BenchmarkId, Criterion, criterion_group, criterion_main};
use ringside_model::session::Sessions;

fn setting_up(criterion: &mut Criterion) {
    for sessions in SESSIONS {
        let setup = idea(1, sessions);
        let mut group = criterion.benchmark_group("hash and sort");
        group.bench_function(BenchmarkId::from_parameter(sessions), |bencher| {
            bencher.iter(|| Sessions::new(Rc::clone(&setup.sessions), &setup.policy));
        });
    }
    for nodes in NODES {
        let mut group = criterion.benchmark_group(format!("set up, {nodes} nodes"));
        for sessions in SESSIONS {
            let setup = idea(nodes, sessions);
            let id = BenchmarkId::from_parameter(sessions);
            group.bench_function(id, |bencher| bencher.iter(|| world(&setup)));
        }
    }
}

criterion_group! {
    name = benches;
    config = Criterion::default().sample_size(10);
    targets = setting_up
}
criterion_main!(benches);
