//! The lesson room.

use super::{Page, done};
use crate::command;
use serde::Deserialize;
use serde_json::{Value, json};
use std::collections::BTreeMap;
use xtask::failure::{Failure, Outcome};

/// What the open lesson shows.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct LessonStep {
    /// The lesson's title.
    pub lesson: String,
    /// `Step 2 of 8`.
    pub place: String,
    /// The step's heading.
    pub heading: String,
    /// The figures in its text: as they are written in the lesson, and as they are shown.
    pub figures: Vec<(String, String)>,
    /// What the answer came to, once it was checked.
    pub outcome: Option<Outcomes>,
}

/// What an answer came to.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct Outcomes {
    /// `Right.` or `Not quite.`
    pub verdict: String,
    /// The sessions shown as the reason: key, and the nodes asked with their answers.
    pub reasons: Vec<(String, String)>,
}

impl Page {
    /// Opens the lesson with this title from the list.
    ///
    /// # Errors
    /// Where the list does not have it, or it does not come.
    pub async fn open_lesson(&self, title: &str) -> Outcome {
        if !self
            .ask::<bool>("document.querySelector('.contents') !== null")
            .await?
        {
            self.click_button("Lessons").await?;
        }
        self.click_button(&format!("Start: {title}")).await?;
        self.until("the lesson is there", async || {
            let step = self.lesson().await?;
            Ok(step.filter(|step| step.lesson == title).map(|_| ()))
        })
        .await?;
        self.settle().await
    }

    /// What the open lesson shows; none where none is open.
    ///
    /// # Errors
    /// Where the page cannot be read.
    pub async fn lesson(&self) -> Outcome<Option<LessonStep>> {
        self.ask("lesson()").await
    }

    /// Whether there is a button of this name in the lesson room.
    ///
    /// # Errors
    /// Where the page cannot be read.
    pub async fn room_has(&self, button: &str) -> Outcome<bool> {
        self.ask_about(
            "all('.room button').some((it_) => words(it_) === it)",
            button,
        )
        .await
    }

    /// What a screen reader finds in the lesson room, line by line: role and name of each thing,
    /// as the browser gives them to it.
    ///
    /// # Errors
    /// Where the browser does not answer.
    pub async fn heard_in_room(&self) -> Outcome<Vec<String>> {
        let asked = command::devtools(&self.client, "Accessibility.getFullAXTree", json!({})).await;
        let answer = done("Asking for what a screen reader is told", asked)?;
        let nodes = answer["nodes"].as_array().cloned().unwrap_or_default();
        let tree: BTreeMap<String, Value> = nodes
            .into_iter()
            .map(|node| (text(&node["nodeId"]), node))
            .collect();
        let room = tree
            .values()
            .find(|node| role(node) == "region" && text(&node["name"]["value"]) == "Lessons")
            .ok_or_else(|| Failure::new("There is no region named Lessons."))?;
        let mut lines = Vec::new();
        hear(room, &tree, &mut lines);
        Ok(lines)
    }
}

fn text(value: &Value) -> String {
    value.as_str().unwrap_or_default().to_owned()
}

fn role(node: &Value) -> &str {
    node["role"]["value"].as_str().unwrap_or_default()
}

fn children<'a>(node: &Value, tree: &'a BTreeMap<String, Value>) -> Vec<&'a Value> {
    let ids = node["childIds"].as_array().into_iter().flatten();
    ids.filter_map(|id| tree.get(id.as_str()?)).collect()
}

/// Adds a line for each thing that is told of in one go.
fn hear(node: &Value, tree: &BTreeMap<String, Value>, lines: &mut Vec<String>) {
    let (role, name) = (role(node), text(&node["name"]["value"]));
    let told = node["ignored"] != true;
    match role {
        "heading" | "button" | "link" | "radio" | "checkbox" | "spinbutton" | "textbox" if told => {
            let states = node["properties"].as_array().into_iter().flatten();
            let mut said: Vec<&str> = states
                .filter_map(
                    |state| match (state["name"].as_str()?, &state["value"]["value"]) {
                        ("checked", value) if *value == "true" => Some("checked"),
                        ("disabled", value) if *value == true => Some("unavailable"),
                        _ => None,
                    },
                )
                .collect();
            said.insert(0, role);
            lines.push(format!("{}: {name}", said.join(", ")));
        }
        "paragraph" | "status" | "listitem" if told => {
            let mut words = String::new();
            gather(node, tree, &mut words);
            let words = words.split_whitespace().collect::<Vec<_>>().join(" ");
            if !words.is_empty() {
                lines.push(words);
            }
        }
        // Words that stand alone.
        "StaticText" if told && !name.trim().is_empty() => lines.push(name),
        "group" if told => {
            lines.push(format!("group: {name}"));
            for child in children(node, tree) {
                // The legend is the group's name.
                if self::role(child).to_lowercase() != "legend" {
                    hear(child, tree, lines);
                }
            }
        }
        _ => descend(node, tree, lines),
    }
}

fn descend(node: &Value, tree: &BTreeMap<String, Value>, lines: &mut Vec<String>) {
    for child in children(node, tree) {
        hear(child, tree, lines);
    }
}

/// The words of all that is inside, in their order.
fn gather(node: &Value, tree: &BTreeMap<String, Value>, words: &mut String) {
    if role(node) == "StaticText" {
        if words.ends_with('.') {
            words.push(' ');
        }
        words.push_str(&text(&node["name"]["value"]));
        return;
    }
    for child in children(node, tree) {
        gather(child, tree, words);
    }
}
