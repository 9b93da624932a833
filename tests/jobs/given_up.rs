//! Given up, at any moment.

use crate::stage::*;
use ringside::effects::Effect;
use ringside::form::FormMsg;
use ringside::hotkeys::{self, Pressed};
use ringside::state::{JobMsg, Msg, Place, Setting, State};
use ringside_model::event::{All, Who};
use ringside_model::policy::FallThrough;

/// What is done cancels, after each number of slices up to the last, with nothing changed; and is
/// done if it is let. Returns how many slices it takes.
fn check_cancel(make: fn() -> State, msg: &Msg) -> usize {
    let mut state = make();
    state.update(msg.clone());
    let all = finish(&mut state);
    assert!(all > 5, "{msg:?} took {all} slices");
    let done = seen(&state);
    let mut state = make();
    let before = seen(&state);
    assert!(before != done);
    for count in (0..all).step_by(1 + all / 25) {
        state.update(msg.clone());
        slices(&mut state, count);
        assert!(seen(&state) == before, "{msg:?} shows after {count} slices");
        state.update(Msg::Job(JobMsg::Cancel));
        assert!(!state.jobs.running());
        assert_eq!(
            state.jobs.told(),
            "Cancelled. What was shown before is still here."
        );
        assert!(seen(&state) == before, "{msg:?} cancelled after {count}");
        // A slice that comes late does nothing.
        slices(&mut state, 2);
        assert!(seen(&state) == before);
    }
    state.update(msg.clone());
    finish(&mut state);
    assert!(seen(&state) == done, "{msg:?} after it was cancelled");
    all
}

#[test]
fn a_large_file_opens_in_slices_and_cancelled_at_any_of_them_leaves_everything_as_it_was() {
    check_cancel(opened, &file("large", MANY));
}

#[test]
fn a_large_edit_is_done_in_slices_and_cancelled_likewise() {
    check_cancel(large, &Msg::Request(Who::All(All::All)));
    check_cancel(large, &Msg::Set(Setting::FallThrough(FallThrough::None)));
}

#[test]
fn undo_while_an_edit_is_under_way_gives_it_up() {
    let mut state = large();
    let before = seen(&state);
    state.update(Msg::Request(Who::All(All::All)));
    slices(&mut state, 3);
    assert!(state.jobs.running());
    state.update(Msg::Undo);
    assert!(!state.jobs.running());
    assert!(seen(&state) == before);
}

#[test]
fn a_large_key_list_is_read_in_slices_and_cancelled_leaves_the_list_before() {
    let keys = |word: &str| {
        let lines = (0..MANY).map(|at| format!("{word}-{at}\n"));
        Msg::Form(FormMsg::Keys(lines.collect()))
    };
    let own = || {
        let mut state = opened();
        state.update(Msg::Open(Place::YourCluster));
        state.update(Msg::Form(FormMsg::Keys("one\ntwo\n".to_owned())));
        state.update(Msg::PlaceLists);
        state
    };
    let mut state = own();
    let before = seen(&state);
    let effects = state.update(keys("first"));
    let pause = |effect: &Effect| matches!(effect, Effect::PlaceSoon | Effect::Keep { .. });
    assert!(!effects.iter().any(pause), "nothing is read yet");
    assert!(effects.contains(&Effect::GoOnSoon));
    assert!(state.form.keys.starts_with("first-0"), "the field has it");
    slices(&mut state, 2);
    // Typing on: what was there before both stays if both are given up.
    state.update(keys("second"));
    slices(&mut state, 2);
    state.update(Msg::PlaceLists);
    assert!(state.jobs.running());
    state.update(Msg::Job(JobMsg::Cancel));
    assert!(seen(&state) == before);
    assert_eq!(&*state.form.keys, "one\ntwo\n");

    state.update(keys("third"));
    finish(&mut state);
    assert_eq!(state.form.sessions.len(), MANY as usize);
    state.update(Msg::PlaceLists);
    assert_eq!(state.timeline.world().sessions().len(), 2, "as yet");
    finish(&mut state);
    assert_eq!(state.timeline.world().sessions().len(), MANY as usize);
    assert!(state.form.keys.starts_with("third-0"));
}

#[test]
fn a_file_with_a_fault_at_its_end_changes_nothing_but_the_complaint() {
    let mut state = opened();
    let keys: Vec<String> = (0..MANY).map(|at| format!("\"k{at}\"")).collect();
    let text = format!(
        r#"{{"ringside": 1, "policy": {{"placement": "spymemcached"}}, "nodes": [{{"name": "a:1"}}],
            "sessions": [{}, "k0"]}}"#,
        keys.join(", ")
    );
    let scenario = state.timeline.scenario();
    state.update(Msg::OpenFile("broken.json".to_owned(), Ok(text)));
    assert!(finish(&mut state) > 3);
    let complaint = state.complaint.clone().unwrap_or_default();
    assert!(
        complaint.contains("found the key \"k0\" again, first in sessions[0]"),
        "{complaint}"
    );
    assert_eq!(state.timeline.scenario(), scenario);
}

#[test]
fn a_job_is_told_of_once_it_has_taken_a_moment_and_escape_gives_it_up() {
    let mut state = opened();
    let effects = state.update(file("large", MANY));
    let number = effects.iter().find_map(|effect| match effect {
        Effect::ShowJobSoon(number) => Some(*number),
        _ => None,
    });
    let number = number.expect("it is to be told of");
    assert!(state.jobs.progress().is_none());
    state.update(Msg::Job(JobMsg::Show(number + 1)));
    assert!(state.jobs.progress().is_none(), "that is another one");
    state.update(Msg::Job(JobMsg::Show(number)));
    assert!(state.jobs.progress().is_some());
    // The next in its place is told of at once: no flicker.
    state.update(file("second", MANY));
    assert!(state.jobs.progress().is_some());
    let escape = Pressed {
        key: "Escape".to_owned(),
        control: false,
        shift: false,
        alt: false,
    };
    let msg = hotkeys::message(&state, &escape);
    assert_eq!(msg, Some(Msg::Job(JobMsg::Cancel)));
    state.update(Msg::Job(JobMsg::Cancel));
    assert!(state.jobs.progress().is_none());
    assert_eq!(hotkeys::message(&state, &escape), Some(Msg::Select(None)));
}
