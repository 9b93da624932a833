//! The lesson room, without a browser: the lessons that come with Ringside, played by messages.

use std::collections::BTreeSet;

use ringside::effects::Effect;
use ringside::form::Form;
use ringside::progress::Progress;
use ringside::state::{LessonMsg, Msg, Place, Play, PresentMsg, Selected, State, TimeMsg};
use ringside_model::catalog::BuiltIn;
use ringside_model::event::{All, Who};
use ringside_model::id::NodeId;
use ringside_model::lesson::catalog::LESSONS;
use ringside_model::lesson::{Answer, Ask, Phase};

fn text_of(name: &str) -> String {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/static/lessons/");
    std::fs::read_to_string(format!("{folder}{name}.json")).expect("a lesson")
}

fn learn(state: &mut State, msg: LessonMsg) -> Vec<Effect> {
    state.update(Msg::Lesson(msg))
}

fn opened(name: &'static str, step: Option<usize>) -> State {
    let mut state = State::open(Form::new(None, None));
    let effects = learn(&mut state, LessonMsg::Open(name, step));
    assert!(
        matches!(effects.as_slice(), [Effect::FetchLesson { entry, .. }] if entry.name == name)
    );
    learn(
        &mut state,
        LessonMsg::Arrived(name, step, Ok(text_of(name))),
    );
    state
}

fn play(state: &State) -> &Play {
    state.room.open.as_ref().expect("an open lesson")
}

/// An answer that is not the true one.
fn wrong(state: &State) -> Answer {
    let play = play(state);
    match play.lesson.truth(play.at).expect("a question") {
        Answer::Sessions(truth) => {
            let Some(Ask::Survive(keys)) = play.asked().map(|question| &question.ask) else {
                panic!("sessions answer another question");
            };
            Answer::Sessions(
                keys.iter()
                    .filter(|key| !truth.contains(*key))
                    .cloned()
                    .collect(),
            )
        }
        Answer::Count(count) => Answer::Count(count + 1_000_000),
        Answer::Node(name) => {
            let world = state.timeline.world();
            let mut names = world
                .roster()
                .nodes()
                .map(|(_, node)| Some(node.spec.name.clone()));
            Answer::Node(names.find(|other| *other != name).expect("another node"))
        }
        Answer::Verdict(verdict) => {
            let other = ringside_model::verdict::Verdict::ALL
                .into_iter()
                .find(|it| *it != verdict);
            Answer::Verdict(other.expect("another verdict"))
        }
    }
}

#[test]
fn every_lesson_is_played_to_its_end_with_each_question_answered_wrongly_and_rightly() {
    for entry in &LESSONS {
        let mut state = opened(entry.name, None);
        let mut parts = 0;
        while state.room.open.is_some() {
            let world = std::rc::Rc::clone(state.timeline.world());
            let at = play(&state).at;
            let shown = play(&state).step().world(play(&state).phase).counts();
            assert_eq!(world.counts(), shown, "{}, step {at}", entry.name);
            assert!(!state.strayed());
            if play(&state).asked().is_some() {
                let truth = play(&state).lesson.truth(at).expect("an answer");
                for (answer, right) in [(wrong(&state), false), (truth, true)] {
                    learn(&mut state, LessonMsg::Give(Some(answer)));
                    learn(&mut state, LessonMsg::Check);
                    let marked = play(&state).marked.clone().expect("a mark");
                    assert_eq!(marked.right, right, "{}, step {at}", entry.name);
                    assert_eq!(play(&state).phase, Phase::After);
                    if !right {
                        learn(&mut state, LessonMsg::TryAgain);
                        assert_eq!(play(&state).given, None);
                    }
                }
            }
            learn(&mut state, LessonMsg::Next);
            parts += 1;
            assert!(parts < 200, "{} does not end", entry.name);
        }
        assert!(state.room.contents);
        assert!(state.room.progress.of(entry.name).expect("a mark").finished);
    }
}

#[test]
fn back_leads_through_the_same_parts_as_next() {
    let mut state = opened("worked-example", None);
    let mut parts = Vec::new();
    while !play(&state).at_end() {
        parts.push((play(&state).at, play(&state).phase));
        learn(&mut state, LessonMsg::Next);
    }
    for part in parts.into_iter().rev() {
        learn(&mut state, LessonMsg::Back);
        assert_eq!((play(&state).at, play(&state).phase), part);
    }
    let before = play(&state).clone();
    learn(&mut state, LessonMsg::Back);
    assert_eq!(*play(&state), before, "before the first part there is none");
}

