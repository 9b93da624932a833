//! What the user of a session finds, and what is left of it.

use ringside_model::verdict::Verdict;

use super::{Few, Oracle, Probe, Process, Reply};

impl Oracle {
    /// The verdict of a session that a read looks for like this. Only the word is the model's; the
    /// judgement is told anew.
    pub fn verdict(&self, session: usize, tries: &[usize], probes: &[Probe]) -> Verdict {
        let latest = self.sessions[session].latest;
        match probes.last().map(|probe| probe.reply) {
            Some(Reply::Has(version)) if version < latest => Verdict::Stale,
            Some(Reply::Has(_)) if probes.len() > 1 => Verdict::Replica,
            Some(Reply::Has(_)) if self.is_complete(session, tries) => Verdict::Safe,
            Some(Reply::Has(_)) => Verdict::Thin,
            _ if self.policy.database => Verdict::Reloaded,
            _ if self.has_latest(session, Process::Running) => Verdict::Stranded,
            _ if self.has_latest(session, Process::CutOff) => Verdict::Unreachable,
            _ => Verdict::Lost,
        }
    }

    /// Whether R different nodes, the first R tries of the session, have the latest version.
    fn is_complete(&self, session: usize, tries: &[usize]) -> bool {
        let latest = self.sessions[session].latest;
        let mut holders: Few<usize> = Few::new();
        for &node in tries.iter().take(self.copies()) {
            if self.held(node, session) == Some(latest) && !holders.contains(&node) {
                holders.push(node);
            }
        }
        holders.len() == self.copies()
    }

    /// Whether a node in this state has the latest version, listed or not.
    fn has_latest(&self, session: usize, state: Process) -> bool {
        let latest = self.sessions[session].latest;
        (0..self.nodes.len()).any(|node| {
            self.nodes[node].process == state && self.held(node, session) == Some(latest)
        })
    }
}
