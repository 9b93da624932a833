//! The ring: its nodes, its sessions, its line.

use super::Page;
use crate::picture::Picture;
use xtask::failure::Outcome;

impl Page {
    /// Everything on the ring, as it is now.
    ///
    /// # Errors
    /// Where it cannot be read.
    pub async fn picture(&self) -> Outcome<Picture> {
        self.ask("picture()").await
    }

    /// Clicks a node.
    ///
    /// # Errors
    /// Where there is none of this name, or a click cannot meet it.
    pub async fn click_node(&self, name: &str) -> Outcome {
        self.click("spot(node(it))", name).await
    }

    /// Clicks a session.
    ///
    /// # Errors
    /// Where none with this key is drawn, or a click cannot meet it.
    pub async fn click_session(&self, key: &str) -> Outcome {
        self.click("spot(session(it))", key).await
    }

    /// Clicks the line of the ring, this many turns clockwise from the top.
    ///
    /// # Errors
    /// Where there is no ring.
    pub async fn click_ring(&self, turn: f64) -> Outcome {
        self.click("onRing(it)", turn).await
    }

    /// Clicks inside the ring, where sessions lie that are too many for marks of
    /// their own.
    ///
    /// # Errors
    /// Where there is no ring.
    pub async fn click_cloud(&self, turn: f64) -> Outcome {
        self.click("onRing(it, 0.7)", turn).await
    }

    /// A place on the line of the ring, in turns, with nothing on it.
    ///
    /// # Errors
    /// Where there is none.
    pub async fn free_turn(&self) -> Outcome<f64> {
        self.ask("freeTurn()").await
    }

    /// Taps a node.
    ///
    /// # Errors
    /// Where there is none of this name, or a tap cannot meet it.
    pub async fn tap_node(&self, name: &str) -> Outcome {
        self.tap("spot(node(it))", name).await
    }

    /// Taps a session.
    ///
    /// # Errors
    /// Where none with this key is drawn, or a tap cannot meet it.
    pub async fn tap_session(&self, key: &str) -> Outcome {
        self.tap("spot(session(it))", key).await
    }
}
