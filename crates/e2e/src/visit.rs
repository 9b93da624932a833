//! A visit: one browser, new and alone, on one copy of the page.

use crate::driver::Driver;
use crate::scratch::Scratch;
use crate::turn::Turn;
use crate::{Page, evidence, tools};
use fantoccini::ClientBuilder;
use hyper_util::client::legacy::connect::HttpConnector;
use serde_json::{Value, json};
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::path::Path;
use std::thread;
use std::time::Duration;
use tokio::runtime;
use xtask::failure::{Outcome, While};
use xtask::server::Server;

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
    path: &'static str,
    wasm_delay: Duration,
    phone: bool,
    recording: bool,
    another_page: bool,
    may_break: bool,
    before: Vec<&'static str>,
}

impl Default for Visit {
    fn default() -> Self {
        Self::new()
    }
}

impl Visit {
    /// On a desk, under a sub-path, with nothing in the way.
    #[must_use]
    pub fn new() -> Self {
        Self {
            path: SUB_PATH,
            wasm_delay: Duration::ZERO,
            phone: false,
            recording: false,
            another_page: false,
            may_break: false,
            before: Vec::new(),
        }
    }

    /// The page lies under this path.
    #[must_use]
    pub fn under(mut self, path: &'static str) -> Self {
        self.path = path;
        self
    }

    /// The program arrives only after this long, and the visit does not wait for
    /// it.
    #[must_use]
    pub fn delaying_wasm(mut self, delay: Duration) -> Self {
        self.wasm_delay = delay;
        self
    }

    /// On a phone's screen of 390 by 844, with a finger.
    #[must_use]
    pub fn on_a_phone(mut self) -> Self {
        self.phone = true;
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

    /// Opens the page in a new browser, lets the test act, and clears all away.
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
        let _turn = Turn::take();
        let scratch = Scratch::new()?;
        let browser = tools::browser()?;
        let server = Server::of(tools::dist()?)
            .under(self.path)
            .delaying_wasm(self.wasm_delay)
            .start()?;
        let runtime = runtime::Builder::new_current_thread()
            .enable_all()
            .build()
            .while_doing(|| "Starting to wait for the browser".into())?;
        let driver = Driver::start(&browser.chromedriver, &scratch.path().join("driver.log"))?;
        let page = runtime.block_on(async {
            let capabilities = self.capabilities(&browser.chromium, scratch.path());
            let client = ClientBuilder::new(HttpConnector::new())
                .capabilities(capabilities)
                .connect(&driver.url())
                .await
                .while_doing(|| format!("Starting {}", browser.chromium.display()))?;
            Ok(Page::new(client, server.url(), scratch.path()))
        })?;
        // A failed assertion must not keep the browser from being closed.
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
        let evidence = match result {
            Ok(Ok(())) => evidence::forget(&name),
            _ => runtime.block_on(evidence::keep(&page, &name)),
        };
        if let Err(failure) = evidence {
            eprintln!("{failure}");
        }
        runtime.block_on(page.close());
        result.unwrap_or_else(|panic| resume_unwind(panic))
    }

    async fn open(&self, page: &Page) -> Outcome {
        for script in &self.before {
            page.run_before_load(script).await?;
        }
        page.open().await?;
        if self.wasm_delay.is_zero() && !self.another_page {
            page.is_ready().await?;
        }
        Ok(())
    }

    fn capabilities(&self, chromium: &Path, scratch: &Path) -> serde_json::Map<String, Value> {
        let profile = format!("--user-data-dir={}", scratch.join("profile").display());
        let mut options = json!({
            "binary": chromium,
            "args": [
                "--headless=new",
                // The driver speaks to the browser through a pipe: when the driver
                // ends, however it ends, the browser does too.
                "--remote-debugging-pipe",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-quic",
                "--no-first-run",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
                "--disable-dev-shm-usage",
                "--window-size=1280,900",
                profile,
            ],
            "prefs": {
                "download.default_directory": scratch.join(Page::DOWNLOADS),
                "download.prompt_for_download": false,
            },
        });
        if self.phone {
            options["mobileEmulation"] = json!({
                "deviceMetrics": {
                    "width": 390, "height": 844, "pixelRatio": 2, "touch": true, "mobile": true,
                },
            });
        }
        let mut logs = json!({ "browser": "ALL" });
        if self.recording {
            logs["performance"] = json!("ALL");
        }
        let wait = if self.wasm_delay.is_zero() {
            "normal"
        } else {
            "none"
        };
        let capabilities = json!({
            "browserName": "chrome",
            "pageLoadStrategy": wait,
            "goog:chromeOptions": options,
            "goog:loggingPrefs": logs,
            // An alert is seen by the test that did not expect it.
            "unhandledPromptBehavior": "ignore",
            "timeouts": { "script": 60_000, "pageLoad": 60_000 },
        });
        match capabilities {
            Value::Object(capabilities) => capabilities,
            _ => serde_json::Map::new(),
        }
    }
}
