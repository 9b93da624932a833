//! What the tests need besides themselves, and where it is.
//!
//! `cargo xtask test` tells all of it in variables. Without them, browsers and
//! their drivers are looked for where they usually are, the page in the project's
//! `dist`, and axe-core where the set-up keeps its tools. Nothing is installed or
//! built here.

use std::env;
use std::path::PathBuf;
use xtask::failure::{Failure, Outcome};
use xtask::project::Project;
use xtask::setup::browser::{self, Browser};
use xtask::setup::firefox::{self, Firefox};
use xtask::setup::tools::Tools;
use xtask::setup::webkit::{self, WebKit};
use xtask::setup::{DIST_VARIABLE, axe};

/// The browser and its driver.
///
/// # Errors
/// Where one of them is missing.
pub fn browser() -> Outcome<Browser> {
    browser::find().ok_or_else(|| missing("Chromium and chromedriver are not on PATH"))
}

/// Firefox and its driver.
///
/// # Errors
/// Where one of them is missing.
pub fn firefox() -> Outcome<Firefox> {
    firefox::find(&Tools::open()?).ok_or_else(|| missing("Firefox and geckodriver are not there"))
}

/// `WebKit`'s browser, its driver and a screen for it.
///
/// # Errors
/// Where one of them is missing.
pub fn webkit() -> Outcome<WebKit> {
    webkit::find().ok_or_else(|| missing("MiniBrowser, WebKitWebDriver and Xvfb are not there"))
}

/// The folder of the built page.
///
/// # Errors
/// Where no page has been built.
pub fn dist() -> Outcome<PathBuf> {
    let folder = match env::var_os(DIST_VARIABLE) {
        Some(told) => told.into(),
        None => Project::find()?.dist(),
    };
    if folder.join("index.html").is_file() {
        Ok(folder)
    } else {
        let what = format!("There is no built page in {}", folder.display());
        Err(missing(&what))
    }
}

/// The script of axe-core.
///
/// # Errors
/// Where it is not installed.
pub fn axe() -> Outcome<PathBuf> {
    axe::find(&Tools::open()?).ok_or_else(|| missing("axe-core is not installed"))
}

/// Where visits that failed leave what was seen last.
///
/// # Errors
/// Where the project is not found.
pub fn evidence() -> Outcome<PathBuf> {
    Ok(Project::find()?.root().join("target/e2e"))
}

fn missing(what: &str) -> Failure {
    Failure::new(format!(
        "{what}. `cargo xtask test browser` sets up what is missing and runs these tests."
    ))
}
