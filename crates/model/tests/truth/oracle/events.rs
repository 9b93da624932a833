//! What can happen, and what it does.

use ringside_model::event::{Event, NodeSpec, Who};
use ringside_model::policy::Eject;

use super::{Oracle, Outcome, Process};
use crate::sights::Sight;

/// What the reads and writes of an event came to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    pub fresh: u32,
    pub stale: u32,
    pub reloaded: u32,
    pub nothing: u32,
    pub stored: u32,
    pub failed: u32,
}

impl Oracle {
    /// Whether an event is possible now.
    pub fn allows(&self, event: &Event) -> bool {
        let process = |name: &str| self.find(name).map(|node| self.nodes[node].process);
        match event {
            Event::Crash(name) => {
                matches!(process(name), Some(Process::Running | Process::CutOff))
            }
            Event::Restart(name) => process(name) == Some(Process::Crashed),
            Event::Partition(name) => process(name) == Some(Process::Running),
            Event::Heal(name) => process(name) == Some(Process::CutOff),
            Event::Join(spec) => self.may_join(spec),
            Event::Leave(name) => {
                let listed = self.find(name).is_some_and(|node| self.nodes[node].listed);
                listed && self.list().len() > 1
            }
            Event::Read(who) | Event::Request(who) => self.asked(who).is_some(),
            Event::Advance(_) => true,
            Event::Traffic(traffic) => Self::may_stream(traffic),
        }
    }

    /// A name that is not in the list, and points that are free.
    fn may_join(&self, spec: &NodeSpec) -> bool {
        let mut taken = Vec::new();
        for node in self.list() {
            if self.nodes[node].name == spec.name {
                return false;
            }
            taken.extend_from_slice(&self.nodes[node].tokens);
        }
        for &token in &spec.tokens {
            if taken.contains(&token) {
                return false;
            }
            taken.push(token);
        }
        true
    }

    /// The sessions that are asked for, if they exist.
    fn asked(&self, who: &Who) -> Option<Vec<usize>> {
        match who {
            Who::All(_) => Some((0..self.sessions.len()).collect()),
            Who::Keys(keys) => keys
                .iter()
                .map(|key| self.sessions.iter().position(|session| session.key == *key))
                .collect(),
        }
    }

    /// Lets a possible event happen.
    pub fn happen(&mut self, event: &Event) -> Tally {
        let mut tally = Tally::default();
        match event {
            Event::Crash(name) => {
                let node = self.named(name);
                if self.nodes[node].process == Process::CutOff {
                    self.see(Sight::CrashOfPartitioned);
                }
                self.nodes[node].process = Process::Crashed;
                self.nodes[node].holds.clear();
                self.fell_silent(node);
            }
            Event::Partition(name) => {
                let node = self.named(name);
                self.nodes[node].process = Process::CutOff;
                self.fell_silent(node);
            }
            Event::Restart(name) | Event::Heal(name) => {
                let node = self.named(name);
                self.answers_again(node);
            }
            Event::Join(spec) => {
                if self.find(&spec.name).is_some() {
                    self.see(Sight::Rejoin);
                }
                self.enter(spec);
            }
            Event::Leave(name) => {
                let node = self.named(name);
                self.leave(node);
            }
            Event::Read(who) => self.serve(who, &mut tally, false),
            Event::Request(who) => self.serve(who, &mut tally, true),
            Event::Advance(time) => self.pass(time.0),
            Event::Traffic(traffic) => self.stream(traffic, &mut tally),
        }
        self.repair_eagerly();
        tally
    }

    fn named(&self, name: &str) -> usize {
        self.find(name).expect("a node with this name")
    }

    fn fell_silent(&mut self, node: usize) {
        let believed = self.view().contains(&node);
        if self.policy.eject == Eject::AtOnce && believed {
            self.see(Sight::EjectedAtOnce);
            self.nodes[node].ejected = Some(self.now);
        }
    }

    fn answers_again(&mut self, node: usize) {
        self.nodes[node].process = Process::Running;
        let old =
            |(session, held): (&usize, &super::Held)| held.version < self.sessions[*session].latest;
        if self.nodes[node].holds.iter().any(old) {
            self.see(Sight::HealWithOldCopies);
        }
        if !self.nodes[node].listed {
            self.see(Sight::BackButNotListed);
        }
        if self.policy.eject == Eject::AtOnce && self.nodes[node].ejected.take().is_some() {
            self.see(Sight::BackAtOnce);
        }
    }

    fn leave(&mut self, node: usize) {
        if !self.answers(node) {
            self.see(Sight::LeaveOfSilent);
        }
        if self.nodes[node].ejected.is_some() {
            self.see(Sight::LeaveOfEjected);
        }
        if self
            .sessions
            .iter()
            .any(|session| session.home == Some(node))
        {
            self.see(Sight::LeaveOfHome);
        }
        self.nodes[node].listed = false;
        self.nodes[node].ejected = None;
        self.nodes[node].failures = 0;
    }

    /// Time passes.
    pub fn pass(&mut self, seconds: u32) {
        self.now += seconds;
        self.try_the_ejected();
        self.expire();
    }

    fn serve(&mut self, who: &Who, tally: &mut Tally, write: bool) {
        for session in self.asked(who).expect("sessions with these keys") {
            self.serve_one(session, tally, write);
        }
    }

    /// One session is read, and written anew if asked to.
    pub fn serve_one(&mut self, session: usize, tally: &mut Tally, write: bool) {
        match self.read(session) {
            Outcome::Version(version) if version == self.sessions[session].latest => {
                tally.fresh += 1;
            }
            Outcome::Version(_) => tally.stale += 1,
            Outcome::Reloaded => tally.reloaded += 1,
            Outcome::Nothing => tally.nothing += 1,
        }
        if write {
            let stored = self.renew(session);
            tally.stored += stored;
            tally.failed += u32::from(stored == 0);
        }
    }

    /// Takes back, after its retry time, what was ejected for failures.
    fn try_the_ejected(&mut self) {
        let (Eject::After(_), Some(retry)) = (self.policy.eject, self.policy.retry) else {
            return;
        };
        for node in 0..self.nodes.len() {
            let over = |since| self.now - since >= retry.0;
            if self.nodes[node].ejected.is_some_and(over) {
                self.see(Sight::Retried);
                self.nodes[node].ejected = None;
                self.nodes[node].failures = 0;
            }
        }
    }

    /// Drops what has expired, on whatever node.
    fn expire(&mut self) {
        for node in 0..self.nodes.len() {
            let before = self.nodes[node].holds.len();
            let now = self.now;
            let lasts = |held: &super::Held| held.until.is_none_or(|until| now < until);
            self.nodes[node].holds.retain(|_, held| lasts(held));
            if self.nodes[node].holds.len() < before {
                self.see(Sight::Expiry);
                if self.nodes[node].process == Process::CutOff {
                    self.see(Sight::ExpiryBehindPartition);
                }
            }
        }
    }
}
