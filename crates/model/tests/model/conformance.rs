//! Every profile answers as the real program did, key for key.

use std::collections::HashSet;

use crate::answers::{self, answers, key, place, session_keys};
use ringside_model::client::Client;
use ringside_model::id::{NodeId, Point};
use ringside_model::placement::Placement;
use ringside_model::ring::{Ring, Token};

#[test]
fn no_key_lies_elsewhere_than_where_the_real_client_put_it() {
    let mut wrong = Vec::new();
    for answers in answers::all_answers() {
        let placement = place(answers.client, &answers.servers);
        assert_eq!(
            answers.keys.len(),
            answers.nodes.len(),
            "{} {}",
            answers.client,
            answers.list
        );
        let differ = |(bytes, nodes): &(&Vec<u8>, &Vec<NodeId>)| {
            let mut sequence = answers
                .client
                .sequence(&placement, key(answers.client, bytes));
            sequence.truncate(nodes.len());
            sequence != **nodes
        };
        let differing = answers
            .keys
            .iter()
            .zip(&answers.nodes)
            .filter(differ)
            .count();
        if differing > 0 {
            wrong.push(format!(
                "{} {}: {differing} keys",
                answers.client, answers.list
            ));
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

/// The clients that no program's answers can be compared with, and why.
const WITHOUT_ANSWERS: [(&str, &str); 2] = [
    (
        "memcached-session-manager",
        "its placement is only where a session begins, which the program leaves to chance",
    ),
    ("plain", "its points are given by hand"),
];

#[test]
fn every_client_has_answers_to_compare_but_for_those_with_a_reason() {
    let compared = |client: &Client| !answers::answers_of(*client).is_empty();
    let without = Client::ALL.into_iter().filter(|client| !compared(client));
    let names: Vec<_> = without.map(Client::name).collect();
    assert_eq!(names, WITHOUT_ANSWERS.map(|(name, _)| name));
}

#[test]
fn every_client_has_a_chapter_in_the_docs() {
    let docs = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/clients.md");
    let text = std::fs::read_to_string(docs).expect("docs/clients.md is there");
    for client in Client::ALL {
        assert!(
            text.contains(&format!("\n## {}\n", client.name())),
            "{client}"
        );
    }
}

#[test]
fn uhashring_builds_this_very_ring() {
    let text = std::fs::read_to_string(answers::fixtures().join("uhashring_three_points.txt"))
        .expect("the file is there");
    let servers = answers(Client::Uhashring, "three").servers;
    let ring = ring(Client::Uhashring, "three");
    let point = |token: &Token| format!("{} {}", token.point.0, servers[token.node.index()]);
    let points: Vec<String> = ring.tokens().iter().map(point).collect();
    assert!(points.iter().map(String::as_str).eq(text.lines()));
}

#[test]
fn session_0_meets_the_golden_point_of_weighted_ketama() {
    let client = Client::LibmemcachedKetamaWeighted;
    let ring = ring(client, "three");
    let hash = client.hash_key(b"session-0");
    assert_eq!(hash, Point(1_952_165_167));
    let token = ring.tokens()[ring.first(hash)];
    assert_eq!((token.point, token.node), (Point(1_958_000_008), NodeId(1)));
}

#[test]
fn a_fourth_node_takes_248_keys_under_ketama_and_none_moves_elsewhere() {
    let (moved, to_the_new) = moves(Client::LibmemcachedKetamaWeighted);
    assert_eq!((moved, to_the_new), (248, 248));
}

#[test]
fn a_fourth_node_moves_748_keys_under_modulo() {
    assert_eq!(moves(Client::LibmemcachedModula).0, 748);
}

#[test]
fn a_fourth_node_takes_268_keys_under_rendezvous_and_none_moves_elsewhere() {
    assert_eq!(moves(Client::Pymemcache), (268, 268));
}

#[test]
fn single_precision_costs_libmemcached_a_group_at_these_numbers_of_nodes() {
    let counts = |nodes| tokens_a_node(Client::LibmemcachedKetamaWeighted, nodes);
    let short: Vec<u16> = (1..=64).filter(|&nodes| counts(nodes) == 156).collect();
    assert_eq!(short, [25, 47, 50, 55, 61]);
    assert!(
        (1..=64)
            .filter(|nodes| !short.contains(nodes))
            .all(|nodes| counts(nodes) == 160)
    );
}

#[test]
fn double_precision_costs_npm_hashring_a_group_at_these_numbers_of_nodes() {
    let counts = |nodes| tokens_a_node(Client::NpmHashring, nodes);
    let short: Vec<u16> = (1..=50).filter(|&nodes| counts(nodes) == 156).collect();
    assert_eq!(short, [7, 14, 28, 49]);
}

#[test]
fn the_second_node_of_spymemcached_is_the_primary_again_for_many_keys() {
    let again = |list: &str| {
        let answers = answers(Client::Spymemcached, list);
        let placement = place(answers.client, &answers.servers);
        let repeats = |bytes: &&Vec<u8>| {
            let nodes = answers
                .client
                .sequence(&placement, key(answers.client, bytes));
            nodes[0] == nodes[1]
        };
        session_keys().iter().filter(repeats).count()
    };
    assert_eq!(
        ["two", "three", "four", "seven"].map(again),
        [537, 346, 245, 145]
    );
}

#[test]
fn a_ring_can_be_thinned_to_its_clients_first_points_or_carried_on() {
    let answers = answers(Client::LibmemcachedKetamaWeighted, "three");
    let list: Vec<_> = (0..).map(NodeId).zip(&answers.servers).collect();
    let points = |tokens: u16| {
        let placement = answers
            .client
            .place(&list, std::num::NonZeroU16::new(tokens));
        let Placement::Ring(ring) = placement else {
            panic!("ketama is a ring")
        };
        ring.tokens()
            .iter()
            .map(|token| token.point)
            .collect::<HashSet<_>>()
    };
    let (one, client, many) = (points(1), points(160), points(1000));
    assert_eq!((one.len(), client.len(), many.len()), (3, 480, 3000));
    assert!(one.is_subset(&client) && client.is_subset(&many));
    let own: HashSet<_> = ring(answers.client, "three")
        .tokens()
        .iter()
        .map(|token| token.point)
        .collect();
    assert_eq!(client, own);
}

/// The ring that a client builds of a list.
fn ring(client: Client, list: &str) -> Ring {
    match place(client, &answers(client, list).servers) {
        Placement::Ring(ring) => ring,
        other => panic!("{client} has no ring but {other:?}"),
    }
}

/// How many of the session keys change their primary from list *three* to list *four*, and how
/// many of them go to the fourth node.
fn moves(client: Client) -> (usize, usize) {
    let primary = |list: &str| {
        let placement = place(client, &answers(client, list).servers);
        session_keys()
            .iter()
            .map(|bytes| placement.first(key(client, bytes)))
            .collect::<Vec<_>>()
    };
    let node = |met: Option<_>| met.map(|met: ringside_model::placement::Met| met.node);
    let pairs = primary("three")
        .into_iter()
        .map(node)
        .zip(primary("four").into_iter().map(node));
    let moved: Vec<_> = pairs.filter(|(before, after)| before != after).collect();
    (
        moved.len(),
        moved
            .iter()
            .filter(|(_, after)| *after == Some(NodeId(3)))
            .count(),
    )
}

/// How many points each of so many nodes without weights gets.
fn tokens_a_node(client: Client, nodes: u16) -> u64 {
    let servers: Vec<_> = (0..nodes)
        .map(|n| answers::server_at(&format!("10.0.0.{n}"), 11211))
        .collect();
    let list: Vec<_> = (0..).map(NodeId).zip(&servers).collect();
    client.token_counts(&list, None)[0]
}
