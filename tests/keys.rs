//! The hotkeys, the presentation that a remote steers, and letters that can be turned off.

use ringside::effects::Effect;
use ringside::form::Form;
use ringside::hotkeys::{self, HOTKEYS, LETTERS, MINUTE, Pressed};
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

/// A page on which every key means something: with something to undo and to redo, and presenting
/// where that is asked for.
fn ready(present: bool) -> State {
    let mut state = opened();
    state.update(Msg::Add(None));
    state.update(Msg::Add(None));
    state.update(Msg::Undo);
    if present {
        state.update(Msg::Present(PresentMsg::Start));
    }
    state
}

#[test]
fn every_hotkey_of_the_help_does_something() {
    let (desk, show) = (ready(false), ready(true));
    let (key, held) = (
        |name| press(name, false, false),
        |name| press(name, true, false),
    );
    let all = || Who::All(All::All);
    let present = Msg::Present;
    let hotkeys = [
        ("A", &desk, key("a"), Msg::Add(None)),
        ("R", &desk, key("r"), Msg::Request(all())),
        ("G", &desk, key("g"), Msg::Read(all())),
        ("T", &desk, key("t"), Msg::Traffic),
        ("W", &desk, key("w"), Msg::Advance(MINUTE)),
        ("U", &desk, key("u"), Msg::Undo),
        ("Ctrl+Z", &desk, held("z"), Msg::Undo),
        ("Y", &desk, key("y"), Msg::Redo),
        ("Ctrl+Shift+Z", &desk, press("Z", true, true), Msg::Redo),
        ("E", &desk, key("e"), Msg::Time(TimeMsg::Back)),
        ("L", &desk, key("l"), Msg::Time(TimeMsg::On)),
        ("K", &desk, key("k"), Msg::Time(TimeMsg::Play)),
        ("F", &desk, key("f"), present(PresentMsg::Start)),
        (
            "Page Down or →",
            &show,
            key("PageDown"),
            present(PresentMsg::Next),
        ),
        (
            "Page Up or ←",
            &show,
            key("PageUp"),
            present(PresentMsg::Back),
        ),
        ("B or .", &show, key("b"), present(PresentMsg::Blank)),
        ("Esc", &desk, key("Escape"), Msg::Select(None)),
        ("?", &desk, press("?", false, true), Msg::Help(true)),
    ];
    let labels = HOTKEYS.map(|hotkey| hotkey.label);
    assert_eq!(hotkeys.each_ref().map(|hotkey| hotkey.0), labels);
    for (label, state, pressed, expect) in hotkeys {
        let meant = hotkeys::message(state, &pressed);
        assert_eq!(meant, Some(expect), "{label}");
    }
    assert_eq!(means(&desk, "q"), None);
    assert_eq!(
        hotkeys::message(&desk, &held("a")),
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
    let letters = [
        "a", "r", "g", "t", "w", "u", "y", "e", "l", "k", "f", "b", ".", "?",
    ];
    let mut state = ready(true);
    for key in letters {
        assert!(means(&state, key).is_some(), "{key}");
    }
    let effects = state.update(Msg::Letters(false));
    let kept = Effect::Keep {
        name: LETTERS,
        text: "off".to_owned(),
    };
    assert_eq!(effects, [kept]);
    for key in letters {
        assert_eq!(means(&state, key), None, "{key}");
    }
    let leave = Msg::Present(PresentMsg::Leave);
    assert_eq!(means(&state, "Escape"), Some(leave));
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
