//! spymemcached's three failure modes: one copy, and three answers to a dead node.

use ringside_model::client::Client;
use ringside_model::id::{SessionId, Version};
use ringside_model::policy::Preset;
use ringside_model::verdict::Verdict;

use super::servers;
use crate::stage::{Stage, stage};

const SESSIONS: u32 = 400;
const THIRD: &str = "10.0.0.3";

fn five_servers(preset: Preset) -> Stage {
    stage(
        &preset.policy(Client::Spymemcached, None),
        &servers(5),
        SESSIONS,
    )
}

/// The sessions whose primary is the third server.
fn on_the_third(stage: &Stage) -> Vec<SessionId> {
    let third = stage.node(THIRD);
    (0..SESSIONS)
        .map(SessionId)
        .filter(|&session| stage.0.targets(session)[0] == third)
        .collect()
}

#[test]
fn redistribute_strands_the_newer_copies_on_the_stand_in_when_the_node_is_back() {
    let mut stage = five_servers(Preset::SpymemcachedRedistribute);
    let sessions = on_the_third(&stage);
    stage.crash(THIRD);
    let requests = stage.request_all().requests.expect("requests");
    assert_eq!(
        requests.nothing as usize,
        sessions.len(),
        "the only copy was on the dead node"
    );
    assert_eq!(requests.failed_writes, 0, "a stand-in takes every write");
    assert_eq!(stage.survivors(), SESSIONS);
    stage.restart(THIRD);
    assert_eq!(stage.counts().stranded as usize, sessions.len());
    for session in sessions {
        assert_eq!(stage.0.verdict(session), Verdict::Stranded);
        assert_eq!(stage.0.cluster().version(stage.node(THIRD), session), None);
        assert_eq!(stage.0.copies_left(session), 1);
    }
}

#[test]
fn redistribute_reads_the_stand_ins_old_version_at_the_second_crash() {
    let mut stage = five_servers(Preset::SpymemcachedRedistribute);
    let sessions = on_the_third(&stage);
    stage.crash(THIRD);
    stage.request_all();
    stage.restart(THIRD);
    stage.request_all();
    assert_eq!(stage.survivors(), SESSIONS);
    stage.crash(THIRD);
    assert_eq!(stage.counts().stale as usize, sessions.len());
}

#[test]
fn retry_and_cancel_write_nothing_while_the_node_is_down() {
    for preset in [Preset::SpymemcachedRetry, Preset::SpymemcachedCancel] {
        let mut stage = five_servers(preset);
        let sessions = on_the_third(&stage);
        stage.crash(THIRD);
        let requests = stage.request_all().requests.expect("requests");
        assert_eq!(requests.failed_writes as usize, sessions.len());
        assert_eq!(requests.nothing as usize, sessions.len());
        for &session in &sessions {
            assert!(stage.0.cluster().copies(session).is_empty());
            assert_eq!(stage.0.latest(session), Version(2));
        }
        stage.restart(THIRD);
        assert_eq!(stage.counts().lost as usize, sessions.len());
        stage.request_all();
        assert!(
            stage.are_all(Verdict::Safe),
            "the next request writes them again"
        );
    }
}
