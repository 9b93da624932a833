//! `WebKit` and the program that drives it, for the tests in several engines.
//!
//! It is the engine of Safari; here it is that of `WebKitGTK`'s small browser. As that
//! cannot do without a screen, there is a program that pretends to be one.

use super::apt;
use crate::failure::{Failure, Outcome};
use crate::which::{told, which};
use std::fs;
use std::path::{Path, PathBuf};

/// The variable that tells the browser tests which of `WebKit`'s browsers; one may set it
/// to choose another.
pub const BROWSER_VARIABLE: &str = "RINGSIDE_WEBKIT";
/// The variable that tells the browser tests which driver.
pub const DRIVER_VARIABLE: &str = "RINGSIDE_WEBKIT_DRIVER";
/// The variable that tells the browser tests which screen.
pub const SCREEN_VARIABLE: &str = "RINGSIDE_XVFB";

const PACKAGES: [&str; 2] = ["webkit2gtk-driver", "xvfb"];

/// Where systems keep programs that are not meant for PATH.
const LIBRARIES: [&str; 3] = ["/usr/lib", "/usr/libexec", "/usr/lib64"];
/// The browser in there, the newest first.
const BROWSERS: [&str; 3] = [
    "webkitgtk-6.0/MiniBrowser",
    "webkit2gtk-4.1/MiniBrowser",
    "webkit2gtk-4.0/MiniBrowser",
];

/// `WebKit`'s browser, its driver and a screen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WebKit {
    /// The browser.
    pub mini_browser: PathBuf,
    /// The driver that goes with it.
    pub driver: PathBuf,
    /// Xvfb, the screen that nobody sees.
    pub xvfb: PathBuf,
}

/// What is there, else Debian's.
///
/// # Errors
/// Where it is not there and cannot be installed.
pub fn ensure() -> Outcome<WebKit> {
    if let Some(webkit) = find() {
        return Ok(webkit);
    }
    let announce =
        "Installing WebKit: the browser tests look at the page in it too. About a minute.";
    apt::install(&PACKAGES, announce).map_err(|failure| {
        Failure::new(format!(
            "The tests in WebKit need MiniBrowser, WebKitWebDriver and Xvfb, or {BROWSER_VARIABLE}, {DRIVER_VARIABLE} and {SCREEN_VARIABLE}. {failure}"
        ))
    })?;
    find().ok_or_else(|| Failure::new("WebKit was installed but is not where it is looked for."))
}

/// The browser, driver and screen that the variables name, or where they usually are.
#[must_use]
pub fn find() -> Option<WebKit> {
    Some(WebKit {
        mini_browser: told(BROWSER_VARIABLE).or_else(mini_browser)?,
        driver: told(DRIVER_VARIABLE).or_else(|| which("WebKitWebDriver"))?,
        xvfb: told(SCREEN_VARIABLE).or_else(|| which("Xvfb"))?,
    })
}

fn mini_browser() -> Option<PathBuf> {
    LIBRARIES
        .iter()
        .find_map(|library| mini_browser_in(Path::new(library)))
}

/// The browser in a folder of libraries, or in one of its folders: many systems have one
/// for each kind of processor.
fn mini_browser_in(library: &Path) -> Option<PathBuf> {
    let inner = fs::read_dir(library).into_iter().flatten().flatten();
    let mut folders: Vec<PathBuf> = inner.map(|entry| entry.path()).collect();
    folders.sort();
    folders.insert(0, library.to_owned());
    BROWSERS.iter().find_map(|browser| {
        let mut files = folders.iter().map(|folder| folder.join(browser));
        files.find(|file| file.is_file())
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::{env, process};

    #[test]
    fn the_browser_is_found_in_the_folder_of_a_processor_the_newest_first() {
        let library = env::temp_dir().join(format!("ringside-webkit-{}", process::id()));
        let put = |browser: &str| {
            let file = library.join("x86_64-linux-gnu").join(browser);
            fs::create_dir_all(file.parent().expect("a folder")).expect("made");
            fs::write(&file, "").expect("written");
            file
        };
        assert_eq!(mini_browser_in(&library), None);
        let old = put("webkit2gtk-4.0/MiniBrowser");
        assert_eq!(mini_browser_in(&library), Some(old));
        let new = put("webkit2gtk-4.1/MiniBrowser");
        assert_eq!(mini_browser_in(&library), Some(new));
        fs::remove_dir_all(&library).expect("removed");
    }
}
