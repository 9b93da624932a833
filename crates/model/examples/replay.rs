//! Replays a scenario without a page: a JSON line for the start, and one for each event.
//!
//! ```text
//! cargo run --release -p ringside-model --example replay -- [--sessions] SCENARIO.json
//! ```
//!
//! Each line has the event's index and the event (the start has neither), and how many sessions
//! have each verdict. With `--sessions` it has each session's verdict and the node that answered.
//! `-` reads standard input. Errors go to standard error as `FILE:LINE:COLUMN`, with exit code 2.

use std::io::{self, BufWriter, ErrorKind, Read, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use ringside_model::apply::apply;
use ringside_model::event::Event;
use ringside_model::list::{self, LineError};
use ringside_model::read;
use ringside_model::scenario::Scenario;
use ringside_model::verdict::{Counts, Verdict};
use ringside_model::world::World;
use serde::Serialize;

const USAGE: &str = "usage: replay [--sessions] SCENARIO.json   (- reads standard input)";

/// One line of the output.
#[derive(Serialize)]
struct Line<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    index: Option<usize>,
    #[serde(skip_serializing_if = "Option::is_none")]
    event: Option<&'a Event>,
    verdicts: Counts,
    survivors: u32,
    #[serde(skip_serializing_if = "Option::is_none")]
    sessions: Option<Vec<SessionLine>>,
}

/// What a read of one session brings.
#[derive(Serialize)]
struct SessionLine {
    key: String,
    verdict: Verdict,
    /// The node that answered with the session; none if the read found nothing.
    node: Option<String>,
}

fn main() -> ExitCode {
    let arguments = std::env::args_os().skip(1);
    match run(arguments.map(PathBuf::from)) {
        Ok(()) => ExitCode::SUCCESS,
        Err(message) => {
            eprintln!("{message}");
            ExitCode::from(2)
        }
    }
}

fn run(arguments: impl Iterator<Item = PathBuf>) -> Result<(), String> {
    let (mut sessions, mut file) = (false, None);
    for argument in arguments {
        match argument.to_str() {
            Some("--sessions") => sessions = true,
            Some("--help" | "-h") => {
                println!("{USAGE}");
                return Ok(());
            }
            Some(flag) if flag.starts_with('-') && flag != "-" => {
                return Err(format!("unknown option {flag}\n{USAGE}"));
            }
            _ if file.is_some() => {
                return Err(format!("found two scenarios, expected one\n{USAGE}"));
            }
            _ => file = Some(argument),
        }
    }
    let file = file.ok_or_else(|| format!("found no scenario, expected one\n{USAGE}"))?;
    let file = (file.as_os_str() != "-").then_some(file);
    let name = file
        .as_ref()
        .map_or("<stdin>".into(), |file| file.to_string_lossy());
    let bytes = read_bytes(file.as_deref()).map_err(|error| format!("{name}: {error}"))?;
    let text = list::text(bytes).map_err(|error| {
        let LineError {
            line,
            column,
            found,
            expected,
        } = error;
        format!("{name}:{line}:{column}: found {found}, expected {expected}")
    })?;
    let scenario = Scenario::parse(&text).map_err(|fault| {
        let part = if fault.part.is_empty() {
            String::new()
        } else {
            format!("in {}: ", fault.part)
        };
        format!(
            "{name}:{}:{}: {part}{}",
            fault.line, fault.column, fault.problem
        )
    })?;
    match replay(
        &scenario,
        sessions,
        &mut BufWriter::new(io::stdout().lock()),
    ) {
        Err(error) if error.kind() == ErrorKind::BrokenPipe => Ok(()),
        other => other.map_err(|error| format!("standard output: {error}")),
    }
}

/// The bytes of a file, or of standard input.
fn read_bytes(file: Option<&Path>) -> io::Result<Vec<u8>> {
    if let Some(file) = file {
        return std::fs::read(file);
    }
    let mut bytes = Vec::new();
    io::stdin().read_to_end(&mut bytes)?;
    Ok(bytes)
}

fn replay(scenario: &Scenario, sessions: bool, out: &mut impl Write) -> io::Result<()> {
    let refused = |index: usize, why: &dyn std::fmt::Display| {
        io::Error::other(format!("event {index} is not possible: {why}"))
    };
    let mut world = World::new(scenario.setup.clone()).map_err(|(at, why)| refused(at, &why))?;
    write_line(&world, None, sessions, out)?;
    for (index, event) in scenario.events.iter().enumerate() {
        apply(&mut world, event).map_err(|why| refused(index, &why))?;
        write_line(&world, Some((index, event)), sessions, out)?;
    }
    out.flush()
}

fn write_line(
    world: &World,
    happened: Option<(usize, &Event)>,
    sessions: bool,
    out: &mut impl Write,
) -> io::Result<()> {
    let line = Line {
        index: happened.map(|(index, _)| index),
        event: happened.map(|(_, event)| event),
        verdicts: world.counts(),
        survivors: world.counts().survivors(),
        sessions: sessions.then(|| session_lines(world)),
    };
    serde_json::to_writer(&mut *out, &line)?;
    writeln!(out)
}

fn session_lines(world: &World) -> Vec<SessionLine> {
    let ids = world.sessions().in_scenario_order().into_iter();
    ids.map(|session| {
        let found = read::read(world, session, |_| ());
        SessionLine {
            key: world.sessions().key(session).into_owned(),
            verdict: world.verdict(session),
            node: found.map(|found| world.roster().node(found.node).spec.name.clone()),
        }
    })
    .collect()
}
