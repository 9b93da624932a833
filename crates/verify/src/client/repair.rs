//! Repair: what the client does about copies that are missing.

use ringside_model::id::{NodeId, SessionId};
use ringside_model::policy::{Repair, WriteRule};

use super::Client;
use super::read::{Found, Walk};
use crate::nodes::Answer;
use crate::trouble::Outcome;

impl Client {
    /// After a read that found something.
    pub(super) fn repair(&mut self, session: SessionId, found: Found, walk: &Walk) -> Outcome {
        match self.policy.repair {
            Repair::None | Repair::Eager => {}
            Repair::WriteBack => {
                for &(node, answer) in &walk.asked {
                    if answer == Answer::NotFound {
                        self.set(node, session, found.version)?;
                    }
                }
            }
            Repair::Rewrite => {
                self.write(session, found.version)?;
            }
        }
        Ok(())
    }

    /// Copies each session to where a write would go now, if a node that answers has its latest
    /// version. Where the write would fail nothing is copied.
    pub(super) fn replicate(&mut self) -> Outcome {
        let answering = self.answering()?;
        let held = self.fleet.look(&self.keys)?;
        for session in self.sessions.ids() {
            let latest = Some(self.latest[session.index()]);
            let has = |node: NodeId| held[node.index()].version(session.index()) == latest;
            if !answering.iter().any(|&node| has(node)) {
                continue;
            }
            let mut list = self.write_list(session);
            let silent = |node| !answering.contains(node);
            let fails = self.policy.write == WriteRule::PrimaryRequired;
            if fails && list.first().is_some_and(silent) {
                continue;
            }
            list.retain(|node| answering.contains(node));
            if self.policy.write == WriteRule::FirstHealthy {
                list.truncate(self.policy.copies());
            }
            let missing = list.into_iter().filter(|&node| !has(node));
            for node in missing {
                self.set(node, session, self.latest[session.index()])?;
            }
        }
        Ok(())
    }

    /// The nodes that answer now, whether the client believes in them or not.
    pub(super) fn answering(&self) -> Outcome<Vec<NodeId>> {
        let mut answering = Vec::new();
        for node in self.fleet.ids() {
            if self.fleet.link(node).answers()? {
                answering.push(node);
            }
        }
        Ok(answering)
    }
}
