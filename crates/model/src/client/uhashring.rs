//! uhashring, a ring for Python.

use crate::client::tokens::{self, Tie};
use crate::client::{Profile, ServerList};
use crate::ring::{Lookup, Ring};
use crate::server::Server;

pub(super) const HOST_PORT: Profile = Profile {
    name: "uhashring",
    title: "uhashring, ketama over host:port",
    program: "uhashring",
    version: "2.5",
    description: "A ring of about 160 MD5 points a node, shared out by weight in whole numbers; \
                  a key on a point belongs to the point after it; nodes are named host:port.",
};

pub(super) const ELIDED: Profile = Profile {
    name: "uhashring-elided",
    title: "uhashring, ketama over names without the port 11211",
    program: "uhashring",
    version: "2.5",
    description: "As uhashring, with nodes that the application names as libketama does: host \
                  alone if the port is 11211.",
};

/// The ring over the configured name of each server, or else over `host:port`.
pub(super) fn ring(servers: &ServerList<'_>, counts: &[u64]) -> Ring {
    over(servers, counts, Server::to_string)
}

/// The ring over the configured name of each server, or else over its name without the port 11211.
pub(super) fn elided_ring(servers: &ServerList<'_>, counts: &[u64]) -> Ring {
    over(servers, counts, Server::short_name)
}

/// Points are keys of a dict, so of two nodes on one point the later one stays; the look-up is
/// `bisect`, which goes past a point that equals the hash.
fn over(servers: &ServerList<'_>, counts: &[u64], address: impl Fn(&Server) -> String) -> Ring {
    let name = |server: &Server| server.alias.clone().unwrap_or_else(|| address(server));
    let points = |server: &Server| tokens::md5_points(name(server));
    tokens::ring(servers, counts, points, Tie::Last, Lookup::After)
}

/// Four points for each of `40 * n * weight // total` groups.
pub(super) fn counts(servers: &ServerList<'_>) -> Vec<u64> {
    let total: u64 = servers
        .iter()
        .map(|(_, server)| u64::from(server.weight))
        .sum();
    let groups = |server: &Server| {
        let share = 40 * servers.len() as u64 * u64::from(server.weight);
        share.checked_div(total).unwrap_or(0)
    };
    servers
        .iter()
        .map(|(_, server)| groups(server) * 4)
        .collect()
}
