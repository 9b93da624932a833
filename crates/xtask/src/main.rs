//! `cargo xtask`: the project's commands. See the library for what they do.

use std::env;
use std::process::ExitCode;
use xtask::cli::{self, Command};
use xtask::failure::Outcome;
use xtask::project::Project;
use xtask::{bench, build, interrupt, policy, serve, setup, test, verify};

/// The exit code for a command line that means nothing, as shells use it.
const MISUSED: u8 = 2;

fn main() -> ExitCode {
    let words: Vec<String> = env::args().skip(1).collect();
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    let command = match cli::parse(&words) {
        Ok(command) => command,
        Err(failure) => {
            eprintln!("error: {failure}\n\n{}", cli::USAGE);
            return ExitCode::from(MISUSED);
        }
    };
    run(command).unwrap_or_else(|failure| {
        eprintln!("error: {failure}");
        ExitCode::FAILURE
    })
}

fn run(command: Command) -> Outcome<ExitCode> {
    if command == Command::Help {
        print!("{}", cli::USAGE);
        return Ok(ExitCode::SUCCESS);
    }
    interrupt::end_children_on_interrupt()?;
    let project = Project::find()?;
    match command {
        Command::Help => {}
        Command::Serve { port } => serve::run(&project, port)?,
        Command::Build => build::run(&project)?,
        Command::Bench => bench::run(&project)?,
        Command::Setup => setup::run(&project)?,
        Command::Policy => policy::run()?,
        Command::Verify(words) => return verify::run(&project, &words),
        Command::Test(part) => return Ok(test::run(&project, part)),
    }
    Ok(ExitCode::SUCCESS)
}
