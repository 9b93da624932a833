//! libmemcached, and php-memcached, which places keys through it.

use crate::client::tokens::{self, Tie};
use crate::client::{Profile, ServerList};
use crate::hash;
use crate::ring::{Lookup, Ring};
use crate::server::Server;

pub(super) const KETAMA_WEIGHTED: Profile = Profile {
    name: "libmemcached-ketama-weighted",
    title: "libmemcached, weighted ketama",
    program: "libmemcached",
    version: "1.1.4",
    description: "A ring of about 160 MD5 points a node, shared out by weight; the port is left \
                  out of a node's name if it is 11211 (php-memcached's LIBKETAMA_COMPATIBLE).",
};

pub(super) const KETAMA: Profile = Profile {
    name: "libmemcached-ketama",
    title: "libmemcached, ketama",
    program: "libmemcached",
    version: "1.1.4",
    description: "A ring of 100 points a node, nodes and keys hashed one-at-a-time; as soon as a \
                  weight is above 1, the points of weighted ketama (php-memcached's CONSISTENT).",
};

pub(super) const MODULA: Profile = Profile {
    name: "libmemcached-modula",
    title: "libmemcached, modula",
    program: "libmemcached",
    version: "1.1.4",
    description: "The key's one-at-a-time hash modulo the number of servers, weights ignored; \
                  the default of libmemcached and of php-memcached.",
};

/// Points of a node without weights (`MEMCACHED_POINTS_PER_SERVER`).
const UNWEIGHTED_POINTS: u64 = 100;

/// The ring of MD5 points. Of two servers on one point the lower index stays: the points are
/// sorted stably and the first match is taken.
pub(super) fn weighted_ring(servers: &ServerList<'_>, counts: &[u64]) -> Ring {
    let points = |server: &Server| tokens::md5_points(server.short_name());
    tokens::ring(servers, counts, points, Tie::First, Lookup::AtOrAfter)
}

/// The ring of one-at-a-time points, or of MD5 points where the list has weights: adding a
/// server of a weight above 1 turns weighted ketama on (`memcached_server_add_with_weight`),
/// yet leaves the hash of the keys.
pub(super) fn ring(servers: &ServerList<'_>, counts: &[u64]) -> Ring {
    if tokens::has_weights(servers) {
        return weighted_ring(servers, counts);
    }
    let points = |server: &Server| {
        let name = server.short_name();
        (0_u32..).map(move |index| hash::one_at_a_time(format!("{name}-{index}").as_bytes()))
    };
    tokens::ring(servers, counts, points, Tie::First, Lookup::AtOrAfter)
}

/// How many points [`ring`] gives each server.
pub(super) fn counts(servers: &ServerList<'_>) -> Vec<u64> {
    if tokens::has_weights(servers) {
        tokens::shared_in_f32(servers)
    } else {
        tokens::per_node(servers, UNWEIGHTED_POINTS)
    }
}
