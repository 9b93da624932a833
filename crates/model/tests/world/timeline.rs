//! The timeline: seeking is replaying, undo and redo are exact inverses, and a fork keeps what it
//! cuts off.

use std::rc::Rc;

use proptest::collection::vec;
use proptest::prelude::*;
use ringside_model::apply::{Changes, apply};
use ringside_model::event::Event;
use ringside_model::policy::FallThrough;
use ringside_model::scenario::{Scenario, Setup};
use ringside_model::timeline::Timeline;
use ringside_model::world::World;
use serde_json::json;

use crate::case::{Case, Happening, case, cases, happening};
use crate::stage::{event, scenario, start};

/// The most things done to a timeline in a random case.
const MOST: usize = 40;

/// The most things tried before that: enough for several checkpoints.
const LONG: usize = 120;

/// Something that a person does to a timeline.
#[derive(Clone, Debug)]
enum Deed {
    /// Let something happen at the moment shown.
    Push(Happening),
    /// Show the moment after so many events, or at this share of them (in percent).
    Seek(Place),
    /// Change when reads go on.
    SetFallThrough(FallThrough),
    Undo,
    Redo,
}

/// A moment to seek.
#[derive(Clone, Copy, Debug)]
enum Place {
    After(usize),
    Percent(usize),
}

impl Place {
    fn among(self, events: usize) -> usize {
        match self {
            Self::After(position) => position,
            Self::Percent(percent) => events * percent / 100,
        }
    }
}

fn deed(points: u32) -> impl Strategy<Value = Deed> {
    let place = prop_oneof![
        (0..100_usize).prop_map(Place::After),
        (0..=100_usize).prop_map(Place::Percent),
    ];
    prop_oneof![
        6 => happening(points).prop_map(Deed::Push),
        3 => place.prop_map(Deed::Seek),
        1 => prop::sample::select(&FallThrough::ALL[..]).prop_map(Deed::SetFallThrough),
        3 => Just(Deed::Undo),
        3 => Just(Deed::Redo),
    ]
}

fn case_and_deeds() -> impl Strategy<Value = (Case, Vec<Deed>)> {
    case(LONG).prop_flat_map(|case| {
        let deeds = vec(deed(case.points), 0..=MOST);
        (Just(case), deeds)
    })
}

/// What a timeline must show: a scenario and a position.
#[derive(Clone, Debug, PartialEq)]
struct Moment {
    scenario: Scenario,
    position: usize,
}

/// A timeline as one would write it with all the memory in the world: whole moments on two
/// piles. An edit of the setup stays at the moment shown, also when it is taken back.
struct Notebook {
    now: Moment,
    done: Vec<(Edit, Moment)>,
    undone: Vec<(Edit, Moment)>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Edit {
    Events,
    Setup,
}

impl Notebook {
    fn edit(&mut self, edit: Edit, next: Moment) {
        let before = std::mem::replace(&mut self.now, next);
        self.done.push((edit, before));
        self.undone.clear();
    }

