//! Files: given to the page, and saved from it.

use super::mouse::Spot;
use super::{Page, done};
use crate::browser::DOWNLOADS;
use serde_json::json;
use std::fs;
use std::path::PathBuf;
use xtask::failure::{Outcome, While};

impl Page {
    /// Makes a file on the visitor's disk.
    ///
    /// # Errors
    /// Where it cannot be written.
    pub fn file(&self, name: &str, content: impl AsRef<[u8]>) -> Outcome<PathBuf> {
        let file = self.folder.join(name);
        fs::write(&file, content).while_doing(|| format!("Writing {}", file.display()))?;
        Ok(file)
    }

    /// Gives the page a file through the field of this name.
    ///
    /// # Errors
    /// Where there is no such field, or the file cannot be written.
    pub async fn give_file(&self, field: &str, name: &str, content: impl AsRef<[u8]>) -> Outcome {
        let file = self.file(name, content)?;
        let input = self
            .element("named(it)", json!({ "role": "field", "name": field }))
            .await?;
        let path = file.to_string_lossy();
        done(&format!("Opening {path}"), input.send_keys(&path).await)?;
        self.settle().await
    }

    /// Drops a file onto a field, as if dragged there from another window.
    ///
    /// # Errors
    /// Where there is no such field, or the file cannot be written.
    pub async fn drop_file(&self, field: &str, name: &str, content: impl AsRef<[u8]>) -> Outcome {
        let file = self.file(name, content)?;
        let field = json!({ "role": "field", "name": field });
        let Spot { x, y } = self.spot("spot(named(it))", field).await?;
        for kind in ["dragEnter", "dragOver", "drop"] {
            let data = json!({ "items": [], "files": [file], "dragOperationsMask": 1 });
            let event = json!({ "type": kind, "x": x, "y": y, "data": data });
            self.devtools("Input.dispatchDragEvent", event).await?;
        }
        self.settle().await
    }

    /// Opens a scenario file.
    ///
    /// # Errors
    /// Where there is no field for it, or the file cannot be written.
    pub async fn open_file(&self, name: &str, content: impl AsRef<[u8]>) -> Outcome {
        self.give_file("Scenario file", name, content).await
    }

    /// Waits for a file that the page saves, and takes it away.
    ///
    /// # Errors
    /// Where it does not come.
    pub async fn saved(&self, name: &str) -> Outcome<String> {
        let bytes = self.saved_bytes(name).await?;
        String::from_utf8(bytes).while_doing(|| format!("Reading {name} as a text"))
    }

    /// The same for a file that is no text.
    ///
    /// # Errors
    /// Where it does not come.
    pub async fn saved_bytes(&self, name: &str) -> Outcome<Vec<u8>> {
        let file = self.folder.join(DOWNLOADS).join(name);
        // The browser gives a file its name when it is complete.
        let bytes = self
            .until(&format!("{name} is saved"), async || {
                Ok(fs::read(&file).ok().filter(|bytes| !bytes.is_empty()))
            })
            .await?;
        fs::remove_file(&file).while_doing(|| format!("Removing {}", file.display()))?;
        Ok(bytes)
    }

    /// Saves what is shown in one of the forms that the share dialog offers, and takes the file.
    ///
    /// # Errors
    /// Where there is no such button, or the file does not come.
    pub async fn save_as(&self, form: &str, name: &str) -> Outcome<Vec<u8>> {
        self.click_button("Share…").await?;
        self.click_button(form).await?;
        let bytes = self.saved_bytes(name).await?;
        self.click_button("Close").await?;
        Ok(bytes)
    }
}
