//! `cargo run --release -p bench`: tables of what the model costs.

use std::rc::Rc;
use std::time::{Duration, Instant};

use bench::{NODES, SESSIONS, after, clicks, idea, world};
use peak_alloc::PeakAlloc;

#[global_allocator]
static MEMORY: PeakAlloc = PeakAlloc;

fn main() {
    let most = std::env::args().nth(1).and_then(|most| most.parse().ok());
    let most: u32 = most.unwrap_or(1_000_000);
    for nodes in NODES {
        println!("{nodes} nodes x 160 tokens, the idea with two copies");
        let nodes = nodes.min(999);
        for sessions in SESSIONS.into_iter().filter(|&count| count <= most) {
            let setup = idea(nodes, sessions);
            let before = MEMORY.current_usage();
            let (took, start) = median(3, || Rc::new(world(&setup)));
            let bytes = MEMORY.current_usage() - before;
            println!(
                "  {sessions} sessions: set up in {took:?}, {} bytes a session",
                bytes as f64 / f64::from(sessions)
            );
            for click in clicks(nodes) {
                let (before, _) = after(&start, &click.before);
                let events = [click.event];
                let (took, (_, changed)) = median(9, || after(&before, &events));
                println!("    {:<15} {took:>12?} {changed:>8} changed", click.name);
            }
        }
    }
}

/// The median time of several runs, and what the last of them gave.
fn median<T>(runs: usize, mut run: impl FnMut() -> T) -> (Duration, T) {
    let mut times = Vec::new();
    let mut last = None;
    for _ in 0..runs {
        drop(last.take());
        let start = Instant::now();
        last = Some(run());
        times.push(start.elapsed());
    }
    times.sort();
    match last {
        Some(last) => (times[runs / 2], last),
        None => unreachable!("at least one run"),
    }
}
