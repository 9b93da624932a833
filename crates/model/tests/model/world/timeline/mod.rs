//! The timeline: seeking is replaying, undo and redo are exact inverses, and a fork keeps what it
//! leaves as a branch.

mod notebook;
mod random;

use std::rc::Rc;

use ringside_model::apply::Changes;
use ringside_model::event::Event;
use ringside_model::refusal::Refusal;
use ringside_model::scenario::Scenario;
use ringside_model::timeline::{BranchId, Timeline};
use ringside_model::world::World;
use serde_json::json;

use crate::world::stage::{event, scenario};
use notebook::{Notebook, Page, shows};

/// The branches left: their names, and their events.
type Others = Vec<(BranchId, Vec<Event>)>;

/// What there is to see of a timeline.
type Seen = (Scenario, usize, Rc<World>, Option<Changes>, Others);

fn seen(timeline: &Timeline) -> Seen {
    let world = Rc::clone(timeline.world());
    let last = timeline.last().cloned();
    let others = timeline.branches().iter();
    let others = others.map(|branch| (branch.id(), branch.events().to_vec()));
    let others = others.collect();
    (
        timeline.scenario(),
        timeline.position(),
        world,
        last,
        others,
    )
}

fn three_nodes(events: &[serde_json::Value]) -> Scenario {
    scenario(&json!({
        "ringside": 1,
        "policy": { "placement": "plain/4" },
        "nodes": [{ "name": "a", "tokens": [1] }, { "name": "b", "tokens": [2] }, { "name": "c", "tokens": [3] }],
        "sessions": { "prefix": "s", "count": 3 },
        "events": events,
    }))
}

/// The timeline shows these events at this moment, and nothing was left.
fn shows_alone(timeline: &Timeline, scenario: &Scenario, position: usize) {
    shows(timeline, &Page::of(scenario.clone(), position));
}

#[test]
fn a_fork_leaves_a_branch_that_can_be_shown_again_until_it_is_closed() {
    let planned = [
        json!({ "crash": "a" }),
        json!({ "restart": "a" }),
        json!({ "leave": "b" }),
    ];
    let scenario = three_nodes(&planned);
    let mut timeline = Timeline::new(&scenario).expect("possible events");
    timeline.seek(1);
    let fork = event(&json!({ "crash": "b" }));
    timeline.push(fork.clone()).expect("b is up");
    let forked = [scenario.events[0].clone(), fork];
    assert_eq!(timeline.events()[..], forked);
    assert_eq!(timeline.position(), 2);

    let left = timeline.branches()[0].clone();
    assert_eq!(left.events(), scenario.events);
    assert_eq!(left.departure(timeline.events()), 1);
    assert_eq!(timeline.switch(left.id()), Ok(true));
    assert_eq!(timeline.events()[..], scenario.events);
    assert_eq!(timeline.position(), 3, "the end of the branch");

    let other = timeline.branches()[0].clone();
    assert_eq!(other.events(), forked);
    assert_ne!(other.id(), left.id());
    assert!(timeline.close(other.id()));
    assert_eq!(timeline.branches().len(), 0);
    assert_eq!(timeline.switch(other.id()), Ok(false), "it is closed");
    assert!(!timeline.close(other.id()));

    assert!(timeline.undo());
    assert_eq!(timeline.switch(other.id()), Ok(true), "it is open again");
    assert_eq!(timeline.events()[..], forked);
}

#[test]
fn undo_goes_back_before_a_fork_and_redo_forks_again() {
    let scenario = three_nodes(&[json!({ "crash": "a" }), json!({ "restart": "a" })]);
    let mut timeline = Timeline::new(&scenario).expect("possible events");
    timeline.seek(1);
    timeline.push(Event::REQUEST_ALL).expect("always possible");
    let forked = seen(&timeline);
    assert!(timeline.undo());
    shows_alone(&timeline, &scenario, 1);
    timeline.seek(2);
    shows_alone(&timeline, &scenario, 2);
    timeline.seek(0);
    assert!(timeline.redo());
    assert_eq!(seen(&timeline), forked);
}

