//! Everything a command needs that a fresh machine lacks, one tool a file.
//!
//! Each step looks first, and uses what is there: on PATH, then in the tools
//! folder. Only then it installs, and says so. What it may not install it names,
//! with the command to run.

pub mod apt;
pub mod axe;
pub mod browser;
pub mod cargo_install;
pub mod compiler;
pub mod debian_rust;
pub mod firefox;
pub mod memcached;
pub mod npm;
pub mod npm_hashring;
pub mod tools;
pub mod trunk;
pub mod wasm_bindgen;
pub mod wasm_opt;
pub mod wasm_target;
pub mod webkit;

use crate::failure::Outcome;
use crate::project::Project;
use crate::say;
use browser::Browser;
use compiler::Compiler;
use firefox::Firefox;
use std::path::{Path, PathBuf};
use tools::Tools;
use webkit::WebKit;

/// What builds the page.
#[derive(Debug)]
pub struct PageTools {
    /// The compiler that knows the wasm target.
    pub compiler: Compiler,
    /// Trunk, which runs the others.
    pub trunk: PathBuf,
    /// Makes the JavaScript between the page and the wasm; of the locked version.
    pub wasm_bindgen: PathBuf,
    /// Makes the wasm smaller. `None` where it cannot be had: then Trunk tries to
    /// download one.
    pub wasm_opt: Option<PathBuf>,
}

/// Sets up what builds the page.
///
/// # Errors
/// The first step that could not be done, with what a person can do.
pub fn for_page(project: &Project) -> Outcome<PageTools> {
    let tools = Tools::open()?;
    let page_tools = PageTools {
        compiler: wasm_target::ensure(project, &tools)?,
        trunk: trunk::ensure(&tools)?,
        wasm_bindgen: wasm_bindgen::ensure(project, &tools)?,
        wasm_opt: wasm_opt::ensure(&tools)?,
    };
    tools.remove_build_folder()?;
    Ok(page_tools)
}

/// What the browser tests need besides the page.
#[derive(Debug)]
pub struct BrowserTools {
    /// The browser and its driver.
    pub browser: Browser,
    /// Another engine; without it, the tests in it fail and the others do not.
    pub firefox: Option<Firefox>,
    /// A third.
    pub webkit: Option<WebKit>,
    /// A real memcached.
    pub memcached: PathBuf,
    /// The script of axe-core.
    pub axe: PathBuf,
}

/// The variable that tells the browser tests where the built page is.
pub const DIST_VARIABLE: &str = "RINGSIDE_DIST";

impl BrowserTools {
    /// The variables from which the browser tests learn where everything is.
    #[must_use]
    pub fn variables(&self, project: &Project) -> Vec<(&'static str, PathBuf)> {
        let mut variables = vec![
            (DIST_VARIABLE, project.dist()),
            (browser::BROWSER_VARIABLE, self.browser.chromium.clone()),
            (browser::DRIVER_VARIABLE, self.browser.chromedriver.clone()),
            (memcached::VARIABLE, self.memcached.clone()),
            (axe::VARIABLE, self.axe.clone()),
        ];
        if let Some(Firefox {
            firefox,
            geckodriver,
        }) = &self.firefox
        {
            variables.push((firefox::BROWSER_VARIABLE, firefox.clone()));
            variables.push((firefox::DRIVER_VARIABLE, geckodriver.clone()));
        }
        if let Some(WebKit {
            mini_browser,
            driver,
            xvfb,
        }) = &self.webkit
        {
            variables.push((webkit::BROWSER_VARIABLE, mini_browser.clone()));
            variables.push((webkit::DRIVER_VARIABLE, driver.clone()));
            variables.push((webkit::SCREEN_VARIABLE, xvfb.clone()));
        }
        variables
    }
}

/// Sets up what the browser tests need besides the page.
///
/// # Errors
/// The first step that could not be done, with what a person can do.
pub fn for_browser() -> Outcome<BrowserTools> {
    let tools = Tools::open()?;
    let browser_tools = BrowserTools {
        axe: axe::ensure(&tools)?,
        browser: browser::ensure()?,
        firefox: or_noted(firefox::ensure(&tools)),
        webkit: or_noted(webkit::ensure()),
        memcached: memcached::ensure()?,
    };
    tools.remove_build_folder()?;
    Ok(browser_tools)
}

/// What was set up; else it is said why it was not.
fn or_noted<T>(outcome: Outcome<T>) -> Option<T> {
    outcome.inspect_err(|failure| say::note(failure)).ok()
}

/// What measures the model, natively and in a browser.
#[derive(Debug)]
pub struct BenchTools {
    /// The compiler that knows the wasm target.
    pub compiler: Compiler,
    /// Makes the JavaScript beside the wasm; of the locked version.
    pub wasm_bindgen: PathBuf,
    /// Makes the wasm smaller, as that of the page. `None` where it cannot be had.
    pub wasm_opt: Option<PathBuf>,
    /// The browser and its driver.
    pub browser: Browser,
    /// The `node_modules` that has the npm package `hashring`.
    pub npm_hashring: PathBuf,
}

/// Sets up what measures the model.
///
/// # Errors
/// The first step that could not be done, with what a person can do.
pub fn for_bench(project: &Project) -> Outcome<BenchTools> {
    let tools = Tools::open()?;
    let bench_tools = BenchTools {
        compiler: wasm_target::ensure(project, &tools)?,
        wasm_bindgen: wasm_bindgen::ensure(project, &tools)?,
        wasm_opt: wasm_opt::ensure(&tools)?,
        npm_hashring: npm_hashring::ensure(&tools)?,
        browser: browser::ensure()?,
    };
    tools.remove_build_folder()?;
    Ok(bench_tools)
}

/// `cargo xtask setup`: everything that the other commands need, and where it is.
///
/// # Errors
/// The first step that could not be done, with what a person can do.
pub fn run(project: &Project) -> Outcome {
    let page = for_page(project)?;
    let browser = for_browser()?;
    // What could not be set up has been said.
    println!("This is set up:");
    let show = |name: &str, place: &Path| println!("  {name:<13} {}", place.display());
    show("trunk", &page.trunk);
    show("wasm-bindgen", &page.wasm_bindgen);
    if let Some(wasm_opt) = &page.wasm_opt {
        show("wasm-opt", wasm_opt);
    }
    for (name, place) in page.compiler.variables(project.root()) {
        println!("  for the page alone: {name}={}", place.display());
    }
    for (name, place) in browser.variables(project) {
        println!("  for the browser tests: {name}={}", place.display());
    }
    Ok(())
}
