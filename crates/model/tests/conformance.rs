//! Every profile answers as the real program did, key for key.

mod common;

use common::{answers, key, place};
use ringside_model::client::Client;
use ringside_model::id::{NodeId, Point};
use ringside_model::placement::Placement;

#[test]
fn no_key_lies_elsewhere_than_where_the_real_client_put_it() {
    let mut wrong = Vec::new();
    for answers in common::all_answers() {
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

#[test]
fn every_client_but_the_plain_ring_has_answers_to_compare() {
    for client in Client::ALL {
        let files = common::answers_of(client).len();
        assert_eq!(files > 0, !matches!(client, Client::Plain(_)), "{client}");
    }
}
