//! The question of a step, as a form. What is marked on the ring is marked here, and the other way
//! round.

use std::collections::BTreeSet;

use ringside_model::lesson::{Answer, Ask, Lesson, Phase};
use ringside_model::verdict::Verdict;
use web_sys::{InputEvent, SubmitEvent};
use yew::{Callback, Html, Properties, component, html};

use super::prose::{Context, paragraph};
use crate::components::field;
use crate::components::shape::Shape;
use crate::shown::Shown;
use crate::state::{LessonMsg, Msg};
use crate::text;

/// The properties of [`QuestionForm`].
#[derive(Properties, PartialEq)]
pub struct Props {
    /// The lesson.
    pub lesson: Shown<Lesson>,
    /// The step that asks.
    pub at: usize,
    /// The answer so far.
    pub given: Option<Answer>,
    /// Takes what the person does.
    pub send: Callback<Msg>,
}

/// The form.
#[component]
pub fn QuestionForm(props: &Props) -> Html {
    let step = &props.lesson.steps[props.at];
    let Some(question) = &step.question else {
        return Html::default();
    };
    let context = Context {
        lesson: &props.lesson,
        at: props.at,
        phase: Phase::Before,
        send: &props.send,
    };
    let onsubmit = props.send.reform(|event: SubmitEvent| {
        event.prevent_default();
        Msg::Lesson(LessonMsg::Check)
    });
    let (hint, fields) = match &question.ask {
        Ask::Survive(keys) => (
            "Mark those that survive: click them on the ring, or tick them here.",
            survive(keys, props),
        ),
        Ask::Count { .. } => ("", count(props)),
        Ask::First(_) => (
            "Click the node on the ring, or choose it here.",
            nodes(false, props),
        ),
        Ask::Answers(_) => (
            "Click the node on the ring, or choose here.",
            nodes(true, props),
        ),
        Ask::Verdict(_) => ("", verdicts(props)),
    };
    html! {
        <form class="question" {onsubmit} novalidate=true>
            <fieldset aria-describedby="question-hint">
                <legend>{ paragraph(&question.text, &context) }</legend>
                <p id="question-hint" class="hint">{ hint }</p>
                { fields }
            </fieldset>
            <button type="submit" class="primary" aria-disabled={props.given.is_none().to_string()}>{"Check"}</button>
        </form>
    }
}

fn give(send: &Callback<Msg>, answer: Option<Answer>) -> Callback<yew::Event> {
    send.reform(move |_| Msg::Lesson(LessonMsg::Give(answer.clone())))
}

fn survive(keys: &[String], props: &Props) -> Html {
    let marked = match &props.given {
        Some(Answer::Sessions(marked)) => marked.clone(),
        _ => BTreeSet::new(),
    };
    let tick = |key: &String| {
        let checked = marked.contains(key);
        let mut turned = marked.clone();
        if !turned.remove(key) {
            turned.insert(key.clone());
        }
        html! {
            <label key={key.clone()}><input type="checkbox" {checked} onchange={give(&props.send, Some(Answer::Sessions(turned)))} />{ key }</label>
        }
    };
    let all: BTreeSet<String> = keys.iter().cloned().collect();
    let none_marked = props.given == Some(Answer::Sessions(BTreeSet::new()));
    html! {
        <>
            <div class="choices">{ for keys.iter().map(tick) }</div>
            <div class="choices-all">
                <button type="button" onclick={whole(&props.send, all)}>{"All of them"}</button>
                <button type="button" aria-pressed={none_marked.to_string()} onclick={whole(&props.send, BTreeSet::new())}>{"None of them"}</button>
            </div>
        </>
    }
}

fn whole(send: &Callback<Msg>, keys: BTreeSet<String>) -> Callback<yew::MouseEvent> {
    send.reform(move |_| Msg::Lesson(LessonMsg::Give(Some(Answer::Sessions(keys.clone())))))
}

fn count(props: &Props) -> Html {
    let oninput = props.send.reform(|event: InputEvent| {
        let number = field::typed(&event).trim().parse().ok();
        Msg::Lesson(LessonMsg::Give(number.map(Answer::Count)))
    });
    let sessions = props.lesson.steps[props.at].start.sessions().len();
    html! {
        <label class="number">{"Your guess "}
            <input type="number" min="0" step="1" inputmode="numeric" {oninput} />
            <span class="sub">{ format!("There are {}.", text::count(sessions, "session", "sessions")) }</span>
        </label>
    }
}

fn nodes(or_none: bool, props: &Props) -> Html {
    let world = &props.lesson.steps[props.at].end;
    let listed = world.roster().nodes().filter(|(_, node)| node.listed);
    let names = listed.map(|(_, node)| Some(node.spec.name.clone()));
    let choice = |name: Option<String>| {
        let answer = Answer::Node(name.clone());
        let checked = props.given.as_ref() == Some(&answer);
        let label = name.unwrap_or_else(|| "No node".to_owned());
        radio(
            label.clone().into(),
            label,
            checked,
            give(&props.send, Some(answer)),
        )
    };
    html! { <div class="choices">{ for names.chain(or_none.then_some(None)).map(choice) }</div> }
}

fn verdicts(props: &Props) -> Html {
    let database = props.lesson.steps[props.at].end.policy().database;
    let fits = |verdict: &Verdict| database || *verdict != Verdict::Reloaded;
    let choice = |verdict: Verdict| {
        let answer = Answer::Verdict(verdict);
        let checked = props.given.as_ref() == Some(&answer);
        let label = html! { <><Shape {verdict} /><b>{ text::name(verdict) }</b>{" "}<span class="sub">{ text::meaning(verdict) }</span></> };
        radio(
            label,
            verdict.word().to_owned(),
            checked,
            give(&props.send, Some(answer)),
        )
    };
    html! { <div class="choices tall">{ for Verdict::ALL.into_iter().filter(fits).map(choice) }</div> }
}

fn radio(label: Html, key: String, checked: bool, onchange: Callback<yew::Event>) -> Html {
    html! {
        <label {key}><input type="radio" name="answer" {checked} {onchange} />{ label }</label>
    }
}
