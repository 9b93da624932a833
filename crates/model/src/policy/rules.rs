//! The choices that make up a policy.

use std::num::NonZeroU8;

use serde::Serialize;

/// Where the copies after the primary go.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum ReplicaPlacement {
    /// To the next distinct nodes of the placement: clockwise on a ring. The idea of 2009.
    #[default]
    Ring,
    /// To the next nodes in the server list, whatever the ring says. libmemcached does this.
    List,
    /// To the nodes that spymemcached's `getSequence` names: seven tries, each with another hash
    /// of the key, wrapped onto the ring. A try may lead to a node that was tried before; it is
    /// asked and written once. A client that keeps homes makes the first try there.
    Rehash,
}

impl ReplicaPlacement {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Ring, Self::List, Self::Rehash];

    /// Its name in scenarios.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Ring => "ring",
            Self::List => "list",
            Self::Rehash => "rehash",
        }
    }
}

/// When a read goes on to the next node of the preference list.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum FallThrough {
    /// Never: the first answer is final.
    None,
    /// Only when a node does not answer. "Not found" is final, as in libmemcached.
    Error,
    /// When a node does not answer and also when it answers "not found": the idea of 2009.
    #[default]
    MissAndError,
}

impl FallThrough {
    /// All of them, from the least to the most persistent read.
    pub const ALL: [Self; 3] = [Self::None, Self::Error, Self::MissAndError];

    /// Its name in scenarios.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::None => "none",
            Self::Error => "error",
            Self::MissAndError => "miss-and-error",
        }
    }
}

/// Which nodes a write goes to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum WriteRule {
    /// The first R of the preference list; those that do not answer are passed over.
    #[default]
    All,
    /// The same, but if the primary does not answer, the write fails and nothing is stored
    /// anywhere. libmemcached does this.
    PrimaryRequired,
    /// The first R nodes of the preference list that answer, however far down they are.
    FirstHealthy,
}

impl WriteRule {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::All, Self::PrimaryRequired, Self::FirstHealthy];

    /// Its name in scenarios.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::All => "all",
            Self::PrimaryRequired => "primary-required",
            Self::FirstHealthy => "first-healthy",
        }
    }
}

/// What the client does about missing copies.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Repair {
    /// Nothing.
    #[default]
    None,
    /// A read that was served by a later node stores what it found on the nodes that answered
    /// "not found" before.
    WriteBack,
    /// Every read that finds the session writes it again, as any write goes. A stale read so
    /// writes its old version over a newer one on a node that it did not ask.
    Rewrite,
    /// After every event each session is copied to where a write would go now, as long as a node
    /// that answers has its latest version, be it in the server list or not. Where a write would
    /// fail nothing is copied.
    Eager,
}

impl Repair {
    /// All of them, from none to the most.
    pub const ALL: [Self; 4] = [Self::None, Self::WriteBack, Self::Rewrite, Self::Eager];

    /// Its name in scenarios.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::None => "none",
            Self::WriteBack => "write-back",
            Self::Rewrite => "rewrite",
            Self::Eager => "eager",
        }
    }
}

/// When the client takes a node that does not answer out of its view.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Eject {
    /// Never: it stays on the ring.
    #[default]
    Never,
    /// At the moment it stops answering; it is back at the moment it answers again.
    AtOnce,
    /// After so many gets and sets in a row that it did not answer; it is out of the view from the
    /// client's next operation on. It is back only after the retry time, if there is one, or when
    /// it leaves the server list and joins again.
    After(NonZeroU8),
}
