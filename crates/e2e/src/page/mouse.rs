//! Clicking, tapping and choosing.

use super::{Page, done};
use fantoccini::actions::{
    InputSource, MOUSE_BUTTON_LEFT, MouseActions, PointerAction, TouchActions,
};
use serde::Deserialize;
use serde_json::{Value, json};
use xtask::failure::{Failure, Outcome};

/// A point of the window.
#[derive(Debug, Clone, Copy, Deserialize)]
pub(super) struct Spot {
    pub x: f64,
    pub y: f64,
}

impl Page {
    /// Clicks a button.
    ///
    /// # Errors
    /// Where not exactly one has this name, or something lies before it.
    pub async fn click_button(&self, name: &str) -> Outcome {
        self.click_named("button", name).await
    }

    /// Follows a link that loads the page again.
    ///
    /// # Errors
    /// Where not exactly one has this name, or the page does not come back.
    pub async fn follow(&self, link: &str) -> Outcome {
        let element = self
            .element("named(it)", json!({ "role": "link", "name": link }))
            .await?;
        done(&format!("Following {link}"), element.click().await)?;
        self.is_ready().await
    }

    /// Clicks an element of this role.
    ///
    /// # Errors
    /// Where not exactly one has this name, or something lies before it.
    pub async fn click_named(&self, role: &str, name: &str) -> Outcome {
        let element = self
            .element("named(it)", json!({ "role": role, "name": name }))
            .await?;
        done(&format!("Clicking {name}"), element.click().await)?;
        self.settle().await
    }

    /// Chooses from a drop-down.
    ///
    /// # Errors
    /// Where there is no such drop-down or no such choice.
    pub async fn choose(&self, name: &str, choice: &str) -> Outcome {
        let select = json!({ "role": "select", "name": name });
        let at = self.choices(name).await?.iter().position(|it| it == choice);
        let at = at.ok_or_else(|| Failure::new(format!("{name} has no choice {choice}.")))?;
        let select = self.element("named(it)", select).await?;
        let chosen = select.select_by_index(at).await;
        done(&format!("Choosing {choice} as {name}"), chosen)?;
        self.settle().await
    }

    /// Chooses from a drop-down by the value that stands for the choice.
    ///
    /// # Errors
    /// Where there is no such drop-down or no such choice.
    pub async fn choose_value(&self, name: &str, value: &str) -> Outcome {
        let select = json!({ "role": "select", "name": name });
        let select = self.element("named(it)", select).await?;
        let chosen = select.select_by_value(value).await;
        done(&format!("Choosing {value} as {name}"), chosen)?;
        self.settle().await
    }

    /// What a drop-down shows.
    ///
    /// # Errors
    /// Where there is no such drop-down.
    pub async fn chosen(&self, name: &str) -> Outcome<String> {
        let select = json!({ "role": "select", "name": name });
        self.ask_about("words(named(it).selectedOptions[0])", select)
            .await
    }

    /// The choices of a drop-down.
    ///
    /// # Errors
    /// Where there is no such drop-down.
    pub async fn choices(&self, name: &str) -> Outcome<Vec<String>> {
        let select = json!({ "role": "select", "name": name });
        self.ask_about("[...named(it).options].map(words)", select)
            .await
    }

    /// Whether a button can be clicked.
    ///
    /// # Errors
    /// Where not exactly one has this name.
    pub async fn is_enabled(&self, button: &str) -> Outcome<bool> {
        let button = json!({ "role": "button", "name": button });
        self.ask_about(
            "!named(it).disabled && named(it).ariaDisabled !== 'true'",
            button,
        )
        .await
    }

    /// Clicks a point of the window, whatever is there.
    ///
    /// # Errors
    /// Where the browser does not answer.
    pub async fn click_at(&self, x: u32, y: u32) -> Outcome {
        self.click("it", json!({ "x": x, "y": y })).await
    }

    pub(super) async fn click(&self, place: &str, it: impl Into<Value>) -> Outcome {
        let Spot { x, y } = self.spot(place, it.into()).await?;
        let mouse = MouseActions::new("mouse".into())
            .then(PointerAction::MoveTo {
                duration: None,
                x,
                y,
            })
            .then(PointerAction::Down {
                button: MOUSE_BUTTON_LEFT,
            })
            .then(PointerAction::Up {
                button: MOUSE_BUTTON_LEFT,
            });
        done("Clicking", self.client.perform_actions(mouse).await)?;
        self.settle().await
    }

    pub(super) async fn tap(&self, place: &str, it: impl Into<Value>) -> Outcome {
        let Spot { x, y } = self.spot(place, it.into()).await?;
        let finger = TouchActions::new("finger".into())
            .then(PointerAction::MoveTo {
                duration: None,
                x,
                y,
            })
            .then(PointerAction::Down {
                button: MOUSE_BUTTON_LEFT,
            })
            .then(PointerAction::Up {
                button: MOUSE_BUTTON_LEFT,
            });
        done("Tapping", self.client.perform_actions(finger).await)?;
        self.settle().await
    }

    pub(super) async fn spot(&self, place: &str, it: Value) -> Outcome<Spot> {
        let shown = it.to_string();
        let spot: Option<Spot> = self.ask_about(place, it).await?;
        spot.ok_or_else(|| Failure::new(format!("Something lies before all of {shown}.")))
    }
}
