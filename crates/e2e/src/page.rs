//! The page as a person has it before them.
//!
//! Acting waits until the page has drawn what came of it, and has settled: see
//! [`Page::settle`]. What else comes later is waited for with [`Page::until`].

mod access;
mod elsewhere;
mod files;
mod keyboard;
mod lesson;
mod lists;
mod measure;
mod mouse;
mod panels;
mod ring;
mod timeline;
mod zoom;

pub use lesson::{LessonStep, Outcomes};
pub use measure::{Frames, NODE_FRAMES, WATCH};
pub use panels::{News, NodeRow};
pub use timeline::Moment;

use crate::browser::Browser;
use crate::{Engine, command};
use fantoccini::Client;
use fantoccini::elements::Element;
use fantoccini::error::CmdError;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};
use std::cell::Cell;
use std::fmt::Debug;
use std::path::PathBuf;
use std::time::{Duration, Instant};
use xtask::failure::{Failure, Outcome, While};

/// How often something awaited is looked for.
const PAUSE: Duration = Duration::from_millis(25);
/// After this long, what has not happened will not. It is far more than a busy
/// machine needs, so no test rests on it.
const PATIENCE: Duration = Duration::from_secs(30);

/// Reads the document; see the file.
const LOOK: &str = include_str!("page/look.js");
/// Waits for something in the document; see the file.
const UNTIL: &str = include_str!("page/until.js");
/// Waits for the page; see the file.
const SETTLE: &str = include_str!("page/settle.js");

/// A page open in a browser.
#[derive(Debug)]
pub struct Page {
    client: Client,
    url: String,
    /// The visit's files.
    folder: PathBuf,
    engine: Engine,
    awaits_settling: Cell<bool>,
}

impl Page {
    /// The page at this address, not yet opened.
    pub(crate) fn new(browser: &Browser, url: &str) -> Self {
        Self {
            client: browser.client().clone(),
            url: url.to_owned(),
            folder: browser.visit_folder(),
            engine: browser.kind().engine,
            awaits_settling: Cell::new(true),
        }
    }

    /// The address that the page lies under, closing slash included.
    #[must_use]
    pub fn url(&self) -> &str {
        &self.url
    }

    /// Opens the page.
    ///
    /// # Errors
    /// Where the browser cannot.
    pub async fn open(&self) -> Outcome {
        let opened = self.client.goto(&self.url).await;
        opened.while_doing(|| format!("Opening {}", self.url))
    }

    /// Loads the page again, and waits until it can be used.
    ///
    /// # Errors
    /// Where it cannot be used in the end.
    pub async fn reload(&self) -> Outcome {
        done("Loading the page again", self.client.refresh().await)?;
        self.is_ready().await
    }

    /// Waits until the page can be used.
    ///
    /// # Errors
    /// Where that does not come.
    pub async fn is_ready(&self) -> Outcome {
        self.until_true(
            "the program has drawn the nodes",
            "'settled' in document.documentElement.dataset && nodes().length > 0",
        )
        .await?;
        self.settle().await
    }

    /// Runs a script before those of the page, at every load from now on.
    pub(crate) async fn run_before_load(&self, script: &str) -> Outcome {
        let name = "Page.addScriptToEvaluateOnNewDocument";
        self.devtools(name, json!({ "source": script })).await?;
        Ok(())
    }

    /// Runs a script that breaks something in the browser on purpose.
    ///
    /// # Errors
    /// Where the script itself fails.
    pub async fn sabotage(&self, script: &str) -> Outcome {
        done("Sabotage", self.client.execute(script, Vec::new()).await)?;
        Ok(())
    }

    /// The value of an expression over the document. It may use the functions of
    /// `look.js`, and must change nothing.
    ///
    /// # Errors
    /// Where it throws, or is of another type.
    pub async fn ask<T: DeserializeOwned>(&self, expression: &str) -> Outcome<T> {
        self.ask_about(expression, Value::Null).await
    }

