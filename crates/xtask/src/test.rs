//! `cargo xtask test`: everything that must pass, in one go.
//!
//! It goes on after a failing step, so that one run shows everything, and ends
//! with a table and the sum.

mod steps;

use crate::failure::{Failure, Outcome};
use crate::project::Project;
use crate::setup::{self, BrowserTools, PageTools, memcached};
use crate::tally::{Count, Tally};
use std::process::ExitCode;
use steps::Steps;

/// A part of the tests that can be run alone.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    /// Formatting and lints of all crates.
    Lint,
    /// The simulator.
    Model,
    /// The page's components, without a browser.
    Components,
    /// These commands themselves, and what they measure with.
    Commands,
    /// The simulator beside real memcached.
    Verify,
    /// The release page, in a browser.
    Browser,
}

impl Part {
    /// All parts, in the order in which they run: the quick ones first.
    pub const ALL: [Self; 6] = [
        Self::Lint,
        Self::Model,
        Self::Components,
        Self::Commands,
        Self::Verify,
        Self::Browser,
    ];

    /// The part's name on the command line.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Lint => "lint",
            Self::Model => "model",
            Self::Components => "components",
            Self::Commands => "commands",
            Self::Verify => "verify",
            Self::Browser => "browser",
        }
    }

    /// The part of this name.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|part| part.name() == name)
    }
}

/// What the browser tests need, or why it is not there.
struct Needs {
    page: Outcome<PageTools>,
    browser: Outcome<BrowserTools>,
}

/// Runs one part, or all, and prints what came of it. The exit code says whether
/// everything passed.
#[must_use]
pub fn run(project: &Project, part: Option<Part>) -> ExitCode {
    let parts = part.map_or_else(|| Part::ALL.to_vec(), |part| vec![part]);
    // All that is missing is set up before the first step, so that nobody who
    // went for a coffee is told after it.
    let mut needs = parts.contains(&Part::Browser).then(|| Needs {
        page: setup::for_page(project),
        browser: setup::for_browser(),
    });
    let mut memcached = parts.contains(&Part::Verify).then(memcached::ensure);
    let mut steps = Steps::new(project);
    for part in parts {
        match part {
            Part::Lint => {
                steps.check("formatting", &["fmt", "--all", "--check"]);
                steps.check(
                    "clippy",
                    &[
                        "clippy",
                        "--workspace",
                        "--all-targets",
                        "--",
                        "-D",
                        "warnings",
                    ],
                );
            }
            Part::Model => steps.test("model", "ringside-model", []),
            Part::Components => steps.test("components", "ringside", []),
            Part::Commands => {
                steps.test("commands", "xtask", []);
                steps.test("measurements", "bench", []);
            }
            Part::Verify => match memcached.take() {
                Some(Ok(memcached)) => {
                    steps.test("verify", "verify", [(memcached::VARIABLE, memcached)]);
                }
                Some(Err(failure)) => steps.skip("verify", &failure),
                None => {}
            },
            Part::Browser => {
                if let Some(needs) = needs.take() {
                    browser(&mut steps, needs);
                }
            }
        }
    }
    finish(&steps.tally())
}

fn browser(steps: &mut Steps<'_>, needs: Needs) {
    let page = steps.build(needs.page);
    match (page, needs.browser) {
        (Err(_), _) => steps.skip("browser", &Failure::new("Not run: the page was not built.")),
        (_, Err(failure)) => steps.skip("browser", &failure),
        (Ok(()), Ok(tools)) => {
            let variables = tools.variables(steps.project());
            steps.test("browser", "e2e", variables);
        }
    }
}

fn finish(tally: &Tally) -> ExitCode {
    println!("\n{tally}");
    match tally.sum() {
        Count { failed: 0, .. } => ExitCode::SUCCESS,
        _ => ExitCode::FAILURE,
    }
}
