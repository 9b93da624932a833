//! Two copies, and two nodes lost: 1/C(n,2) of the sessions on average under every layout. Few
//! tokens make a loss rare and large, many make it certain and small (Cidon et al., "Copysets:
//! Reducing the Frequency of Data Loss in Cloud Storage", 2013).

use super::{choices, ketama, lost, names, one_token_each};
use crate::generate::Random;
use crate::stage::Stage;

/// The losses of every pair.
fn losses(stage: &Stage) -> Vec<u32> {
    let pairs = choices(&names(stage), 2);
    pairs.iter().map(|pair| lost(stage, pair)).collect()
}

#[test]
fn every_session_is_lost_with_exactly_one_pair_so_the_mean_loss_is_one_pairs_share() {
    for nodes in 2..=7 {
        for stage in [
            ketama("node", nodes),
            one_token_each(u32::try_from(nodes).expect("few")),
        ] {
            let total: u32 = losses(&stage).iter().sum();
            assert_eq!(total, stage.counts().total(), "{nodes} nodes");
        }
    }
}

#[test]
fn random_pairs_of_random_rings_lose_one_in_the_number_of_pairs_on_average() {
    const DRAWS: u32 = 400;
    let mut random = Random::new(2009, 0);
    for nodes in [4_u32, 6, 10] {
        let draws: Vec<f64> = (0..DRAWS)
            .map(|_| {
                let name = format!("cache-{}", random.between(0, u32::MAX));
                let stage = ketama(&name, nodes as usize);
                let first = random.between(1, nodes);
                let second = (first + random.between(1, nodes - 1) - 1) % nodes + 1;
                let pair = [first, second].map(|at| format!("{name}-{at}"));
                f64::from(lost(&stage, &pair)) / f64::from(stage.counts().total())
            })
            .collect();
        let mean = draws.iter().sum::<f64>() / f64::from(DRAWS);
        let spread = draws.iter().map(|draw| (draw - mean).powi(2)).sum::<f64>();
        let error = (spread / f64::from(DRAWS - 1) / f64::from(DRAWS)).sqrt();
        // 2.576 standard errors to either side: 99 % of all such intervals hold the true mean.
        let (low, high) = (mean - 2.576 * error, mean + 2.576 * error);
        let theory = 2.0 / f64::from(nodes * (nodes - 1));
        println!("{nodes} nodes: {low:.5} to {high:.5}, theory {theory:.5}");
        assert!(
            low <= theory && theory <= high,
            "{nodes} nodes: {low} to {high}, theory {theory}"
        );
    }
}

#[test]
fn with_one_token_a_node_a_pair_loses_something_with_probability_two_in_n_minus_1() {
    for nodes in 3..=12_u32 {
        let stage = one_token_each(nodes);
        let losses = losses(&stage);
        let pairs = u32::try_from(losses.len()).expect("few pairs");
        let losing: Vec<u32> = losses.into_iter().filter(|&lost| lost > 0).collect();
        // losing / pairs = 2 / (n - 1), in whole numbers.
        let number = u32::try_from(losing.len()).expect("few pairs");
        assert_eq!(number * (nodes - 1), pairs * 2, "{nodes} nodes");
        assert!(
            losing.iter().all(|&lost| lost == 10),
            "neighbours lose one arc"
        );
    }
}

#[test]
fn with_many_tokens_a_node_every_pair_loses_something_but_less_than_an_arc() {
    for nodes in 4..=7 {
        let losses = losses(&ketama("node", nodes));
        let arc = u32::try_from(1000 / nodes).expect("less than 1000");
        assert!(
            losses.iter().all(|&lost| 0 < lost && lost < arc),
            "{nodes} nodes: {losses:?}"
        );
    }
}