    /// The value of an expression in which `it` stands for a given value.
    ///
    /// # Errors
    /// Where it throws, or is of another type.
    pub async fn ask_about<T: DeserializeOwned>(
        &self,
        expression: &str,
        it: impl Into<Value>,
    ) -> Outcome<T> {
        let doing = || format!("Reading {expression}");
        let script = format!("{LOOK}\nconst it = arguments[0];\nreturn ({expression});");
        let value = self.client.execute(&script, vec![it.into()]).await;
        serde_json::from_value(value.while_doing(doing)?).while_doing(doing)
    }

    /// Whether this text can be read somewhere on the page.
    ///
    /// # Errors
    /// Where the page cannot be read.
    pub async fn shows(&self, text: &str) -> Outcome<bool> {
        self.ask_about("words(document.body).includes(it)", text)
            .await
    }

    /// Whether there is an element of this role and name to be seen.
    ///
    /// # Errors
    /// Where the page cannot be read.
    pub async fn is_there(&self, role: &str, name: &str) -> Outcome<bool> {
        self.ask_about("isThere(it)", json!({ "role": role, "name": name }))
            .await
    }

    /// Waits until something is there, and returns it.
    ///
    /// # Errors
    /// Where it does not come, with `what` it is.
    pub async fn until<T>(
        &self,
        what: &str,
        mut look: impl AsyncFnMut() -> Outcome<Option<T>>,
    ) -> Outcome<T> {
        let start = Instant::now();
        loop {
            if let Some(found) = look().await? {
                return Ok(found);
            }
            if start.elapsed() > PATIENCE {
                return Err(in_vain(what));
            }
            tokio::time::sleep(PAUSE).await;
        }
    }

    /// Waits until something seen is as expected.
    ///
    /// # Errors
    /// Where it does not become so, with what is seen instead.
    pub async fn until_seen<T: PartialEq + Debug>(
        &self,
        what: &str,
        expected: T,
        mut look: impl AsyncFnMut() -> Outcome<T>,
    ) -> Outcome {
        let mut seen = None;
        let waited = self
            .until(what, async || {
                let now = look().await?;
                let same = now == expected;
                seen = Some(now);
                Ok(same.then_some(()))
            })
            .await;
        waited.map_err(|failure| {
            Failure::new(format!(
                "{failure}\nexpected: {expected:?}\n    seen: {seen:?}"
            ))
        })
    }

    /// Waits until an expression over the document holds. It may use the functions of `look.js`.
    ///
    /// # Errors
    /// Where it never does, with `what` it stands for.
    pub async fn until_true(&self, what: &str, expression: &str) -> Outcome {
        let script = format!(
            "{LOOK}\nconst it = arguments[0];\nconst holds = () => ({expression});\n{UNTIL}"
        );
        let patience = json!(PATIENCE.as_millis());
        let held = self
            .client
            .execute_async(&script, vec![Value::Null, patience])
            .await;
        match done(&format!("Waiting until {what}"), held)? {
            Value::Bool(true) => Ok(()),
            _ => Err(in_vain(what)),
        }
    }

    /// Waits until the page has drawn what was done to it and has nothing more to do. Whatever
    /// acts on the page ends with this.
    ///
    /// # Errors
    /// Where the browser does not answer, or the page goes on for ever.
    pub async fn settle(&self) -> Outcome {
        let settled = self
            .client
            .execute_async(SETTLE, vec![self.awaits_settling.get().into()])
            .await;
        done("Waiting for the page to settle", settled)?;
        Ok(())
    }

    /// Does something to a page that is at work and stays so: acting waits only until the page
    /// has drawn what was done.
    pub async fn meanwhile<T>(&self, act: impl AsyncFnOnce() -> T) -> T {
        let before = self.awaits_settling.replace(false);
        let done = act().await;
        self.awaits_settling.set(before);
        done
    }

