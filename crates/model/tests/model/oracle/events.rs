//! What can happen, and what it does.

use ringside_model::event::{Event, Who};
use ringside_model::policy::Eject;

use super::{Held, Oracle, Outcome, Process, Sight};

/// What an event came to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// Reads of the latest version.
    pub fresh: u32,
    /// Reads of an older one.
    pub stale: u32,
    /// Reads that the database answered.
    pub reloaded: u32,
    /// Reads of nothing.
    pub nothing: u32,
    /// Copies that writes stored.
    pub stored: u32,
    /// Writes that no node stored.
    pub failed: u32,
    /// Copies that are gone: with a process, or expired.
    pub lost: u32,
}

impl Oracle {
    /// Lets a possible event happen.
    pub fn happen(&mut self, event: &Event) -> Tally {
        let mut tally = Tally::default();
        match event {
            Event::Crash(name) => {
                let node = self.named(name);
                if self.nodes[node].process == Process::CutOff {
                    self.see(Sight::CrashOfPartitioned);
                }
                tally.lost = self.count(node);
                self.nodes[node].process = Process::Crashed;
                self.nodes[node].holds.fill(None);
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
                if let Some(node) = self.find(&spec.name) {
                    self.see(Sight::Rejoin);
                    tally.lost = self.count(node);
                }
                self.enter(spec);
            }
            Event::Leave(name) => {
                let node = self.named(name);
                self.leave(node);
            }
            Event::Read(who) => self.serve(who, &mut tally, false),
            Event::Request(who) => self.serve(who, &mut tally, true),
            Event::Advance(time) => tally.lost = self.pass(time.0),
            Event::Traffic(traffic) => self.stream(traffic, &mut tally),
        }
        self.repair_eagerly();
        tally
    }

    fn named(&self, name: &str) -> usize {
        self.find(name).expect("a node with this name")
    }

    fn count(&self, node: usize) -> u32 {
        u32::try_from(self.stored(node)).expect("few copies")
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
        let old = |session: usize| {
            let held = self.held(node, session);
            held.is_some_and(|version| version < self.sessions[session].latest)
        };
        if (0..self.sessions.len()).any(old) {
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

    /// Time passes. Returns how many copies expired.
    pub fn pass(&mut self, seconds: u32) -> u32 {
        self.now += seconds;
        self.try_the_ejected();
        self.expire()
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

    /// Drops what has expired, on whatever node. Returns how many copies that was.
    fn expire(&mut self) -> u32 {
        let mut expired = 0;
        for node in 0..self.nodes.len() {
            let before = self.count(node);
            let now = self.now;
            let over = |held: Held| held.until.is_some_and(|until| until <= now);
            for held in &mut self.nodes[node].holds {
                held.take_if(|held| over(*held));
            }
            let gone = before - self.count(node);
            if gone > 0 {
                self.see(Sight::Expiry);
                if self.nodes[node].process == Process::CutOff {
                    self.see(Sight::ExpiryBehindPartition);
                }
            }
            expired += gone;
        }
        expired
    }
}
