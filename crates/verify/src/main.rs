//! `verify [--freeze] SCENARIO.json`: plays a scenario against real memcached, and prints where
//! the model differs.
//!
//! Exit code 0: no difference. 1: there are some, or memcached could not be started. 2: the file
//! or the command line is wrong.

use std::io;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use verify::nodes::{self, Partition, Tools};
use verify::trouble::{Outcome, Trouble, While};
use verify::{file, play};

const USAGE: &str = "\
Usage: cargo xtask verify -- [--freeze] SCENARIO.json

  --freeze   a partition stops the node's process, and the client waits out its
             time limit; without it the way to the node is cut
";

/// The exit code for what the person wrote, as shells use it.
const MISUSED: u8 = 2;

fn main() -> ExitCode {
    let words: Vec<String> = std::env::args().skip(1).collect();
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    let (partition, file) = match words[..] {
        ["--keeper"] => return ended(nodes::keep(io::stdin().lock()).while_doing(String::new)),
        ["--help" | "-h"] => {
            print!("{USAGE}");
            return ExitCode::SUCCESS;
        }
        ["--freeze", file] => (Partition::Freeze, file),
        [file] if !file.starts_with("--") => (Partition::Cut, file),
        _ => return misused(&Trouble::new(format!("expected one scenario\n\n{USAGE}"))),
    };
    match file::read(Path::new(file)) {
        Ok(scenario) => match played(&scenario, partition) {
            Ok(0) => ExitCode::SUCCESS,
            Ok(_) => ExitCode::FAILURE,
            Err(trouble) => ended(Err(trouble)),
        },
        Err(trouble) => misused(&trouble),
    }
}

/// Plays and prints. Returns how many differences there are.
fn played(scenario: &ringside_model::scenario::Scenario, partition: Partition) -> Outcome<usize> {
    let keeper: PathBuf = std::env::current_exe().while_doing(|| "Finding this program".into())?;
    let report = play::play(scenario, Tools::found(keeper).with(partition))?;
    for moment in &report.moments {
        println!("{moment}");
    }
    println!("{report}");
    Ok(report.differences())
}

fn ended(outcome: Outcome) -> ExitCode {
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(trouble) => {
            eprintln!("error: {trouble}");
            ExitCode::FAILURE
        }
    }
}

fn misused(trouble: &Trouble) -> ExitCode {
    eprintln!("{trouble}");
    ExitCode::from(MISUSED)
}
