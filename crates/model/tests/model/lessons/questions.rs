//! Questions: the right answer is marked right, a wrong one wrong, and either shows sessions whose
//! walks are the reason.

use std::collections::BTreeSet;
use std::mem::discriminant;

use ringside_model::lesson::{Answer, Ask, Lesson, Marked, Phase};
use ringside_model::read::{self, Answer as Said};
use ringside_model::verdict::Verdict;

use super::told::all;

fn mark(lesson: &Lesson, step: usize, answer: &Answer) -> Marked {
    lesson.mark(step, answer).expect("a question")
}

/// Every step with a question.
fn asked(lesson: &Lesson) -> impl Iterator<Item = (usize, &Ask)> {
    let steps = lesson.steps.iter().enumerate();
    steps.filter_map(|(step, it)| Some((step, &it.question.as_ref()?.ask)))
}

#[test]
fn every_lesson_asks_at_least_three_questions_of_two_kinds() {
    for (name, lesson) in all() {
        let kinds: BTreeSet<String> = asked(&lesson)
            .map(|(_, ask)| format!("{:?}", discriminant(ask)))
            .collect();
        assert!(asked(&lesson).count() >= 3, "{name}");
        let only_counts = ["why-not-modulo", "many-tokens", "other-client"].contains(&name);
        assert!(
            kinds.len() >= 2 || only_counts,
            "{name} has one kind of question"
        );
    }
}

#[test]
fn the_truth_is_right_and_shows_a_session() {
    for (name, lesson) in all() {
        for (step, _) in asked(&lesson) {
            let truth = lesson.truth(step).expect("a truth");
            let marked = mark(&lesson, step, &truth);
            assert!(marked.right, "{name}, step {}", step + 1);
            assert_eq!(marked.truth, truth);
            assert!(!marked.shown_by.is_empty(), "{name}, step {}", step + 1);
        }
    }
}

/// Answers that are wrong.
fn wrong(lesson: &Lesson, step: usize, ask: &Ask) -> Vec<Answer> {
    let world = lesson.steps[step].world(Phase::After);
    match (ask, lesson.truth(step).expect("a truth")) {
        (Ask::Survive(keys), Answer::Sessions(truth)) => {
            let toggled = |key: &String| {
                let other: BTreeSet<String> = [key.clone()].into();
                Answer::Sessions(&truth ^ &other)
            };
            keys.iter().map(toggled).collect()
        }
        (Ask::Count { within, .. }, Answer::Count(truth)) => {
            let below = truth.checked_sub(within + 1);
            let around = [Some(truth + within + 1), below];
            around.into_iter().flatten().map(Answer::Count).collect()
        }
        (_, Answer::Node(truth)) => {
            let nodes = world.roster().nodes();
            let names = nodes
                .map(|(_, node)| Some(node.spec.name.clone()))
                .chain([None]);
            names
                .filter(|name| *name != truth)
                .map(Answer::Node)
                .collect()
        }
        (_, Answer::Verdict(truth)) => {
            let others = Verdict::ALL.into_iter().filter(|verdict| *verdict != truth);
            others.map(Answer::Verdict).collect()
        }
        (ask, truth) => panic!("{truth:?} does not answer {ask:?}"),
    }
}

#[test]
fn a_wrong_answer_is_wrong_and_shows_the_sessions_it_was_wrong_about() {
    for (name, lesson) in all() {
        for (step, ask) in asked(&lesson) {
            let world = lesson.steps[step].world(Phase::After);
            let wrong = wrong(&lesson, step, ask);
            assert!(!wrong.is_empty(), "{name}, step {}", step + 1);
            for answer in wrong {
                let marked = mark(&lesson, step, &answer);
                let at = format!("{name}, step {}: {answer:?}", step + 1);
                assert!(!marked.right, "{at}");
                assert!(!marked.shown_by.is_empty(), "{at}");
                let (Answer::Sessions(given), Answer::Sessions(truth)) = (&answer, &marked.truth)
                else {
                    continue;
                };
                let shown: BTreeSet<String> = marked
                    .shown_by
                    .iter()
                    .map(|&session| world.sessions().key(session).into_owned())
                    .collect();
                assert_eq!(shown, given ^ truth, "{at}");
            }
        }
    }
}

/// The walk that is shown as the reason says the same as the truth.
#[test]
fn the_walk_is_the_reason() {
    for (name, lesson) in all() {
        for (step, ask) in asked(&lesson) {
            let world = lesson.steps[step].world(Phase::After);
            let truth = lesson.truth(step).expect("a truth");
            let at = format!("{name}, step {}", step + 1);
            for session in mark(&lesson, step, &truth).shown_by {
                let walk = read::walk(world, session);
                let node = |probe: read::Probe| world.roster().node(probe.node).spec.name.clone();
                let first = walk.probes().next().map(node);
                let hit = walk
                    .probes()
                    .find(|probe| matches!(probe.answer, Said::Hit(_)));
                let latest = walk
                    .found
                    .is_some_and(|it| it.version == world.latest(session));
                let survives = latest || world.policy().database && walk.found.is_none();
                let key = world.sessions().key(session).into_owned();
                match (ask, &truth) {
                    (Ask::Survive(_), Answer::Sessions(keys)) => {
                        assert_eq!(keys.contains(&key), survives, "{at}: {key}");
                    }
                    (Ask::First(_), Answer::Node(truth)) => assert_eq!(*truth, first, "{at}"),
                    (Ask::Answers(_), Answer::Node(truth)) => {
                        assert_eq!(*truth, hit.map(node), "{at}");
                    }
                    (Ask::Verdict(_), Answer::Verdict(verdict)) => {
                        assert_eq!(verdict.survives(), survives, "{at}");
                    }
                    (Ask::Count { .. }, _) => {}
                    (ask, truth) => panic!("{at}: {truth:?} does not answer {ask:?}"),
                }
            }
        }
    }
}

/// A number that is about right is right, but doing nothing must not be.
#[test]
fn a_margin_is_smaller_than_what_is_asked_for() {
    let mut margins = 0;
    for (name, lesson) in all() {
        for (step, ask) in asked(&lesson) {
            let (Ask::Count { within, .. }, Some(Answer::Count(truth))) = (ask, lesson.truth(step))
            else {
                continue;
            };
            let small = *within == 0 || within * 3 < truth * 2;
            assert!(small, "{name}, step {}: {truth} within {within}", step + 1);
            margins += u32::from(*within > 0);
        }
    }
    assert!(margins >= 5, "only {margins} questions have a margin");
}

#[test]
fn an_answer_of_another_kind_is_not_marked() {
    for (_, lesson) in all() {
        for (step, it) in lesson.steps.iter().enumerate() {
            let count = matches!(
                it.question.as_ref().map(|it| &it.ask),
                Some(Ask::Count { .. })
            );
            let number = lesson.mark(step, &Answer::Count(1));
            assert_eq!(number.is_some(), count);
            assert_eq!(lesson.truth(step).is_some(), it.question.is_some());
        }
        assert_eq!(lesson.truth(lesson.steps.len()), None);
    }
}
