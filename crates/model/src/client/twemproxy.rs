//! twemproxy (nutcracker), the proxy.

use crate::client::tokens::{self, Tie};
use crate::client::{Profile, ServerList};
use crate::ring::{Lookup, Ring};
use crate::server::Server;

pub(super) const KETAMA: Profile = Profile {
    name: "twemproxy-ketama",
    title: "twemproxy, ketama with fnv1a_64",
    program: "twemproxy",
    version: "0.5.0",
    description: "A ring of about 160 MD5 points a node, shared out by weight; a node is hashed \
                  under its own name if the configuration gives one; keys by fnv1a_64, the default.",
};

pub(super) const KETAMA_MD5: Profile = Profile {
    name: "twemproxy-ketama-md5",
    title: "twemproxy, ketama with md5",
    program: "twemproxy",
    version: "0.5.0",
    description: "As twemproxy-ketama, with `hash: md5` for the keys, as libketama has it; \
                  without names for the nodes it agrees with libmemcached's weighted ketama.",
};

/// The ring of MD5 points over the servers' names, or else over their addresses with the port
/// left out if it is 11211.
///
/// Reading its configuration the program sorts the servers, shorter names first and equally long
/// ones by their bytes, to find names used twice (`conf_validate_server`). Of two servers on one
/// point the first in that order stays.
pub(super) fn ring(servers: &ServerList<'_>, counts: &[u64]) -> Ring {
    let name = |server: &Server| server.alias.clone().unwrap_or_else(|| server.short_name());
    let mut sorted: Vec<_> = servers
        .iter()
        .copied()
        .zip(counts.iter().copied())
        .collect();
    sorted.sort_by_cached_key(|((_, server), _)| {
        let name = name(server);
        (name.len(), name)
    });
    let (servers, counts): (Vec<_>, Vec<_>) = sorted.into_iter().unzip();
    let points = |server: &Server| tokens::md5_points(name(server));
    tokens::ring(&servers, &counts, points, Tie::First, Lookup::AtOrAfter)
}
