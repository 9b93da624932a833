//! The components, rendered without a browser.

mod rendered;

use std::rc::Rc;

use ringside::components::history::{self, History};
use ringside::components::matrix::{self, Matrix};
use ringside::components::nodes::{self, NodeTable};
use ringside::components::ring::{self, Ring};
use ringside::components::session::{self, SessionPanel};
use ringside::components::timeline::{self, Kind, MOST_MARKS, Timeline, marks};
use ringside::components::verdict_bar::{self, VerdictBar};
use ringside::shown::Shown;
use ringside::state::{News, Time};
use ringside_model::apply::apply;
use ringside_model::catalog::BuiltIn;
use ringside_model::event::Event;
use ringside_model::scenario::Scenario;
use ringside_model::timeline::Timeline as Model;
use ringside_model::verdict::Verdict;
use ringside_model::world::World;
use yew::Callback;

use crate::rendered::{render, words};

fn world(scenario: BuiltIn, events: &[Event]) -> Shown<World> {
    let scenario = Scenario::parse(scenario.json()).expect("a scenario");
    let mut world = World::new(scenario.setup).expect("a world");
    for event in events {
        apply(&mut world, event).expect("a possible event");
    }
    Shown(Rc::new(world))
}

fn crash(node: &str) -> Event {
    Event::Crash(node.to_owned())
}

fn ring(world: &Shown<World>) -> String {
    render::<Ring>(ring::Props {
        world: world.clone(),
        selected: None,
        highlight: None,
        step: None,
        lit: None,
        marked: Vec::new(),
        veiled: false,
        load_before: world.load(),
        send: Callback::noop(),
    })
}

#[test]
fn the_ring_draws_one_mark_a_session_and_one_button_a_node() {
    let html = ring(&world(BuiltIn::TwoCopies, &[]));
    assert_eq!(html.matches("class=\"session-mark\"").count(), 40);
    assert_eq!(html.matches("class=\"node-body\"").count(), 5);
    assert!(html.contains("node-1: 15 copies, up. Crash it"), "{html}");
}

#[test]
fn the_marks_drawn_are_the_verdicts_counted() {
    let world = world(BuiltIn::OneCopy, &[crash("node-1"), crash("node-4")]);
    let html = ring(&world);
    for verdict in Verdict::ALL {
        let class = verdict.word();
        let drawn = html.matches(&format!("class=\"session {class}\"")).count();
        assert_eq!(drawn, world.counts().of(verdict) as usize, "{class}");
    }
}

#[test]
fn a_node_that_is_down_says_so_and_offers_its_restart() {
    let html = ring(&world(BuiltIn::TwoCopies, &[crash("node-2")]));
    assert!(
        html.contains("node-2: 0 copies, down. Restart it, empty"),
        "{html}"
    );
}

#[test]
fn the_matrix_marks_copies_in_the_order_of_the_ring() {
    let props = matrix::Props {
        world: world(BuiltIn::WorkedExample, &[]),
        selected: None,
        send: Callback::noop(),
    };
    let html = words(&render::<Matrix>(props));
    assert!(
        html.contains("key-3 ● a copy 2 no copy ● a copy 1 node-3 hit"),
        "{html}"
    );
    assert!(
        html.contains("key-4 ● a copy 1 ● a copy 2 no copy node-1 hit"),
        "{html}"
    );
}

