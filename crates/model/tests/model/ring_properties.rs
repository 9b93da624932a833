//! Consistent hashing keeps its promises, against an oracle that walks point by point.

use std::collections::BTreeMap;
use std::ops::ControlFlow;

use proptest::prelude::*;
use ringside_model::client::{Client, RingSize};
use ringside_model::id::{NodeId, Point};
use ringside_model::placement::{Key, Placement};
use ringside_model::server::Server;

/// Nodes on a small ring, few enough points for them to coincide and to wrap.
const SIZE: u32 = 48;

/// For each node its points.
fn nodes() -> impl Strategy<Value = Vec<Vec<u32>>> {
    prop::collection::vec(prop::collection::vec(1..=SIZE, 1..4), 1..7)
}

fn plain(nodes: &[(NodeId, Vec<u32>)]) -> Placement {
    let size = RingSize::new(SIZE.into()).expect("a size");
    let servers: Vec<Server> = nodes
        .iter()
        .map(|(node, points)| {
            let tokens = points.iter().copied().map(Point).collect();
            Server {
                tokens,
                ..server_at(&format!("node-{}", node.0), 1)
            }
        })
        .collect();
    let list: Vec<_> = nodes.iter().map(|(node, _)| *node).zip(&servers).collect();
    Client::Plain(size).place(&list, None)
}

fn numbered(nodes: &[Vec<u32>]) -> Vec<(NodeId, Vec<u32>)> {
    (0..).map(NodeId).zip(nodes.iter().cloned()).collect()
}

/// The distinct nodes met by trying every point of the clock in turn, from `hash` on.
fn oracle(nodes: &[(NodeId, Vec<u32>)], hash: u32) -> Vec<NodeId> {
    let mut owners = BTreeMap::new();
    for (node, points) in nodes {
        for point in points {
            owners.entry(*point).or_insert(*node);
        }
    }
    let mut met = Vec::new();
    for step in 0..SIZE {
        let hour = (hash + step - 1) % SIZE + 1;
        match owners.get(&hour) {
            Some(node) if !met.contains(node) => met.push(*node),
            _ => {}
        }
    }
    met
}

fn preference_list(placement: &Placement, hash: u32, depth: usize) -> Vec<NodeId> {
    placement.preference_list(
        Key {
            bytes: b"",
            hash: Point(hash),
        },
        depth,
    )
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, ..ProptestConfig::default() })]

    #[test]
    fn a_walk_goes_clockwise_and_wraps(nodes in nodes(), hash in 1..=SIZE) {
        let nodes = numbered(&nodes);
        let list = preference_list(&plain(&nodes), hash, usize::MAX);
        prop_assert_eq!(list, oracle(&nodes, hash));
    }

    #[test]
    fn a_preference_list_has_as_many_distinct_nodes_as_asked_for_and_there_are(
        nodes in nodes(), hash in 1..=SIZE, depth in 0_usize..9,
    ) {
        let nodes = numbered(&nodes);
        let placement = plain(&nodes);
        let list = preference_list(&placement, hash, depth);
        let mut distinct = list.clone();
        distinct.sort();
        distinct.dedup();
        prop_assert_eq!(distinct.len(), list.len());
        prop_assert_eq!(list.len(), depth.min(placement.nodes()));
        prop_assert!(preference_list(&placement, hash, usize::MAX).starts_with(&list));
    }

    #[test]
    fn a_leaving_node_is_taken_out_of_a_preference_list_and_nothing_else_changes(
        leaves in 0_usize..6, servers in 2_u16..8, number in 0_u32..10_000,
    ) {
        // Where no points coincide: real ketama names.
        let servers = ketama_servers(servers);
        let leaves = NodeId(u16::try_from(leaves % servers.len()).expect("a few nodes"));
        let hash = Client::Spymemcached.hash_key(format!("session-{number}").as_bytes()).0;
        let all: Vec<_> = (0..).map(NodeId).zip(&servers).collect();
        let rest: Vec<_> = all.iter().copied().filter(|(node, _)| *node != leaves).collect();
        let mut before = preference_list(&Client::Spymemcached.place(&all, None), hash, usize::MAX);
        let after = preference_list(&Client::Spymemcached.place(&rest, None), hash, usize::MAX);
        before.retain(|node| *node != leaves);
        prop_assert_eq!(before, after);
    }

    #[test]
    fn a_joining_node_pushes_at_most_one_node_out_of_a_preference_list(
        servers in 2_u16..8, depth in 1_usize..5, number in 0_u32..10_000,
    ) {
        let servers = ketama_servers(servers);
        let hash = Client::Spymemcached.hash_key(format!("session-{number}").as_bytes()).0;
        let all: Vec<_> = (0..).map(NodeId).zip(&servers).collect();
        let (newcomer, fewer) = all.split_last().expect("at least two");
        let before = preference_list(&Client::Spymemcached.place(fewer, None), hash, depth);
        let after = preference_list(&Client::Spymemcached.place(&all, None), hash, depth);
        let gone = before.iter().filter(|node| !after.contains(node)).count();
        let come: Vec<_> = after.iter().filter(|node| !before.contains(node)).collect();
        prop_assert!(gone <= 1 && come.iter().all(|node| **node == newcomer.0), "{before:?} {after:?}");
        // A key that moves at all moves to the newcomer.
        prop_assert!(before[0] == after[0] || after[0] == newcomer.0);
    }

    #[test]
    fn rendezvous_walks_in_the_order_it_sorts(servers in 0_u16..8, number in 0_u32..10_000) {
        let servers = ketama_servers(servers);
        let list: Vec<_> = (0..).map(NodeId).zip(&servers).collect();
        let placement = Client::Pymemcache.place(&list, None);
        let bytes = format!("session-{number}").into_bytes();
        let key = Key { bytes: &bytes, hash: Client::Pymemcache.hash_key(&bytes) };
        let mut walked = Vec::new();
        placement.walk(key, |met| {
            walked.push(met.node);
            ControlFlow::Continue(())
        });
        prop_assert_eq!(walked, placement.preference_list(key, usize::MAX));
    }

    #[test]
    fn no_client_fails_on_any_list(
        weights in prop::collection::vec((0_u32..9, any::<u16>(), 1_usize..4), 0..5),
        tokens in prop::option::of(1_u16..9),
    ) {
        let servers: Vec<Server> = weights
            .iter()
            .map(|(weight, port, host)| Server {
                weight: *weight,
                ..server_at(&"h".repeat(*host), *port)
            })
            .collect();
        let list: Vec<_> = (0..).map(NodeId).zip(&servers).collect();
        for client in Client::ALL {
            let placement = client.place(&list, tokens.and_then(std::num::NonZeroU16::new));
            let list = client.sequence(&placement, Key { bytes: b"session-0", hash: client.hash_key(b"session-0") });
            prop_assert_eq!(list.is_empty(), placement.nodes() == 0, "{}", client);
        }
    }
}

fn ketama_servers(count: u16) -> Vec<Server> {
    (0..count)
        .map(|number| server_at(&format!("10.0.0.{number}"), 11211))
        .collect()
}

/// A server of weight 1.
fn server_at(host: &str, port: u16) -> Server {
    Server {
        host: host.to_owned(),
        port,
        weight: 1,
        alias: None,
        tokens: Vec::new(),
    }
}
