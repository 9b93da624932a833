//! The hotkeys, the presentation that a remote steers, and letters that can be turned off.

use ringside::effects::Effect;
use ringside::form::Form;
use ringside::hotkeys::{self, HOTKEYS, LETTERS, Pressed};
use ringside::state::{Msg, Present, PresentMsg, State, TimeMsg};
use ringside_model::event::{All, Who};
use ringside_model::id::NodeId;

fn opened() -> State {
    State::open(Form::new(None, None))
}

fn press(key: &str, control: bool, shift: bool) -> Pressed {
    Pressed {
        key: key.to_owned(),
        control,
        shift,
        alt: false,
    }
}

/// What a key alone means now.
fn means(state: &State, key: &str) -> Option<Msg> {
    hotkeys::message(state, &press(key, false, false))
}

/// Presses a key, and returns what is to be done in the browser.
fn hit(state: &mut State, key: &str) -> Vec<Effect> {
    let msg = means(state, key);
    msg.map(|msg| state.update(msg)).unwrap_or_default()
}

#[test]
fn every_hotkey_of_the_help_does_something() {
    let mut state = opened();
    state.update(Msg::Add(None));
    state.update(Msg::Add(None));
    state.update(Msg::Undo);
    let check = |pressed: Pressed, expect: Msg| {
        assert_eq!(
            hotkeys::message(&state, &pressed),
            Some(expect),
            "{pressed:?}"
        );
    };
    check(press("a", false, false), Msg::Add(None));
    check(press("r", false, false), Msg::Request(Who::All(All::All)));
    check(press("u", false, false), Msg::Undo);
    check(press("z", true, false), Msg::Undo);
    check(press("y", false, false), Msg::Redo);
    check(press("Z", true, true), Msg::Redo);
    check(press("e", false, false), Msg::Time(TimeMsg::Back));
    check(press("l", false, false), Msg::Time(TimeMsg::On));
    check(press("k", false, false), Msg::Time(TimeMsg::Play));
    check(press("f", false, false), Msg::Present(PresentMsg::Start));
    check(press("Escape", false, false), Msg::Select(None));
    check(press("?", false, true), Msg::Help(true));
    assert_eq!(means(&state, "q"), None);
    assert_eq!(
        hotkeys::message(&state, &press("a", true, false)),
        None,
        "Ctrl+A is the browser's"
    );
}

#[test]
fn the_keys_of_a_remote_act_only_in_a_presentation() {
    let mut state = opened();
    state.update(Msg::Toggle(NodeId(0)));
    state.update(Msg::Toggle(NodeId(1)));
    for key in ["PageDown", "PageUp", "ArrowRight", "ArrowLeft", "b", "."] {
        assert_eq!(means(&state, key), None, "{key}");
    }
    hit(&mut state, "f");
    assert_eq!(state.present, Present::On);
    let moment = |state: &mut State, key: &str| {
        hit(state, key);
        state.timeline.position()
    };
    assert_eq!(moment(&mut state, "PageUp"), 1);
    assert_eq!(moment(&mut state, "ArrowLeft"), 0);
    assert_eq!(moment(&mut state, "PageUp"), 0, "there is nothing before");
    assert_eq!(moment(&mut state, "PageDown"), 1);
    assert_eq!(moment(&mut state, "ArrowRight"), 2);
    assert_eq!(moment(&mut state, "PageDown"), 2, "there is nothing after");
}

#[test]
fn a_blank_screen_hides_the_page_until_any_key_of_the_remote() {
    let mut state = opened();
    state.update(Msg::Toggle(NodeId(0)));
    for key in ["b", ".", "PageDown", "PageUp", "Escape"] {
        state.update(Msg::Present(PresentMsg::Start));
        hit(&mut state, "b");
        assert_eq!(state.present, Present::Blank);
        assert_eq!(means(&state, "a"), None, "nobody sees what it does");
        hit(&mut state, key);
        assert_eq!(state.present, Present::On, "{key}");
        assert_eq!(state.timeline.position(), 1, "{key}");
    }
    hit(&mut state, "Escape");
    assert_eq!(state.present, Present::Off);
}

#[test]
fn letters_can_be_turned_off_and_the_device_keeps_it() {
    let mut state = opened();
    let effects = state.update(Msg::Letters(false));
    let kept = Effect::Keep {
        name: LETTERS,
        text: "off".to_owned(),
    };
    assert_eq!(effects, [kept]);
    for key in [
        "a", "r", "g", "w", "u", "y", "e", "l", "k", "f", "b", ".", "?",
    ] {
        assert_eq!(means(&state, key), None, "{key}");
    }
    assert_eq!(means(&state, "Escape"), Some(Msg::Select(None)));
    state.update(Msg::Add(None));
    let undo = hotkeys::message(&state, &press("z", true, false));
    assert_eq!(undo, Some(Msg::Undo), "held keys are not hit by chance");
    state.update(Msg::Letters(true));
    assert_eq!(means(&state, "a"), Some(Msg::Add(None)));
}

#[test]
fn the_help_names_every_key_once() {
    let mut labels: Vec<&str> = HOTKEYS.iter().map(|hotkey| hotkey.label).collect();
    labels.sort_unstable();
    labels.dedup();
    assert_eq!(labels.len(), HOTKEYS.len());
}
