//! Whatever is done to a timeline, it shows what the notebook has.

use std::rc::Rc;

use proptest::collection::vec;
use proptest::prelude::*;
use ringside_model::event::Event;
use ringside_model::policy::FallThrough;
use ringside_model::scenario::Setup;
use ringside_model::timeline::{Branch, BranchId, Timeline};

use super::notebook::{Notebook, Page, shows};
use super::{Seen, seen};
use crate::case::{Case, Happening, case, cases, happening};
use crate::stage::{event, scenario};

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

fn deed(points: u32) -> impl Strategy<Value = Deed> {
    let place = prop_oneof![
        (0..100_usize).prop_map(Place::After),
        (0..=100_usize).prop_map(Place::Percent),
    ];
    prop_oneof![
        6 => happening(points).prop_map(Deed::Push),
        4 => place.prop_map(Deed::Seek),
        1 => prop::sample::select(&FallThrough::ALL[..]).prop_map(Deed::SetFallThrough),
        3 => (0..6_usize).prop_map(Deed::Switch),
        1 => (0..6_usize).prop_map(Deed::Close),
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

/// The timeline of a case's possible events.
fn timeline(case: &Case, budget: usize) -> Timeline {
    let scenario = scenario(&case.document(&case.possible()));
    Timeline::within(&scenario, budget).expect("its events are possible")
}

fn play(case: &Case, budget: usize, deeds: &[Deed]) {
    let mut timeline = timeline(case, budget);
    let mut notebook = Notebook::new(timeline.scenario());
    notebook.is_shown(&timeline);
    for deed in deeds {
        // The first number that no branch has stands for those that are not there.
        let number = |place: usize| notebook.branches().get(place).copied().unwrap_or(u32::MAX);
        match deed {
            Deed::Push(happening) => {
                let event: Event = event(&happening.json());
                if timeline.push(event.clone()).is_ok() {
                    notebook.push(event);
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
        (case, deeds) in case_and_deeds(),
        budget in budget(),
    ) {
        play(&case, budget, &deeds);
    }

    #[test]
    fn any_moment_is_reached_from_any_other(
        case in case(LONG),
        budget in budget(),
        order in vec(0..=100_usize, 1..12),
    ) {
        let mut timeline = timeline(&case, budget);
        let scenario = timeline.scenario();
        for percent in order {
            let position = Place::Percent(percent).among(scenario.events.len());
            timeline.seek(position);
            shows(&timeline, &Page::of(scenario.clone(), position));
        }
    }

    #[test]
    fn undo_takes_an_event_back_and_redo_brings_it_again(
        case in case(MOST),
        budget in budget(),
        percent in 0..=100_usize,
    ) {
        let mut timeline = timeline(&case, budget);
        timeline.seek(Place::Percent(percent).among(timeline.events().len()));
        let before = seen(&timeline);
        timeline.push(Event::REQUEST_ALL).expect("always possible");
        comes_back(&mut timeline, &before)?;
    }

    #[test]
    fn undo_takes_a_switch_or_a_close_back_and_redo_brings_it_again(
        case in case(MOST),
        budget in budget(),
        forks in vec(0..=100_usize, 1..4),
        close in any::<bool>(),
    ) {
        let mut timeline = timeline(&case, budget);
        for percent in forks {
            timeline.seek(Place::Percent(percent).among(timeline.events().len()));
            timeline.push(Event::REQUEST_ALL).expect("always possible");
        }
        let first = timeline.branches().first().map(Branch::id);
        let Some(branch) = first else { return Ok(()) };
        let before = seen(&timeline);
        let edited = if close { timeline.close(branch) } else { timeline.switch(branch) == Ok(true) };
        prop_assert!(edited);
        comes_back(&mut timeline, &before)?;
    }
}
