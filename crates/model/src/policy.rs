//! Policy: what the client does with a session: where it puts copies, and how it reads them back.

use std::num::{NonZeroU8, NonZeroU16};

use serde::Serialize;

use crate::client::Client;
use crate::plain::PlainRing;

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
    /// P: how many nodes a read tries at most. Left out: as many as there are replicas.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "schema", schemars(with = "NonZeroU8", default))]
    pub probe_depth: Option<NonZeroU8>,
    /// When a read goes on to the next node.
    #[cfg_attr(feature = "schema", schemars(default))]
    pub fall_through: FallThrough,
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
            fall_through: FallThrough::default(),
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
