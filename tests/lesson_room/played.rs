//! A lesson, played: steps, questions, answers, and the ring beside it.

use super::*;

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
