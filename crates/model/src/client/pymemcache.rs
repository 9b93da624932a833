//! pymemcache, the Python client with rendezvous hashing.

use crate::client::{Profile, ServerList};
use crate::placement::Rendezvous;

pub(super) const RENDEZVOUS: Profile = Profile {
    name: "pymemcache",
    title: "pymemcache, rendezvous",
    program: "pymemcache",
    version: "4.0.0",
    description: "No ring: each node's name is hashed together with the key by murmur3_32, and \
                  the highest hash wins; weights are ignored.",
};

/// Every server under its `host:port`, an IPv6 address without brackets (`_make_client_key`).
pub(super) fn placement(servers: &ServerList<'_>) -> Rendezvous {
    Rendezvous::new(
        servers
            .iter()
            .map(|(node, server)| (*node, server.full_name())),
    )
}
