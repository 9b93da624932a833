//! Real memcached clients: how each turns a server list into a placement, bit for bit.
//!
//! Clients that all say "ketama" put the same keys on different nodes, because they hash
//! different names (with or without `:11211`), make different numbers of points, or hash keys
//! differently. A [`Client`] is one such set of choices. Each family of clients has a file of its
//! own; [`Client::place`] builds the placement, [`Client::hash_key`] hashes a key for it.

mod libmemcached;
mod name;
mod plain;
mod profile;
mod spymemcached;
mod tokens;

use std::num::NonZeroU16;

pub use name::UnknownClient;
pub use plain::RingSize;
pub use profile::Profile;
pub use tokens::MAX_TOKENS;

use crate::hash;
use crate::id::{NodeId, Point};
use crate::placement::{Key, Placement};
use crate::server::Server;

/// A client's server list: the nodes of its view, in the order of its configuration.
pub type ServerList<'a> = [(NodeId, &'a Server)];

/// A memcached client, as configured in one of the ways that decide where keys go.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Client {
    /// libmemcached with `KETAMA_WEIGHTED`.
    LibmemcachedKetamaWeighted,
    /// spymemcached with its ketama locator and its own key format.
    Spymemcached,
    /// A ring of this size whose points are given by hand.
    Plain(RingSize),
}

impl Client {
    /// Every client, the plain ring at its full size.
    pub const ALL: [Self; 3] = [
        Self::LibmemcachedKetamaWeighted,
        Self::Spymemcached,
        Self::Plain(RingSize::FULL),
    ];

    /// The client's hash of a key.
    #[must_use]
    pub fn hash_key(self, key: &[u8]) -> Point {
        match self {
            Self::LibmemcachedKetamaWeighted | Self::Spymemcached => Point(hash::md5_word(key)),
            Self::Plain(size) => size.wrap(hash::md5_word(key)),
        }
    }

    /// The placement that the client builds from its server list.
    ///
    /// `tokens` is not the client's but this tool's: so many points for each unit of weight (for
    /// each node where the client knows no weights). They are the first of those that the client
    /// itself would make, or, past its own number, those that it would go on to make. `None` is
    /// exactly the client. Only clients that make points of their own heed it.
    ///
    /// Never more than [`MAX_TOKENS`] tokens: where [`Client::token_counts`] add up to more, all
    /// nodes get proportionally fewer. Costs a hash for each point (ketama: for each four) and a
    /// sort.
    #[must_use]
    pub fn place(self, servers: &ServerList<'_>, tokens: Option<NonZeroU16>) -> Placement {
        let counts = tokens::fitted(self.token_counts(servers, tokens));
        match self {
            Self::LibmemcachedKetamaWeighted => {
                Placement::Ring(libmemcached::md5_ring(servers, &counts))
            }
            Self::Spymemcached => Placement::Ring(spymemcached::ring(servers, &counts)),
            Self::Plain(size) => Placement::Ring(plain::ring(size, servers)),
        }
    }

    /// How many points each server of the list gets on the client's ring, before points that
    /// coincide are merged. `tokens` as for [`Client::place`].
    #[must_use]
    pub fn token_counts(self, servers: &ServerList<'_>, tokens: Option<NonZeroU16>) -> Vec<u64> {
        match (self, tokens) {
            (Self::Plain(_), _) => servers
                .iter()
                .map(|(_, server)| server.tokens.len() as u64)
                .collect(),
            (Self::LibmemcachedKetamaWeighted, None) => tokens::shared_in_f32(servers),
            (Self::LibmemcachedKetamaWeighted, Some(tokens)) => {
                tokens::per_weight(servers, tokens.get().into())
            }
            (Self::Spymemcached, None) => tokens::per_node(servers, spymemcached::POINTS),
            (Self::Spymemcached, Some(tokens)) => tokens::per_node(servers, tokens.get().into()),
        }
    }

    /// The nodes that the client itself would try for a key, in its own order and the primary
    /// first. spymemcached with ketama tries seven times and may repeat a node
    /// ([`Placement::rehash_sequence`]); all others go on through all distinct nodes.
    #[must_use]
    pub fn sequence(self, placement: &Placement, key: Key<'_>) -> Vec<NodeId> {
        match self {
            Self::Spymemcached => placement.rehash_sequence(key).collect(),
            _ => placement.preference_list(key, usize::MAX),
        }
    }
}
