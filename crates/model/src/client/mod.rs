//! Real memcached clients: how each turns a server list into a placement, bit for bit.
//!
//! Clients that all say "ketama" put the same keys on different nodes, because they hash
//! different names (with or without `:11211`), make different numbers of points, or hash keys
//! differently. A [`Client`] is one such set of choices. Each family of clients has a file of its
//! own; [`Client::place`] builds the placement, [`Client::hash_key`] hashes a key for it.

mod libmemcached;
mod name;
mod nginx;
mod npm_hashring;
mod plain;
mod profile;
mod pymemcache;
mod python_memcached;
mod session_manager;
mod spymemcached;
mod tokens;
mod twemproxy;
mod uhashring;

use std::num::NonZeroU16;

pub use name::UnknownClient;
pub use plain::RingSize;
pub use profile::Profile;
pub use tokens::MAX_TOKENS;

use crate::hash;
use crate::id::{NodeId, Point};
use crate::placement::{Key, Modulo, Placement};
use crate::server::Server;

/// A client's server list: the nodes of its view, in the order of its configuration.
pub type ServerList<'a> = [(NodeId, &'a Server)];

/// A memcached client, as configured in one of the ways that decide where keys go.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Client {
    /// libmemcached with `KETAMA_WEIGHTED`; php-memcached with `LIBKETAMA_COMPATIBLE`.
    LibmemcachedKetamaWeighted,
    /// libmemcached with `KETAMA`; php-memcached with `DISTRIBUTION_CONSISTENT`.
    LibmemcachedKetama,
    /// libmemcached and php-memcached as they come: modulo.
    LibmemcachedModula,
    /// spymemcached with its ketama locator and its own key format.
    Spymemcached,
    /// spymemcached with its ketama locator and libmemcached's key format.
    SpymemcachedLibmemcached,
    /// spymemcached with its array-modulo locator and Java's string hash, its defaults.
    SpymemcachedArraymod,
    /// twemproxy with `distribution: ketama` and `hash: fnv1a_64`, its defaults.
    TwemproxyKetama,
    /// twemproxy with `distribution: ketama` and `hash: md5`.
    TwemproxyKetamaMd5,
    /// hashring from npm.
    NpmHashring,
    /// hashring from npm with the option `default port` at 11211, as the npm client `memcached` has it.
    NpmHashringDefaultPort,
    /// uhashring in its ketama mode, nodes named `host:port`.
    Uhashring,
    /// uhashring in its ketama mode, the port 11211 left out of the names.
    UhashringElided,
    /// nginx with `hash ... consistent`.
    NginxConsistent,
    /// pymemcache's `HashClient`: rendezvous.
    Pymemcache,
    /// python-memcached: modulo over weighted buckets.
    PythonMemcached,
    /// memcached-session-manager, sessions not sticky: the node is part of the session id.
    SessionManager,
    /// A ring of this size whose points are given by hand.
    Plain(RingSize),
}

impl Client {
    /// Every client, the plain ring at its full size.
    pub const ALL: [Self; 17] = [
        Self::LibmemcachedKetamaWeighted,
        Self::LibmemcachedKetama,
        Self::LibmemcachedModula,
        Self::Spymemcached,
        Self::SpymemcachedLibmemcached,
        Self::SpymemcachedArraymod,
        Self::TwemproxyKetama,
        Self::TwemproxyKetamaMd5,
        Self::NpmHashring,
        Self::NpmHashringDefaultPort,
        Self::Uhashring,
        Self::UhashringElided,
        Self::NginxConsistent,
        Self::Pymemcache,
        Self::PythonMemcached,
        Self::SessionManager,
        Self::Plain(RingSize::FULL),
    ];

    /// The client's hash of a key: where it lies on the ring, or what is divided by the number of
    /// buckets. For rendezvous, which has no such place, a hash of the key to draw it by.
    #[must_use]
    pub fn hash_key(self, key: &[u8]) -> Point {
        let hash = self.key_hash().unwrap_or(hash::md5_word);
        self.wrap(Point(hash(key)))
    }

    /// [`Client::hash_key`] of eight keys. Where the hash is an MD5 they cost as much as two.
    #[must_use]
    pub fn hash_each(self, keys: [&[u8]; hash::LANES]) -> [Point; hash::LANES] {
        let hashes = match self.key_hash() {
            Some(hash) => keys.map(hash),
            None => hash::md5_words_of_each(keys).map(|words| words[0]),
        };
        hashes.map(|hash| self.wrap(Point(hash)))
    }

    /// The hash of keys, where it is no MD5.
    fn key_hash(self) -> Option<fn(&[u8]) -> u32> {
        match self {
            Self::LibmemcachedKetama | Self::LibmemcachedModula => Some(hash::one_at_a_time),
            Self::SpymemcachedArraymod => Some(hash::java_string_hash),
            Self::TwemproxyKetama => Some(hash::fnv1a_64_in_32_bits),
            Self::NginxConsistent => Some(hash::crc32),
            Self::Pymemcache => Some(hash::murmur3_32),
            Self::PythonMemcached => Some(python_memcached::hash_key),
            Self::LibmemcachedKetamaWeighted
            | Self::Spymemcached
            | Self::SpymemcachedLibmemcached
            | Self::TwemproxyKetamaMd5
            | Self::NpmHashring
            | Self::NpmHashringDefaultPort
            | Self::Uhashring
            | Self::UhashringElided
            | Self::SessionManager
            | Self::Plain(_) => None,
        }
    }

