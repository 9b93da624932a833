//! What an event costs at rising numbers of sessions and nodes.

#![allow(missing_docs, reason = "criterion's macros write functions without")]

use std::rc::Rc;

use bench::{Click, NODES, SESSIONS, after, clicks, idea, world};
use criterion::{BenchmarkId, Criterion, criterion_group, criterion_main};

fn events(criterion: &mut Criterion) {
    for nodes in NODES {
        for sessions in SESSIONS {
            let start = Rc::new(world(&idea(nodes, sessions)));
            for Click {
                name,
                before,
                event,
            } in clicks(nodes)
            {
                let (start, _) = after(&start, &before);
                let events = [event];
                let mut group = criterion.benchmark_group(format!("{name}, {nodes} nodes"));
                let id = BenchmarkId::from_parameter(sessions);
                group.bench_function(id, |bencher| bencher.iter(|| after(&start, &events)));
            }
        }
    }
}

criterion_group! {
    name = benches;
    config = Criterion::default().sample_size(20);
    targets = events
}
criterion_main!(benches);
