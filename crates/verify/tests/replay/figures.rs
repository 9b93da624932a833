//! Figures that are known from elsewhere, on the real side of a play.
//!
//! Those of libmemcached were measured with the real libmemcached 1.1.4 against four memcached
//! 1.6.18, with the same servers, keys and settings. Those of the idea are computed.

use super::common::check;
use ringside_model::verdict::Verdict;
use verify::nodes::Partition::Cut;
use verify::report::Report;

/// How many sessions survive at the start, and after each event.
fn survivors(report: &Report) -> Vec<u32> {
    let moments = report.moments.iter();
    moments.map(|moment| moment.counts.survivors()).collect()
}

#[test]
fn libmemcached_fails_256_writes_and_then_returns_the_old_version_of_exactly_those() {
    let report = check("libmemcached-crash.json", Cut);
    assert_eq!(survivors(&report), [1000, 1000, 744, 744]);
    let requested = report.after(2);
    let failed = &requested.served.as_ref().unwrap().failed;
    let mut failed: Vec<usize> = failed.iter().map(|session| session.index()).collect();
    failed.sort_unstable();
    let sessions = requested.survey.sessions.iter().enumerate();
    let stale: Vec<usize> = sessions
        .filter(|(_, seen)| seen.verdict == Verdict::Stale)
        .map(|(session, _)| session)
        .collect();
    assert_eq!(failed.len(), 256);
    assert_eq!(stale, failed);
}

#[test]
fn libmemcached_finds_821_once_it_has_ejected_the_node() {
    let report = check("libmemcached-eject.json", Cut);
    assert_eq!(survivors(&report)[..3], [1000, 1000, 821]);
}

#[test]
fn libmemcached_finds_774_after_a_fifth_node_joined() {
    let report = check("libmemcached-join.json", Cut);
    assert_eq!(survivors(&report)[..2], [1000, 774]);
}

#[test]
fn libmemcached_finds_888_after_the_fourth_node_left_the_list() {
    let report = check("libmemcached-leave.json", Cut);
    assert_eq!(survivors(&report)[..2], [1000, 888]);
}

#[test]
fn the_idea_keeps_1000_through_every_single_event() {
    let report = check("idea-one-at-a-time.json", Cut);
    assert_eq!(survivors(&report), [1000; 12]);
}

#[test]
fn the_idea_keeps_807_where_two_nodes_crash_at_once() {
    let report = check("idea-two-crashes.json", Cut);
    assert_eq!(survivors(&report)[..3], [1000, 1000, 807]);
}

#[test]
fn the_idea_keeps_939_where_two_nodes_join_at_once() {
    let report = check("idea-two-joins.json", Cut);
    assert_eq!(survivors(&report)[..3], [1000, 1000, 939]);
}

#[test]
fn the_idea_keeps_889_where_one_node_crashes_while_another_joins() {
    let report = check("idea-crash-and-join.json", Cut);
    assert_eq!(survivors(&report)[..3], [1000, 1000, 889]);
}
