//! The write: to which nodes a version goes.

use ringside_model::id::{NodeId, SessionId, Version};
use ringside_model::policy::WriteRule;

use super::Client;
use crate::trouble::Outcome;

impl Client {
    /// Writes a version where the policy says. Returns how many nodes stored it.
    pub(super) fn write(&mut self, session: SessionId, version: Version) -> Outcome<u32> {
        let mut stored = 0;
        for node in self.write_list(session) {
            let done = self.set(node, session, version)?;
            self.members.note(&self.policy, node, done, self.now);
            stored += usize::from(done);
            let enough = match self.policy.write {
                WriteRule::All => false,
                WriteRule::PrimaryRequired => stored == 0,
                WriteRule::FirstHealthy => stored == self.policy.copies(),
            };
            if enough {
                break;
            }
        }
        Ok(u32::try_from(stored).unwrap_or(u32::MAX))
    }

    /// The nodes that a write may try, in order and each once.
    pub(super) fn write_list(&self, session: SessionId) -> Vec<NodeId> {
        let mut list = self.preference_list(session);
        if self.policy.write != WriteRule::FirstHealthy {
            list.truncate(self.policy.copies());
        }
        let mut distinct: Vec<NodeId> = Vec::new();
        for node in list {
            if !distinct.contains(&node) {
                distinct.push(node);
            }
        }
        distinct
    }

    /// Stores one copy. Returns whether the node answered that it did.
    pub(super) fn set(&self, node: NodeId, session: SessionId, version: Version) -> Outcome<bool> {
        let key = &self.keys[session.index()];
        self.fleet.link(node).set(key, version, self.policy.ttl)
    }
}