/// Moments are kept on the way; the fork and its undoing must not mix those of two futures.
#[test]
fn moments_kept_from_one_future_are_not_shown_in_another() {
    let crashes = [json!({ "crash": "a" }), json!({ "restart": "a" })];
    let planned: Vec<_> = crashes.iter().cloned().cycle().take(40).collect();
    let scenario = three_nodes(&planned);
    for budget in [0, 1 << 20] {
        let mut timeline = Timeline::within(&scenario, budget).expect("possible events");
        let mut notebook = Notebook::new(scenario.clone());
        let check = |timeline: &mut Timeline, notebook: &mut Notebook| {
            for position in [0, 17, 0, 33, 0, 40] {
                timeline.seek(position);
                notebook.seek(position);
                notebook.is_shown(timeline);
            }
        };
        timeline.seek(10);
        notebook.seek(10);
        for _ in 0..30 {
            timeline.push(Event::REQUEST_ALL).expect("always possible");
            notebook.push(Event::REQUEST_ALL);
        }
        check(&mut timeline, &mut notebook);
        for _ in 0..3 {
            let left = notebook.branches()[0];
            assert_eq!(timeline.switch(BranchId(left)), Ok(true));
            assert!(notebook.switch(left));
            check(&mut timeline, &mut notebook);
        }
        while timeline.undo() {
            assert!(notebook.undo());
        }
        check(&mut timeline, &mut notebook);
        while timeline.redo() {
            assert!(notebook.redo());
        }
        check(&mut timeline, &mut notebook);
    }
}

#[test]
fn a_branch_that_the_setup_does_not_allow_is_refused_and_stays() {
    let scenario = three_nodes(&[json!({ "crash": "a" }), json!({ "leave": "c" })]);
    let mut timeline = Timeline::new(&scenario).expect("possible events");
    timeline.seek(1);
    timeline.push(Event::REQUEST_ALL).expect("always possible");
    let left = timeline.branches()[0].id();
    let mut setup = (*scenario.setup).clone();
    setup.nodes.pop();
    timeline
        .set_up(Rc::new(setup))
        .expect("nothing shown needs c");
    let before = seen(&timeline);
    for _ in 0..2 {
        let refused = timeline.switch(left);
        let unknown = Refusal::UnknownNode("c".to_owned());
        assert_eq!(refused, Err((1, unknown)));
        assert_eq!(seen(&timeline), before);
    }
    assert!(timeline.undo(), "the setup, not the refused switch");
    assert_eq!(timeline.switch(left), Ok(true));
    assert_eq!(timeline.events()[..], scenario.events);
}

#[test]
fn a_refused_event_leaves_the_timeline_and_its_future_as_they_were() {
    let scenario = three_nodes(&[json!({ "crash": "a" }), json!({ "restart": "a" })]);
    let mut timeline = Timeline::new(&scenario).expect("possible events");
    timeline.seek(1);
    let before = seen(&timeline);
    let refused = timeline.push(event(&json!({ "crash": "a" })));
    assert!(refused.is_err());
    assert_eq!(seen(&timeline), before);
    assert!(!timeline.can_undo());
}

#[test]
fn a_setup_that_the_events_do_not_fit_changes_nothing() {
    let scenario = three_nodes(&[json!({ "leave": "c" }), json!({ "leave": "b" })]);
    let mut timeline = Timeline::new(&scenario).expect("possible events");
    timeline.seek(1);
    let before = seen(&timeline);
    let mut setup = (*scenario.setup).clone();
    setup.nodes.pop();
    setup.nodes.pop();
    let refused = timeline.set_up(Rc::new(setup)).expect_err("c is unknown");
    assert_eq!(refused.0, 0, "the first event is the one");
    assert_eq!(seen(&timeline), before);
    assert!(!timeline.can_undo());
}

/// Long enough for checkpoints to be thinned out several times.
#[test]
fn a_long_timeline_is_exact_wherever_it_is_sought() {
    let cycle = [
        json!({ "crash": "a" }),
        json!({ "request": "all" }),
        json!({ "restart": "a" }),
        json!({ "leave": "c" }),
        json!({ "request": ["s1"] }),
        json!({ "join": { "name": "c", "tokens": [4] } }),
        json!({ "request": "all" }),
    ];
    let events: Vec<_> = cycle
        .iter()
        .cloned()
        .cycle()
        .take(cycle.len() * 400)
        .collect();
    let scenario = three_nodes(&events);
    let mut timeline = Timeline::new(&scenario).expect("possible events");
    for position in [0, 2800, 1, 1025, 1024, 1023, 2799, 17, 16, 2048, 2047, 5000] {
        timeline.seek(position);
        shows_alone(&timeline, &scenario, position.min(2800));
    }
    timeline.seek(1500);
    timeline.push(Event::REQUEST_ALL).expect("always possible");
    timeline.seek(700);
    assert!(timeline.undo());
    shows_alone(&timeline, &scenario, 1500);
}