#[test]
fn of_many_nodes_the_table_shows_the_page_with_the_one_that_crashed() {
    let names: Vec<String> = (0..60)
        .map(|node| format!(r#"{{"name":"n{node}"}}"#))
        .collect();
    let text = format!(
        r#"{{"ringside":1,"policy":{{"placement":"spymemcached"}},"nodes":[{}],"sessions":{{"prefix":"s-","count":10}}}}"#,
        names.join(",")
    );
    let scenario = Scenario::parse(&text).expect("a scenario");
    let before = Shown(Rc::new(World::new(scenario.setup).expect("a world")));
    let mut after = before.0.as_ref().clone();
    apply(&mut after, &crash("n57")).expect("possible");
    let table = |world: Shown<World>, before: Option<Shown<World>>| {
        let send = Callback::noop();
        render::<NodeTable>(nodes::Props {
            world,
            before,
            send,
        })
    };
    let html = table(before.clone(), None);
    assert_eq!(html.matches("data-node=").count(), 25);
    assert!(html.contains("data-node=\"n0\"") && words(&html).contains("page 1 of 3"));
    let html = table(Shown(Rc::new(after)), Some(before));
    assert_eq!(html.matches("data-node=").count(), 10);
    assert!(words(&html).contains("n57 down"), "{html}");
}

#[test]
fn the_session_panel_lists_the_probes_in_order() {
    let world = world(BuiltIn::WorkedExample, &[crash("node-3")]);
    let session = world.sessions().find("key-3").expect("key-3");
    let props = session::Props {
        world,
        session,
        step: None,
        send: Callback::noop(),
    };
    let text = words(&render::<SessionPanel>(props));
    assert!(
        text.contains("served by replica : node-3 does not answer; node-1 has it."),
        "{text}"
    );
    assert!(
        text.contains("node-3 unavailable at point 3 node-1 hit at point 1"),
        "{text}"
    );
    assert!(text.contains("copies node-1: version 1"), "{text}");
}

#[test]
fn the_bar_names_every_verdict_with_its_count() {
    let world = world(BuiltIn::TwoAtOnce, &[crash("node-2"), crash("node-3")]);
    let props = verdict_bar::Props {
        counts: world.counts(),
        before: None,
        highlight: None,
        send: Callback::noop(),
    };
    let text = words(&render::<VerdictBar>(props));
    for part in [
        "17 safe",
        "7 thin",
        "7 served by replica",
        "0 stale",
        "0 stranded",
        "9 lost",
    ] {
        assert!(text.contains(part), "{part} in {text}");
    }
}

#[test]
fn every_verdict_says_why_this_session_has_it() {
    let said = |scenario: BuiltIn, extra: &[Event], verdict: Verdict| {
        let scenario = Scenario::parse(scenario.json()).expect("a scenario");
        let mut world = World::new(scenario.setup).expect("a world");
        for event in scenario.events.iter().chain(extra) {
            apply(&mut world, event).expect("a possible event");
        }
        let session = world
            .sessions()
            .ids()
            .find(|&id| world.verdict(id) == verdict);
        ringside::text::explain(&world, session.expect("a session with this verdict"))
    };
    let node_2 = || "node-2".to_owned();
    let check = |scenario, extra: &[Event], verdict, expect: &str| {
        assert_eq!(said(scenario, extra, verdict), expect, "{verdict:?}");
    };
    check(
        BuiltIn::TwoCopies,
        &[],
        Verdict::Safe,
        "node-1 is asked first and has it. So has every node that the ring points to: node-1 and node-2.",
    );
    check(
        BuiltIn::TwoCopies,
        &[crash("node-2")],
        Verdict::Thin,
        "node-1 is asked first and has it. A copy is missing on node-2.",
    );
    check(
        BuiltIn::TwoCopies,
        &[crash("node-2")],
        Verdict::Replica,
        "node-2 does not answer; node-3 has it.",
    );
    check(
        BuiltIn::CameBack,
        &[Event::Heal(node_2())],
        Verdict::Stale,
        "node-2 has an older version and is asked before node-3, which has the latest.",
    );
    check(
        BuiltIn::CutOff,
        &[Event::Partition(node_2())],
        Verdict::Unreachable,
        "Only node-2 still has it, and that node is cut off.",
    );
    check(
        BuiltIn::Database,
        &[crash("node-2")],
        Verdict::Reloaded,
        "The read ends at node-2, which does not answer, so the database answered.",
    );
    check(
        BuiltIn::OneCopy,
        &[crash("node-2")],
        Verdict::Lost,
        "No node has any copy of it.",
    );
    let stranded = said(
        BuiltIn::StandIn,
        &[Event::Restart(node_2())],
        Verdict::Stranded,
    );
    assert!(
        stranded.ends_with(
            "still has it, but the ring now points to node-2. The read ends at node-2: its \"not found\" is final."
        ),
        "{stranded}"
    );
}

/// The timeline of a scenario after these events.
fn played(scenario: BuiltIn, events: &[Event]) -> Model {
    let mut scenario = Scenario::parse(scenario.json()).expect("a scenario");
    scenario.events.extend_from_slice(events);
    Model::new(&scenario).expect("possible events")
}

fn history(timeline: &Model) -> String {
    render::<History>(history::Props {
        setup: Shown(Rc::clone(timeline.setup())),
        events: Shown(Rc::clone(timeline.events())),
        changes: Shown(Rc::clone(timeline.changes())),
        counts: timeline.world().counts(),
        position: timeline.position(),
        send: Callback::noop(),
    })
}

#[test]
fn the_history_tells_every_event_with_its_consequence() {
    let mut timeline = played(BuiltIn::TwoCopies, &[crash("node-2"), crash("node-4")]);
    for position in 0..=2 {
        timeline.seek(position);
        let words = words(&history(&timeline));
        let told = [
            "The start: every node up, every session written. All 40 sessions survive; none lost.",
            "node-2 crashed and lost its 16 copies. All 40 sessions survive, 9 of them served by a replica; none lost.",
            "node-4 crashed and lost its 16 copies. All 40 sessions survive, 18 of them served by a replica",
        ];
        for what in told {
            assert!(words.contains(what), "at {position}: {words}");
        }
    }
}

#[test]
fn a_long_history_shows_the_page_that_has_the_moment() {
    let events: Vec<Event> = std::iter::repeat_n(Event::REQUEST_ALL, 1000).collect();
    let mut timeline = played(BuiltIn::TwoCopies, &events);
    let full = history::PAGE;
    for (position, page, rows) in [(0, 1, full), (99, 1, full), (100, 2, full), (1000, 11, 1)] {
        timeline.seek(position);
        let html = history(&timeline);
        assert_eq!(html.matches("class=\"moment").count(), rows);
        assert_eq!(html.matches("aria-current=\"step\"").count(), 1);
        assert!(words(&html).contains(&format!("page {page} of 11")));
    }
}

#[test]
fn the_scrubber_says_the_moment_and_what_it_means() {
    let timeline = played(BuiltIn::TwoCopies, &[crash("node-2"), crash("node-4")]);
    let html = render::<Timeline>(timeline::Props {
        events: Shown(Rc::clone(timeline.events())),
        position: 1,
        branches: Shown(Rc::clone(timeline.branches())),
        news: News {
            deed: "node-2 crashed.".to_owned(),
            consequence: "All survive.".to_owned(),
        },
        time: Time::default(),
        send: Callback::noop(),
    });
    assert!(html.contains("aria-valuetext=\"Event 1 of 2: node-2 crashed. All survive.\""));
    assert!(html.contains("max=\"2\""), "{html}");
    assert_eq!(html.matches("class=\"mark crash").count(), 2);
    let words = words(&html);
    assert!(
        words.contains("Event 1 of 2 What you do here begins a new branch. Next: node-4 crashed."),
        "{words}"
    );
}

#[test]
fn of_many_events_the_marks_are_few_and_show_the_crashes() {
    let mut events: Vec<Event> = std::iter::repeat_n(Event::REQUEST_ALL, 9_999).collect();
    events.insert(4_000, crash("node-1"));
    let marks = marks(&events);
    assert!(marks.len() <= MOST_MARKS, "{}", marks.len());
    assert!(marks.contains(&(4_001, Kind::Crash)));
    assert_eq!(marks.last().map(|&(_, kind)| kind), Some(Kind::Traffic));
}
