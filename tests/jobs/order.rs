//! What was asked for last wins, and edits happen in the order of the clicks.

use crate::stage::*;
use ringside::state::{Export, JobMsg, Msg, Place, Setting, ShareMsg, TimeMsg};
use ringside_model::catalog::BuiltIn;
use ringside_model::event::{All, Who};
use ringside_model::id::NodeId;
use ringside_model::policy::FallThrough;

#[test]
fn what_is_asked_for_last_wins_at_every_slice_of_what_came_before() {
    let mut state = opened();
    state.update(file("first", MANY));
    let all = finish(&mut state);
    assert!(all > 5, "{all} slices");
    for count in (0..all).step_by(3) {
        let mut state = opened();
        state.update(file("first", MANY));
        slices(&mut state, count);
        state.update(file("second", MANY + 1));
        slices(&mut state, count.min(3));
        assert_eq!(state.setup().title, "Two copies");
        finish(&mut state);
        assert_eq!(state.setup().title, "second");
        assert_eq!(state.timeline.world().sessions().len(), MANY as usize + 1);

        let mut state = opened();
        state.update(file("first", MANY));
        slices(&mut state, count);
        state.update(Msg::Open(Place::BuiltIn(BuiltIn::OneCopy)));
        assert_eq!(finish(&mut state), 0, "a small one opens at once");
        assert_eq!(state.place, Place::BuiltIn(BuiltIn::OneCopy));
    }
}

#[test]
fn the_scenario_before_can_be_used_while_another_one_is_on_its_way() {
    let mut state = opened();
    state.update(file("large", MANY));
    slices(&mut state, 2);
    state.update(Msg::Toggle(NodeId(0)));
    assert!(state.news.deed.starts_with("node-1 crashed"));
    assert!(state.jobs.running());
    state.update(Msg::Undo);
    assert!(state.jobs.running(), "that undoes the crash alone");
    state.update(Msg::Toggle(NodeId(0)));
    let edited = seen(&state);
    slices(&mut state, 2);
    state.update(Msg::Job(JobMsg::Cancel));
    assert!(seen(&state) == edited);
    state.update(file("large", MANY));
    finish(&mut state);
    assert_eq!(state.setup().title, "large");
    assert!(!state.timeline.can_undo());
}

#[test]
fn edits_happen_in_the_order_of_the_clicks_however_long_each_takes() {
    let msgs = [
        Msg::Request(Who::All(All::All)),
        Msg::Toggle(NodeId(0)),
        Msg::Set(Setting::FallThrough(FallThrough::Error)),
        Msg::Set(Setting::Database(true)),
        Msg::Time(TimeMsg::Back),
        Msg::Add(None),
        Msg::Traffic,
        Msg::Request(Who::All(All::All)),
    ];
    let mut waited = large();
    for msg in msgs.clone() {
        waited.update(msg);
        finish(&mut waited);
    }
    let mut queued = large();
    for msg in msgs {
        queued.update(msg);
    }
    assert!(queued.jobs.running());
    assert!(queued.timeline.events().is_empty(), "as yet");
    finish(&mut queued);
    assert!(seen(&queued) == seen(&waited));
    assert_eq!(queued.timeline.branches().len(), 1);
    assert!(queued.setup().policy.database);
}

#[test]
fn undo_while_edits_wait_takes_back_the_last_of_them() {
    let all = || Msg::Request(Who::All(All::All));
    let mut one = large();
    one.update(all());
    finish(&mut one);
    let mut queued = large();
    queued.update(all());
    queued.update(Msg::Toggle(NodeId(0)));
    queued.update(Msg::Undo);
    assert!(queued.jobs.running());
    finish(&mut queued);
    assert!(seen(&queued) == seen(&one));
}

#[test]
fn a_comparison_of_a_moment_that_has_passed_is_dropped() {
    let mut state = large();
    state.update(Msg::Toggle(NodeId(0)));
    finish(&mut state);
    state.update(Msg::Compare);
    slices(&mut state, 3);
    state.update(Msg::Select(None));
    assert!(state.jobs.running());
    state.update(Msg::Undo);
    finish(&mut state);
    assert!(state.alternatives.is_none());
    state.update(Msg::Redo);
    finish(&mut state);
    state.update(Msg::Compare);
    assert!(state.alternatives.is_none());
    finish(&mut state);
    assert!(state.alternatives.is_some());
}

