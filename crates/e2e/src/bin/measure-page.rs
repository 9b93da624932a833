//! The page's part of `cargo xtask bench`: does with the release page what a person does with a
//! million sessions, and prints a line for each cell of its tables. With words after it only the
//! tables named: `clicks`, `frames`, `memory`.

use e2e::measure::{clicks, frames, memory};
use std::env;

fn main() {
    let asked: Vec<String> = env::args().skip(1).collect();
    let parts = [
        ("clicks", clicks::measure as fn() -> _),
        ("frames", frames::measure),
        ("memory", memory::measure),
    ];
    for (name, measure) in parts {
        if asked.is_empty() || asked.iter().any(|one| one == name) {
            for cell in measure() {
                println!("{cell}");
            }
        }
    }
}
