//! The page's part of `cargo xtask bench`: does with the release page what a person does, and prints
//! a line for each cell of its tables. With words after it only the tables named: `start`, `clicks`,
//! `frames`, `memory`. Another build can be opened in turns with the page: `start NAME=FOLDER`.

use e2e::measure::start::{self, Build};
use e2e::measure::{clicks, frames, memory};
use std::env;

fn main() {
    let (builds, asked): (Vec<String>, Vec<String>) =
        env::args().skip(1).partition(|word| word.contains('='));
    let builds: Vec<Build> = builds
        .iter()
        .filter_map(|word| Build::named(word))
        .collect();
    let wanted = |name: &str| asked.is_empty() || asked.iter().any(|one| one == name);
    if wanted("start") {
        print(start::measure(&builds));
    }
    if wanted("clicks") {
        print(clicks::measure());
    }
    if wanted("frames") {
        print(frames::measure());
    }
    if wanted("memory") {
        print(memory::measure());
    }
}

fn print(cells: Vec<e2e::measure::Cell>) {
    for cell in cells {
        println!("{cell}");
    }
}
