//! The nodes: real memcached processes on loopback, and the ways to them.

mod address;
mod fleet;
mod keeper;
mod link;
mod node;
mod path;
mod process;
mod stats;

pub use fleet::{Fleet, Held};
pub use keeper::keep;
pub use link::Answer;
pub(crate) use link::Link;

use std::path::PathBuf;
use std::time::Duration;

/// How a node is cut off when a scenario partitions it.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Partition {
    /// The way to it is closed, and a client is refused at once. The process goes on and keeps
    /// what it has, and can still be looked into by a way of its own.
    #[default]
    Cut,
    /// The process is stopped (`SIGSTOP`), and a client waits out its time limit. What a stopped
    /// process has cannot be read until it goes on.
    Freeze,
}

/// How long a client waits for a node that may be frozen.
const SHORT: Duration = Duration::from_millis(600);

/// How long a client waits where silence would be a fault of the machine, not of the scenario.
const LONG: Duration = Duration::from_secs(10);

impl Partition {
    /// How long a client waits for a connection, and for an answer.
    #[must_use]
    pub fn time_limit(self) -> Duration {
        match self {
            Self::Cut => LONG,
            Self::Freeze => SHORT,
        }
    }
}

/// With what a scenario is played.
#[derive(Debug, Clone)]
pub struct Tools {
    /// The memcached to start.
    pub memcached: PathBuf,
    /// This crate's program, which ends the processes if we cannot.
    pub keeper: PathBuf,
    /// How nodes are cut off.
    pub partition: Partition,
}

/// The variable that names the memcached.
pub const VARIABLE: &str = "RINGSIDE_MEMCACHED";

impl Tools {
    /// The memcached that [`VARIABLE`] names, else the one on `PATH`.
    #[must_use]
    pub fn found(keeper: PathBuf) -> Self {
        let memcached = std::env::var_os(VARIABLE).unwrap_or_else(|| "memcached".into());
        Self {
            memcached: memcached.into(),
            keeper,
            partition: Partition::default(),
        }
    }

    /// The same, with nodes cut off in this way.
    #[must_use]
    pub fn with(self, partition: Partition) -> Self {
        Self { partition, ..self }
    }
}
