//! How a lesson comes and goes: from the list, a link or a file, and what is shown after it.

use super::*;

#[test]
fn the_device_keeps_how_far_a_lesson_got() {
    let mut state = opened("worked-example", None);
    learn(&mut state, LessonMsg::Next);
    let effects = learn(&mut state, LessonMsg::Next);
    let kept = effects.into_iter().find_map(|effect| match effect {
        Effect::Keep { name, text } => Some((name, text)),
        _ => None,
    });
    assert_eq!(
        kept,
        Some((
            ringside::progress::PROGRESS,
            "worked-example 1\n".to_owned()
        ))
    );
    let progress = Progress::from_text("nonsense\nworked-example 4\nworked-example\nunknown 3\n");
    assert_eq!(progress.to_text(), "worked-example 4\n");
    let mut state = State::open(Form::new(None, None));
    state.room.progress = progress;
    learn(&mut state, LessonMsg::Open("worked-example", None));
    learn(
        &mut state,
        LessonMsg::Arrived("worked-example", None, Ok(text_of("worked-example"))),
    );
    assert_eq!(play(&state).at, 4, "it is resumed");
}

#[test]
fn a_lesson_that_does_not_come_or_is_damaged_leaves_all_as_it_was() {
    for text in [
        Err("no network".to_owned()),
        Ok("{".to_owned()),
        Ok("<html>".to_owned()),
    ] {
        let mut state = State::open(Form::new(None, None));
        state.update(Msg::Toggle(NodeId(1)));
        learn(&mut state, LessonMsg::Open("worked-example", None));
        learn(&mut state, LessonMsg::Arrived("worked-example", None, text));
        let complaint = state.complaint.expect("a complaint");
        assert!(complaint.contains("Nothing has changed"), "{complaint}");
        assert_eq!(state.timeline.position(), 1);
        assert!(state.room.open.is_none());
    }
}

#[test]
fn a_lesson_that_comes_too_late_is_not_opened() {
    let mut state = opened("worked-example", None);
    learn(&mut state, LessonMsg::Close);
    learn(
        &mut state,
        LessonMsg::Arrived("worked-example", None, Ok(text_of("worked-example"))),
    );
    assert!(state.room.open.is_none());
    learn(&mut state, LessonMsg::Open("worked-example", None));
    state.update(Msg::Open(Place::BuiltIn(BuiltIn::OneCopy)));
    learn(
        &mut state,
        LessonMsg::Arrived("worked-example", None, Ok(text_of("worked-example"))),
    );
    assert!(
        state.room.open.is_none(),
        "another scenario was opened meanwhile"
    );
}

#[test]
fn a_lesson_from_a_file_is_opened_as_such_and_a_false_claim_is_told() {
    let mut state = State::open(Form::new(None, None));
    state.update(Msg::OpenFile(
        "mine.json".to_owned(),
        Ok(text_of("worked-example")),
    ));
    assert!(play(&state).entry.is_none());
    assert_eq!(state.place, Place::Lesson);
    let before = play(&state).clone();
    let false_claim =
        text_of("worked-example").replace("\"first key-3 = node-3\"", "\"first key-3 = node-2\"");
    state.update(Msg::OpenFile("mine.json".to_owned(), Ok(false_claim)));
    let complaint = state.complaint.clone().expect("a complaint");
    assert!(
        complaint.starts_with("mine.json was not opened: line "),
        "{complaint}"
    );
    assert!(complaint.contains("does not hold"), "{complaint}");
    assert_eq!(*play(&state), before);
}

#[test]
fn a_link_opens_a_lesson_at_a_step_and_a_wrong_one_is_told() {
    let follow = |fragment: &str| {
        let mut state = State::open(Form::new(None, None));
        let effects = state.update(Msg::Address(fragment.to_owned()));
        (state, effects)
    };
    for (fragment, at) in [
        ("lesson=worked-example", 0),
        ("lesson=worked-example/3", 2),
        ("lesson=worked-example/999", 7),
    ] {
        let (mut state, effects) = follow(fragment);
        let [Effect::FetchLesson { entry, step }] = effects.as_slice() else {
            panic!("{fragment} fetches nothing");
        };
        let arrived = LessonMsg::Arrived(entry.name, *step, Ok(text_of(entry.name)));
        learn(&mut state, arrived);
        assert_eq!(play(&state).at, at, "{fragment}");
    }
    for wrong in [
        "lesson=",
        "lesson=none",
        "lesson=worked-example/0",
        "lesson=worked-example/x",
    ] {
        let (state, effects) = follow(wrong);
        assert_eq!(effects, []);
        let complaint = state.complaint.expect("a complaint");
        assert!(
            complaint.contains("Nothing has changed"),
            "{wrong}: {complaint}"
        );
    }
}

#[test]
fn closing_or_finishing_a_lesson_brings_back_what_was_shown_before() {
    for finish in [false, true] {
        let mut state = State::open(Form::new(None, None));
        state.update(Msg::Open(Place::BuiltIn(BuiltIn::OneCopy)));
        state.update(Msg::Toggle(NodeId(1)));
        let before = state.timeline.scenario();
        learn(&mut state, LessonMsg::Open("worked-example", Some(7)));
        let text = text_of("worked-example");
        learn(
            &mut state,
            LessonMsg::Arrived("worked-example", Some(7), Ok(text)),
        );
        assert_eq!(state.place, Place::Lesson);
        if finish {
            while state.room.open.is_some() {
                learn(&mut state, LessonMsg::Next);
            }
        } else {
            learn(&mut state, LessonMsg::Close);
        }
        assert_eq!(state.timeline.scenario(), before);
        assert_eq!(state.place, Place::BuiltIn(BuiltIn::OneCopy));
        assert!(state.timeline.can_undo(), "with the way back");
    }
}

#[test]
fn closing_the_list_of_lessons_changes_nothing_else() {
    let mut state = State::open(Form::new(None, None));
    state.update(Msg::Open(Place::YourCluster));
    learn(&mut state, LessonMsg::Contents(true));
    learn(&mut state, LessonMsg::Close);
    assert_eq!(state.place, Place::YourCluster);
    assert!(!state.room.contents);
}

#[test]
fn a_lesson_whose_list_was_closed_meanwhile_is_not_opened() {
    let mut state = State::open(Form::new(None, None));
    learn(&mut state, LessonMsg::Contents(true));
    learn(&mut state, LessonMsg::Open("worked-example", None));
    learn(&mut state, LessonMsg::Contents(false));
    let text = text_of("worked-example");
    learn(
        &mut state,
        LessonMsg::Arrived("worked-example", None, Ok(text)),
    );
    assert!(state.room.open.is_none());
}

#[test]
fn a_link_to_the_step_shown_loses_no_answer() {
    let mut state = opened("worked-example", Some(0));
    state.update(Msg::Toggle(NodeId(2)));
    let effects = state.update(Msg::Address("lesson=worked-example/1".to_owned()));
    assert_eq!(effects, []);
    assert!(play(&state).given.is_some());
}
