//! The idea on the same servers: copies on neighbours of the ring, reads that go on after a miss.

use ringside_model::client::Client;
use ringside_model::policy::{Eject, Policy, Preset};

use super::{four_servers, server};
use crate::stage::Stage;

fn idea() -> Policy {
    Preset::Idea.policy(Client::LibmemcachedKetamaWeighted, None)
}

/// Something that happens on a stage.
type Happening = fn(&mut Stage);

#[test]
fn no_single_event_costs_the_idea_a_session() {
    let events: [(&str, Happening); 4] = [
        ("crash", |stage| drop(stage.crash(&server(3)))),
        ("join", |stage| drop(stage.join(&server(5)))),
        ("leave", |stage| drop(stage.leave(&server(4)))),
        ("writes while a server is dead, then its restart", |stage| {
            stage.crash(&server(3));
            let requests = stage.request_all().requests.expect("requests");
            assert_eq!((requests.fresh, requests.failed_writes), (1000, 0));
            assert_eq!(stage.survivors(), 1000);
            stage.restart(&server(3));
        }),
    ];
    for (name, event) in events {
        for eject in [Eject::Never, Eject::AtOnce] {
            let mut stage = four_servers(&Policy { eject, ..idea() });
            event(&mut stage);
            assert_eq!(stage.survivors(), 1000, "{name}, ejecting {eject:?}");
            assert_eq!(stage.read_all().requests.expect("reads").fresh, 1000);
        }
    }
}

#[test]
fn two_crashes_at_once_leave_807() {
    let mut stage = four_servers(&idea());
    stage.crash(&server(2));
    stage.crash(&server(3));
    assert_eq!((stage.survivors(), stage.counts().lost), (807, 193));
}

#[test]
fn two_joins_at_once_leave_939() {
    let mut stage = four_servers(&idea());
    stage.join(&server(5));
    stage.join(&server(6));
    assert_eq!((stage.survivors(), stage.counts().stranded), (939, 61));
}

#[test]
fn a_crash_and_a_join_at_once_leave_889() {
    let mut stage = four_servers(&idea());
    stage.crash(&server(3));
    stage.join(&server(5));
    assert_eq!(stage.survivors(), 889);
}
