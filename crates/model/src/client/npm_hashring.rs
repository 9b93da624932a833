//! hashring, the ring behind the npm client `memcached`.

use crate::client::tokens::{self, Tie};
use crate::client::{Profile, ServerList};
use crate::ring::{Lookup, Ring};
use crate::server::{DEFAULT_PORT, Server};

pub(super) const OWN: Profile = Profile {
    name: "npm-hashring",
    title: "hashring for Node.js",
    program: "hashring",
    version: "3.2.0",
    description: "A ring of about 160 MD5 points a node, shared out by weight in double \
                  precision; a node's name always has its port.",
};

pub(super) const DEFAULT_PORT_LEFT_OUT: Profile = Profile {
    name: "npm-hashring-default-port",
    title: "hashring for Node.js, 'default port' 11211",
    program: "hashring",
    version: "3.2.0",
    description: "As npm-hashring with the option 'default port': 11211, which leaves that port \
                  out of a node's name; the npm client memcached sets it.",
};

/// The ring of MD5 points over `host:port`.
pub(super) fn ring(servers: &ServerList<'_>, counts: &[u64]) -> Ring {
    over(servers, counts, Server::to_string)
}

/// The ring of MD5 points over names without the default port. An IPv6 address keeps it: the
/// program splits addresses at their first colon, so it never sees the port of one.
pub(super) fn default_port_ring(servers: &ServerList<'_>, counts: &[u64]) -> Ring {
    over(servers, counts, |server| {
        let port_seen = !server.host.contains(':');
        if port_seen && server.port == DEFAULT_PORT {
            server.host.clone()
        } else {
            server.to_string()
        }
    })
}

/// Sorted stably (Node.js 11 and later): of two servers on one point the first has the keys, and
/// the second is the first alternative.
fn over(servers: &ServerList<'_>, counts: &[u64], name: impl Fn(&Server) -> String) -> Ring {
    let points = |server: &Server| tokens::md5_points(name(server));
    tokens::ring(servers, counts, points, Tie::All, Lookup::AtOrAfter)
}

/// Four points for each of `floor(weight / total * 40 * n)` groups, in double precision:
/// rounding makes it 39 groups instead of 40 where n is 7, 14, 28 or 49.
pub(super) fn counts(servers: &ServerList<'_>) -> Vec<u64> {
    #![expect(
        clippy::cast_precision_loss,
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "the client's own arithmetic, whose rounding is the point; no value is negative"
    )]
    let total: f64 = servers
        .iter()
        .map(|(_, server)| f64::from(server.weight))
        .sum();
    let groups = |server: &Server| {
        (f64::from(server.weight) / total * 40.0 * servers.len() as f64).floor() as u64
    };
    servers
        .iter()
        .map(|(_, server)| groups(server) * 4)
        .collect()
}
