//! Presets: what real clients and real designs do, as policies.

use std::num::{NonZeroU8, NonZeroU16};

use super::{Eject, FallThrough, Policy, Repair, ReplicaPlacement, WriteRule};
use crate::client::Client;
use crate::seconds::Seconds;

/// A named policy.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Preset {
    /// Two copies on neighbours of the ring, and reads that go on after a miss and an error.
    Idea,
    /// One copy.
    SingleCopy,
    /// libmemcached with one extra replica.
    Libmemcached,
    /// The same with `REMOVE_FAILED_SERVERS`.
    LibmemcachedEjecting,
    /// spymemcached in its default failure mode.
    SpymemcachedRedistribute,
    /// spymemcached that waits for a dead node.
    SpymemcachedRetry,
    /// spymemcached that gives up at once.
    SpymemcachedCancel,
    /// memcached-session-manager with sessions that are not sticky.
    SessionManager,
    /// The ordinary cache.
    DatabaseCache,
    /// twemproxy with `auto_eject_hosts`.
    TwemproxyEjecting,
}

impl Preset {
    /// All of them, in the order of the menu.
    pub const ALL: [Self; 10] = [
        Self::Idea,
        Self::SingleCopy,
        Self::Libmemcached,
        Self::LibmemcachedEjecting,
        Self::SpymemcachedRedistribute,
        Self::SpymemcachedRetry,
        Self::SpymemcachedCancel,
        Self::SessionManager,
        Self::TwemproxyEjecting,
        Self::DatabaseCache,
    ];

    /// Its name in files and addresses.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Idea => "the-idea",
            Self::SingleCopy => "single-copy",
            Self::Libmemcached => "libmemcached",
            Self::LibmemcachedEjecting => "libmemcached-ejecting",
            Self::SpymemcachedRedistribute => "spymemcached-redistribute",
            Self::SpymemcachedRetry => "spymemcached-retry",
            Self::SpymemcachedCancel => "spymemcached-cancel",
            Self::SessionManager => "memcached-session-manager",
            Self::DatabaseCache => "database-cache",
            Self::TwemproxyEjecting => "twemproxy-ejecting",
        }
    }

    /// Its name for people.
    #[must_use]
    pub fn title(self) -> &'static str {
        match self {
            Self::Idea => "The idea: two copies on the ring",
            Self::SingleCopy => "Single copy",
            Self::Libmemcached => "libmemcached as it is",
            Self::LibmemcachedEjecting => "libmemcached with ejection",
            Self::SpymemcachedRedistribute => "spymemcached Redistribute",
            Self::SpymemcachedRetry => "spymemcached Retry",
            Self::SpymemcachedCancel => "spymemcached Cancel",
            Self::SessionManager => "memcached-session-manager",
            Self::DatabaseCache => "Cache in front of a database",
            Self::TwemproxyEjecting => "twemproxy with ejection",
        }
    }

    /// What it does, in a sentence.
    #[must_use]
    pub fn about(self) -> &'static str {
        match self {
            Self::Idea => {
                "Each session goes to its primary and to the next node on the ring; a read goes on \
                 to the next node after a miss and after an error."
            }
            Self::SingleCopy => "Each session is on its primary alone.",
            Self::Libmemcached => {
                "The second copy goes to the next server in the list; a read goes on only after an \
                 error, and a write fails if the primary does not answer."
            }
            Self::LibmemcachedEjecting => {
                "As libmemcached, but after five errors the server is taken off the ring, and the \
                 ring is built anew without it."
            }
            Self::SpymemcachedRedistribute => {
                "One copy, on the first node that answers among seven tries; when a dead node is \
                 back, it is used again at once."
            }
            Self::SpymemcachedRetry => {
                "One copy. The client waits for a dead node until it times out: nothing is read or \
                 written there."
            }
            Self::SpymemcachedCancel => {
                "One copy. A request to a dead node fails at once: the same sessions, less waiting."
            }
            Self::SessionManager => {
                "The session's id names its node; a backup is on the next node that answers, and \
                 the session moves there when its node does not."
            }
            Self::DatabaseCache => {
                "A database has every session; the cache has one copy. What the cache does not \
                 answer, the database does."
            }
            Self::TwemproxyEjecting => {
                "One copy. After two errors the server is taken off the ring, and tried again \
                 after thirty seconds."
            }
        }
    }

    /// The policy. Presets of one client alone bring its placement; the others keep `placement`
    /// and `tokens`, so that they can be compared on the same ring.
    #[must_use]
    pub fn policy(self, placement: Client, tokens: Option<NonZeroU16>) -> Policy {
        // A placement that keeps homes comes with its own preset alone.
        let placement = if placement.keeps_homes() {
            Client::LibmemcachedKetamaWeighted
        } else {
            placement
        };
        let base = Policy {
            tokens,
            ..Policy::of(placement)
        };
        let one = Policy {
            replicas: NonZeroU8::MIN,
            fall_through: FallThrough::None,
            ..base.clone()
        };
        match self {
            Self::Idea => base,
            Self::SingleCopy | Self::SpymemcachedRetry | Self::SpymemcachedCancel => one,
            Self::Libmemcached => Policy {
                replica_placement: ReplicaPlacement::List,
                fall_through: FallThrough::Error,
                write: WriteRule::PrimaryRequired,
                ..base
            },
            Self::LibmemcachedEjecting => Policy {
                eject: Eject::After(nonzero(5)),
                ..Self::Libmemcached.policy(placement, tokens)
            },
            Self::SpymemcachedRedistribute => Policy {
                replica_placement: ReplicaPlacement::Rehash,
                probe_depth: Some(nonzero(7)),
                fall_through: FallThrough::Error,
                write: WriteRule::FirstHealthy,
                ..one
            },
            Self::SessionManager => Policy {
                placement: Client::SessionManager,
                tokens: None,
                replica_placement: ReplicaPlacement::List,
                probe_depth: Some(NonZeroU8::MAX),
                fall_through: FallThrough::Error,
                write: WriteRule::FirstHealthy,
                ..base
            },
            Self::DatabaseCache => Policy {
                database: true,
                repair: Repair::None,
                ..one
            },
            Self::TwemproxyEjecting => Policy {
                eject: Eject::After(nonzero(2)),
                retry: Some(Seconds(30)),
                ..one
            },
        }
    }
}

const fn nonzero(number: u8) -> NonZeroU8 {
    match NonZeroU8::new(number) {
        Some(number) => number,
        None => NonZeroU8::MIN,
    }
}