#[test]
fn a_file_that_is_no_good_does_not_cost_the_edit_under_way() {
    let mut state = large();
    state.update(Msg::Request(Who::All(All::All)));
    state.update(Msg::OpenFile("bad".to_owned(), Ok("{}".to_owned())));
    finish(&mut state);
    assert_eq!(state.timeline.events().len(), 1);
    assert!(
        state
            .complaint
            .as_ref()
            .is_some_and(|why| why.contains("bad"))
    );
    state.update(Msg::Request(Who::All(All::All)));
    state.update(file("second", MANY));
    finish(&mut state);
    assert_eq!(state.setup().title, "second");
}

#[test]
fn of_a_hand_that_drags_only_the_last_place_waits() {
    let all = || Msg::Request(Who::All(All::All));
    let mut state = large();
    for _ in 0..2 {
        state.update(all());
        finish(&mut state);
    }
    state.update(all());
    assert!(state.jobs.running());
    for place in [0, 2, 1] {
        state.update(Msg::Time(TimeMsg::To(place)));
    }
    finish(&mut state);
    assert_eq!(state.timeline.events().len(), 3);
    assert_eq!(state.timeline.position(), 1);
}

#[test]
fn an_edit_behind_a_comparison_that_waits_is_not_lost() {
    let mut state = large();
    state.update(Msg::Request(Who::All(All::All)));
    state.update(Msg::Compare);
    state.update(Msg::Toggle(NodeId(0)));
    state.update(Msg::Toggle(NodeId(1)));
    finish(&mut state);
    assert_eq!(state.timeline.events().len(), 3);
    assert!(state.alternatives.is_none());
}

#[test]
fn a_click_after_a_file_that_waits_is_about_the_scenario_that_is_seen() {
    let edits = [Msg::Request(Who::All(All::All)), Msg::Toggle(NodeId(1))];
    let mut expected = large();
    for edit in &edits {
        expected.update(edit.clone());
        finish(&mut expected);
    }
    let mut state = large();
    state.update(edits[0].clone());
    assert!(state.jobs.running());
    state.update(file("one", MANY));
    state.update(edits[1].clone());
    state.update(file("two", MANY));
    let mut last = None;
    while state.jobs.unfinished() {
        if state.setup().title == "large" {
            last = Some(state.timeline.events().to_vec());
        }
        state.update(Msg::Job(JobMsg::GoOn));
        assert_ne!(state.setup().title, "one", "of two files the last counts");
    }
    assert_eq!(last, Some(expected.timeline.events().to_vec()));
    assert_eq!(state.setup().title, "two");
    assert_eq!(state.timeline.position(), 0);
}

#[test]
fn undo_forgets_the_last_edit_that_waits_and_no_file() {
    let mut state = large();
    state.update(Msg::Request(Who::All(All::All)));
    state.update(Msg::Toggle(NodeId(1)));
    state.update(file("other", MANY));
    state.update(Msg::Undo);
    let mut most = 0;
    while state.jobs.unfinished() {
        if state.setup().title == "large" {
            most = most.max(state.timeline.position());
        }
        state.update(Msg::Job(JobMsg::GoOn));
    }
    assert_eq!(most, 1, "the click was taken back, the request was not");
    assert_eq!(state.setup().title, "other");
}

#[test]
fn an_edit_after_a_file_that_is_to_be_saved_happens_whatever_the_file_takes() {
    let mut state = large();
    state.update(Msg::Request(Who::All(All::All)));
    state.update(Msg::Share(ShareMsg::Save(Export::Table)));
    state.update(Msg::Request(Who::All(All::All)));
    state.update(Msg::Toggle(NodeId(1)));
    finish(&mut state);
    assert_eq!(state.timeline.position(), 3);
}
