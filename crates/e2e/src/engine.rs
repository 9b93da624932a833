//! The engines in which the page must work, and how each is driven.

use crate::driver::{Driver, at_home_in};
use crate::tools;
use serde_json::{Map, Value, json};
use std::path::Path;
use std::process::Command;
use xtask::failure::Outcome;

/// A program that shows web pages.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Engine {
    /// Blink, the engine of Chrome and Edge.
    Chromium,
    /// Gecko, the engine of Firefox.
    Firefox,
    /// The engine of Safari.
    WebKit,
}

/// How a browser is started; visits that agree in it can have the same browser.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Kind {
    /// Which browser.
    pub engine: Engine,
    /// On a phone's screen of 390 by 844, with a finger.
    pub phone: bool,
    /// Every request is recorded.
    pub recording: bool,
    /// Opening a page waits until it is loaded.
    pub awaits_loading: bool,
}

impl Engine {
    /// Starts the driver. It puts all its files into the folder.
    pub(crate) fn start_driver(self, folder: &Path) -> Outcome<Driver> {
        match self {
            Self::Chromium => {
                let program = tools::browser()?.chromedriver;
                let start = || {
                    let mut driver = Command::new(&program);
                    driver.arg("--port=0");
                    Driver::that_says(driver, "started successfully on port ", folder)
                };
                // It picks a port for one family of addresses and gives up if another program has
                // it for the other. That is rare, and another try picks another port.
                start().or_else(|_| start())
            }
            Self::Firefox => {
                let mut driver = Command::new(tools::firefox()?.geckodriver);
                driver.args(["--port", "0"]);
                at_home_in(folder, &mut driver);
                Driver::that_says(driver, "Listening on 127.0.0.1:", folder)
            }
            Self::WebKit => {
                let webkit = tools::webkit()?;
                let mut driver = Command::new(webkit.driver);
                at_home_in(folder, &mut driver);
                Driver::on_a_screen(&webkit.xvfb, driver, folder)
            }
        }
    }

    /// What the driver is asked for.
    pub(crate) fn capabilities(self, kind: Kind, folder: &Path) -> Outcome<Map<String, Value>> {
        let own = match self {
            Self::Chromium => chromium(&tools::browser()?.chromium, kind, folder),
            Self::Firefox => json!({
                "browserName": "firefox",
                "moz:firefoxOptions": {
                    "binary": tools::firefox()?.firefox,
                    "args": ["-headless"],
                },
            }),
            Self::WebKit => json!({
                "webkitgtk:browserOptions": {
                    "binary": tools::webkit()?.mini_browser,
                    "args": ["--automation"],
                },
            }),
        };
        let common = json!({
            "pageLoadStrategy": if kind.awaits_loading { "normal" } else { "none" },
            // Left open, an unexpected alert makes the test fail.
            "unhandledPromptBehavior": "ignore",
            "timeouts": { "script": 60_000, "pageLoad": 60_000 },
        });
        let all = [own, common].into_iter();
        Ok(all
            .filter_map(|some| match some {
                Value::Object(some) => Some(some),
                _ => None,
            })
            .flatten()
            .collect())
    }
}

fn chromium(program: &Path, kind: Kind, folder: &Path) -> Value {
    let profile = format!("--user-data-dir={}", folder.join("profile").display());
    let mut options = json!({
        "binary": program,
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
        "prefs": { "download.prompt_for_download": false },
    });
    if kind.phone {
        options["mobileEmulation"] = json!({
            "deviceMetrics": {
                "width": 390, "height": 844, "pixelRatio": 2, "touch": true, "mobile": true,
            },
        });
    }
    let mut logs = json!({ "browser": "ALL" });
    if kind.recording {
        logs["performance"] = json!("ALL");
    }
    json!({
        "browserName": "chrome",
        "goog:chromeOptions": options,
        "goog:loggingPrefs": logs,
    })
}
