//! spymemcached, the Java client.

use std::net::IpAddr;

use crate::client::tokens::{self, Tie};
use crate::client::{Profile, ServerList};
use crate::ring::{Lookup, Ring};
use crate::server::{DEFAULT_PORT, Server};

pub(super) const OWN_FORMAT: Profile = Profile {
    name: "spymemcached",
    title: "spymemcached, ketama",
    program: "spymemcached",
    version: "2.12.3",
    description: "A ring of 160 MD5 points a node, shared out by weight if there are weights; a \
                  node's name always has its port; after a failure the key is hashed again.",
};

pub(super) const LIBMEMCACHED_FORMAT: Profile = Profile {
    name: "spymemcached-libmemcached",
    title: "spymemcached, ketama in libmemcached's format",
    program: "spymemcached",
    version: "2.12.3",
    description: "As spymemcached, but the port is left out of a node's name if it is 11211, as \
                  weighted libmemcached has it.",
};

pub(super) const ARRAYMOD: Profile = Profile {
    name: "spymemcached-arraymod",
    title: "spymemcached, array modulo",
    program: "spymemcached",
    version: "2.12.3",
    description: "Java's String.hashCode of the key modulo the number of servers; after a \
                  failure the next server of the list.",
};

/// Points of a node without weights (`DefaultKetamaNodeLocatorConfiguration`).
const UNWEIGHTED_POINTS: u64 = 160;

/// How many points each server gets. Weights are only known to the locator that is made with
/// them, and only that one rounds.
pub(super) fn counts(servers: &ServerList<'_>) -> Vec<u64> {
    if tokens::has_weights(servers) {
        tokens::shared_in_f32(servers)
    } else {
        tokens::per_node(servers, UNWEIGHTED_POINTS)
    }
}

/// The ring over `host:port` names (`KetamaNodeKeyFormatter.Format.SPYMEMCACHED`).
pub(super) fn ring(servers: &ServerList<'_>, counts: &[u64]) -> Ring {
    over(servers, counts, |server| match java_address(server) {
        address if address.contains(':') => format!("[{address}]:{}", server.port),
        address => format!("{address}:{}", server.port),
    })
}

/// The ring over names without the default port (`Format.LIBMEMCACHED`).
///
/// Java asks the system for the host name of an address. Which other addresses have one is the
/// machine's affair, but 127.0.0.1 is `localhost` on all.
pub(super) fn libmemcached_ring(servers: &ServerList<'_>, counts: &[u64]) -> Ring {
    let host = |server: &Server| match java_address(server) {
        address if address == "127.0.0.1" => "localhost".to_owned(),
        address => address,
    };
    over(servers, counts, |server| match server.port {
        DEFAULT_PORT => host(server),
        port => format!("{}:{port}", host(server)),
    })
}

/// The ring is a `TreeMap`, so of two nodes on one point the later one stays.
fn over(servers: &ServerList<'_>, counts: &[u64], name: impl Fn(&Server) -> String) -> Ring {
    let points = |server: &Server| tokens::md5_points(name(server));
    tokens::ring(servers, counts, points, Tie::Last, Lookup::AtOrAfter)
}

/// The host as Java's `InetAddress` prints it: IPv6 addresses in full, without `::`, and those
/// that hold an IPv4 address as that address.
fn java_address(server: &Server) -> String {
    match server
        .host
        .parse()
        .map(|address: IpAddr| address.to_canonical())
    {
        Ok(IpAddr::V6(address)) => address.segments().map(|part| format!("{part:x}")).join(":"),
        Ok(IpAddr::V4(address)) => address.to_string(),
        Err(_) => server.host.clone(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_printed_as_java_prints_them() {
        let printed = |host: &str| {
            let host = host.to_owned();
            java_address(&Server {
                host,
                port: 1,
                weight: 1,
                alias: None,
                tokens: Vec::new(),
            })
        };
        // OpenJDK 17, InetAddress.getByName(...).getHostAddress().
        assert_eq!(printed("::1"), "0:0:0:0:0:0:0:1");
        assert_eq!(printed("2001:db8::a:0:1"), "2001:db8:0:0:0:a:0:1");
        assert_eq!(printed("::ffff:10.0.0.1"), "10.0.0.1");
        assert_eq!(printed("10.0.0.1"), "10.0.0.1");
        assert_eq!(printed("cache-1.example"), "cache-1.example");
    }
}
