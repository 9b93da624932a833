//! spymemcached, the Java client.

use crate::client::tokens::{self, Tie};
use crate::client::{Profile, ServerList};
use crate::ring::{Lookup, Ring};

pub(super) const OWN_FORMAT: Profile = Profile {
    name: "spymemcached",
    title: "spymemcached, ketama",
    program: "spymemcached",
    version: "2.12.3",
    description: "A ring of 160 MD5 points a node, whose name always has its port; no weights; \
                  a failed primary is replaced by hashing again, up to seven tries.",
};

/// Points of a node, whatever its weight (`DefaultKetamaNodeLocatorConfiguration`).
pub(super) const POINTS: u64 = 160;

/// The ring of MD5 points. It is a `TreeMap`, so of two nodes on one point the later stays.
pub(super) fn ring(servers: &ServerList<'_>, counts: &[u64]) -> Ring {
    let points = |server: &crate::server::Server| tokens::md5_points(server.full_name());
    tokens::ring(servers, counts, points, Tie::Last, Lookup::AtOrAfter)
}
