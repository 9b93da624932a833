//! The plain ring puts a newcomer without points of its own into the widest gap, and moves nobody.

use std::collections::BTreeMap;

use proptest::prelude::*;
use ringside_model::world::World;
use serde_json::json;

use crate::cases::cases;
use crate::world::stage::{happen, scenario, start};

/// Every token of a world's plain ring, and whose it is.
fn tokens(world: &World) -> BTreeMap<u64, String> {
    let nodes = world.roster().nodes();
    nodes
        .flat_map(|(_, node)| {
            let points = node.server.tokens.iter();
            points.map(|point| (u64::from(point.0), node.spec.name.clone()))
        })
        .collect()
}

/// The middle of the widest gap, of equal ones the first, found by going once around.
fn middle_of_the_widest_gap(taken: &BTreeMap<u64, String>, size: u64) -> u64 {
    let points: Vec<u64> = taken.keys().copied().collect();
    let (mut best, mut widest) = (0, 0);
    for (at, &start) in points.iter().enumerate() {
        let end = points.get(at + 1).copied().unwrap_or(points[0] + size);
        if end - start > widest {
            (best, widest) = (start + (end - start) / 2, end - start);
        }
    }
    if best > size { best - size } else { best }
}

proptest! {
    #![proptest_config(cases(64))]

    #[test]
    fn a_newcomer_halves_the_widest_gap_as_often_as_it_has_tokens(
        size in 40..200_u64,
        points in prop::collection::btree_set(1..=40_u64, 1..10),
        each in 1..4_u64,
        weights in prop::collection::vec(1..3_u64, 1..4),
    ) {
        let mut world = start(&scenario(&json!({
            "ringside": 1,
            "policy": { "placement": format!("plain/{size}"), "tokens": each, "replicas": 1 },
            "nodes": [{ "name": "first", "tokens": points }],
            "sessions": { "prefix": "s", "count": 1 },
        })));
        for (at, weight) in weights.into_iter().enumerate() {
            let name = format!("new-{at}");
            let mut expected = tokens(&world);
            for _ in 0..weight * each {
                let point = middle_of_the_widest_gap(&expected, size);
                expected.insert(point, name.clone());
            }
            happen(&mut world, &json!({ "join": { "name": name, "weight": weight } }));
            prop_assert_eq!(tokens(&world), expected);
        }
    }

    #[test]
    fn nodes_without_points_start_at_even_distances(
        nodes in 1..20_usize,
        each in 1..9_usize,
    ) {
        let spread: Vec<_> = (0..nodes).map(|at| json!({ "name": format!("n{at}") })).collect();
        let size = 7 * nodes * each;
        let world = start(&scenario(&json!({
            "ringside": 1,
            "policy": { "placement": format!("plain/{size}"), "tokens": each, "replicas": 1 },
            "nodes": spread,
            "sessions": { "prefix": "s", "count": 1 },
        })));
        let tokens = tokens(&world);
        let points: Vec<u64> = tokens.keys().copied().collect();
        prop_assert_eq!(points.len(), nodes * each);
        prop_assert!(points.windows(2).all(|pair| pair[1] - pair[0] == 7));
        for (_, node) in world.roster().nodes() {
            prop_assert_eq!(node.server.tokens.len(), each);
        }
    }
}
