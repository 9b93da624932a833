//! The same work by crates that do the same: build a ring of many nodes, place many keys on it,
//! take a node out and know where every key lies then.

use std::array;

use hashring::HashRing;
use ringside_model::client::Client;
use ringside_model::hash::LANES;
use ringside_model::id::NodeId;
use ringside_model::placement::Placement;
use ringside_model::server::{DEFAULT_PORT, Server};

use crate::host;

/// Tokens of a node, in every crate.
const TOKENS: u16 = 160;

/// Keys as the sessions of a world have them.
#[must_use]
pub fn keys(count: u32) -> Vec<String> {
    (0..count).map(|key| format!("session-{key}")).collect()
}

/// The model's ring, as libmemcached has it.
#[must_use]
pub fn ours(nodes: u16) -> Placement {
    let server = |node| Server {
        host: host(node),
        port: DEFAULT_PORT,
        weight: 1,
        alias: None,
        tokens: Vec::new(),
    };
    let servers: Vec<Server> = (0..nodes).map(server).collect();
    let list: Vec<_> = (0..).map(NodeId).zip(&servers).collect();
    Client::LibmemcachedKetamaWeighted.place(&list, None)
}

/// The owner of each key on the model's ring.
#[must_use]
pub fn ours_places(ring: &Placement, keys: &[String]) -> Vec<u16> {
    let Placement::Ring(ring) = ring else {
        return Vec::new();
    };
    let mut owners = Vec::with_capacity(keys.len() + LANES);
    for keys in keys.chunks(LANES) {
        let key = |at| keys.get(at).map_or("", String::as_str).as_bytes();
        let points = Client::LibmemcachedKetamaWeighted.hash_each(array::from_fn(key));
        owners.extend(points.map(|point| ring.tokens()[ring.first(point)].node.0));
    }
    owners.truncate(keys.len());
    owners
}

/// The ring of the crate `ketama`.
#[must_use]
pub fn ketama(nodes: impl Iterator<Item = u16>) -> ketama::Ring {
    let names: Vec<String> = nodes.map(host).collect();
    let names: Vec<&str> = names.iter().map(String::as_str).collect();
    ketama::Ring::build(&names)
}

/// The owner of each key on it.
#[must_use]
pub fn ketama_places(ring: &ketama::Ring, keys: &[String]) -> Vec<usize> {
    keys.iter().map(|key| ring.route(key.as_bytes())).collect()
}

/// The ring of the crate `hashring`: a node and the number of its token at each point.
#[must_use]
pub fn hashring(nodes: u16) -> HashRing<(u16, u16)> {
    let mut ring = HashRing::new();
    let tokens = (0..nodes).flat_map(|node| (0..TOKENS).map(move |token| (node, token)));
    ring.batch_add(tokens.collect());
    ring
}

/// Takes a node out of it.
pub fn hashring_without(ring: &mut HashRing<(u16, u16)>, node: u16) {
    for token in 0..TOKENS {
        ring.remove(&(node, token));
    }
}

/// The owner of each key on it.
#[must_use]
pub fn hashring_places(ring: &HashRing<(u16, u16)>, keys: &[String]) -> Vec<u16> {
    let owner = |key: &String| ring.get(key).map_or(u16::MAX, |(node, _)| *node);
    keys.iter().map(owner).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_crate_ketama_places_every_key_where_the_model_does() {
        let keys = keys(10_000);
        let theirs = ketama_places(&ketama(0..20), &keys);
        let ours = ours_places(&ours(20), &keys).into_iter().map(usize::from);
        assert!(ours.eq(theirs));
    }
}
