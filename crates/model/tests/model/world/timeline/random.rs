//! Whatever is done to a timeline, it shows what the notebook has.

use std::rc::Rc;

use proptest::collection::vec;
use proptest::prelude::*;
use ringside_model::event::{All, Event, NodeSpec, Who};
use ringside_model::policy::FallThrough;
use ringside_model::scenario::{Scenario, Setup};
use ringside_model::seconds::Seconds;
use ringside_model::timeline::{BranchId, Timeline};
use ringside_model::traffic::Traffic;

use super::notebook::{Notebook, Page, shows};
use super::{Seen, seen};
use crate::cases::cases;
use crate::generate::scenarios;

/// The most things done to a timeline in a random case.
const MOST: u32 = 40;

/// The most things tried before that: enough for several checkpoints.
const LONG: u32 = 120;

/// Something that a person does to a timeline.
#[derive(Clone, Debug)]
enum Deed {
    /// Let something happen at the moment shown.
    Push(Event),
    /// Show the moment after so many events, or at this share of them (in percent).
    Seek(Place),
    /// Change when reads go on.
    SetFallThrough(FallThrough),
    /// Show a branch: the one at this place, or one that is not there.
    Switch(usize),
    /// Close a branch likewise.
    Close(usize),
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

/// Anything that may happen, possible or not, to the nodes and sessions of a random scenario.
fn event() -> impl Strategy<Value = Event> {
    let node = || (1..9_u32).prop_map(|number| format!("node-{number}"));
    let key = (0..4_u32).prop_map(|number| format!("session-{number}"));
    let who = prop_oneof![Just(Who::All(All::All)), vec(key, 0..3).prop_map(Who::Keys),];
    let traffic = (1..9_u32, 0..4_u32, 0..9_u32).prop_map(|(length, rate, seed)| Traffic {
        length: Seconds(length),
        rate,
        think: None,
        logins: 50,
        seed,
    });
    prop_oneof![
        3 => node().prop_map(Event::Crash),
        3 => node().prop_map(Event::Restart),
        2 => node().prop_map(Event::Partition),
        2 => node().prop_map(Event::Heal),
        3 => node().prop_map(|name| Event::Join(NodeSpec::named(name))),
        3 => node().prop_map(Event::Leave),
        1 => who.clone().prop_map(Event::Read),
        3 => who.prop_map(Event::Request),
        1 => (1..20_u32).prop_map(|time| Event::Advance(Seconds(time))),
        1 => traffic.prop_map(Event::Traffic),
    ]
}

fn deed() -> impl Strategy<Value = Deed> {
    let place = prop_oneof![
        (0..100_usize).prop_map(Place::After),
        (0..=100_usize).prop_map(Place::Percent),
    ];
    prop_oneof![
        6 => event().prop_map(Deed::Push),
        4 => place.prop_map(Deed::Seek),
        1 => prop::sample::select(&FallThrough::ALL[..]).prop_map(Deed::SetFallThrough),
        3 => (0..6_usize).prop_map(Deed::Switch),
        1 => (0..6_usize).prop_map(Deed::Close),
        3 => Just(Deed::Undo),
        3 => Just(Deed::Redo),
    ]
}

/// Memory for few checkpoints, or for many.
fn budget() -> impl Strategy<Value = usize> {
    prop::sample::select(&[0, 1 << 20][..])
}

/// The setup with another rule for when reads go on.
fn with_fall_through(setup: &Setup, fall_through: FallThrough) -> Rc<Setup> {
    let mut setup = setup.clone();
    setup.policy.fall_through = fall_through;
    Rc::new(setup)
}

/// The timeline of a scenario.
fn timeline(scenario: &Scenario, budget: usize) -> Timeline {
    Timeline::within(scenario, budget).expect("its events are possible")
}

fn play(scenario: &Scenario, budget: usize, deeds: &[Deed]) {
    let mut timeline = timeline(scenario, budget);
    let mut notebook = Notebook::new(timeline.scenario());
    notebook.is_shown(&timeline);
    for deed in deeds {
        // The first number that no branch has stands for those that are not there.
        let number = |place: usize| notebook.branches().get(place).copied().unwrap_or(u32::MAX);
        match deed {
            Deed::Push(event) => {
                if timeline.push(event.clone()).is_ok() {
                    notebook.push(event.clone());
                }
            }
            Deed::Seek(place) => {
                let position = place.among(timeline.events().len());
                timeline.seek(position);
                notebook.seek(position);
            }
            Deed::SetFallThrough(fall_through) => {
                let setup = with_fall_through(timeline.setup(), *fall_through);
                timeline
                    .set_up(Rc::clone(&setup))
                    .expect("nodes and events are as before");
                notebook.set_up(setup);
            }
            Deed::Switch(place) => {
                let number = number(*place);
                let switched = timeline.switch(BranchId(number)).expect("possible events");
                assert_eq!(switched, notebook.switch(number));
            }
            Deed::Close(place) => {
                let number = number(*place);
                assert_eq!(timeline.close(BranchId(number)), notebook.close(number));
            }
            Deed::Undo => assert_eq!(timeline.undo(), notebook.undo()),
            Deed::Redo => assert_eq!(timeline.redo(), notebook.redo()),
        }
        notebook.is_shown(&timeline);
    }
}

/// An edit has just been made to what was seen before: undo takes it back, and redo brings it again.
fn comes_back(timeline: &mut Timeline, before: &Seen) -> Result<(), TestCaseError> {
    let after = seen(timeline);
    prop_assert_ne!(before, &after);
    prop_assert!(timeline.undo());
    prop_assert_eq!(&seen(timeline), before);
    prop_assert!(timeline.redo());
    prop_assert_eq!(seen(timeline), after);
    Ok(())
}

proptest! {
    #![proptest_config(cases(64))]

    #[test]
    fn whatever_is_done_the_timeline_shows_what_a_replay_from_the_start_has(
        scenario in scenarios(LONG),
        deeds in vec(deed(), 0..=MOST as usize),
        budget in budget(),
    ) {
        play(&scenario, budget, &deeds);
    }

    #[test]
    fn any_moment_is_reached_from_any_other(
        scenario in scenarios(LONG),
        budget in budget(),
        order in vec(0..=100_usize, 1..12),
    ) {
        let mut timeline = timeline(&scenario, budget);
        for percent in order {
            let position = Place::Percent(percent).among(scenario.events.len());
            timeline.seek(position);
            shows(&timeline, &Page::of(scenario.clone(), position));
        }
    }

    #[test]
    fn undo_takes_an_event_back_and_redo_brings_it_again(
        scenario in scenarios(MOST),
        budget in budget(),
        percent in 0..=100_usize,
    ) {
        let mut timeline = timeline(&scenario, budget);
        timeline.seek(Place::Percent(percent).among(timeline.events().len()));
        let before = seen(&timeline);
        timeline.push(Event::REQUEST_ALL).expect("always possible");
        comes_back(&mut timeline, &before)?;
    }

    #[test]
    fn undo_takes_a_switch_or_a_close_back_and_redo_brings_it_again(
        scenario in scenarios(MOST),
        budget in budget(),
        forks in vec(0..100_usize, 1..4),
        close in any::<bool>(),
    ) {
        let mut timeline = timeline(&scenario, budget);
        // So there is something to leave.
        timeline.push(Event::REQUEST_ALL).expect("always possible");
        for percent in forks {
            timeline.seek(Place::Percent(percent).among(timeline.events().len()));
            timeline.push(Event::REQUEST_ALL).expect("always possible");
        }
        let branch = timeline.branches()[0].id();
        let before = seen(&timeline);
        let edited = if close { timeline.close(branch) } else { timeline.switch(branch) == Ok(true) };
        prop_assert!(edited);
        comes_back(&mut timeline, &before)?;
    }
}
