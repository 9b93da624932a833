//! libmemcached 1.1.4 against four memcached 1.6.18: a thousand keys, one extra replica,
//! `KETAMA_WEIGHTED`. The figures are hits of 1000 as the real client counted them.

use std::num::NonZeroU8;

use ringside_model::client::Client;
use ringside_model::id::SessionId;
use ringside_model::policy::{Eject, Policy, Preset};
use ringside_model::verdict::Verdict;

use super::{four_servers, server};

fn libmemcached() -> Policy {
    Preset::Libmemcached.policy(Client::LibmemcachedKetamaWeighted, None)
}

fn ejecting(eject: Eject) -> Policy {
    Policy {
        eject,
        ..libmemcached()
    }
}

#[test]
fn a_crashed_server_that_stays_on_the_ring_costs_no_session() {
    let mut stage = four_servers(&libmemcached());
    stage.crash(&server(3));
    assert_eq!(stage.survivors(), 1000);
    assert_eq!(stage.read_all().requests.expect("reads").fresh, 1000);
}

#[test]
fn a_crashed_server_that_is_ejected_at_once_leaves_821() {
    let mut stage = four_servers(&ejecting(Eject::AtOnce));
    stage.crash(&server(3));
    assert_eq!(stage.survivors(), 821);
    assert_eq!(stage.counts().stranded, 179);
}

#[test]
fn a_crashed_server_that_is_ejected_after_one_failure_leaves_821_once_all_have_been_read() {
    let mut stage = four_servers(&ejecting(Eject::After(NonZeroU8::MIN)));
    stage.crash(&server(3));
    assert_eq!(stage.survivors(), 1000);
    let changes = stage.read_all();
    assert_eq!(changes.ejected, [stage.node(&server(3))]);
    assert_eq!(stage.survivors(), 821);
    assert_eq!(stage.read_all().requests.expect("reads").fresh, 821);
}

#[test]
fn while_a_server_is_dead_256_writes_fail_and_exactly_those_sessions_read_the_old_version() {
    let mut stage = four_servers(&libmemcached());
    stage.crash(&server(3));
    let changes = stage.request_all();
    assert_eq!(changes.requests.expect("requests").failed_writes, 256);
    assert_eq!(stage.0.load().failed_writes, 256);
    let reads = stage.read_all().requests.expect("reads");
    assert_eq!((reads.fresh, reads.stale), (744, 256));
    let third = stage.node(&server(3));
    for session in (0..1000).map(SessionId) {
        let on_the_dead = stage.0.targets(session)[0] == third;
        let verdict = stage.0.verdict(session);
        assert_eq!(verdict == Verdict::Stale, on_the_dead);
    }
}

#[test]
fn a_server_that_comes_back_empty_after_a_second_write_leaves_744() {
    let mut stage = four_servers(&libmemcached());
    stage.crash(&server(3));
    stage.request_all();
    stage.restart(&server(3));
    assert_eq!(stage.survivors(), 744);
    let reads = stage.read_all().requests.expect("reads");
    assert_eq!((reads.fresh, reads.nothing), (744, 256));
}

#[test]
fn a_fifth_server_leaves_774() {
    let mut stage = four_servers(&libmemcached());
    stage.join(&server(5));
    assert_eq!(stage.survivors(), 774);
    assert_eq!(stage.counts().stranded, 226);
}

#[test]
fn the_fourth_server_dropped_from_the_list_leaves_888() {
    let mut stage = four_servers(&libmemcached());
    stage.leave(&server(4));
    assert_eq!(stage.survivors(), 888);
}
