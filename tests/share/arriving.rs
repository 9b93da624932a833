//! While what the page was opened with is on its way, no other ring is shown.

use ringside::app::{Senders, page};
use ringside::shown::Shown;
use ringside::state::JobMsg;
use yew::{Html, Properties, component};

use super::*;

/// The link to more sessions than are placed at once.
fn large_link() -> String {
    let scenario = Scenario::parse(
        r#"{"ringside": 1, "title": "large", "policy": {"placement": "spymemcached", "replicas": 2},
            "nodes": [{"name": "a:1"}, {"name": "b:1"}], "sessions": {"prefix": "s-", "count": 60000}}"#,
    )
    .expect("a scenario");
    link::encode(&scenario.setup, &scenario.events, 0)
}

#[derive(Properties, PartialEq)]
struct Props {
    state: Shown<State>,
}

#[component]
fn Drawn(props: &Props) -> Html {
    page(&props.state, &Senders::default())
}

/// Whether any node is drawn.
fn draws_nodes(state: State) -> bool {
    let state = Shown(Rc::new(state));
    let html = rendered::render::<Drawn>(Props { state });
    let drawn = html.contains(r#"aria-label="Nodes""#);
    assert_eq!(drawn, !html.contains("The ring is being set up."), "{html}");
    drawn
}

fn pressed(state: &State, key: &str) -> Option<Msg> {
    let key = key.to_owned();
    let pressed = Pressed {
        key,
        control: false,
        shift: false,
        alt: false,
    };
    hotkeys::message(state, &pressed)
}

#[test]
fn a_link_that_takes_long_shows_no_ring_until_its_own() {
    let mut state = begun(&format!("#s={}", large_link()), None);
    assert!(state.arriving);
    while state.arriving {
        assert_eq!(
            pressed(&state, "a"),
            None,
            "there is no ring to add a node to"
        );
        state.update(Msg::Job(JobMsg::GoOn));
    }
    assert_eq!(state.setup().title, "large");
    assert!(pressed(&state, "a").is_some());
    assert!(draws_nodes(state));
    assert!(!draws_nodes(begun(&format!("#s={}", large_link()), None)));
}

#[test]
fn kept_work_that_takes_long_shows_no_ring_until_its_own() {
    let kept = large_link();
    assert!(!draws_nodes(begun("", Some(&kept))));
    let mut state = begun("", Some(&kept));
    while state.arriving {
        state.update(Msg::Job(JobMsg::GoOn));
    }
    assert_eq!(state.setup().title, "large");
}

#[test]
fn a_link_that_is_given_up_leaves_the_opening() {
    let mut state = begun(&format!("#s={}", large_link()), None);
    let cancel = pressed(&state, "Escape").expect("Escape gives up");
    state.update(cancel);
    assert!(!state.arriving);
    assert_eq!(state.setup().title, BuiltIn::OPENING.title());
    assert!(draws_nodes(state));
}

#[test]
fn a_lesson_shows_no_ring_until_it_is_there_or_cannot_be_had() {
    for (text, error) in [(None, true), (Some(lesson()), false)] {
        let mut state = begun("#lesson=the-ring", None);
        assert!(state.arriving);
        let effects = state.update(Msg::Address("lesson=the-ring".to_owned()));
        assert!(
            matches!(effects[..], [Effect::FetchLesson { .. }]),
            "{effects:?}"
        );
        assert!(state.arriving);
        let text = text.ok_or_else(|| "no".to_owned());
        state.update(Msg::Lesson(LessonMsg::Arrived("the-ring", None, text)));
        assert!(!state.arriving);
        assert_eq!(state.complaint.is_some(), error);
        assert!(draws_nodes(state));
    }
}

#[test]
fn an_unknown_lesson_leaves_the_opening() {
    let mut state = begun("#lesson=nowhere", None);
    state.update(Msg::Address("lesson=nowhere".to_owned()));
    assert!(!state.arriving);
    assert!(draws_nodes(state));
}

#[test]
fn what_is_there_at_once_is_shown_at_once() {
    for after in ["", "?embed", "?present"] {
        assert!(!begun(after, None).arriving, "{after}");
    }
}

fn lesson() -> String {
    std::fs::read_to_string("static/lessons/the-ring.json").expect("a lesson")
}
