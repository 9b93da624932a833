//! The scenario: the one document. Settings, nodes, sessions, and a list of events.
//!
//! The opening screen, an export, a test and a replay are all this document, written as JSON
//! (`docs/scenario.md`).

mod fault;
pub(crate) mod parse;
mod place;
mod scan;
mod show;
mod syntax;
pub(crate) mod value;
pub mod write;

use std::rc::Rc;

use serde::Serialize;

pub use fault::Fault;

use crate::event::{Event, NodeSpec};
use crate::pace::{Pace, Slices, in_one_go};
use crate::policy::Policy;
#[cfg(feature = "schema")]
use crate::roster::MAX_NODES;
use crate::session::SessionSpec;

/// The version of the document that this crate reads and writes.
pub const VERSION: u32 = 1;

/// How many events a scenario may have.
pub const MAX_EVENTS: usize = 100_000;

/// How many characters a title may have.
pub const MAX_TITLE: usize = 200;

/// How many characters the text about a scenario may have.
pub const MAX_ABOUT: usize = 2000;

/// All of a scenario but its events.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Setup {
    /// What it is called.
    pub title: String,
    /// A sentence or two for the reader; may be empty.
    pub about: String,
    /// The client's settings.
    pub policy: Policy,
    /// The nodes at the start, in the order of the client's server list.
    pub nodes: Vec<NodeSpec>,
    /// The sessions, each written once at the start.
    pub sessions: Rc<SessionSpec>,
}

/// A whole scenario.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Scenario {
    /// What it starts with.
    pub setup: Rc<Setup>,
    /// What happens, in order.
    pub events: Vec<Event>,
}

/// A scenario as it is written.
#[derive(Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(
    feature = "schema",
    schemars(title = "Ringside scenario", deny_unknown_fields)
)]
pub struct Document<'a> {
    /// The version of this format: 1.
    #[cfg_attr(feature = "schema", schemars(extend("const" = VERSION)))]
    ringside: u32,
    /// What the scenario is called.
    #[serde(skip_serializing_if = "str::is_empty")]
    #[cfg_attr(feature = "schema", schemars(default, length(max = MAX_TITLE)))]
    title: &'a str,
    /// A sentence or two for the reader.
    #[serde(skip_serializing_if = "str::is_empty")]
    #[cfg_attr(feature = "schema", schemars(default, length(max = MAX_ABOUT)))]
    about: &'a str,
    /// The client's settings.
    policy: &'a Policy,
    /// The nodes at the start, in the order of the client's server list.
    #[cfg_attr(feature = "schema", schemars(length(min = 1, max = MAX_NODES)))]
    nodes: &'a [NodeSpec],
    /// The sessions, each written once at the start.
    sessions: &'a SessionSpec,
    /// What happens, in order.
    #[serde(skip_serializing_if = "<[Event]>::is_empty")]
    #[cfg_attr(feature = "schema", schemars(default, length(max = MAX_EVENTS)))]
    events: &'a [Event],
}

impl Scenario {
    /// Reads a scenario from JSON. Every event is checked against those before it.
    ///
    /// # Errors
    /// A [`Fault`] that names line, column, what was found and what was expected.
    pub fn parse(text: &str) -> Result<Self, Fault> {
        in_one_go(async |pace| parse::scenario(text, pace).await)
    }

    /// [`Scenario::parse`] in slices: the phase [`Phase::Reading`](crate::pace::Phase::Reading).
    ///
    /// # Errors
    /// As [`Scenario::parse`]. To find out what is wrong with a text is one long call.
    #[must_use]
    pub fn parse_in_slices<'a>(text: &'a str, pace: &'a Pace) -> Slices<'a, Result<Self, Fault>> {
        Box::pin(async move { parse::scenario(text, pace).await })
    }

    /// The scenario as JSON, indented. Reading it back gives an equal scenario.
    #[must_use]
    pub fn to_json(&self) -> String {
        to_json(&self.setup, &self.events)
    }
}

/// A scenario in two parts as JSON, indented.
#[must_use]
pub fn to_json(setup: &Setup, events: &[Event]) -> String {
    in_one_go(async |pace| write::in_slices(setup, events, pace).await).concat()
}
