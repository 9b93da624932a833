//! Refusals: why an event is not possible now.

use std::fmt;

use crate::list::quoted;
use crate::seconds::Seconds;

/// An event that cannot happen. The world stays as it was.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// No node of the scenario has this name.
    UnknownNode(String),
    /// No session of the scenario has this key.
    UnknownSession(String),
    /// A crash of a node that is down.
    AlreadyDown(String),
    /// A restart of a node that is up.
    AlreadyUp(String),
    /// A restart of a node that runs, but is cut off.
    PartitionedNotDown(String),
    /// A partition of a node that is cut off.
    AlreadyPartitioned(String),
    /// A heal of a node that was not cut off.
    NotPartitioned(String),
    /// A join of a node that the server list has.
    AlreadyListed(String),
    /// A join under another name of a node that the scenario has.
    SameAddress {
        /// The new name.
        name: String,
        /// The name of the node that it is.
        node: String,
    },
    /// A join with a name beside the address that another node in the server list has.
    AliasTaken {
        /// The name beside the address.
        alias: String,
        /// The name of the node that has it.
        node: String,
    },
    /// A leave of a node that the server list does not have.
    NotListed(String),
    /// A leave of the only node in the server list.
    LastNode(String),
    /// A join with a point where another node's token lies.
    TokenTaken {
        /// The point.
        point: u32,
        /// Whose token lies there.
        node: String,
    },
    /// A join where no point of a small ring is free.
    RingFull {
        /// How many points the ring has.
        points: u64,
    },
    /// Weights so great that a plain ring would hold too many tokens.
    TooManyTokens {
        /// The limit.
        most: usize,
    },
    /// A join past the limit.
    TooManyNodes {
        /// The limit.
        most: usize,
    },
    /// A stream of requests that lasts too long.
    TrafficTooLong {
        /// How long it lasts.
        length: Seconds,
        /// The limit.
        most: Seconds,
    },
    /// A stream of too many requests.
    TooManyRequests {
        /// How many it makes.
        requests: u64,
        /// The limit.
        most: u32,
    },
    /// Events that take too long to play.
    TooMuchWork {
        /// How many steps of work they are, as far as that is known.
        steps: u64,
        /// The limit.
        most: u64,
    },
}

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::UnknownNode(name) => write!(f, "no node is called {}", quoted(name)),
            Self::UnknownSession(key) => write!(f, "no session has the key {}", quoted(key)),
            Self::AlreadyDown(name) => write!(f, "{name} is down already"),
            Self::AlreadyUp(name) => write!(f, "{name} is up already"),
            Self::PartitionedNotDown(name) => {
                write!(f, "{name} is partitioned, not down; it can heal or crash")
            }
            Self::AlreadyPartitioned(name) => write!(f, "{name} is partitioned already"),
            Self::NotPartitioned(name) => write!(f, "{name} is not partitioned"),
            Self::AlreadyListed(name) => write!(f, "{name} is in the server list already"),
            Self::SameAddress { name, node } => {
                write!(f, "{name} and {node} are two names of one server")
            }
            Self::AliasTaken { alias, node } => {
                write!(f, "{node} has the alias {} already", quoted(alias))
            }
            Self::NotListed(name) => write!(f, "{name} is not in the server list"),
            Self::LastNode(name) => {
                write!(
                    f,
                    "{name} is the last node of the server list; a client needs one"
                )
            }
            Self::TokenTaken { point, node } => {
                write!(f, "point {point} already holds a token of {node}")
            }
            Self::RingFull { points } => write!(f, "all {points} points of the ring are taken"),
            Self::TooManyTokens { most } => write!(
                f,
                "the weights would make more than {most} tokens, the most that a plain ring holds"
            ),
            Self::TooManyNodes { most } => write!(f, "a scenario has at most {most} nodes"),
            Self::TrafficTooLong { length, most } => {
                write!(f, "found traffic for {length}, expected at most {most}")
            }
            Self::TooManyRequests { requests, most } => write!(
                f,
                "found {requests} requests (rate times length), expected at most {most}"
            ),
            Self::TooMuchWork { steps, most } => write!(
                f,
                "found events that take {steps} steps of work or more, expected at most {most}"
            ),
        }
    }
}

impl std::error::Error for Refusal {}
