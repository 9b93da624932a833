//! libmemcached, and php-memcached, which places keys through it.

use crate::client::tokens::{self, Tie};
use crate::client::{Profile, ServerList};
use crate::ring::{Lookup, Ring};

pub(super) const KETAMA_WEIGHTED: Profile = Profile {
    name: "libmemcached-ketama-weighted",
    title: "libmemcached, weighted ketama",
    program: "libmemcached",
    version: "1.1.4",
    description: "A ring of about 160 MD5 points a node, shared out by weight; the port is left \
                  out of a node's name if it is 11211. php-memcached's LIBKETAMA_COMPATIBLE.",
};

/// The ring of MD5 points, the lower server index winning a tie.
pub(super) fn md5_ring(servers: &ServerList<'_>, counts: &[u64]) -> Ring {
    let points = |server: &crate::server::Server| tokens::md5_points(server.short_name());
    tokens::ring(servers, counts, points, Tie::First, Lookup::AtOrAfter)
}