    /// The place of any 32-bit number on the client's ring. Only a plain ring is ever smaller.
    #[must_use]
    pub fn wrap(self, number: Point) -> Point {
        match self {
            Self::Plain(size) => size.wrap(number.0),
            _ => number,
        }
    }

    /// The placement that the client builds from its server list.
    ///
    /// `tokens` is not the client's but this tool's: so many points for each unit of weight. They
    /// are the first of those that the client itself would make, or, past its own number, those
    /// that it would go on to make. `None` is exactly the client. Only clients that make points of
    /// their own heed it.
    ///
    /// Never more than [`MAX_TOKENS`] tokens: where [`Client::token_counts`] add up to more, all
    /// nodes get proportionally fewer. Costs a hash for each point (ketama: for each four) and a
    /// sort.
    #[must_use]
    pub fn place(self, servers: &ServerList<'_>, tokens: Option<NonZeroU16>) -> Placement {
        let counts = &tokens::fitted(self.token_counts(servers, tokens));
        Placement::Ring(match self {
            Self::LibmemcachedKetamaWeighted => libmemcached::weighted_ring(servers, counts),
            Self::LibmemcachedKetama => libmemcached::ring(servers, counts),
            Self::Spymemcached => spymemcached::ring(servers, counts),
            Self::SpymemcachedLibmemcached => spymemcached::libmemcached_ring(servers, counts),
            Self::TwemproxyKetama | Self::TwemproxyKetamaMd5 => twemproxy::ring(servers, counts),
            Self::NpmHashring => npm_hashring::ring(servers, counts),
            Self::NpmHashringDefaultPort => npm_hashring::default_port_ring(servers, counts),
            Self::Uhashring => uhashring::ring(servers, counts),
            Self::UhashringElided => uhashring::elided_ring(servers, counts),
            Self::NginxConsistent => nginx::ring(servers, counts),
            Self::Plain(size) => plain::ring(size, servers),
            Self::Pymemcache => return Placement::Rendezvous(pymemcache::placement(servers)),
            Self::PythonMemcached => {
                return Placement::Modulo(python_memcached::placement(servers));
            }
            Self::LibmemcachedModula | Self::SpymemcachedArraymod | Self::SessionManager => {
                return Placement::Modulo(Modulo::new(servers.iter().map(|(node, _)| (*node, 1))));
            }
        })
    }

    /// How many points each server of the list gets on the client's ring, before points that
    /// coincide are merged; nothing but zeros where there is no ring. `tokens` as for
    /// [`Client::place`].
    #[must_use]
    pub fn token_counts(self, servers: &ServerList<'_>, tokens: Option<NonZeroU16>) -> Vec<u64> {
        let weighed = |own: fn(&ServerList<'_>) -> Vec<u64>| match tokens {
            None => own(servers),
            Some(tokens) => tokens::per_weight(servers, tokens.get().into()),
        };
        match self {
            Self::LibmemcachedKetamaWeighted | Self::TwemproxyKetama | Self::TwemproxyKetamaMd5 => {
                weighed(tokens::shared_in_f32)
            }
            Self::LibmemcachedKetama => weighed(libmemcached::counts),
            Self::NpmHashring | Self::NpmHashringDefaultPort => weighed(npm_hashring::counts),
            Self::Uhashring | Self::UhashringElided => weighed(uhashring::counts),
            Self::NginxConsistent => weighed(nginx::counts),
            Self::Spymemcached | Self::SpymemcachedLibmemcached => weighed(spymemcached::counts),
            Self::LibmemcachedModula
            | Self::SpymemcachedArraymod
            | Self::Pymemcache
            | Self::PythonMemcached
            | Self::SessionManager => tokens::per_node(servers, 0),
            Self::Plain(_) => servers
                .iter()
                .map(|(_, server)| server.tokens.len() as u64)
                .collect(),
        }
    }

    /// Whether a session stays on the node where it began, whatever joins or leaves: the client
    /// writes the node's name into the session's id. [`Client::place`] then says only where new
    /// sessions begin.
    #[must_use]
    pub fn keeps_homes(self) -> bool {
        self == Self::SessionManager
    }

    /// The nodes that the client itself would try for a key, in its own order and the primary
    /// first. spymemcached with ketama makes seven tries and may come back to a node
    /// ([`Placement::rehash_sequence`]); all others go on through all distinct nodes.
    #[must_use]
    pub fn sequence(self, placement: &Placement, key: Key<'_>) -> Vec<NodeId> {
        match self {
            Self::Spymemcached | Self::SpymemcachedLibmemcached => {
                placement.rehash_sequence(key).collect()
            }
            _ => placement.preference_list(key, usize::MAX),
        }
    }
}