    /// Takes the top of one pile, and puts what was shown onto the other.
    fn turn(&mut self, back: bool) -> bool {
        let (from, to) = if back {
            (&mut self.done, &mut self.undone)
        } else {
            (&mut self.undone, &mut self.done)
        };
        let Some((edit, mut moment)) = from.pop() else {
            return false;
        };
        if edit == Edit::Setup {
            moment.position = self.now.position;
        }
        to.push((edit, std::mem::replace(&mut self.now, moment)));
        true
    }
}

/// The world after the first events of a scenario, and what the last of them changed.
fn replay(scenario: &Scenario, position: usize) -> (World, Option<Changes>) {
    let mut world = start(scenario);
    let mut last = None;
    for event in &scenario.events[..position] {
        last = Some(apply(&mut world, event).expect("it was possible before"));
    }
    (world, last)
}

/// The timeline shows this moment, as a replay from the start has it.
fn shows(timeline: &Timeline, moment: &Moment) {
    assert_eq!(timeline.position(), moment.position);
    assert_eq!(timeline.events(), moment.scenario.events);
    assert_eq!(timeline.scenario(), moment.scenario);
    assert_eq!(timeline.setup(), &moment.scenario.setup);
    let (world, last) = replay(&moment.scenario, moment.position);
    assert_eq!(**timeline.world(), world);
    assert_eq!(timeline.last(), last.as_ref());
}

/// The setup with another rule for when reads go on.
fn with_fall_through(setup: &Setup, fall_through: FallThrough) -> Rc<Setup> {
    let mut setup = setup.clone();
    setup.policy.fall_through = fall_through;
    Rc::new(setup)
}

fn play(case: &Case, deeds: &[Deed]) {
    let scenario = scenario(&case.document(&case.possible()));
    let mut timeline = Timeline::new(&scenario).expect("its events are possible");
    let mut notebook = Notebook {
        now: Moment {
            position: scenario.events.len(),
            scenario,
        },
        done: Vec::new(),
        undone: Vec::new(),
    };
    shows(&timeline, &notebook.now);
    for deed in deeds {
        match deed {
            Deed::Push(happening) => {
                let event: Event = event(&happening.json());
                let mut next = notebook.now.clone();
                next.scenario.events.truncate(next.position);
                next.scenario.events.push(event.clone());
                next.position += 1;
                if timeline.push(event).is_ok() {
                    notebook.edit(Edit::Events, next);
                }
            }
            Deed::Seek(place) => {
                let events = timeline.events().len();
                let position = place.among(events);
                timeline.seek(position);
                notebook.now.position = position.min(events);
            }
            Deed::SetFallThrough(fall_through) => {
                let setup = with_fall_through(timeline.setup(), *fall_through);
                let mut next = notebook.now.clone();
                next.scenario.setup = Rc::clone(&setup);
                timeline
                    .set_up(setup)
                    .expect("nodes and events are as before");
                notebook.edit(Edit::Setup, next);
            }
            Deed::Undo => assert_eq!(timeline.undo(), notebook.turn(true)),
            Deed::Redo => assert_eq!(timeline.redo(), notebook.turn(false)),
        }
        shows(&timeline, &notebook.now);
        assert_eq!(timeline.can_undo(), !notebook.done.is_empty());
        assert_eq!(timeline.can_redo(), !notebook.undone.is_empty());
    }
}

/// What there is to see of a timeline.
fn seen(timeline: &Timeline) -> (Scenario, usize, Rc<World>, Option<Changes>) {
    let world = Rc::clone(timeline.world());
    let last = timeline.last().cloned();
    (timeline.scenario(), timeline.position(), world, last)
}

proptest! {
    #![proptest_config(cases(64))]

    #[test]
    fn whatever_is_done_the_timeline_shows_what_a_replay_from_the_start_has(
        (case, deeds) in case_and_deeds(),
    ) {
        play(&case, &deeds);
    }

    #[test]
    fn any_moment_is_reached_from_any_other(case in case(LONG), order in vec(0..=100_usize, 1..12)) {
        let scenario = scenario(&case.document(&case.possible()));
        let mut timeline = Timeline::new(&scenario).expect("its events are possible");
        for percent in order {
            let position = Place::Percent(percent).among(scenario.events.len());
            timeline.seek(position);
            shows(&timeline, &Moment { scenario: scenario.clone(), position });
        }
    }

    #[test]
    fn undo_takes_an_event_back_and_redo_brings_it_again(
        case in case(MOST),
        percent in 0..=100_usize,
    ) {
        let scenario = scenario(&case.document(&case.possible()));
        let mut timeline = Timeline::new(&scenario).expect("its events are possible");
        timeline.seek(Place::Percent(percent).among(scenario.events.len()));
        let before = seen(&timeline);
        timeline.push(Event::REQUEST_ALL).expect("always possible");
        let after = seen(&timeline);
        prop_assert_ne!(&before.2, &after.2);
        prop_assert!(timeline.undo());
        prop_assert_eq!(seen(&timeline), before);
        prop_assert!(timeline.redo());
        prop_assert_eq!(seen(&timeline), after);
    }
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

#[test]
fn a_fork_cuts_off_what_came_after_until_it_is_undone() {
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
    assert_eq!(
        timeline.events(),
        [scenario.events[0].clone(), fork.clone()]
    );
    assert_eq!(timeline.position(), 2);

    assert!(timeline.undo());
    assert_eq!(timeline.events(), scenario.events);
    assert_eq!(timeline.position(), 1);
    timeline.seek(3);
    shows(
        &timeline,
        &Moment {
            scenario: scenario.clone(),
            position: 3,
        },
    );

    assert!(timeline.redo());
    assert_eq!(timeline.events(), [scenario.events[0].clone(), fork]);
    assert_eq!(timeline.position(), 2);
}

/// Every 16th moment is kept; the fork and its undoing must forget those that are no more.
#[test]
fn moments_kept_from_one_future_are_not_shown_in_another() {
    let crashes = [json!({ "crash": "a" }), json!({ "restart": "a" })];
    let planned: Vec<_> = crashes.iter().cloned().cycle().take(40).collect();
    let scenario = three_nodes(&planned);
    let mut timeline = Timeline::new(&scenario).expect("possible events");
    timeline.seek(10);
    let mut fork = scenario.clone();
    fork.events.truncate(10);
    for _ in 0..30 {
        timeline.push(Event::REQUEST_ALL).expect("always possible");
        fork.events.push(Event::REQUEST_ALL);
    }
    let check = |timeline: &mut Timeline, scenario: &Scenario| {
        for position in [0, 17, 0, 33, 0, 40] {
            timeline.seek(position);
            let scenario = scenario.clone();
            shows(timeline, &Moment { scenario, position });
        }
    };
    check(&mut timeline, &fork);
    for _ in 0..30 {
        assert!(timeline.undo());
    }
    check(&mut timeline, &scenario);
    for _ in 0..30 {
        assert!(timeline.redo());
    }
    check(&mut timeline, &fork);
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
        let position = position.min(scenario.events.len());
        shows(
            &timeline,
            &Moment {
                scenario: scenario.clone(),
                position,
            },
        );
    }
    timeline.seek(1500);
    timeline.push(Event::REQUEST_ALL).expect("always possible");
    timeline.seek(700);
    assert!(timeline.undo());
    shows(
        &timeline,
        &Moment {
            scenario,
            position: 1500,
        },
    );
}
