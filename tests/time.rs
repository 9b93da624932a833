//! Moving in time, playing and branches, without a browser.

use ringside::effects::Effect;
use ringside::form::Form;
use ringside::state::{Msg, Setting, ShareMsg, Speed, State, TimeMsg};
use ringside::text;
use ringside_model::id::NodeId;
use ringside_model::policy::FallThrough;
use ringside_model::timeline::BranchId;

/// Two nodes crash, and one comes back.
fn three_events() -> State {
    let mut state = State::open(Form::new(None, None));
    for node in [1, 3, 1] {
        state.update(Msg::Toggle(NodeId(node)));
    }
    state
}

/// What follows from it, but that the moment is kept.
fn pass(state: &mut State, msg: TimeMsg) -> Vec<Effect> {
    let mut effects = state.update(Msg::Time(msg));
    effects.retain(|effect| *effect != Effect::KeepSoon);
    effects
}

/// A branch that departs after the first event; the one that was left has three.
fn forked() -> State {
    let mut state = three_events();
    pass(&mut state, TimeMsg::To(1));
    state.update(Msg::Toggle(NodeId(0)));
    state
}

fn branches(state: &State) -> Vec<(BranchId, String)> {
    let shown = state.timeline.events();
    let branches = state.timeline.branches().iter();
    branches
        .map(|branch| (branch.id(), text::branch(branch, shown)))
        .collect()
}

#[test]
fn stepping_shows_other_moments_and_undoes_nothing() {
    let mut state = three_events();
    let deeds: Vec<String> = (0..4)
        .rev()
        .map(|_| {
            let deed = state.news.deed.clone();
            pass(&mut state, TimeMsg::Back);
            deed
        })
        .collect();
    assert_eq!(deeds[0], "node-2 restarted, empty.");
    assert!(deeds[1].starts_with("node-4 crashed"), "{deeds:?}");
    assert_eq!(deeds[3], "5 nodes, all up. 40 sessions, two copies each.");
    assert_eq!(state.timeline.events().len(), 3);
    for _ in 0..4 {
        pass(&mut state, TimeMsg::On);
    }
    assert_eq!(state.news.deed, deeds[0]);
}

#[test]
fn the_events_are_played_one_by_one_and_stand_still_at_the_end() {
    let mut state = three_events();
    let soon = |speed: Speed| vec![Effect::EventSoon(speed.pause())];
    assert_eq!(pass(&mut state, TimeMsg::Play), soon(Speed::One));
    assert_eq!(state.timeline.position(), 0, "from the start again");
    assert_eq!(pass(&mut state, TimeMsg::PlayOn), soon(Speed::One));
    assert_eq!(pass(&mut state, TimeMsg::Speed(Speed::Four)), []);
    assert_eq!(pass(&mut state, TimeMsg::PlayOn), soon(Speed::Four));
    assert!(state.time.playing);
    assert_eq!(pass(&mut state, TimeMsg::PlayOn), []);
    assert!(!state.time.playing);
    assert_eq!(state.timeline.position(), 3);
}

#[test]
fn whatever_else_is_done_the_playing_stands_still() {
    for act in [
        Msg::Time(TimeMsg::Pause),
        Msg::Time(TimeMsg::Back),
        Msg::Toggle(NodeId(0)),
        Msg::Select(None),
        Msg::Help(true),
    ] {
        let mut state = three_events();
        pass(&mut state, TimeMsg::Play);
        assert!(state.time.playing);
        state.update(act.clone());
        assert!(!state.time.playing, "{act:?}");
        let position = state.timeline.position();
        assert_eq!(pass(&mut state, TimeMsg::PlayOn), [], "{act:?}");
        assert_eq!(state.timeline.position(), position, "{act:?}");
    }
}

#[test]
fn keeping_what_is_shown_does_not_stop_the_playing() {
    let mut state = three_events();
    pass(&mut state, TimeMsg::Play);
    state.update(Msg::Share(ShareMsg::Keep));
    assert!(state.time.playing);
    state.update(Msg::Share(ShareMsg::Show(true)));
    assert!(!state.time.playing, "the link is one of this moment");
}

#[test]
fn where_nothing_happened_there_is_nothing_to_play() {
    let mut state = State::open(Form::new(None, None));
    assert_eq!(pass(&mut state, TimeMsg::Play), []);
    assert!(!state.time.playing);
}

#[test]
fn an_event_in_the_past_leaves_a_branch_that_says_where_it_departs() {
    let mut state = forked();
    let left = "after event 1: node-4 crashed (3 events)";
    let [(id, title)] = &branches(&state)[..] else {
        panic!("one branch")
    };
    assert_eq!(title, left);
    pass(&mut state, TimeMsg::Switch(*id));
    assert_eq!(state.timeline.position(), 3);
    assert_eq!(state.news.deed, "node-2 restarted, empty.");
    assert_eq!(
        branches(&state)[0].1,
        "after event 1: node-1 crashed (2 events)"
    );
    state.update(Msg::Undo);
    assert_eq!(branches(&state)[0].1, left);
    state.update(Msg::Undo);
    assert_eq!(branches(&state), [], "the fork was undone");
    assert_eq!(state.timeline.events().len(), 3);
}

#[test]
fn a_closed_branch_is_gone_until_that_is_undone_and_the_focus_has_a_place_to_go() {
    let mut state = forked();
    pass(&mut state, TimeMsg::To(0));
    state.update(Msg::Toggle(NodeId(2)));
    let [(first, _), (second, _)] = branches(&state)[..] else {
        panic!("two branches")
    };
    let effects = pass(&mut state, TimeMsg::Close(second));
    assert_eq!(effects, [Effect::Focus("close-branch-0".to_owned())]);
    let effects = pass(&mut state, TimeMsg::Close(first));
    assert_eq!(effects, [Effect::Focus("timeline-moment".to_owned())]);
    assert_eq!(branches(&state), []);
    state.update(Msg::Undo);
    assert_eq!(branches(&state)[0].0, first);
}

#[test]
fn a_setting_holds_for_every_branch() {
    let mut state = forked();
    state.update(Msg::Set(Setting::FallThrough(FallThrough::Error)));
    let left = branches(&state)[0].0;
    pass(&mut state, TimeMsg::Switch(left));
    let policy = &state.timeline.world().policy();
    assert_eq!(policy.fall_through, FallThrough::Error);
    assert_eq!(state.complaint, None);
}
