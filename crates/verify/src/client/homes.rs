//! Homes: a client such as memcached-session-manager writes the node into the session's id.

use ringside_model::id::{NodeId, SessionId};

use super::Client;
use super::read::Walk;
use crate::nodes::Answer;
use crate::trouble::Outcome;

impl Client {
    /// Every session begins where the placement says, and has its home there from then on.
    pub(super) fn settle_in(&mut self) {
        if !self.policy.placement.keeps_homes() {
            return;
        }
        let sessions = self.sessions.ids();
        let first = |session| self.preference_list(session).first().copied();
        self.homes = sessions.map(first).collect();
    }

    /// Where a session's home did not answer, or is believed in no more, the session moves: to the
    /// node that served it, else to the next in the list that answers.
    pub(super) fn move_home(&mut self, session: SessionId, walk: &Walk) -> Outcome {
        let Some(home) = self.homes.as_ref().map(|homes| homes[session.index()]) else {
            return Ok(());
        };
        let answered =
            |&(node, answer): &(NodeId, Answer)| node == home && answer != Answer::NoAnswer;
        if walk.asked.iter().any(answered) {
            return Ok(());
        }
        let next = match walk.found {
            Some(found) => Some(found.node),
            None => self.next_that_answers(session)?,
        };
        if let (Some(next), Some(homes)) = (next, &mut self.homes) {
            homes[session.index()] = next;
        }
        Ok(())
    }

    fn next_that_answers(&self, session: SessionId) -> Outcome<Option<NodeId>> {
        for node in self.preference_list(session) {
            if self.fleet.link(node).answers()? {
                return Ok(Some(node));
            }
        }
        Ok(None)
    }
}