#[test]
fn a_click_on_a_session_marks_it_while_it_is_asked_about() {
    let mut state = opened("worked-example", None);
    while !matches!(
        play(&state).asked().map(|question| &question.ask),
        Some(Ask::Survive(_))
    ) {
        learn(&mut state, LessonMsg::Next);
    }
    let click = |state: &mut State| {
        state.update(Msg::Select(Some(Selected::Session("key-4".to_owned()))));
    };
    click(&mut state);
    assert_eq!(
        play(&state).given,
        Some(Answer::Sessions(BTreeSet::from(["key-4".to_owned()])))
    );
    assert_eq!(state.selected, None);
    click(&mut state);
    assert_eq!(play(&state).given, Some(Answer::Sessions(BTreeSet::new())));
    // Elsewhere it selects, as ever.
    learn(&mut state, LessonMsg::Next);
    click(&mut state);
    assert_eq!(state.selected, Some(Selected::Session("key-4".to_owned())));
}

#[test]
fn a_click_on_a_node_answers_and_does_not_crash_it() {
    let mut state = opened("worked-example", None);
    state.update(Msg::Toggle(NodeId(2)));
    assert_eq!(
        play(&state).given,
        Some(Answer::Node(Some("node-3".to_owned())))
    );
    assert_eq!(state.timeline.position(), 0);
    learn(&mut state, LessonMsg::Check);
    assert!(play(&state).marked.as_ref().expect("a mark").right);
    state.update(Msg::Toggle(NodeId(2)));
    assert_eq!(
        state.timeline.position(),
        1,
        "with no question, a click is a click"
    );
}

#[test]
fn what_the_person_does_to_the_ring_is_put_back() {
    let mut state = opened("worked-example", Some(3));
    state.update(Msg::Request(Who::All(All::All)));
    assert!(state.strayed());
    learn(&mut state, LessonMsg::PutBack);
    assert!(!state.strayed());
    state.update(Msg::Request(Who::All(All::All)));
    learn(&mut state, LessonMsg::Next);
    assert!(!state.strayed(), "the next part begins as the lesson says");
}

#[test]
fn an_unanswered_question_is_not_checked() {
    let mut state = opened("worked-example", None);
    assert_eq!(learn(&mut state, LessonMsg::Check), []);
    assert_eq!(play(&state).phase, Phase::Before);
}

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
fn what_a_lesson_shows_is_not_kept_as_ones_own_work() {
    let mut state = opened(LESSONS[0].name, None);
    let effects = [
        learn(&mut state, LessonMsg::Next),
        state.update(Msg::Toggle(NodeId(0))),
    ];
    assert!(!effects.concat().contains(&Effect::KeepSoon));
    let effects = state.update(Msg::Open(Place::BuiltIn(BuiltIn::OneCopy)));
    assert!(effects.contains(&Effect::KeepSoon));
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
fn going_on_with_an_answer_given_marks_it() {
    let mut state = opened("worked-example", None);
    state.update(Msg::Toggle(NodeId(0)));
    state.update(Msg::Present(PresentMsg::Next));
    assert!(!play(&state).marked.as_ref().expect("a mark").right);
}

#[test]
fn a_remote_does_not_leave_the_lesson_at_its_end() {
    let mut state = opened("worked-example", None);
    for _ in 0..100 {
        state.update(Msg::Present(PresentMsg::Next));
    }
    assert!(play(&state).at_end());
}

#[test]
fn a_link_to_the_step_shown_loses_no_answer() {
    let mut state = opened("worked-example", Some(0));
    state.update(Msg::Toggle(NodeId(2)));
    let effects = state.update(Msg::Address("lesson=worked-example/1".to_owned()));
    assert_eq!(effects, []);
    assert!(play(&state).given.is_some());
}

#[test]
fn a_name_in_the_text_answers_nothing_and_selects_once_nothing_is_asked() {
    let mut state = opened("worked-example", None);
    let name = Selected::Node("node-2".to_owned());
    learn(&mut state, LessonMsg::Look(name.clone()));
    assert_eq!((&play(&state).given, &state.selected), (&None, &None));
    learn(&mut state, LessonMsg::Next);
    learn(&mut state, LessonMsg::Look(name.clone()));
    assert_eq!(state.selected, Some(name));
}

#[test]
fn pointing_at_a_name_does_not_stop_what_plays() {
    let mut state = opened("worked-example", Some(3));
    learn(&mut state, LessonMsg::Next);
    state.update(Msg::Time(TimeMsg::Play));
    learn(&mut state, LessonMsg::Light(None));
    assert!(state.time.playing);
}
