//! What cannot happen, and why.

use ringside_model::event::{Event, NodeSpec, Who};
use ringside_model::traffic::Traffic;

use super::{Oracle, Process};

/// Why an event is not possible now.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Refused {
    UnknownNode,
    UnknownSession,
    AlreadyDown,
    AlreadyUp,
    PartitionedNotDown,
    AlreadyPartitioned,
    NotPartitioned,
    AlreadyListed,
    NotListed,
    LastNode,
    TokenTaken,
    TrafficTooLong,
    TooManyRequests,
}

impl Refused {
    /// All of them.
    pub const ALL: [Self; 13] = [
        Self::UnknownNode,
        Self::UnknownSession,
        Self::AlreadyDown,
        Self::AlreadyUp,
        Self::PartitionedNotDown,
        Self::AlreadyPartitioned,
        Self::NotPartitioned,
        Self::AlreadyListed,
        Self::NotListed,
        Self::LastNode,
        Self::TokenTaken,
        Self::TrafficTooLong,
        Self::TooManyRequests,
    ];
}

impl Oracle {
    /// Why an event is not possible now, if it is not.
    pub fn refuses(&self, event: &Event) -> Option<Refused> {
        match event {
            Event::Crash(name) => self.unless(name, |process| match process {
                Process::Running | Process::CutOff => None,
                Process::Crashed => Some(Refused::AlreadyDown),
            }),
            Event::Restart(name) => self.unless(name, |process| match process {
                Process::Crashed => None,
                Process::Running => Some(Refused::AlreadyUp),
                Process::CutOff => Some(Refused::PartitionedNotDown),
            }),
            Event::Partition(name) => self.unless(name, |process| match process {
                Process::Running => None,
                Process::Crashed => Some(Refused::AlreadyDown),
                Process::CutOff => Some(Refused::AlreadyPartitioned),
            }),
            Event::Heal(name) => self.unless(name, |process| match process {
                Process::CutOff => None,
                Process::Running | Process::Crashed => Some(Refused::NotPartitioned),
            }),
            Event::Join(spec) => self.refuses_join(spec),
            Event::Leave(name) => match self.find(name) {
                None => Some(Refused::UnknownNode),
                Some(node) if !self.nodes[node].listed => Some(Refused::NotListed),
                Some(_) => (self.list().len() == 1).then_some(Refused::LastNode),
            },
            Event::Read(who) | Event::Request(who) => match self.asked(who) {
                Some(_) => None,
                None => Some(Refused::UnknownSession),
            },
            Event::Advance(_) => None,
            Event::Traffic(traffic) => refuses_stream(traffic),
        }
    }

    /// Why a node in this state cannot do it; one that nobody has named can do nothing.
    fn unless(&self, name: &str, why: fn(Process) -> Option<Refused>) -> Option<Refused> {
        match self.find(name) {
            None => Some(Refused::UnknownNode),
            Some(node) => why(self.nodes[node].process),
        }
    }

    /// It takes a name that is not in the list, and points that are free.
    fn refuses_join(&self, spec: &NodeSpec) -> Option<Refused> {
        let mut taken = Vec::new();
        for node in self.list() {
            if self.nodes[node].name == spec.name {
                return Some(Refused::AlreadyListed);
            }
            taken.extend_from_slice(&self.nodes[node].tokens);
        }
        for &token in &spec.tokens {
            if taken.contains(&token) {
                return Some(Refused::TokenTaken);
            }
            taken.push(token);
        }
        None
    }

    /// The sessions that are asked for, if they exist.
    pub fn asked(&self, who: &Who) -> Option<Vec<usize>> {
        match who {
            Who::All(_) => Some((0..self.sessions.len()).collect()),
            Who::Keys(keys) => keys
                .iter()
                .map(|key| self.sessions.iter().position(|session| session.key == *key))
                .collect(),
        }
    }
}

/// An hour at most, and 100,000 requests.
fn refuses_stream(traffic: &Traffic) -> Option<Refused> {
    if traffic.length.0 > 3600 {
        Some(Refused::TrafficTooLong)
    } else if traffic.length.0 * traffic.rate > 100_000 {
        Some(Refused::TooManyRequests)
    } else {
        None
    }
}
