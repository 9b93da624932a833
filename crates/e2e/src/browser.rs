//! A browser that one visit after the other has to itself.

use crate::command;
use crate::driver::Driver;
use crate::engine::{Engine, Kind};
use crate::tools;
use fantoccini::error::CmdError;
use fantoccini::{Client, ClientBuilder};
use hyper_util::client::legacy::connect::HttpConnector;
use serde_json::{Value, json};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU32, Ordering};
use std::{fs, process};
use tokio::runtime::{self, Runtime};
use xtask::failure::{Outcome, While};

/// Where in a visit's folder the browser puts what it downloads.
pub const DOWNLOADS: &str = "downloads";

/// A running browser. Dropping it ends it.
#[derive(Debug)]
pub struct Browser {
    client: Client,
    runtime: Runtime,
    kind: Kind,
    /// All files of the browser and its visits. They go with the driver.
    folder: PathBuf,
    visits: u32,
    _driver: Driver,
}

impl Browser {
    /// Starts one.
    ///
    /// # Errors
    /// Where it or its driver does not start.
    pub fn start(kind: Kind) -> Outcome<Self> {
        let folder = new_folder()?;
        let driver = kind.engine.start_driver(&folder)?;
        let runtime = runtime::Builder::new_current_thread()
            .enable_all()
            .build()
            .while_doing(|| "Starting to wait for the browser".into())?;
        let capabilities = kind.engine.capabilities(kind, &folder)?;
        let client = runtime
            .block_on(
                ClientBuilder::new(HttpConnector::new())
                    .capabilities(capabilities)
                    .connect(&driver.url()),
            )
            .while_doing(|| format!("Starting {:?}", kind.engine))?;
        Ok(Self {
            client,
            runtime,
            kind,
            folder,
            visits: 0,
            _driver: driver,
        })
    }

    /// How it was started.
    pub fn kind(&self) -> Kind {
        self.kind
    }

    /// What it is driven with.
    pub fn client(&self) -> &Client {
        &self.client
    }

    /// What waits for its answers.
    pub fn runtime(&self) -> &Runtime {
        &self.runtime
    }

    /// The folder of the visit that is made now.
    pub fn visit_folder(&self) -> PathBuf {
        self.folder.join(format!("visit-{}", self.visits))
    }

    /// Makes it ready for the next visit: it knows nothing of those before.
    ///
    /// # Errors
    /// Where it does not answer.
    pub fn prepare(&mut self) -> Outcome {
        self.visits += 1;
        let folder = self.visit_folder();
        fs::create_dir_all(&folder).while_doing(|| format!("Making {}", folder.display()))?;
        let ready = async {
            match self.kind.engine {
                Engine::Chromium => forget(&self.client, &folder.join(DOWNLOADS)).await,
                // The drivers have no common option for it.
                Engine::Firefox | Engine::WebKit => {
                    self.client.set_window_rect(0, 0, 1280, 900).await
                }
            }
        };
        let ready = self.runtime.block_on(ready);
        ready.while_doing(|| "Preparing the browser for a visit".into())
    }

    /// Clears away a visit that went well, and tells whether there can be another.
    ///
    /// Whatever was set for its tab goes with that: sizes, media, scripts that run before the
    /// page.
    pub fn renew(&self) -> bool {
        // The others cannot be told to forget what they have stored.
        self.kind.engine == Engine::Chromium
            && self.runtime.block_on(new_tab(&self.client)).is_ok()
            && fs::remove_dir_all(self.visit_folder()).is_ok()
    }
}

/// Lets a browser forget what its visits stored and were allowed, and empties its log.
async fn forget(client: &Client, downloads: &Path) -> Result<(), CmdError> {
    let everything = json!({ "origin": "*", "storageTypes": "all" });
    let here = json!({ "behavior": "allow", "downloadPath": downloads });
    for (name, params) in [
        ("Page.bringToFront", json!({})),
        ("Storage.clearDataForOrigin", everything),
        ("Network.clearBrowserCookies", json!({})),
        ("Network.clearBrowserCache", json!({})),
        ("Browser.resetPermissions", json!({})),
        ("Browser.setDownloadBehavior", here),
    ] {
        command::devtools(client, name, params).await?;
    }
    command::log(client, "browser").await.map(|_: Value| ())
}

/// Opens an empty tab and closes all others.
async fn new_tab(client: &Client) -> Result<(), CmdError> {
    let tab = client.new_window(true).await?.handle;
    for other in client.windows().await? {
        if other != tab {
            client.switch_to_window(other).await?;
            client.close_window().await?;
        }
    }
    client.switch_to_window(tab).await
}

/// A folder for a browser. It lies in the project's `target`, as some systems keep `/tmp` in
/// memory.
fn new_folder() -> Outcome<PathBuf> {
    static MADE: AtomicU32 = AtomicU32::new(0);
    let number = MADE.fetch_add(1, Ordering::Relaxed);
    let name = format!("visits/{}-{number}", process::id());
    let folder = tools::evidence()?.join(name);
    fs::create_dir_all(&folder).while_doing(|| format!("Making {}", folder.display()))?;
    Ok(folder)
}
