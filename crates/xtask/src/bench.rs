//! `cargo xtask bench`: what the model costs, natively and in a browser, what the same work costs
//! other programs, and what the page takes with a million sessions, as tables in
//! `docs/performance.md`.
//!
//! The programs that measure print a line for each figure ([`measured`]). Nothing here judges a
//! time: what limits it is written by hand, beside the tables.

pub mod cells;
pub mod measured;
pub mod page;
pub mod report;
pub mod tables;

use crate::failure::{Outcome, While};
use crate::process::Run;
use crate::project::{Project, cargo};
use crate::say;
use crate::setup::{self, BenchTools, DIST_VARIABLE, browser};
use cells::Cell;
use measured::{Measured, Place};
use std::fs;
use std::path::Path;

/// Where the tables are kept, below the project's folder.
const REPORT: &str = "docs/performance.md";

/// Sets up what is missing, measures, and writes the tables.
///
/// # Errors
/// The step that failed. Then the tables stay as they were.
pub fn run(project: &Project) -> Outcome {
    let page_tools = setup::for_page(project)?;
    let tools = setup::for_bench(project)?;
    let file = project.root().join(REPORT);
    let text = fs::read_to_string(&file).while_doing(|| format!("Reading {}", file.display()))?;
    crate::page::build(project, &page_tools)?;
    let page = page::build(project, &tools)?;
    let measured = measure(project, &tools, &page)?;
    let cells = measure_page(project, &tools)?;
    let mut tables = tables::all(&measured);
    tables.extend(cells::tables(&cells, &measured));
    let text = report::with_tables(&text, &tables)?;
    fs::write(&file, text).while_doing(|| format!("Writing {}", file.display()))?;
    for (_, table) in tables {
        println!("\n{table}");
    }
    say::step(format!("The tables are in {REPORT}."));
    Ok(())
}

/// Lets all programs measure, one after the other.
fn measure(project: &Project, tools: &BenchTools, page: &Path) -> Outcome<Vec<Measured>> {
    say::step("Measuring natively. Half a minute, and some to compile.");
    let native = Run::new(cargo())
        .args(["run", "--profile", "bench", "--package", "bench"])
        .in_folder(project.root())
        .output()?;
    say::step("Measuring in the browser. A minute, and some to compile.");
    let wasm = in_browser(project, tools, "bench-page", page)?;
    say::step("Measuring the npm package hashring in Node. Half a minute.");
    let node = Run::new("node")
        .arg(project.root().join("crates/bench/src/hashring.cjs"))
        .env("NODE_PATH", &tools.npm_hashring)
        .output()?;
    let printed = [
        (Place::Native, native),
        (Place::Wasm, wasm),
        (Place::Node, node),
    ];
    let lines = printed.iter().flat_map(|(place, text)| {
        let lines = text.lines();
        lines.map(|line| Measured::parse(*place, line))
    });
    lines.collect()
}

/// Measures the release page itself.
fn measure_page(project: &Project, tools: &BenchTools) -> Outcome<Vec<Cell>> {
    say::step("Measuring the page with a million sessions. Five minutes; leave the machine alone.");
    let printed = in_browser(project, tools, "measure-page", &project.dist())?;
    printed.lines().map(Cell::parse).collect()
}

/// What one of the programs prints that drive the browser, with a page from this folder.
fn in_browser(
    project: &Project,
    tools: &BenchTools,
    program: &str,
    page: &Path,
) -> Outcome<String> {
    Run::new(cargo())
        .args(["run", "--package", "e2e", "--bin", program])
        .env(DIST_VARIABLE, page)
        .env(browser::BROWSER_VARIABLE, &tools.browser.chromium)
        .env(browser::DRIVER_VARIABLE, &tools.browser.chromedriver)
        .in_folder(project.root())
        .output()
}
