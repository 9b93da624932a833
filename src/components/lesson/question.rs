//! The question of a step, as a form. What is marked on the ring is marked here, and the other way
//! round.

use std::collections::BTreeSet;

use ringside_model::lesson::{Answer, Ask, Phase, Question};
use ringside_model::verdict::Verdict;
use web_sys::{InputEvent, SubmitEvent};
use yew::{Callback, Html, html};

use super::prose::{Context, paragraph};
use crate::components::field;
use crate::components::shape::shape;
use crate::state::{LessonMsg, Msg, Play};
use crate::text;

/// The form's id, for the button that stands below it.
pub(super) const QUESTION: &str = "lesson-question";

/// The form.
pub(super) fn form(play: &Play, question: &Question, send: &Callback<Msg>) -> Html {
    let context = Context {
        lesson: &play.lesson,
        at: play.at,
        phase: Phase::Before,
        send,
    };
    let onsubmit = send.reform(|event: SubmitEvent| {
        event.prevent_default();
        Msg::Lesson(LessonMsg::Check)
    });
    let (hint, fields) = match &question.ask {
        Ask::Survive(keys) => (
            "Mark those that survive: click them on the ring, or tick them here.",
            survive(keys, play, send),
        ),
        Ask::Count { .. } => ("", count(play, send)),
        Ask::First(_) => (
            "Click the node on the ring, or choose it here.",
            nodes(false, play, send),
        ),
        Ask::Answers(_) => (
            "Click the node on the ring, or choose here.",
            nodes(true, play, send),
        ),
        Ask::Verdict(_) => ("", verdicts(play, send)),
    };
    html! {
        <form id={QUESTION} class="question" {onsubmit} novalidate=true>
            <fieldset aria-describedby="question-hint">
                <legend>{ paragraph(&question.text, &context) }</legend>
                <p id="question-hint" class="hint">{ hint }</p>
                { fields }
            </fieldset>
        </form>
    }
}

fn give(send: &Callback<Msg>, answer: Option<Answer>) -> Callback<yew::Event> {
    send.reform(move |_| Msg::Lesson(LessonMsg::Give(answer.clone())))
}

fn survive(keys: &[String], play: &Play, send: &Callback<Msg>) -> Html {
    let marked = match &play.given {
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
            <label key={key.clone()}><input type="checkbox" {checked} onchange={give(send, Some(Answer::Sessions(turned)))} />{ key }</label>
        }
    };
    let all: BTreeSet<String> = keys.iter().cloned().collect();
    let none_marked = play.given == Some(Answer::Sessions(BTreeSet::new()));
    html! {
        <>
            <div class="choices">{ for keys.iter().map(tick) }</div>
            <div class="choices-all">
                <button type="button" onclick={whole(send, all)}>{"All of them"}</button>
                <button type="button" aria-pressed={none_marked.to_string()} onclick={whole(send, BTreeSet::new())}>{"None of them"}</button>
            </div>
        </>
    }
}

fn whole(send: &Callback<Msg>, keys: BTreeSet<String>) -> Callback<yew::MouseEvent> {
    send.reform(move |_| Msg::Lesson(LessonMsg::Give(Some(Answer::Sessions(keys.clone())))))
}

fn count(play: &Play, send: &Callback<Msg>) -> Html {
    let oninput = send.reform(|event: InputEvent| {
        let number = field::typed(&event).trim().parse().ok();
        Msg::Lesson(LessonMsg::Give(number.map(Answer::Count)))
    });
    let sessions = play.step().start.sessions().len();
    html! {
        <label class="number">{"Your guess "}
            <input type="number" min="0" step="1" inputmode="numeric" {oninput} />
            <span class="sub">{ format!("There are {}.", text::count(sessions, "session", "sessions")) }</span>
        </label>
    }
}

fn nodes(or_none: bool, play: &Play, send: &Callback<Msg>) -> Html {
    let world = &play.step().end;
    let listed = world.roster().nodes().filter(|(_, node)| node.listed);
    let names = listed.map(|(_, node)| Some(node.spec.name.clone()));
    let choice = |name: Option<String>| {
        let answer = Answer::Node(name.clone());
        let checked = play.given.as_ref() == Some(&answer);
        let label = name.unwrap_or_else(|| "No node".to_owned());
        radio(
            label.clone().into(),
            label,
            checked,
            give(send, Some(answer)),
        )
    };
    html! { <div class="choices">{ for names.chain(or_none.then_some(None)).map(choice) }</div> }
}

fn verdicts(play: &Play, send: &Callback<Msg>) -> Html {
    let database = play.step().end.policy().database;
    let fits = |verdict: &Verdict| database || *verdict != Verdict::Reloaded;
    let choice = |verdict: Verdict| {
        let answer = Answer::Verdict(verdict);
        let checked = play.given.as_ref() == Some(&answer);
        let label = html! { <>{ shape(verdict) }<b>{ text::name(verdict) }</b>{" "}<span class="sub">{ text::meaning(verdict) }</span></> };
        radio(
            label,
            verdict.word().to_owned(),
            checked,
            give(send, Some(answer)),
        )
    };
    html! { <div class="choices tall">{ for Verdict::ALL.into_iter().filter(fits).map(choice) }</div> }
}

fn radio(label: Html, key: String, checked: bool, onchange: Callback<yew::Event>) -> Html {
    html! {
        <label {key}><input type="radio" name="answer" {checked} {onchange} />{ label }</label>
    }
}
