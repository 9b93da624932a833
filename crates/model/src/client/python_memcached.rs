//! python-memcached, the older Python client.

use crate::client::{Profile, ServerList};
use crate::hash;
use crate::placement::Modulo;

pub(super) const MODULO: Profile = Profile {
    name: "python-memcached",
    title: "python-memcached, modulo",
    program: "python-memcached",
    version: "1.62",
    description: "Fifteen bits of the key's CRC-32 modulo the number of buckets, of which a \
                  server has as many as its weight.",
};

/// Each server as many times in a row as its weight (`_init_buckets`).
pub(super) fn placement(servers: &ServerList<'_>) -> Modulo {
    Modulo::new(servers.iter().map(|(node, server)| (*node, server.weight)))
}

/// The upper half of the CRC-32 without its highest bit (`cmemcache_hash`).
pub(super) fn hash_key(key: &[u8]) -> u32 {
    (hash::crc32(key) >> 16) & 0x7fff
}
