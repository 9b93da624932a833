//! The lesson room, without a browser: the lessons that come with Ringside, played by messages.

mod comes_and_goes;
mod played;

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
