//! memcached-session-manager: the session's id names its node.

use ringside_model::client::Client;
use ringside_model::id::{NodeId, SessionId};
use ringside_model::policy::Preset;
use ringside_model::verdict::Verdict;

use super::servers;
use crate::stage::{Stage, stage};

const SESSIONS: u32 = 300;

fn five_servers() -> Stage {
    let policy = Preset::SessionManager.policy(Client::SessionManager, None);
    stage(&policy, &servers(5), SESSIONS)
}

fn homes(stage: &Stage) -> Vec<NodeId> {
    let homes = (0..SESSIONS).map(|session| stage.0.home(SessionId(session)));
    homes.map(|home| home.expect("a home")).collect()
}

#[test]
fn joins_move_no_session() {
    let mut stage = five_servers();
    let before = homes(&stage);
    for newcomer in ["10.0.0.6", "10.0.0.7"] {
        stage.join(newcomer);
        let requests = stage.request_all().requests.expect("requests");
        assert_eq!(requests.fresh, SESSIONS);
        assert_eq!(homes(&stage), before);
    }
}

#[test]
fn a_leave_moves_only_the_sessions_of_the_node_that_left() {
    let mut stage = five_servers();
    let before = homes(&stage);
    stage.leave("10.0.0.2");
    assert_eq!(homes(&stage), before, "nobody has asked yet");
    stage.request_all();
    let (second, third) = (stage.node("10.0.0.2"), stage.node("10.0.0.3"));
    for (was, is) in before.into_iter().zip(homes(&stage)) {
        assert_eq!(is, if was == second { third } else { was });
    }
}

#[test]
fn a_crash_of_the_home_moves_its_sessions_to_their_backup_at_the_next_request() {
    let mut stage = five_servers();
    let before = homes(&stage);
    let (second, third) = (stage.node("10.0.0.2"), stage.node("10.0.0.3"));
    stage.crash("10.0.0.2");
    assert_eq!(homes(&stage), before, "nobody has asked yet");
    let at_home = before.iter().filter(|&&home| home == second).count();
    assert_eq!(stage.counts().replica as usize, at_home);
    let requests = stage.request_all().requests.expect("requests");
    assert_eq!(requests.fresh, SESSIONS, "the backup had every one");
    for (was, is) in before.into_iter().zip(homes(&stage)) {
        assert_eq!(is, if was == second { third } else { was });
    }
}

#[test]
fn a_session_that_has_moved_stays_when_its_old_home_is_back() {
    let mut stage = five_servers();
    stage.crash("10.0.0.2");
    stage.request_all();
    let moved = homes(&stage);
    stage.restart("10.0.0.2");
    stage.request_all();
    assert_eq!(homes(&stage), moved);
    assert!(stage.are_all(Verdict::Safe));
}
