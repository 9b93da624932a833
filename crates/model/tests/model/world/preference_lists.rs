//! The lists that the world keeps are those that the placement gives, for every client and
//! whatever the weights.

use proptest::prelude::*;
use ringside_model::client::Client;
use ringside_model::id::NodeId;
use ringside_model::verdict::Verdict;
use ringside_model::world::World;
use serde_json::{Value, json};

use crate::cases::cases;
use crate::world::stage::{end, name, scenario, session, start};

/// Two copies on nodes of these weights, named `node-0` and so on.
fn weighted(client: Client, weights: &[u32], events: &[Value]) -> Value {
    let nodes = weights.iter().enumerate();
    let node = |(at, weight)| json!({ "name": format!("node-{at}"), "weight": weight });
    json!({
        "ringside": 1,
        "policy": { "placement": client.to_string() },
        "nodes": nodes.map(node).collect::<Vec<_>>(),
        "sessions": { "prefix": "session-", "count": 20 },
        "events": events,
    })
}

fn lists_are_those_of_the_placement(world: &World) {
    for session in world.sessions().ids() {
        let key = world.sessions().key(session);
        let key = world.key(session, key.as_bytes());
        let depth = world.policy().depth();
        let list = match world.home(session) {
            Some(home) => from_home(world, home, depth),
            None => world.placement().preference_list(key, depth),
        };
        assert_eq!(world.targets(session), list);
        assert_eq!(world.probes(session), list);
    }
}

/// The home, and the nodes behind it in the server list. In place of a home that has left the list
/// stands the node that came behind it: here nodes join at the end alone, and none comes back, so
/// numbers are in the list's order.
fn from_home(world: &World, home: NodeId, most: usize) -> Vec<NodeId> {
    let list = world.roster().list();
    let (before, from): (Vec<NodeId>, Vec<NodeId>) = list.iter().partition(|&&node| node < home);
    from.into_iter().chain(before).take(most).collect()
}

proptest! {
    #![proptest_config(cases(48))]

    #[test]
    fn every_client_gives_the_lists_that_the_world_keeps(
        client in prop::sample::select(&Client::ALL[..]),
        weights in prop::collection::vec(prop_oneof![Just(1), 1..5_u32, Just(200)], 2..6),
    ) {
        let events = [json!({ "leave": "node-1" }), json!({ "join": { "name": "newcomer" } })];
        let scenario = scenario(&weighted(client, &weights, &events));
        lists_are_those_of_the_placement(&start(&scenario));
        lists_are_those_of_the_placement(&end(&scenario));
    }
}

/// The node's name is part of the session's id, so what joins or leaves is nothing to the session.
#[test]
fn a_client_that_keeps_homes_places_a_session_only_where_it_begins() {
    let client = Client::SessionManager;
    let join = [json!({ "join": { "name": "newcomer" } })];
    let scenario = scenario(&weighted(client, &[1, 1, 1], &join));
    let (start, end) = (start(&scenario), end(&scenario));
    let mut elsewhere = 0;
    for session in start.sessions().ids() {
        let key = start.sessions().key(session);
        let place = |world: &World| {
            let key = world.key(session, key.as_bytes());
            world.placement().first(key).map(|met| met.node)
        };
        assert_eq!(start.home(session), place(&start));
        assert_eq!(end.home(session), start.home(session));
        assert_eq!(end.targets(session)[0], start.targets(session)[0]);
        elsewhere += usize::from(place(&end) != place(&start));
    }
    assert!(elsewhere > 0, "the placement alone would move sessions");
}

/// libmemcached rounds its share down to no point at all, so nothing is ever written to it.
#[test]
fn a_node_too_light_for_a_token_gets_no_copies() {
    let client = Client::LibmemcachedKetamaWeighted;
    let world = start(&scenario(&weighted(client, &[1, 1_000_000], &[])));
    for id in world.sessions().ids() {
        let targets: Vec<_> = world
            .targets(id)
            .iter()
            .map(|&node| name(&world, node))
            .collect();
        assert_eq!(targets, ["node-1"]);
        assert_eq!(world.verdict(id), Verdict::Thin);
    }
    let crash = [json!({ "crash": "node-1" })];
    let world = end(&scenario(&weighted(client, &[1, 1_000_000], &crash)));
    assert_eq!(world.verdict(session(&world, "session-0")), Verdict::Lost);
}

/// So the sessions of an arc are a range, and equal hashes have a fixed order.
#[test]
fn sessions_are_ranked_by_their_place_on_the_ring_then_by_the_scenario() {
    let placed = |key: &str, hash: u32| json!({ "key": key, "hash": hash });
    let world = start(&scenario(&json!({
        "ringside": 1,
        "policy": { "placement": "plain/12", "replicas": 1 },
        "nodes": [{ "name": "a" }],
        "sessions": [placed("x", 7), placed("y", 3), placed("b", 7), placed("z", 12), placed("a", 7)],
    })));
    let sessions = world.sessions();
    let ranked: Vec<_> = sessions
        .ids()
        .map(|id| sessions.key(id).into_owned())
        .collect();
    assert_eq!(ranked, ["y", "x", "b", "a", "z"]);
    let points: Vec<u32> = sessions.points().iter().map(|point| point.0).collect();
    assert_eq!(points, [3, 7, 7, 7, 12]);
    let order = sessions.in_scenario_order().into_iter();
    let keys: Vec<_> = order.map(|id| sessions.key(id).into_owned()).collect();
    assert_eq!(keys, ["x", "y", "b", "z", "a"]);
}
