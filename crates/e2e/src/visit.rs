//! A visit: one browser that knows of no other visit, on one copy of the page.

use crate::engine::{Engine, Kind};
use crate::pool::Borrowed;
use crate::{Page, evidence, tools, watched};
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::path::{Path, PathBuf};
use std::thread;
use xtask::failure::Outcome;
use xtask::server::{Gate, Link, Server};

/// A path as a host of many pages gives, with a character that must be encoded.
const SUB_PATH: &str = "/some/sub path/";

/// Visits the page in the usual way: see [`Visit::play`].
///
/// # Panics
/// Where the test fails.
pub fn visit(test: impl AsyncFnOnce(&Page) -> Outcome) {
    Visit::new().play(test);
}

/// A visit about to be made.
#[derive(Debug, Clone)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is said by a word of its own, and goes with every other"
)]
pub struct Visit {
    engine: Engine,
    path: &'static str,
    folder: Option<PathBuf>,
    gate: Option<Gate>,
    link: Option<Link>,
    unopened: bool,
    phone: bool,
    recording: bool,
    another_page: bool,
    may_break: bool,
    watching: bool,
    new_browser: bool,
    before: Vec<&'static str>,
}

impl Default for Visit {
    fn default() -> Self {
        Self::new()
    }
}

impl Visit {
    /// In Chromium, on a desk, under a sub-path, with nothing in the way.
    #[must_use]
    pub fn new() -> Self {
        Self {
            engine: Engine::Chromium,
            path: SUB_PATH,
            folder: None,
            gate: None,
            link: None,
            unopened: false,
            phone: false,
            recording: false,
            another_page: false,
            may_break: false,
            watching: false,
            new_browser: false,
            before: Vec::new(),
        }
    }

    /// In this engine.
    #[must_use]
    pub fn within(mut self, engine: Engine) -> Self {
        self.engine = engine;
        self
    }

    /// The page itself keeps what goes wrong in it, for engines that keep no log: see
    /// [`Page::complaints`].
    #[must_use]
    pub fn watching(mut self) -> Self {
        self.watching = true;
        self
    }

    /// The page lies under this path.
    #[must_use]
    pub fn under(mut self, path: &'static str) -> Self {
        self.path = path;
        self
    }

    /// The page in this folder, instead of the project's.
    #[must_use]
    pub fn of(mut self, folder: &Path) -> Self {
        self.folder = Some(folder.to_owned());
        self
    }

    /// The program arrives only once this gate is opened, and the visit does not wait for it.
    #[must_use]
    pub fn holding_wasm(mut self, gate: &Gate) -> Self {
        self.gate = Some(gate.clone());
        self
    }

    /// The page comes over this link.
    #[must_use]
    pub fn over(mut self, link: Link) -> Self {
        self.link = Some(link);
        self
    }

    /// The visit begins before the page is opened.
    #[must_use]
    pub fn not_opened_yet(mut self) -> Self {
        self.unopened = true;
        self
    }

    /// On a phone's screen of 390 by 844, with a finger.
    #[must_use]
    pub fn on_a_phone(mut self) -> Self {
        self.phone = true;
        self
    }

    /// In a browser that nothing was done with before, for what is measured.
    #[must_use]
    pub fn in_a_new_browser(mut self) -> Self {
        self.new_browser = true;
        self
    }

    /// Every request is recorded: see [`Page::requests`].
    #[must_use]
    pub fn recording_requests(mut self) -> Self {
        self.recording = true;
        self
    }

    /// The folder has another page than Ringside: nothing is awaited but its loading, and only the
    /// browser's log is looked at in the end.
    #[must_use]
    pub fn to_another_page(mut self) -> Self {
        self.another_page = true;
        self
    }

    /// The test breaks the page on purpose, so complaints in the browser's log and
    /// the failure banner are no fault.
    #[must_use]
    pub fn breaking_the_page(mut self) -> Self {
        self.may_break = true;
        self
    }

    /// Runs a script in the document before any of its own, at every load.
    #[must_use]
    pub fn with_script(mut self, script: &'static str) -> Self {
        self.before.push(script);
        self
    }

    /// Opens the page in a browser without a past, lets the test act, and clears all away.
    ///
    /// At the end the page must be whole: no failure banner, and no complaint of
    /// the browser.
    ///
    /// # Panics
    /// Where the test fails.
    pub fn play(self, test: impl AsyncFnOnce(&Page) -> Outcome) {
        if let Err(failure) = self.try_play(test) {
            panic!("{failure}");
        }
    }

    fn try_play(self, test: impl AsyncFnOnce(&Page) -> Outcome) -> Outcome {
        let browser = if self.new_browser {
            Borrowed::start(self.kind())?
        } else {
            Borrowed::take(self.kind())?
        };
        let mut folder = self.folder.clone().map_or_else(tools::dist, Ok)?;
        if self.watching {
            let watched = browser.visit_folder().join("page");
            watched::copy(&folder, &watched)?;
            folder = watched;
        }
        let mut plan = Server::of(folder).under(self.path);
        if let Some(gate) = &self.gate {
            plan = plan.holding_wasm(gate.clone());
        }
        if let Some(link) = &self.link {
            plan = plan.over(link.clone());
        }
        let server = plan.start()?;
        let page = Page::new(&browser, server.url());
        let runtime = browser.runtime();
        // A failed assertion must not keep the evidence from being kept.
        let result = catch_unwind(AssertUnwindSafe(|| {
            runtime.block_on(async {
                self.open(&page).await?;
                test(&page).await?;
                if self.may_break {
                    Ok(())
                } else {
                    page.is_whole().await
                }
            })
        }));
        let name = thread::current().name().unwrap_or("visit").to_owned();
        let went_well = matches!(result, Ok(Ok(())));
        let evidence = if went_well {
            evidence::forget(&name)
        } else {
            runtime.block_on(evidence::keep(&page, &name))
        };
        if let Err(failure) = evidence {
            eprintln!("{failure}");
        }
        if went_well && !self.may_break && !self.new_browser {
            browser.give_back();
        }
        result.unwrap_or_else(|panic| resume_unwind(panic))
    }

    fn kind(&self) -> Kind {
        Kind {
            engine: self.engine,
            phone: self.phone,
            recording: self.recording,
            awaits_loading: self.gate.is_none() && !self.unopened,
        }
    }

    async fn open(&self, page: &Page) -> Outcome {
        for script in &self.before {
            page.run_before_load(script).await?;
        }
        if self.unopened {
            return Ok(());
        }
        page.open().await?;
        if self.gate.is_none() && !self.another_page {
            page.is_ready().await?;
        }
        Ok(())
    }
}
