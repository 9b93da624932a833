//! Changes of the client's settings.

use std::num::{NonZeroU8, NonZeroU16};

use ringside_model::client::Client;
use ringside_model::policy::FallThrough;
use ringside_model::scenario::Setup;

/// One setting, with its new value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Setting {
    /// R.
    Replicas(NonZeroU8),
    /// P; none means as many as R.
    ProbeDepth(Option<NonZeroU8>),
    /// When a read goes on to the next node.
    FallThrough(FallThrough),
    /// Tokens a node; none means as many as the client makes.
    Tokens(Option<NonZeroU16>),
    /// The client whose placement is used.
    Client(Client),
}

impl Setting {
    /// The setup with this setting.
    #[must_use]
    pub fn on(self, setup: &Setup) -> Setup {
        let mut setup = setup.clone();
        let policy = &mut setup.policy;
        match self {
            Self::Replicas(replicas) => policy.replicas = replicas,
            Self::ProbeDepth(depth) => policy.probe_depth = depth,
            Self::FallThrough(rule) => policy.fall_through = rule,
            Self::Tokens(tokens) => policy.tokens = tokens,
            Self::Client(client) => policy.placement = client,
        }
        setup
    }
}