    /// Lets a media feature have a value, as the system's settings would.
    ///
    /// # Errors
    /// Where the browser cannot.
    pub async fn emulate(&self, feature: &str, value: &str) -> Outcome {
        let features = json!([{ "name": feature, "value": value }]);
        self.devtools(
            "Emulation.setEmulatedMedia",
            json!({ "features": features }),
        )
        .await?;
        self.settle().await
    }

    /// Every address that the page asked for, since the last time this was called.
    ///
    /// # Errors
    /// Where the visit does not record them.
    pub async fn requests(&self) -> Outcome<Vec<String>> {
        let log = command::log(&self.client, "performance").await;
        let log = done("Reading the recorded requests", log)?;
        let messages = log.as_array().into_iter().flatten();
        Ok(messages
            .filter_map(|entry| entry["message"].as_str())
            .filter_map(|message| serde_json::from_str::<Value>(message).ok())
            .filter(|message| message["message"]["method"] == "Network.requestWillBeSent")
            .map(|message| message["message"]["params"].clone())
            // The browser began with a page of its own.
            .filter(|request| request["documentURL"].as_str() == Some(&self.url))
            .filter_map(|request| Some(request["request"]["url"].as_str()?.to_owned()))
            .collect())
    }

    /// What the browser has logged since the last time it was asked, each line
    /// with its level before it.
    ///
    /// # Errors
    /// Where the browser does not answer.
    pub async fn log_lines(&self) -> Outcome<Vec<String>> {
        if self.engine != Engine::Chromium {
            // The others tell nobody; see `Visit::watching`.
            return Ok(Vec::new());
        }
        let log = done(
            "Reading the log",
            command::log(&self.client, "browser").await,
        )?;
        let entries = log.as_array().into_iter().flatten();
        Ok(entries
            .map(|entry| {
                let part = |name: &str| entry[name].as_str().unwrap_or("?").to_owned();
                format!("{} {}", part("level"), part("message"))
            })
            .collect())
    }

    /// Whether nothing broke so far: no failure banner, no complaint of the
    /// browser since its log was last read, and none that a watched page kept.
    ///
    /// # Errors
    /// What broke.
    pub async fn is_whole(&self) -> Outcome {
        let mut complaints: Vec<String> = self.ask("window.complaints ?? []").await?;
        let lines = self.log_lines().await?.into_iter();
        complaints.extend(lines.filter(|line| line.starts_with("SEVERE")));
        if !complaints.is_empty() {
            let message = format!("The browser complains: {complaints:#?}");
            return Err(Failure::new(message));
        }
        if self.failure_banner().await?.is_some() {
            return Err(Failure::new("The page says that it broke."));
        }
        Ok(())
    }

    pub(crate) async fn screenshot(&self) -> Outcome<Vec<u8>> {
        done("Taking a screenshot", self.client.screenshot().await)
    }

    pub(crate) async fn source(&self) -> Outcome<String> {
        done("Reading the document", self.client.source().await)
    }

    /// The element that an expression stands for.
    async fn element(&self, expression: &str, it: impl Into<Value>) -> Outcome<Element> {
        let found: Value = self.ask_about(expression, it).await?;
        let id = found
            .as_object()
            .and_then(|reference| reference.values().next()?.as_str())
            .ok_or_else(|| Failure::new(format!("{expression} is no element.")))?;
        let id = id.to_owned().into();
        Ok(Element::from_element_id(self.client.clone(), id))
    }

    async fn devtools(&self, name: &str, params: Value) -> Outcome<Value> {
        done(name, command::devtools(&self.client, name, params).await)
    }
}

fn in_vain(what: &str) -> Failure {
    let patience = PATIENCE.as_secs();
    Failure::new(format!("Waited {patience} seconds in vain until {what}."))
}

/// The result of a command, with what it was for before its error.
fn done<T>(doing: &str, result: Result<T, CmdError>) -> Outcome<T> {
    result.while_doing(|| doing.to_owned())
}
