//! nginx, whose `hash ... consistent` is that of Perl's `Cache::Memcached::Fast`.

use std::iter;

use crate::client::tokens::{self, Tie};
use crate::client::{Profile, ServerList};
use crate::hash::Crc32;
use crate::ring::{Lookup, Ring};
use crate::server::Server;

pub(super) const CONSISTENT: Profile = Profile {
    name: "nginx-consistent",
    title: "nginx, hash consistent",
    program: "nginx",
    version: "1.22.1",
    description: "A ring of 160 CRC-32 points for each unit of weight, each point hashed from \
                  the one before it; keys by CRC-32.",
};

/// 160 points for each unit of weight (`ngx_http_upstream_init_chash`).
pub(super) fn counts(servers: &ServerList<'_>) -> Vec<u64> {
    tokens::per_weight(servers, 160)
}

/// The ring of chained CRC-32 points. Sorted stably, and of equal points the first stays.
pub(super) fn ring(servers: &ServerList<'_>, counts: &[u64]) -> Ring {
    tokens::ring(
        servers,
        counts,
        chained_points,
        Tie::First,
        Lookup::AtOrAfter,
    )
}

/// CRC-32 of host, zero byte, port and the point before (0 before the first) as four
/// little-endian bytes. The host is as configured: an IPv6 address in brackets.
fn chained_points(server: &Server) -> impl Iterator<Item = u32> + use<> {
    let address = server.to_string();
    let host = address.rsplit_once(':').map_or(&*address, |(host, _)| host);
    let start = Crc32::START
        .then(host.as_bytes())
        .then(&[0])
        .then(server.port.to_string().as_bytes());
    let after = move |point: u32| start.then(&point.to_le_bytes()).finish();
    iter::successors(Some(after(0)), move |&point| Some(after(point)))
}
