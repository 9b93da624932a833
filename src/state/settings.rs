//! Changes of the client's settings.

use std::num::{NonZeroU8, NonZeroU16};
use std::rc::Rc;

use ringside_model::client::Client;
use ringside_model::policy::{
    Eject, FallThrough, Policy, Preset, Repair, ReplicaPlacement, WriteRule,
};
use ringside_model::scenario::Setup;
use ringside_model::seconds::Seconds;
use ringside_model::timeline::Act;

use super::State;
use crate::effects::Effect;

/// One setting, with its new value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Setting {
    /// R.
    Replicas(NonZeroU8),
    /// P; none means as many as R.
    ProbeDepth(Option<NonZeroU8>),
    /// When a read goes on to the next node.
    FallThrough(FallThrough),
    /// Where the copies after the primary go.
    ReplicaPlacement(ReplicaPlacement),
    /// Which nodes a write goes to.
    Write(WriteRule),
    /// What the client does about missing copies.
    Repair(Repair),
    /// When a node that does not answer is ejected.
    Eject(Eject),
    /// How long after its ejection a node is tried again.
    Retry(Option<Seconds>),
    /// How long after it was written a copy expires.
    Ttl(Option<Seconds>),
    /// Whether there is a database behind the cache.
    Database(bool),
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
            Self::ReplicaPlacement(rule) => policy.replica_placement = rule,
            Self::Write(rule) => policy.write = rule,
            Self::Repair(rule) => policy.repair = rule,
            Self::Eject(eject) => policy.eject = eject,
            Self::Retry(time) => policy.retry = time,
            Self::Ttl(time) => policy.ttl = time,
            Self::Database(database) => policy.database = database,
            Self::Tokens(tokens) => policy.tokens = tokens,
            Self::Client(client) => policy.placement = client,
        }
        setup
    }
}

impl State {
    /// Plays the events under another setting.
    pub(super) fn set(&mut self, setting: Setting) -> Vec<Effect> {
        let setup = setting.on(self.setup());
        self.travel(Act::SetUp(Rc::new(setup)))
    }

    /// Plays the events under the settings of a preset.
    pub(super) fn preset(&mut self, preset: Preset) -> Vec<Effect> {
        let mut setup = self.setup().clone();
        let ttl = setup.policy.ttl;
        let policy = preset.policy(setup.policy.placement, setup.policy.tokens);
        setup.policy = Policy { ttl, ..policy };
        self.travel(Act::SetUp(Rc::new(setup)))
    }
}
