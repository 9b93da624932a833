//! What the client mends: missing copies, and sessions whose home does not answer.

use ringside_model::policy::{Repair, WriteRule};

use super::{Oracle, Probe, Reply, Sight};

impl Oracle {
    /// What follows a read that found a version.
    pub fn repair(&mut self, view: &[usize], session: usize, version: u32, probes: &[Probe]) {
        match self.policy.repair {
            Repair::None | Repair::Eager => {}
            Repair::WriteBack => {
                for probe in probes {
                    if probe.reply == Reply::NotFound {
                        self.see(Sight::WriteBack);
                        self.store(probe.node, session, version);
                        self.costs.repair_copies += 1;
                    }
                }
            }
            Repair::Rewrite => {
                self.see(Sight::Rewrite);
                self.costs.repair_copies += self.write(view, session, version);
            }
        }
    }

    /// After an event: what is not where a write would put it is copied there.
    pub fn repair_eagerly(&mut self) {
        if self.policy.repair != Repair::Eager {
            return;
        }
        let view = self.view();
        for session in 0..self.sessions.len() {
            let latest = self.sessions[session].latest;
            let has =
                |node: &usize| self.answers(*node) && self.held(*node, session) == Some(latest);
            if !(0..self.nodes.len()).any(|node| has(&node)) {
                continue;
            }
            let targets = self.written(&self.tries(&view, session));
            let required = self.policy.write == WriteRule::PrimaryRequired;
            if required && targets.first().is_some_and(|&node| !self.answers(node)) {
                continue;
            }
            for node in targets {
                if self.answers(node) && self.held(node, session) != Some(latest) {
                    self.see(Sight::EagerCopy);
                    self.store(node, session, latest);
                    self.costs.repair_copies += 1;
                }
            }
        }
    }

    /// A session whose home does not answer moves to the node that served it, or to the next one
    /// that answers.
    pub fn move_home(&mut self, view: &[usize], session: usize, served: Option<usize>) {
        let Some(home) = self.sessions[session].home else {
            return;
        };
        if view.contains(&home) && self.answers(home) {
            return;
        }
        let next = self.tries(view, session).into_iter();
        let next = served.or_else(|| next.into_iter().find(|&node| self.answers(node)));
        if next.is_some() {
            self.see(Sight::HomeMoved);
            self.sessions[session].home = next;
        }
    }
}
