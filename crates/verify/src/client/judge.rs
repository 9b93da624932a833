//! The judgement: every session is read once more, without any consequence, and what came back is
//! given its verdict.

use std::collections::BTreeSet;

use ringside_model::id::{NodeId, SessionId, Version};
use ringside_model::verdict::{Counts, Verdict};

use super::Client;
use super::read::Found;
use crate::nodes::{Answer, Held};
use crate::trouble::Outcome;

/// What became of one session.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Seen {
    /// What it comes to.
    pub verdict: Verdict,
    /// The node that answered with the session, and the version that it gave.
    pub found: Option<(NodeId, Version)>,
}

/// What became of all sessions, and what every node holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Survey {
    /// By session.
    pub sessions: Vec<Seen>,
    /// By node.
    pub held: Vec<Held>,
}

impl Survey {
    /// How many sessions have each verdict.
    #[must_use]
    pub fn counts(&self) -> Counts {
        let mut counts = Counts::default();
        for seen in &self.sessions {
            counts.add(seen.verdict);
        }
        counts
    }
}

impl Client {
    /// Reads every session, and looks into every node.
    ///
    /// No node changes while this goes on. So a node that was silent once is silent, and is not
    /// waited for again.
    ///
    /// # Errors
    /// Where the nodes do not do what memcached does.
    pub fn survey(&mut self) -> Outcome<Survey> {
        let held = self.fleet.look(&self.keys)?;
        let answering = self.answering()?;
        let mut silent: BTreeSet<NodeId> = BTreeSet::new();
        let mut sessions = Vec::with_capacity(self.keys.len());
        for session in self.sessions.ids() {
            let key = &self.keys[session.index()];
            let walk = self.walk(session, |node| {
                if silent.contains(&node) {
                    return Ok(Answer::NoAnswer);
                }
                let answer = self.fleet.link(node).get(key)?;
                if answer == Answer::NoAnswer {
                    silent.insert(node);
                }
                Ok(answer)
            })?;
            sessions.push(Seen {
                verdict: self.verdict(session, walk.found, &held, &answering),
                found: walk.found.map(|found| (found.node, found.version)),
            });
        }
        Ok(Survey { sessions, held })
    }

    fn verdict(
        &self,
        session: SessionId,
        found: Option<Found>,
        held: &[Held],
        answering: &[NodeId],
    ) -> Verdict {
        let latest = self.latest[session.index()];
        let has = |node: NodeId| held[node.index()].version(session.index()) == Some(latest);
        if let Some(found) = found {
            return match (found.version == latest, found.first) {
                (false, _) => Verdict::Stale,
                (true, false) => Verdict::Replica,
                (true, true) if self.complete(session, has) => Verdict::Safe,
                (true, true) => Verdict::Thin,
            };
        }
        let mut holders = self.fleet.ids().filter(|&node| has(node)).peekable();
        if self.database.is_some() {
            Verdict::Reloaded
        } else if holders.peek().is_none() {
            Verdict::Lost
        } else if holders.any(|node| answering.contains(&node)) {
            Verdict::Stranded
        } else {
            Verdict::Unreachable
        }
    }

    /// Whether the first R of the preference list are R different nodes, and each has it.
    fn complete(&self, session: SessionId, has: impl Fn(NodeId) -> bool) -> bool {
        let mut targets = self.preference_list(session);
        targets.truncate(self.policy.copies());
        let distinct: BTreeSet<NodeId> = targets.iter().copied().collect();
        distinct.len() == self.policy.copies() && distinct.into_iter().all(has)
    }
}
