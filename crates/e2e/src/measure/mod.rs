//! What the page itself takes with a million sessions: clicks, frames and memory. `cargo xtask
//! bench` makes tables of it. No test asserts a time.

pub mod clicks;
pub mod frames;
pub mod memory;
pub mod start;

use crate::page::WATCH;
use crate::{Page, Visit};
use std::fmt::{self, Display, Formatter};
use xtask::failure::Outcome;

/// How many nodes there are, of 160 tokens each, as where the model alone is measured.
const NODES: u16 = 100;

/// How many sessions there are, of two copies each.
const SESSIONS: u32 = 1_000_000;

/// A cell of a table, as text. Printed, it is a line of four fields with tabs between them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cell {
    /// The table that it belongs into.
    pub table: &'static str,
    /// Its row there.
    pub row: String,
    /// Its column there.
    pub column: &'static str,
    /// What is in it.
    pub text: String,
}

impl Display for Cell {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        let Self {
            table,
            row,
            column,
            text,
        } = self;
        write!(f, "{table}\t{row}\t{column}\t{text}")
    }
}

/// A node's name by its number.
fn name(node: u16) -> String {
    format!("10.0.{}.{}:11211", node >> 8, node & 0xff)
}

/// What is opened.
fn scenario() -> String {
    let nodes: Vec<String> = (0..NODES)
        .map(|node| format!(r#"{{"name":"{}"}}"#, name(node)))
        .collect();
    format!(
        r#"{{"ringside":1,"title":"A million sessions",
            "policy":{{"placement":"spymemcached","replicas":2}},
            "nodes":[{}],"sessions":{{"prefix":"session-","count":{SESSIONS}}}}}"#,
        nodes.join(",")
    )
}

/// Opens the page in a new browser, in it the million sessions, and measures.
fn visit(measure: impl AsyncFnOnce(&Page) -> Outcome) {
    let visit = Visit::new().in_a_new_browser().with_script(WATCH);
    visit.play(async |page| {
        page.size(1280, 800).await?;
        page.open_file("million.json", scenario()).await?;
        page.until_seen("all sessions are there", SESSIONS, async || {
            page.sessions_in_view().await
        })
        .await?;
        page.rests().await?;
        measure(page).await
    });
}

/// A time as a text.
fn milliseconds(time: f64) -> String {
    format!("{time:.1} ms")
}
