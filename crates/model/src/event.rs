//! Events: what can happen to the nodes, to the server list and to the sessions.

use serde::Serialize;

use crate::seconds::Seconds;
use crate::traffic::Traffic;

/// A node as a scenario gives it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct NodeSpec {
    /// Its name, unique in the scenario: `host`, `host:port` or `[address]:port`.
    /// Without a port it listens on 11211.
    #[cfg_attr(feature = "schema", schemars(length(min = 1)))]
    pub name: String,
    /// Its weight beside the others. Clients without weights pass over it.
    #[serde(skip_serializing_if = "NodeSpec::is_one")]
    #[cfg_attr(
        feature = "schema",
        schemars(default, extend("default" = 1), range(min = 1, max = 1_000_000))
    )]
    pub weight: u32,
    /// The name that the client's configuration gives it beside its address. twemproxy hashes it
    /// in place of the address.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(
        feature = "schema",
        schemars(with = "String", default, length(min = 1, max = 80))
    )]
    pub alias: Option<String>,
    /// Its points on the ring, given by hand; only with the placement *plain*. Without them,
    /// *plain* spreads the first nodes evenly and puts a newcomer into the widest gap.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    #[cfg_attr(feature = "schema", schemars(default))]
    pub tokens: Vec<u32>,
}

impl NodeSpec {
    /// A node of weight 1 with this name.
    #[must_use]
    pub fn named(name: impl Into<String>) -> Self {
        Self {
            name: name.into(),
            weight: 1,
            alias: None,
            tokens: Vec::new(),
        }
    }

    #[expect(
        clippy::trivially_copy_pass_by_ref,
        reason = "serde calls it with a reference"
    )]
    const fn is_one(weight: &u32) -> bool {
        *weight == 1
    }
}

/// One thing that happens. Each is distinct: a crash is not a leave, and a restart brings
/// no data back.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Event {
    /// The node's process ends. Its copies are lost. It stays in the client's server list.
    Crash(String),
    /// The crashed node starts again, empty.
    Restart(String),
    /// The node cannot be reached any more. It keeps its copies.
    Partition(String),
    /// The partitioned node can be reached again, with the copies that it had.
    Heal(String),
    /// A new, empty node enters the client's server list, at its end. A node that left may join
    /// again; it comes empty.
    Join(NodeSpec),
    /// The node is taken out of the client's server list. Its process and its copies stay, but
    /// nobody asks it any more.
    Leave(String),
    /// The application reads sessions, and writes nothing new.
    Read(Who),
    /// The application reads sessions, then writes a new version of each.
    Request(Who),
    /// Time passes: copies expire, and ejected nodes are tried again.
    Advance(Seconds),
    /// Time passes, and in each second single sessions are read; those who log in are written
    /// anew.
    Traffic(Traffic),
}

/// Which sessions a read or a request is for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(untagged)]
pub enum Who {
    /// Every session, once.
    All(All),
    /// The sessions with these keys, in this order.
    Keys(Vec<String>),
}

/// The word `all`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum All {
    /// Every session of the scenario.
    All,
}

impl Event {
    /// A request of every session.
    pub const REQUEST_ALL: Self = Self::Request(Who::All(All::All));
}
