//! A browser and the program that drives it, for the browser tests.

use super::apt;
use crate::failure::{Failure, Outcome};
use crate::which::{told, which_of};
use std::path::PathBuf;

/// The variable that tells the browser tests which browser; one may set it to
/// choose another.
pub const BROWSER_VARIABLE: &str = "RINGSIDE_CHROMIUM";
/// The variable that tells the browser tests which driver.
pub const DRIVER_VARIABLE: &str = "RINGSIDE_CHROMEDRIVER";

const BROWSERS: [&str; 4] = [
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
];
const DRIVERS: [&str; 2] = ["chromedriver", "chromium-driver"];

/// Chromium and its driver.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Browser {
    /// The browser.
    pub chromium: PathBuf,
    /// The driver that goes with it.
    pub chromedriver: PathBuf,
}

/// The browser and driver that are there, else Debian's.
///
/// # Errors
/// Where they are not there and cannot be installed.
pub fn ensure() -> Outcome<Browser> {
    if let Some(browser) = find() {
        return Ok(browser);
    }
    let announce =
        "Installing Chromium and its driver: the browser tests drive it. About 30 seconds.";
    apt::install(&["chromium", "chromium-driver"], announce).map_err(|failure| {
        Failure::new(format!(
            "The browser tests need Chromium and chromedriver on PATH, or in {BROWSER_VARIABLE} and {DRIVER_VARIABLE}. {failure}"
        ))
    })?;
    find().ok_or_else(|| Failure::new("Chromium was installed but is not on PATH."))
}

/// The browser and driver that are told or on PATH.
#[must_use]
pub fn find() -> Option<Browser> {
    Some(Browser {
        chromium: told(BROWSER_VARIABLE).or_else(|| which_of(&BROWSERS))?,
        chromedriver: told(DRIVER_VARIABLE).or_else(|| which_of(&DRIVERS))?,
    })
}
