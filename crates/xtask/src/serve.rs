//! `cargo xtask serve`: the release page, to be looked at in a browser.

use crate::failure::Outcome;
use crate::project::Project;
use crate::server::{Port, Server};
use crate::{page, say, setup};

/// The port where people look first.
pub const PORT: u16 = 8080;

/// Sets up what is missing, builds the page and serves it until interrupted, on
/// this port or the next free one.
///
/// # Errors
/// The step that failed.
pub fn run(project: &Project, port: u16) -> Outcome {
    let tools = setup::for_page(project)?;
    page::build(project, &tools)?;
    let server = Server::of(project.dist()).on(Port::From(port)).start()?;
    say::step(format!("Ringside is at {} (Ctrl-C stops it)", server.url()));
    server.wait();
    Ok(())
}
