//! What the user of a session finds, and what is left of it.

use ringside_model::verdict::Verdict;

use super::{Oracle, Process, Reply};

impl Oracle {
    /// The verdict of a session now. Only the word is the model's; the judgement is told anew.
    pub fn verdict(&self, session: usize) -> Verdict {
        let view = self.view();
        let latest = self.sessions[session].latest;
        let probes = self.probes(&view, session);
        match probes.last().map(|probe| probe.reply) {
            Some(Reply::Has(version)) if version < latest => Verdict::Stale,
            Some(Reply::Has(_)) if probes.len() > 1 => Verdict::Replica,
            Some(Reply::Has(_)) if self.is_complete(&view, session) => Verdict::Safe,
            Some(Reply::Has(_)) => Verdict::Thin,
            _ if self.policy.database => Verdict::Reloaded,
            _ if self.has_latest(session, Process::Running) => Verdict::Stranded,
            _ if self.has_latest(session, Process::CutOff) => Verdict::Unreachable,
            _ => Verdict::Lost,
        }
    }

    /// Whether R different nodes, the first R tries of the session, have the latest version.
    fn is_complete(&self, view: &[usize], session: usize) -> bool {
        let latest = self.sessions[session].latest;
        let mut holders: Vec<usize> = self.tries(view, session);
        holders.truncate(self.policy.copies());
        holders.retain(|&node| self.held(node, session) == Some(latest));
        holders.sort_unstable();
        holders.dedup();
        holders.len() == self.policy.copies()
    }

    /// Whether a node in this state has the latest version, listed or not.
    fn has_latest(&self, session: usize, state: Process) -> bool {
        let latest = self.sessions[session].latest;
        (0..self.nodes.len()).any(|node| {
            self.nodes[node].process == state && self.held(node, session) == Some(latest)
        })
    }
}
