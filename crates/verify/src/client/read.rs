//! The read: node after node, until one has the session or the policy says stop.

use ringside_model::id::{NodeId, SessionId, Version};
use ringside_model::placement::Key;
use ringside_model::policy::FallThrough;

use super::Client;
use crate::nodes::Answer;
use crate::trouble;

/// A session found on a node.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Found {
    /// The node that had it.
    pub node: NodeId,
    /// The version it had.
    pub version: Version,
    /// Whether it was the first node asked.
    pub first: bool,
}

/// What a read came to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    /// A node had the session.
    Found(Found),
    /// The database had this version; the cache did not have the session.
    Reloaded(Version),
    /// Nobody had it.
    Nothing,
}

/// A read, with everyone who was asked on the way.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Walk {
    /// Nodes and their answers, in the order asked.
    pub asked: Vec<(NodeId, Answer)>,
    /// What was found.
    pub found: Option<Found>,
}

impl Client {
    /// The preference list of a session, as the client sees it now.
    pub(super) fn preference_list(&self, session: SessionId) -> Vec<NodeId> {
        let key = Key {
            bytes: self.keys[session.index()].as_bytes(),
            hash: self.sessions.point(session),
        };
        let home = self.homes.as_ref().map(|homes| homes[session.index()]);
        self.lookup.preference_list(key, home, &self.members)
    }

    /// Walks the first P nodes of the preference list, each asked once. `ask` brings the answers.
    pub(super) fn walk(
        &self,
        session: SessionId,
        mut ask: impl FnMut(NodeId) -> trouble::Outcome<Answer>,
    ) -> trouble::Outcome<Walk> {
        let mut walk = Walk {
            asked: Vec::new(),
            found: None,
        };
        let tries = self.preference_list(session);
        for node in tries.into_iter().take(self.policy.probes()) {
            if walk.asked.iter().any(|&(before, _)| before == node) {
                continue;
            }
            let answer = ask(node)?;
            let first = walk.asked.is_empty();
            walk.asked.push((node, answer));
            let goes_on = match answer {
                Answer::Hit(version) => {
                    walk.found = Some(Found {
                        node,
                        version,
                        first,
                    });
                    false
                }
                Answer::NotFound => self.policy.fall_through == FallThrough::MissAndError,
                Answer::NoAnswer => self.policy.fall_through != FallThrough::None,
            };
            if !goes_on {
                break;
            }
        }
        Ok(walk)
    }

    /// Reads a session for the application, with all that follows from it.
    pub(super) fn read(&mut self, session: SessionId) -> trouble::Outcome<Outcome> {
        let key = &self.keys[session.index()];
        let walk = self.walk(session, |node| self.fleet.link(node).get(key))?;
        for &(node, answer) in &walk.asked {
            let answered = answer != Answer::NoAnswer;
            self.members.note(&self.policy, node, answered, self.now);
        }
        self.move_home(session, &walk)?;
        let stored = self.database.as_ref().map(|all| all[session.index()]);
        let outcome = match (walk.found, stored) {
            (Some(found), _) => {
                self.repair(session, found, &walk)?;
                Outcome::Found(found)
            }
            (None, Some(version)) => {
                self.write(session, version)?;
                Outcome::Reloaded(version)
            }
            (None, None) => Outcome::Nothing,
        };
        self.look_again();
        Ok(outcome)
    }
}
