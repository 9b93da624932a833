//! Every scenario of the folder, played against real memcached: no session differs from the model
//! in any moment.

use std::collections::BTreeSet;
use std::rc::Rc;

use super::common::{check, folder, scenario, tools};
use ringside_model::event::Event;
use ringside_model::policy::{Eject, FallThrough, Repair, ReplicaPlacement, WriteRule};
use ringside_model::seconds::Seconds;
use verify::nodes::Partition::{Cut, Freeze};
use verify::play::play;

/// A test for each scenario, and the list of all.
macro_rules! play {
    ($($name:ident: $file:literal, $partition:expr;)*) => {
        const PLAYED: &[&str] = &[$($file),*];
        $(
            #[test]
            fn $name() {
                check($file, $partition);
            }
        )*
    };
}

play! {
    every_node_may_be_ejected_in_the_end: "all-ejected.json", Cut;
    a_node_may_be_ejected_and_be_back_at_once: "at-once.json", Cut;
    a_database_behind_the_cache_answers_what_it_lost: "database-behind.json", Cut;
    a_dead_node_that_stays_on_the_ring_sends_its_reads_to_the_database: "database-dead-node-stays.json", Cut;
    eager_repair_copies_again_after_every_event: "eager.json", Cut;
    copies_expire_and_requests_keep_them_alive: "expiry.json", Cut;
    a_frozen_node_is_waited_for_and_answers_again: "frozen.json", Freeze;
    modulo_moves_most_keys_and_strands_their_copies: "modulo-one-copy.json", Cut;
    a_read_may_write_a_session_again_where_it_belongs_now: "rewrite.json", Cut;
    sessions_that_name_their_node_stay_there: "session-manager.json", Cut;
    spymemcached_writes_to_the_first_try_that_answers: "spymemcached-redistribute.json", Cut;
    copies_may_go_where_seven_tries_lead: "spymemcached-rehash.json", Cut;
    three_copies_outlive_two_partitions_and_what_heals_is_old: "three-copies-partitions.json", Cut;
    a_stream_of_requests_mends_what_a_crash_tore: "traffic-repair.json", Cut;
    a_stream_of_requests_refills_a_cache_and_ejects_and_tries_again: "traffic-database.json", Cut;
    twemproxy_ejects_after_two_failures_and_tries_again: "twemproxy-retry.json", Cut;
    the_worked_example_holds_to_the_letter: "worked-example.json", Cut;
}

/// Played in `figures.rs`, where their numbers are checked, too.
const WITH_FIGURES: [&str; 8] = [
    "idea-crash-and-join.json",
    "idea-one-at-a-time.json",
    "idea-two-crashes.json",
    "idea-two-joins.json",
    "libmemcached-crash.json",
    "libmemcached-eject.json",
    "libmemcached-join.json",
    "libmemcached-leave.json",
];

fn files() -> BTreeSet<String> {
    let entries = std::fs::read_dir(folder()).unwrap();
    entries
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect()
}

#[test]
fn every_scenario_of_the_folder_is_played() {
    let played: BTreeSet<String> = PLAYED
        .iter()
        .chain(&WITH_FIGURES)
        .map(|&file| file.to_owned())
        .collect();
    assert_eq!(files(), played);
}

#[test]
fn traffic_with_a_ttl_is_refused_with_the_reason() {
    let mut one = scenario("traffic-repair.json");
    Rc::make_mut(&mut one.setup).policy.ttl = Some(Seconds(5));
    let Err(trouble) = play(&one, tools()) else {
        panic!("it was played");
    };
    let trouble = trouble.to_string();
    assert!(trouble.contains("traffic for 30s"), "{trouble}");
    assert!(trouble.contains("ticks once a second"), "{trouble}");
}

#[test]
fn together_the_scenarios_have_every_event_and_every_choice_of_a_policy() {
    let all: Vec<_> = files().iter().map(|file| scenario(file)).collect();
    let policy = |has: &dyn Fn(&ringside_model::policy::Policy) -> bool, what: &str| {
        assert!(
            all.iter().any(|one| has(&one.setup.policy)),
            "none has {what}"
        );
    };
    for rule in FallThrough::ALL {
        policy(&|policy| policy.fall_through == rule, &format!("{rule:?}"));
    }
    for rule in WriteRule::ALL {
        policy(&|policy| policy.write == rule, &format!("{rule:?}"));
    }
    for rule in Repair::ALL {
        policy(&|policy| policy.repair == rule, &format!("{rule:?}"));
    }
    for rule in ReplicaPlacement::ALL {
        policy(
            &|policy| policy.replica_placement == rule,
            &format!("{rule:?}"),
        );
    }
    for copies in 1..=3 {
        policy(
            &|policy| policy.copies() == copies,
            &format!("R = {copies}"),
        );
    }
    policy(&|policy| policy.eject == Eject::Never, "no ejection");
    policy(&|policy| policy.eject == Eject::AtOnce, "ejection at once");
    let after = |policy: &ringside_model::policy::Policy| matches!(policy.eject, Eject::After(_));
    policy(
        &|policy| after(policy) && policy.retry.is_none(),
        "no retry",
    );
    policy(&|policy| after(policy) && policy.retry.is_some(), "a retry");
    policy(&|policy| policy.database, "a database");
    policy(&|policy| policy.ttl.is_some(), "a ttl");
    let kinds: BTreeSet<_> = all.iter().flat_map(|one| &one.events).map(kind).collect();
    assert_eq!(kinds.len(), 10, "{kinds:?}");
}

fn kind(event: &Event) -> &'static str {
    match event {
        Event::Crash(_) => "crash",
        Event::Restart(_) => "restart",
        Event::Partition(_) => "partition",
        Event::Heal(_) => "heal",
        Event::Join(_) => "join",
        Event::Leave(_) => "leave",
        Event::Read(_) => "read",
        Event::Request(_) => "request",
        Event::Advance(_) => "advance",
        Event::Traffic(_) => "traffic",
    }
}
