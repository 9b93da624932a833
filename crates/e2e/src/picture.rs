//! The ring as it is drawn and named, read at one moment.

use serde::Deserialize;
use std::collections::BTreeMap;

/// Everything on the ring. Two are equal if a person could not tell them apart.
#[derive(Debug, Clone, PartialEq, Deserialize)]
pub struct Picture {
    /// The nodes, in the order in which the keyboard reaches them.
    pub nodes: Vec<NodeMark>,
    /// The sessions, in the order in which the keyboard reaches them.
    pub sessions: Vec<SessionMark>,
    /// The numbers on the legend's buttons, by verdict.
    pub legend: BTreeMap<String, usize>,
    /// The coloured arcs.
    pub ring: Vec<String>,
    /// What stands in the middle.
    pub survivors: String,
}

/// A node on the ring.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct NodeMark {
    /// Its accessible name, such as `node-3: 16 copies, up. Crash it`.
    pub label: String,
    /// Where and how it is drawn.
    pub drawn: String,
}

/// A session on the ring.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct SessionMark {
    /// Its accessible name, such as `session-7: lost, 0 copies left`.
    pub label: String,
    /// The verdict whose colour and shape it has.
    pub verdict: Option<String>,
    /// Where and how it is drawn.
    pub drawn: String,
}

impl Picture {
    /// The node of this name.
    ///
    /// # Panics
    /// Where there is none.
    #[must_use]
    pub fn node(&self, name: &str) -> &NodeMark {
        let found = self.nodes.iter().find(|node| node.name() == name);
        found.unwrap_or_else(|| panic!("There is no {name} among {:?}", self.node_labels()))
    }

    /// The names of all nodes.
    #[must_use]
    pub fn node_names(&self) -> Vec<&str> {
        self.nodes.iter().map(NodeMark::name).collect()
    }

    /// The accessible names of all nodes.
    #[must_use]
    pub fn node_labels(&self) -> Vec<&str> {
        self.nodes.iter().map(|node| node.label.as_str()).collect()
    }

    /// The session with this key.
    ///
    /// # Panics
    /// Where there is none.
    #[must_use]
    pub fn session(&self, key: &str) -> &SessionMark {
        let found = self.sessions.iter().find(|session| session.key() == key);
        found.unwrap_or_else(|| panic!("No session {key} is drawn."))
    }

    /// How many sessions are drawn with each verdict; the legend counts the same.
    #[must_use]
    pub fn drawn(&self) -> BTreeMap<String, usize> {
        let mut drawn: BTreeMap<String, usize> = self
            .legend
            .keys()
            .map(|verdict| (verdict.clone(), 0))
            .collect();
        for session in &self.sessions {
            let verdict = session.verdict.clone().unwrap_or_default();
            *drawn.entry(verdict).or_default() += 1;
        }
        drawn
    }

    /// How many sessions are drawn with one verdict.
    #[must_use]
    pub fn count(&self, verdict: &str) -> usize {
        self.drawn().get(verdict).copied().unwrap_or_default()
    }
}

impl NodeMark {
    /// Its name.
    #[must_use]
    pub fn name(&self) -> &str {
        parts(&self.label).0
    }

    /// Its state, such as `up` or `down`.
    #[must_use]
    pub fn state(&self) -> &str {
        let said = parts(&self.label).1;
        let state = said.split_once(", ").map_or(said, |(_, after)| after);
        state.split_once(". ").map_or(state, |(state, _)| state)
    }

    /// How many copies it holds, as its name says.
    ///
    /// # Panics
    /// Where the name does not say it.
    #[must_use]
    pub fn copies(&self) -> usize {
        number_before(&self.label, " cop")
    }
}

impl SessionMark {
    /// Its key.
    #[must_use]
    pub fn key(&self) -> &str {
        parts(&self.label).0
    }

    /// The verdict as it is said.
    #[must_use]
    pub fn said(&self) -> &str {
        let said = parts(&self.label).1;
        said.split(", ").next().unwrap_or(said)
    }

    /// How many copies are left, as its name says.
    ///
    /// # Panics
    /// Where the name does not say it.
    #[must_use]
    pub fn copies(&self) -> usize {
        number_before(&self.label, " cop")
    }
}

/// What is named, and what is said of it.
fn parts(label: &str) -> (&str, &str) {
    label.split_once(": ").unwrap_or((label, ""))
}

fn number_before(label: &str, word: &str) -> usize {
    let before = label.split_once(word).map_or("", |(before, _)| before);
    let number = before.rsplit(' ').next().unwrap_or(before);
    let number = number.parse();
    number.unwrap_or_else(|_| panic!("{label:?} gives no number before {word:?}"))
}
