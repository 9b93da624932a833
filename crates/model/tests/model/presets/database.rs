//! The ordinary cache: a database has every session.

use ringside_model::client::Client;
use ringside_model::event::{Event, NodeSpec};
use ringside_model::policy::Preset;

use super::servers;
use crate::stage::{Stage, stage};

const SESSIONS: u32 = 300;

fn four_servers() -> Stage {
    let policy = Preset::DatabaseCache.policy(Client::LibmemcachedKetamaWeighted, None);
    stage(&policy, &servers(4), SESSIONS)
}

/// What happens to the servers, one after the other and also several at once.
fn changes() -> Vec<Event> {
    let name = |at: u32| format!("10.0.0.{at}");
    vec![
        Event::Crash(name(1)),
        Event::Crash(name(2)),
        Event::Restart(name(1)),
        Event::Join(NodeSpec::named(name(5))),
        Event::Leave(name(3)),
        Event::Partition(name(4)),
        Event::Crash(name(5)),
        Event::Crash(name(1)),
        Event::Restart(name(2)),
        Event::Heal(name(4)),
    ]
}

#[test]
fn nothing_is_ever_lost_and_the_database_answers_exactly_the_misses() {
    let mut stage = four_servers();
    let mut misses = 0;
    for change in changes() {
        stage.happen(&change);
        let counts = stage.counts();
        assert_eq!(
            (counts.lost, counts.stranded, counts.unreachable),
            (0, 0, 0),
            "{change:?}"
        );
        for _ in 0..2 {
            misses += stage.counts().reloaded;
            let reads = stage.read_all().requests.expect("reads");
            assert_eq!(reads.nothing, 0);
            assert_eq!(stage.0.load().database_reads, misses, "{change:?}");
        }
    }
    assert!(misses > 0, "there was something to answer");
}

#[test]
fn a_reload_fills_the_cache_so_the_second_read_costs_the_database_nothing() {
    let mut stage = four_servers();
    stage.crash("10.0.0.2");
    stage.restart("10.0.0.2");
    let missing = stage.counts().reloaded;
    assert!(missing > 0);
    assert_eq!(stage.read_all().load.database_reads, missing);
    assert_eq!(stage.read_all().load.database_reads, 0);
}

#[test]
fn while_a_node_is_down_each_read_of_its_sessions_falls_on_the_database() {
    let mut stage = four_servers();
    stage.crash("10.0.0.2");
    let missing = stage.counts().reloaded;
    for _ in 0..3 {
        assert_eq!(stage.read_all().load.database_reads, missing);
    }
}

#[test]
fn every_request_is_a_write_to_the_database() {
    let mut stage = four_servers();
    stage.crash("10.0.0.2");
    assert_eq!(stage.request_all().load.database_writes, SESSIONS);
}

#[test]
fn a_healed_node_answers_with_an_old_version_though_the_database_has_the_new_one() {
    let mut stage = four_servers();
    stage.happen(&Event::Partition("10.0.0.2".to_owned()));
    let cut_off = stage.counts().reloaded;
    stage.request_all();
    stage.happen(&Event::Heal("10.0.0.2".to_owned()));
    assert_eq!(stage.counts().stale, cut_off);
}
