//! What the client does: it asks, stores, and notices who does not answer.

use ringside_model::policy::{Eject, FallThrough, WriteRule};

use super::{Few, Held, Oracle, Sight};

/// What a node answers to a get.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reply {
    Has(u32),
    NotFound,
    Silence,
}

/// One node asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Probe {
    pub node: usize,
    pub reply: Reply,
}

/// Why a read asked no further.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum End {
    /// It found the session.
    Hit,
    /// The client takes "not found" for an answer.
    MissIsFinal,
    /// The client gives up where a node does not answer.
    ErrorIsFinal,
    /// It made all the tries it may make.
    DepthReached,
    /// It asked every node.
    NoMoreNodes,
}

impl End {
    /// All of them.
    pub const ALL: [Self; 5] = [
        Self::Hit,
        Self::MissIsFinal,
        Self::ErrorIsFinal,
        Self::DepthReached,
        Self::NoMoreNodes,
    ];
}

/// What a read came to: a version, the database, or nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    Version(u32),
    Reloaded,
    Nothing,
}

impl Oracle {
    /// The nodes that a read asks now, in order. Only the last can have the session.
    pub fn probes(&self, tries: &[usize], session: usize) -> Few<Probe> {
        let mut probes: Few<Probe> = Few::new();
        for &node in tries.iter().take(self.most_probes()) {
            if probes.iter().any(|probe| probe.node == node) {
                continue;
            }
            let reply = match self.held(node, session) {
                _ if !self.answers(node) => Reply::Silence,
                Some(version) => Reply::Has(version),
                None => Reply::NotFound,
            };
            probes.push(Probe { node, reply });
            if self.is_final(reply) {
                break;
            }
        }
        probes
    }

    /// Whether the client asks nobody else after this reply.
    fn is_final(&self, reply: Reply) -> bool {
        match reply {
            Reply::Has(_) => true,
            Reply::NotFound => self.policy.fall_through != FallThrough::MissAndError,
            Reply::Silence => self.policy.fall_through == FallThrough::None,
        }
    }

    /// Why a read that asked these nodes ended.
    pub fn end(&self, view: &[usize], tries: &[usize], probes: &[Probe]) -> End {
        match probes.last().map(|probe| probe.reply) {
            Some(Reply::Has(_)) => End::Hit,
            Some(reply) if self.is_final(reply) => match reply {
                Reply::Silence => End::ErrorIsFinal,
                Reply::NotFound | Reply::Has(_) => End::MissIsFinal,
            },
            _ if probes.len() == view.len() => End::NoMoreNodes,
            _ if tries.len() >= self.most_probes() => End::DepthReached,
            _ => End::NoMoreNodes,
        }
    }

    /// A read that really happens. What it notices counts from the next operation on.
    pub fn read(&mut self, session: usize) -> Outcome {
        let view = self.view();
        let probes = self.probes(&self.tries(&view, session), session);
        for probe in &probes {
            self.notice(probe.node);
        }
        let found = probes.iter().find_map(|probe| match probe.reply {
            Reply::Has(version) => Some((probe.node, version)),
            Reply::NotFound | Reply::Silence => None,
        });
        self.move_home(&view, session, found.map(|(node, _)| node));
        let outcome = if let Some((_, version)) = found {
            self.repair(&view, session, version, &probes);
            Outcome::Version(version)
        } else if self.policy.database {
            self.see(Sight::Reload);
            self.costs.database_reads += 1;
            self.write(&view, session, self.sessions[session].latest);
            Outcome::Reloaded
        } else {
            Outcome::Nothing
        };
        self.look_again();
        outcome
    }

    /// The application's write of a new version. Returns how many nodes stored it.
    pub fn renew(&mut self, session: usize) -> u32 {
        self.sessions[session].latest += 1;
        let view = self.view();
        let stored = self.write(&view, session, self.sessions[session].latest);
        if stored == 0 {
            self.see(Sight::FailedWrite);
            self.costs.failed_writes += 1;
        }
        if self.policy.database {
            self.costs.database_writes += 1;
        }
        self.look_again();
        stored
    }

    /// Stores a version where the policy says. Returns how many nodes stored it.
    pub fn write(&mut self, view: &[usize], session: usize, version: u32) -> u32 {
        let targets = self.written(&self.tries(view, session));
        let mut stored = 0;
        for &node in &targets {
            self.notice(node);
            if self.answers(node) {
                self.store(node, session, version);
                stored += 1;
            } else if self.policy.write == WriteRule::PrimaryRequired && node == targets[0] {
                break;
            }
        }
        stored
    }

    /// The nodes that a write is sent to, each once.
    pub fn written(&self, tries: &[usize]) -> Few<usize> {
        let copies = self.copies();
        let mut targets = Few::new();
        if self.policy.write == WriteRule::FirstHealthy {
            for &node in tries {
                let healthy = targets.iter().filter(|&&node| self.answers(node)).count();
                if healthy < copies && !targets.contains(&node) {
                    targets.push(node);
                }
            }
        } else {
            for &node in tries.iter().take(copies) {
                if !targets.contains(&node) {
                    targets.push(node);
                }
            }
        }
        targets
    }

    /// Stores a version on a node, in place of the one it has.
    pub fn store(&mut self, node: usize, session: usize, version: u32) {
        let lasts = self.policy.ttl.map(|ttl| ttl.0).filter(|&ttl| ttl > 0);
        let until = lasts.map(|ttl| self.now + ttl);
        if self.held(node, session).is_some_and(|had| had > version) {
            self.see(Sight::OlderOverNewer);
        }
        self.nodes[node].holds[session] = Some(Held { version, until });
    }

    /// The client notices whether a node answers.
    fn notice(&mut self, node: usize) {
        if self.answers(node) {
            self.nodes[node].failures = 0;
        } else {
            self.nodes[node].failures += 1;
        }
    }

    /// After an operation: those that have failed too often are ejected.
    fn look_again(&mut self) {
        let Eject::After(most) = self.policy.eject else {
            return;
        };
        for node in 0..self.nodes.len() {
            let failed = self.nodes[node].failures >= most.get().into();
            if failed && self.nodes[node].ejected.is_none() {
                self.see(Sight::EjectedAfterFailures);
                self.nodes[node].ejected = Some(self.now);
            }
        }
        if self.view().is_empty() {
            self.see(Sight::NobodyLeft);
        }
    }
}
