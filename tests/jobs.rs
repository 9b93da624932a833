//! What takes long: at every moment it can be given up or replaced, and nothing of it was there.

use std::rc::Rc;

use ringside::address::Address;
use ringside::effects::Effect;
use ringside::form::{Form, FormMsg};
use ringside::hotkeys::{self, Pressed};
use ringside::state::{JobMsg, Msg, Place, Setting, ShareMsg, State, TimeMsg};
use ringside_model::catalog::BuiltIn;
use ringside_model::event::{All, Who};
use ringside_model::id::NodeId;
use ringside_model::policy::FallThrough;
use ringside_model::world::World;

/// So many sessions are not placed at once.
const MANY: u32 = 60_000;

fn opened() -> State {
    let mut state = State::open(Form::new(None, None));
    state.update(Msg::Open(Place::BuiltIn(BuiltIn::TwoCopies)));
    state.update(Msg::Toggle(NodeId(1)));
    state.update(Msg::Share(ShareMsg::Keep));
    state
}

fn file(name: &str, sessions: u32) -> Msg {
    let text = format!(
        r#"{{"ringside": 1, "title": "{name}", "policy": {{"placement": "spymemcached", "replicas": 2}},
            "nodes": [{{"name": "a:1"}}, {{"name": "b:1"}}, {{"name": "c:1"}}],
            "sessions": {{"prefix": "s-", "count": {sessions}}}}}"#
    );
    Msg::OpenFile(name.to_owned(), Ok(text))
}

/// A large scenario, opened to its end.
fn large() -> State {
    let mut state = opened();
    state.update(file("large", MANY));
    finish(&mut state);
    assert_eq!(state.setup().title, "large");
    state
}

/// Goes on until nothing is under way. Returns how many slices that took.
fn finish(state: &mut State) -> usize {
    let mut slices = 0;
    while state.jobs.unfinished() {
        state.update(Msg::Job(JobMsg::GoOn));
        slices += 1;
    }
    slices
}

fn slices(state: &mut State, count: usize) {
    for _ in 0..count {
        state.update(Msg::Job(JobMsg::GoOn));
    }
}

/// What a person can see of the state, and take back.
fn seen(state: &State) -> impl PartialEq + std::fmt::Debug + use<> {
    let timeline = &state.timeline;
    (
        (
            World::clone(timeline.world()),
            timeline.scenario(),
            timeline.position(),
        ),
        (timeline.can_undo(), timeline.can_redo()),
        (state.place, state.tab, state.selected.clone()),
        (state.news.clone(), state.complaint.clone()),
        (Rc::clone(&state.form.keys), state.form.sessions.len()),
        state.before.as_ref().map(|before| before.counts()),
    )
}

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
fn what_is_asked_for_last_wins_at_every_slice_of_what_came_before() {
    let mut state = opened();
    state.update(file("first", MANY));
    let all = finish(&mut state);
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

/// What the device is asked to keep, once all is done.
fn kept(state: &mut State) -> Option<String> {
    let mut effects = state.update(Msg::Share(ShareMsg::Keep));
    while state.jobs.unfinished() {
        effects.extend(state.update(Msg::Job(JobMsg::GoOn)));
    }
    effects.into_iter().find_map(|effect| match effect {
        Effect::KeepWork(link) => Some(link),
        _ => None,
    })
}

#[test]
fn a_click_while_the_kept_scenario_is_read_does_not_cost_it() {
    let mut left = large();
    left.update(Msg::Toggle(NodeId(2)));
    finish(&mut left);
    let link = kept(&mut left).expect("something to keep");

    let form = Form::new(None, None);
    let mut back = State::arrive(form, &Address::new("page"), Some(&link));
    assert!(back.jobs.running());
    back.update(Msg::Toggle(NodeId(0)));
    let opening = kept_now(&mut back);
    assert!(opening.is_none_or(|opening| opening != link));
    finish(&mut back);
    assert_eq!(back.timeline.scenario(), left.timeline.scenario());
    // The click's own keeping may have been first, so it is kept again.
    back.update(Msg::Share(ShareMsg::Noticed));
    assert_eq!(kept(&mut back), Some(link));
}

/// What the device is asked to keep at once.
fn kept_now(state: &mut State) -> Option<String> {
    let effects = state.update(Msg::Share(ShareMsg::Keep));
    effects.into_iter().find_map(|effect| match effect {
        Effect::KeepWork(link) => Some(link),
        _ => None,
    })
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

#[test]
fn a_large_scenario_that_was_kept_comes_back_in_slices_and_stays_kept_if_cancelled() {
    let state = large();
    let link = state.link();
    let (_, kept) = link.split_once("#s=").expect("a link");
    let arrive = || {
        State::arrive(
            Form::new(None, None),
            &Address::new("https://a/"),
            Some(kept),
        )
    };
    let mut state = arrive();
    assert_eq!(state.setup().title, "Two copies");
    assert!(!state.jobs.effects().is_empty());
    finish(&mut state);
    assert_eq!(state.setup().title, "large");
    assert_eq!(state.place, Place::Kept);
    assert!(state.share.returned);

    let mut state = arrive();
    slices(&mut state, 3);
    let effects = state.update(Msg::Job(JobMsg::Cancel));
    assert!(!effects.iter().any(Effect::keeps), "{effects:?}");
    assert_eq!(state.setup().title, "Two copies");
    assert!(!state.share.returned);
}

#[test]
fn what_is_kept_of_a_large_key_list_is_written_in_slices() {
    let keys: Vec<String> = (0..MANY).map(|at| format!("\"k{at}x\"")).collect();
    let text = format!(
        r#"{{"ringside": 1, "policy": {{"placement": "spymemcached"}}, "nodes": [{{"name": "a:1"}}], "sessions": [{}]}}"#,
        keys.join(",")
    );
    let mut state = opened();
    state.update(Msg::OpenFile("keys.json".to_owned(), Ok(text)));
    finish(&mut state);
    let link = state.link();
    state.update(Msg::Share(ShareMsg::Keep));
    assert!(!state.jobs.running(), "nobody waits for it");
    let mut kept = Vec::new();
    while state.jobs.unfinished() {
        kept.extend(state.update(Msg::Job(JobMsg::GoOn)));
    }
    let kept = kept.into_iter().filter_map(|effect| match effect {
        Effect::KeepWork(text) => Some(text),
        _ => None,
    });
    let kept: Vec<String> = kept.collect();
    assert_eq!(kept.len(), 1);
    assert!(link.ends_with(&kept[0]));
}
