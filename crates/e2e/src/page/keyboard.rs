//! The keyboard, and nothing else.

use super::{Page, done};
use crate::command;
use fantoccini::actions::{InputSource, KeyAction, KeyActions};
use fantoccini::key::Key;
use std::collections::BTreeMap;
use std::fmt::{self, Display, Formatter};
use xtask::failure::{Failure, Outcome};

/// More than there is on any page of ours.
const MOST_STEPS: usize = 200;

/// How many letters of a label are compared at a glance. Later ones may be spaced otherwise.
const GLANCED: usize = 3;

/// What has the keyboard focus.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Focused {
    /// Its role.
    pub role: String,
    /// Its name.
    pub name: String,
}

impl Display for Focused {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        write!(f, "{} {:?}", self.role, self.name)
    }
}

impl Page {
    /// Presses a key.
    ///
    /// # Errors
    /// Where the browser does not answer.
    pub async fn press(&self, key: impl Into<char>) -> Outcome {
        self.press_with(&[], key).await
    }

    /// Presses a key while others are held.
    ///
    /// # Errors
    /// Where the browser does not answer.
    pub async fn press_with(&self, held: &[Key], key: impl Into<char>) -> Outcome {
        self.strike(held, key.into()).await?;
        self.settle().await
    }

    /// Presses a key, and waits for nothing.
    async fn strike(&self, held: &[Key], key: char) -> Outcome {
        let mut keys = KeyActions::new("keyboard".into());
        for &held in held {
            keys = keys.then(KeyAction::Down { value: held.into() });
        }
        keys = keys
            .then(KeyAction::Down { value: key })
            .then(KeyAction::Up { value: key });
        for &held in held.iter().rev() {
            keys = keys.then(KeyAction::Up { value: held.into() });
        }
        done("Pressing a key", self.client.perform_actions(keys).await)
    }

    /// Types a text, key by key.
    ///
    /// # Errors
    /// Where the browser does not answer.
    pub async fn type_in(&self, text: &str) -> Outcome {
        let mut keys = KeyActions::new("keyboard".into());
        for typed in text.chars() {
            let value = if typed == '\n' {
                Key::Enter.into()
            } else {
                typed
            };
            keys = keys
                .then(KeyAction::Down { value })
                .then(KeyAction::Up { value });
        }
        done("Typing", self.client.perform_actions(keys).await)?;
        self.settle().await
    }

    /// What has the focus, as a screen reader is told.
    ///
    /// # Errors
    /// Where the browser does not answer.
    pub async fn focused(&self) -> Outcome<Focused> {
        let element = self.client.active_element().await;
        let element = done("Looking for the focus", element)?;
        let (role, name) = done(
            "Asking for role and name",
            command::role_and_name(&self.client, &element).await,
        )?;
        let text = |value: serde_json::Value| value.as_str().unwrap_or_default().to_owned();
        Ok(Focused {
            role: text(role),
            name: text(name),
        })
    }

    /// The label of what has the focus, read from the document: in a fraction of the time that it
    /// takes to ask what a screen reader is told, and good enough to see that it is something else.
    async fn glance(&self) -> Outcome<String> {
        self.ask("((element) => element === document.body ? '' : labelOf(element))(document.activeElement)")
            .await
    }

    /// Presses Tab until something with a name that begins so has the focus.
    ///
    /// # Errors
    /// Where Tab never gets there.
    pub async fn tab_to(&self, role: &str, name: &str) -> Outcome {
        self.press_until(Key::Tab, role, name).await
    }

    /// Presses Tab, then the arrow keys, until the node or session of this name
    /// has the focus.
    ///
    /// # Errors
    /// Where the keys never get there.
    pub async fn walk_to(&self, name: &str) -> Outcome {
        let group = self
            .ask_about::<String>(
                "(nodes().some((e) => labelOf(e).startsWith(`${it}: `)) ? nodes : sessions)().map(labelOf).join('\\n')",
                name,
            )
            .await?;
        let inside = |name: &str| group.lines().any(|label| label == name);
        for _ in 0..MOST_STEPS {
            if inside(&self.glance().await?) {
                self.settle().await?;
                return self
                    .press_until(Key::Right, "button", &format!("{name}: "))
                    .await;
            }
            self.strike(&[], Key::Tab.into()).await?;
        }
        Err(Failure::new(format!(
            "Tab does not lead to the ring, where {name} is."
        )))
    }

    /// The names of what can be clicked but is reached neither with Tab nor, where
    /// several things form a group, with the arrow keys.
    ///
    /// # Errors
    /// Where the browser does not answer, or Tab goes on for ever.
    pub async fn out_of_reach(&self) -> Outcome<Vec<String>> {
        let mut missing: BTreeMap<String, String> = BTreeMap::new();
        let there: Vec<(serde_json::Value, String)> = self
            .ask("interactive().map((element) => [element, labelOf(element)])")
            .await?;
        for (element, label) in there {
            missing.insert(id_in(&element), label);
        }
        let mut first = None;
        for _ in 0..MOST_STEPS {
            self.press(Key::Tab).await?;
            let met = self.met().await?;
            match &first {
                None => first = Some(met.clone()),
                Some(first) if *first == met => return Ok(missing.into_values().collect()),
                Some(_) => {}
            }
            missing.remove(&met);
            if self
                .ask("document.activeElement.closest('[role=group]') !== null")
                .await?
            {
                self.go_round(&met, &mut missing).await?;
            }
        }
        Err(Failure::new("Tab never comes back to where it began."))
    }

    /// Goes through a group with the arrow keys.
    async fn go_round(&self, start: &str, missing: &mut BTreeMap<String, String>) -> Outcome {
        for _ in 0..MOST_STEPS {
            self.press(Key::Right).await?;
            let met = self.met().await?;
            if met == start {
                return Ok(());
            }
            missing.remove(&met);
        }
        Err(Failure::new(
            "The arrow keys never come back to where they began.",
        ))
    }

    /// What stands for the element with the focus.
    async fn met(&self) -> Outcome<String> {
        Ok(id_in(&self.ask("document.activeElement").await?))
    }

    /// Presses a key until something with a name that begins so has the focus.
    ///
    /// # Errors
    /// Where the key never gets there.
    pub async fn press_until(&self, key: Key, role: &str, name: &str) -> Outcome {
        // Tab changes nothing but the focus, so it need not be drawn.
        let hurries = char::from(key) == char::from(Key::Tab);
        let beginning: String = name.chars().take(GLANCED).collect();
        let mut met = Vec::new();
        for _ in 0..MOST_STEPS {
            let label = if hurries {
                self.glance().await?
            } else {
                String::new()
            };
            // What has no label for the page may have one for the browser.
            if label.is_empty() || label.starts_with(&beginning) {
                self.settle().await?;
                let focused = self.focused().await?;
                if focused.role == role && focused.name.starts_with(name) {
                    return Ok(());
                }
                met.push(focused.to_string());
            } else {
                met.push(label);
            }
            self.strike(&[], key.into()).await?;
            if !hurries {
                self.settle().await?;
            }
        }
        met.truncate(40);
        Err(Failure::new(format!(
            "The keys do not lead to the {role} {name:?}. They lead to: {}",
            met.join(", ")
        )))
    }
}

/// What the driver calls an element that a script returned.
fn id_in(element: &serde_json::Value) -> String {
    element.to_string()
}
