//! Firefox and the program that drives it, for the tests in several engines.

use super::apt;
use super::cargo_install::RustTool;
use super::tools::Tools;
use crate::failure::{Failure, Outcome};
use crate::which::{told, which, which_of};
use std::path::PathBuf;

/// The variable that tells the browser tests which Firefox; one may set it to
/// choose another.
pub const BROWSER_VARIABLE: &str = "RINGSIDE_FIREFOX";
/// The variable that tells the browser tests which driver.
pub const DRIVER_VARIABLE: &str = "RINGSIDE_GECKODRIVER";

const BROWSERS: [&str; 2] = ["firefox-esr", "firefox"];

const GECKODRIVER: RustTool<'_> = RustTool {
    package: "geckodriver",
    program: "geckodriver",
    version: "0.37.1",
    why: "the browser tests drive Firefox with it",
    takes: "About a minute on two cores",
    flags: &[],
};

/// Firefox and its driver.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Firefox {
    /// The browser.
    pub firefox: PathBuf,
    /// The driver that goes with it.
    pub geckodriver: PathBuf,
}

/// The browser and driver that are there, else Debian's and one compiled here.
///
/// # Errors
/// Where they are not there and cannot be installed.
pub fn ensure(tools: &Tools) -> Outcome<Firefox> {
    Ok(Firefox {
        firefox: match firefox() {
            Some(firefox) => firefox,
            None => install()?,
        },
        geckodriver: match which_geckodriver() {
            Some(geckodriver) => geckodriver,
            None => GECKODRIVER.ensure(tools)?,
        },
    })
}

/// The browser and driver that the variables name, that are on PATH or installed.
#[must_use]
pub fn find(tools: &Tools) -> Option<Firefox> {
    Some(Firefox {
        firefox: firefox()?,
        geckodriver: which_geckodriver().or_else(|| GECKODRIVER.installed(tools))?,
    })
}

fn firefox() -> Option<PathBuf> {
    told(BROWSER_VARIABLE).or_else(|| which_of(&BROWSERS))
}

fn which_geckodriver() -> Option<PathBuf> {
    told(DRIVER_VARIABLE).or_else(|| which("geckodriver"))
}

fn install() -> Outcome<PathBuf> {
    let announce =
        "Installing Firefox: the browser tests look at the page in it too. About 30 seconds.";
    apt::install(&["firefox-esr"], announce).map_err(|failure| {
        Failure::new(format!(
            "The tests in Firefox need it on PATH, or in {BROWSER_VARIABLE}. {failure}"
        ))
    })?;
    firefox().ok_or_else(|| Failure::new("Firefox was installed but is not on PATH."))
}
