//! The same work by the model and by the crates `ketama` and `hashring`.

#![allow(missing_docs, reason = "criterion's macros write functions without")]

use std::rc::Rc;

use bench::{after, idea, name, peers, world};
use criterion::{Criterion, criterion_group, criterion_main};
use ringside_model::event::Event;

const NODES: u16 = 100;
const KEYS: u32 = 1_000_000;

fn beside_others(criterion: &mut Criterion) {
    let keys = peers::keys(KEYS);
    let (ours, ketama, hashring) = (
        peers::ours(NODES),
        peers::ketama(0..NODES),
        peers::hashring(NODES),
    );

    let mut build = criterion.benchmark_group("build the ring");
    build.bench_function("the model", |bencher| bencher.iter(|| peers::ours(NODES)));
    build.bench_function("ketama", |bencher| bencher.iter(|| peers::ketama(0..NODES)));
    build.bench_function("hashring", |bencher| {
        bencher.iter(|| peers::hashring(NODES));
    });
    build.finish();

    let mut place = criterion.benchmark_group("place every key");
    place.bench_function("the model", |bencher| {
        bencher.iter(|| peers::ours_places(&ours, &keys));
    });
    place.bench_function("ketama", |bencher| {
        bencher.iter(|| peers::ketama_places(&ketama, &keys));
    });
    place.bench_function("hashring", |bencher| {
        bencher.iter(|| peers::hashring_places(&hashring, &keys));
    });
    place.finish();

    let mut leave = criterion.benchmark_group("a node leaves; where is every key then");
    let start = Rc::new(world(&idea(NODES, KEYS)));
    let events = [Event::Leave(name(0))];
    leave.bench_function("the model", |bencher| {
        bencher.iter(|| after(&start, &events));
    });
    leave.bench_function("ketama", |bencher| {
        bencher.iter(|| peers::ketama_places(&peers::ketama(1..NODES), &keys));
    });
    leave.bench_function("hashring", |bencher| {
        bencher.iter(|| {
            let mut ring = hashring.clone();
            peers::hashring_without(&mut ring, 0);
            peers::hashring_places(&ring, &keys)
        });
    });
    leave.finish();
}

criterion_group! {
    name = benches;
    config = Criterion::default().sample_size(10);
    targets = beside_others
}
criterion_main!(benches);
