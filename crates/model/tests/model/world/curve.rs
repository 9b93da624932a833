//! Curves: they add up to what was counted, and say what was true at their edges.

use std::num::NonZeroU8;

use proptest::prelude::*;
use ringside_model::apply::{Changes, Requests};
use ringside_model::curve::{Curve, MOST_COLUMNS};
use ringside_model::event::Event;
use ringside_model::policy::Policy;
use ringside_model::seconds::Seconds;

use super::traffic::{crash, happen, idea, policies, streams, world};

/// How many survived when a second had ended, event by event.
fn survivors(start: u32, events: &[Event], changes: &[Changes], second: u32) -> u32 {
    let (mut now, mut survivors) = (0, start);
    for (event, changes) in events.iter().zip(changes) {
        for sample in &changes.samples {
            if now + sample.seconds <= second {
                survivors = sample.survivors;
            }
        }
        now += match event {
            Event::Traffic(traffic) => traffic.length.0,
            Event::Advance(time) => time.0,
            _ => 0,
        };
        if now <= second {
            survivors = changes.after.survivors();
        }
    }
    survivors
}

#[test]
fn what_happens_in_the_second_in_which_a_column_ends_is_seen_at_its_edge() {
    let mut world = world(Policy {
        replicas: NonZeroU8::MIN,
        ..idea()
    });
    let start = world.counts();
    let wait = |seconds| Event::Advance(Seconds(seconds));
    let events = [wait(40), crash("a"), wait(1), crash("b"), wait(119)];
    let changes: Vec<Changes> = events
        .iter()
        .map(|event| happen(&mut world, event))
        .collect();
    let curve = Curve::of(&events, &changes, start).expect("time has passed");
    assert_eq!(curve.width, 2);
    let after = |event: usize| changes[event].after.survivors();
    assert!(start.survivors() > after(1) && after(1) > after(3));
    assert_eq!(curve.survivors(38), start.survivors());
    assert_eq!(curve.survivors(40), after(1));
    assert_eq!(curve.survivors(42), after(3));
}

proptest! {
    #[test]
    fn the_columns_of_a_curve_add_up_to_what_was_counted(
        policy in policies(), streams in prop::collection::vec(streams(), 1..6), at in 0..6_usize
    ) {
        let mut world = world(policy);
        let start = world.counts();
        let mut events: Vec<Event> = streams.into_iter().map(Event::Traffic).collect();
        events.insert(at.min(events.len()), crash("a"));
        events.push(Event::Advance(Seconds(9)));
        events.push(Event::REQUEST_ALL);
        let changes: Vec<Changes> = events.iter().map(|event| happen(&mut world, event)).collect();
        let curve = Curve::of(&events, &changes, start).expect("time has passed");
        prop_assert_eq!(curve.length, world.now());
        prop_assert!(curve.columns.len() <= MOST_COLUMNS as usize);
        let seconds: u32 = (0..curve.columns.len()).map(|column| curve.seconds(column)).sum();
        prop_assert_eq!(seconds, curve.length);
        let misses = changes.iter().filter_map(|one| one.requests).map(Requests::misses);
        let (misses, load) = (misses.sum::<u32>(), world.load());
        let sum = |of: fn(&ringside_model::curve::Tally) -> u32| curve.columns.iter().map(of).sum::<u32>();
        prop_assert_eq!(sum(|column| column.misses), misses);
        prop_assert_eq!(sum(|column| column.repair_copies), load.repair_copies);
        prop_assert_eq!(sum(|column| column.database_reads), load.database_reads);
        for column in 0..curve.columns.len() {
            let end = (u32::try_from(column + 1).expect("few") * curve.width).min(curve.length);
            let expected = survivors(start.survivors(), &events, &changes, end);
            prop_assert_eq!(curve.survivors(end), expected, "at {} s", end);
        }
        prop_assert!(curve.levels.is_sorted_by_key(|level| level.second));
        prop_assert_eq!(curve.ends.len(), events.len());
    }
}
