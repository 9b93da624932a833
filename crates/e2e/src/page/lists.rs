//! *Your cluster*: its lists and its table.

use super::Page;
use fantoccini::key::Key;
use serde_json::json;
use xtask::failure::Outcome;

impl Page {
    /// Opens *Your cluster*.
    ///
    /// # Errors
    /// Where the menu lacks it.
    pub async fn open_your_cluster(&self) -> Outcome {
        self.open_scenario("Your cluster").await
    }

    /// Replaces the text of a field at one go, as pasting does.
    ///
    /// # Errors
    /// Where there is no such field.
    pub async fn paste(&self, field: &str, text: &str) -> Outcome {
        self.click_named("field", field).await?;
        self.press_with(&[Key::Control], 'a').await?;
        self.press(Key::Delete).await?;
        if !text.is_empty() {
            self.devtools("Input.insertText", json!({ "text": text }))
                .await?;
        }
        self.settle().await
    }

    /// Replaces the text of a field key by key.
    ///
    /// # Errors
    /// Where there is no such field.
    pub async fn type_into(&self, field: &str, text: &str) -> Outcome {
        self.click_named("field", field).await?;
        self.press_with(&[Key::Control], 'a').await?;
        self.press(Key::Delete).await?;
        self.type_in(text).await
    }

    /// The text in a field.
    ///
    /// # Errors
    /// Where there is no such field.
    pub async fn text_in(&self, field: &str) -> Outcome<String> {
        self.ask_about("named(it).value", json!({ "role": "field", "name": field }))
            .await
    }

    /// What is wrong with a list, fault by fault.
    ///
    /// # Errors
    /// Where there is no such list.
    pub async fn faults(&self, list: &str) -> Outcome<Vec<String>> {
        self.ask_about("all(`#${it}-faults li`).map(words)", list)
            .await
    }

    /// What is said below a list: how much of it was read.
    ///
    /// # Errors
    /// Where there is no such list.
    pub async fn list_said(&self, list: &str) -> Outcome<String> {
        self.ask_about("words(document.querySelector(`#${it}-help b`))", list)
            .await
    }

    /// The rows of the placement's table, cell by cell.
    ///
    /// # Errors
    /// Where it is not shown.
    pub async fn table_rows(&self) -> Outcome<Vec<Vec<String>>> {
        self.ask("all('section[aria-labelledby=placement-title] tbody tr').map((row) => [...row.cells].map(words))")
            .await
    }

    /// How many keys the table has found, of how many, as it says.
    ///
    /// # Errors
    /// Where it is not shown.
    pub async fn table_said(&self) -> Outcome<String> {
        self.ask("words(document.querySelector('section[aria-labelledby=placement-title] [role=status]'))")
            .await
    }
}
