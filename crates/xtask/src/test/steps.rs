//! Running the steps of the tests and keeping count.

use crate::build;
use crate::failure::{Failure, Outcome};
use crate::process::Run;
use crate::project::{Project, cargo};
use crate::say;
use crate::setup::PageTools;
use crate::tally::{Count, Row, Tally};
use std::path::PathBuf;
use std::time::{Duration, Instant};

/// The steps done so far.
#[derive(Debug)]
pub struct Steps<'a> {
    project: &'a Project,
    tally: Tally,
}

impl<'a> Steps<'a> {
    /// No step yet.
    pub fn new(project: &'a Project) -> Self {
        Self {
            project,
            tally: Tally::default(),
        }
    }

    /// The project that is tested.
    pub fn project(&self) -> &Project {
        self.project
    }

    /// What the steps came to.
    pub fn tally(self) -> Tally {
        self.tally
    }

    /// A cargo command that passes or fails as a whole.
    pub fn check(&mut self, step: &'static str, args: &[&str]) {
        let run = self.cargo().args(args);
        say::step(format!("{step}: {}", run.shown()));
        self.timed(step, || (of(&run.stream()), None));
    }

    /// The tests of a crate, each of which counts.
    pub fn test(
        &mut self,
        step: &'static str,
        package: &str,
        variables: impl IntoIterator<Item = (&'static str, PathBuf)>,
    ) {
        // Without --no-fail-fast, the tests behind a failing file would not be run.
        let run = self
            .cargo()
            .args(["test", "--no-fail-fast", "--package", package])
            .envs(variables);
        say::step(format!("{step}: {}", run.shown()));
        self.timed(step, || {
            let mut count = Count::default();
            let ended = run.each_line(|line| {
                println!("{line}");
                count = count.plus(Count::in_line(line).unwrap_or_default());
            });
            let note = match ended {
                Ok(status) if status.success() => None,
                Ok(_) if count.failed > 0 => None,
                // A crate that does not compile, or a test that takes its process
                // down, prints no summary.
                Ok(status) => Some(format!("cargo test failed ({status}); see above.")),
                Err(failure) => Some(failure.to_string()),
            };
            if note.is_some() {
                count = count.plus(Count::ONE_FAILED);
            }
            (count, note)
        });
    }

    /// The release build of the page, which counts as one test.
    ///
    /// # Errors
    /// Where the page could not be built.
    pub fn build(&mut self, tools: Outcome<PageTools>) -> Outcome {
        let project = self.project;
        let mut built = Ok(());
        self.timed("page", || {
            built = tools.and_then(|tools| build::build_and_weigh(project, &tools));
            (of(&built), built.as_ref().err().map(Failure::to_string))
        });
        built
    }

    /// A step that could not be run, which counts as one failure.
    pub fn skip(&mut self, step: &'static str, why: &Failure) {
        self.tally.add(Row {
            step,
            count: Count::ONE_FAILED,
            took: Duration::ZERO,
            note: Some(why.to_string()),
        });
    }

    fn timed(&mut self, step: &'static str, run: impl FnOnce() -> (Count, Option<String>)) {
        let start = Instant::now();
        let (count, note) = run();
        self.tally.add(Row {
            step,
            count,
            took: start.elapsed(),
            note,
        });
    }

    fn cargo(&self) -> Run {
        Run::new(cargo()).in_folder(self.project.root())
    }
}

fn of(outcome: &Outcome) -> Count {
    match outcome {
        Ok(()) => Count::ONE_PASSED,
        Err(_) => Count::ONE_FAILED,
    }
}
