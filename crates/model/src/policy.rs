//! Policy: what the client does with a session: where it puts copies, and how it reads them back.

use std::num::{NonZeroU8, NonZeroU16};

use serde::Serialize;

use crate::client::Client;
use crate::id::NodeId;
use crate::plain::PlainRing;
use crate::seconds::Seconds;

mod preset;
mod rules;

pub use preset::Preset;
pub use rules::{Eject, FallThrough, Repair, ReplicaPlacement, WriteRule};

/// The settings of a client.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Policy {
    /// The client whose placement is used.
    pub placement: Client,
    /// Tokens of a node of weight 1. Left out: as many as the client itself makes.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(
        feature = "schema",
        schemars(with = "NonZeroU16", default, range(min = 1, max = 1024))
    )]
    pub tokens: Option<NonZeroU16>,
    /// R: how many copies a write makes, each on another node.
    #[cfg_attr(feature = "schema", schemars(default = "Policy::two"))]
    pub replicas: NonZeroU8,
    /// P: how many nodes a read tries at most; more than there are is all of them. Left out: as
    /// many as there are replicas.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "schema", schemars(with = "NonZeroU8", default))]
    pub probe_depth: Option<NonZeroU8>,
    /// Where the copies after the primary go.
    #[serde(skip_serializing_if = "is_default")]
    #[cfg_attr(
        feature = "schema",
        schemars(default, extend("default" = "ring"))
    )]
    pub replica_placement: ReplicaPlacement,
    /// When a read goes on to the next node.
    #[cfg_attr(feature = "schema", schemars(default))]
    pub fall_through: FallThrough,
    /// Which nodes a write goes to.
    #[serde(skip_serializing_if = "is_default")]
    #[cfg_attr(
        feature = "schema",
        schemars(default, extend("default" = "all"))
    )]
    pub write: WriteRule,
    /// What the client does about missing copies.
    #[serde(skip_serializing_if = "is_default")]
    #[cfg_attr(
        feature = "schema",
        schemars(default, extend("default" = "none"))
    )]
    pub repair: Repair,
    /// When the client takes a node that does not answer out of its view.
    #[serde(skip_serializing_if = "is_default")]
    #[cfg_attr(
        feature = "schema",
        schemars(default, extend("default" = "never"))
    )]
    pub eject: Eject,
    /// How long after its ejection a node is tried again, whether it answers or not. Left out:
    /// never. Only nodes ejected after failures wait for it.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "schema", schemars(with = "Seconds", default))]
    pub retry: Option<Seconds>,
    /// How long after it was written a copy expires, wherever it lies, also on a node that nobody
    /// reaches. Left out, or 0 as memcached has it: never.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "schema", schemars(with = "Seconds", default))]
    pub ttl: Option<Seconds>,
    /// Whether a database behind the cache has every session: it answers what the cache does not,
    /// and the client then fills the cache again.
    #[serde(skip_serializing_if = "is_default")]
    #[cfg_attr(
        feature = "schema",
        schemars(default, extend("default" = false))
    )]
    pub database: bool,
}

fn is_default<T: Default + PartialEq>(value: &T) -> bool {
    *value == T::default()
}

impl Policy {
    /// The most tokens that a node of weight 1 may be given.
    pub const MAX_TOKENS: u16 = 1024;

    const fn two() -> NonZeroU8 {
        match NonZeroU8::new(2) {
            Some(two) => two,
            None => NonZeroU8::MIN,
        }
    }

    /// The idea with this client: two copies, and reads that go on after a miss and after an error.
    #[must_use]
    pub fn of(placement: Client) -> Self {
        Self {
            placement,
            tokens: None,
            replicas: Self::two(),
            probe_depth: None,
            replica_placement: ReplicaPlacement::default(),
            fall_through: FallThrough::default(),
            write: WriteRule::default(),
            repair: Repair::default(),
            eject: Eject::default(),
            retry: None,
            ttl: None,
            database: false,
        }
    }

    /// R, as a number of nodes.
    #[must_use]
    pub fn copies(&self) -> usize {
        usize::from(self.replicas.get())
    }

    /// P, as a number of nodes.
    #[must_use]
    pub fn probes(&self) -> usize {
        usize::from(self.probe_depth.unwrap_or(self.replicas).get())
    }

    /// The start of a preference list that a write goes to: R nodes.
    #[must_use]
    pub fn targets<'a>(&self, list: &'a [NodeId]) -> &'a [NodeId] {
        &list[..list.len().min(self.copies())]
    }

    /// The start of a preference list that a read may ask: P nodes.
    #[must_use]
    pub fn asked<'a>(&self, list: &'a [NodeId]) -> &'a [NodeId] {
        &list[..list.len().min(self.probes())]
    }

    /// How much of a preference list reads and writes ever look at.
    #[must_use]
    pub fn depth(&self) -> usize {
        self.copies().max(self.probes())
    }

    /// The ring of *plain*, where that is the placement.
    #[must_use]
    pub fn plain_ring(&self) -> Option<PlainRing> {
        match self.placement {
            Client::Plain(size) => Some(PlainRing {
                size,
                tokens: self.tokens.map_or(1, NonZeroU16::get),
            }),
            _ => None,
        }
    }

    /// How many points the ring has: 2^32, but for a smaller plain ring.
    #[must_use]
    pub fn ring_points(&self) -> u64 {
        self.plain_ring().map_or(1 << 32, |ring| ring.size.get())
    }
}
