//! Other addresses: links to the page, and pages that it is a part of.

use super::{Page, done};
use xtask::failure::Outcome;

impl Page {
    /// Goes to an address, whatever lies there.
    ///
    /// # Errors
    /// Where the browser cannot.
    pub async fn go(&self, address: &str) -> Outcome {
        done(
            &format!("Opening {address}"),
            self.client.goto(address).await,
        )
    }

    /// Opens the page anew with this after its address, as a link from elsewhere does.
    ///
    /// # Errors
    /// Where it cannot be used in the end.
    pub async fn open_with(&self, after: &str) -> Outcome {
        self.go("about:blank").await?;
        self.go(&format!("{}{after}", self.url)).await?;
        self.is_ready().await
    }

    /// Changes the fragment of the open page's address, as pasting a link there does.
    ///
    /// # Errors
    /// Where the browser cannot.
    pub async fn paste_fragment(&self, fragment: &str) -> Outcome {
        self.go(&format!("{}#{fragment}", self.url)).await?;
        self.settle().await
    }

    /// From now on acts within the only frame of the document.
    ///
    /// # Errors
    /// Where there is none, or what is in it cannot be used in the end.
    pub async fn enter_frame(&self) -> Outcome {
        done("Entering the frame", self.client.enter_frame(0).await)?;
        self.is_ready().await
    }

    /// What this device keeps of the work; none if nothing.
    ///
    /// # Errors
    /// Where the storage cannot be read.
    pub async fn kept_work(&self) -> Outcome<Option<String>> {
        self.ask("localStorage.getItem('ringside.work')").await
    }

    /// The link of the share dialog, which is opened and closed again.
    ///
    /// # Errors
    /// Where it does not open.
    pub async fn link(&self) -> Outcome<String> {
        self.click_button("Share…").await?;
        self.until_true(
            "the dialog is open",
            "document.getElementById('share-link')?.closest('dialog').open",
        )
        .await?;
        let link = self.text_in("Link").await?;
        self.click_button("Close").await?;
        Ok(link)
    }
}
