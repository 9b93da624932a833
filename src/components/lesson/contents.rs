//! The list of lessons, with how far each was played.

use ringside_model::lesson::catalog::{Entry, LESSONS};
use yew::{Callback, Html, html};

use crate::progress::Progress;
use crate::state::{HEADING, LessonMsg, Msg, Place};

/// The list.
pub(super) fn contents(
    progress: &Progress,
    awaited: Option<&'static str>,
    send: &Callback<Msg>,
) -> Html {
    let finished = |entry: &&Entry| progress.of(entry.name).is_some_and(|mark| mark.finished);
    let done = LESSONS.iter().filter(finished).count();
    let behind = LESSONS
        .iter()
        .rposition(|entry| finished(&entry))
        .unwrap_or(0);
    let onwards = LESSONS[behind..].iter().chain(&LESSONS[..behind]);
    let next = onwards
        .into_iter()
        .find(|entry| !finished(entry))
        .map(|entry| entry.name);
    html! {
        <>
            <div class="room-head">
                <h2 id={HEADING} tabindex="-1">{"Lessons"}</h2>
                <button type="button" onclick={send.reform(|_| Msg::Lesson(LessonMsg::Contents(false)))}>{"Close"}</button>
            </div>
            <div class="room-scroll">
            <p>{ format!("Predict, then see. {} of {} finished; this device remembers.", done, LESSONS.len()) }</p>
            <ol class="contents">{ for LESSONS.iter().map(|entry| item(entry, next == Some(entry.name), progress, awaited, send)) }</ol>
            <p class="hint">{"A lesson of your own? "}
                <button type="button" class="link" onclick={send.reform(|_| Msg::Open(Place::File))}>{"Open a lesson file"}</button>
            </p>
            </div>
        </>
    }
}

fn item(
    entry: &'static Entry,
    next: bool,
    progress: &Progress,
    awaited: Option<&'static str>,
    send: &Callback<Msg>,
) -> Html {
    let mark = progress.of(entry.name);
    let begun = mark.filter(|mark| mark.step > 0);
    let open = |step| send.reform(move |_| Msg::Lesson(LessonMsg::Open(entry.name, step)));
    let state = match mark {
        Some(mark) if mark.finished => "finished",
        _ => "",
    };
    let verb = match begun {
        Some(_) => "Resume",
        None if mark.is_some_and(|mark| mark.finished) => "Play again",
        None => "Start",
    };
    let verb = if awaited == Some(entry.name) {
        "Loading"
    } else {
        verb
    };
    html! {
        <li key={entry.name} class={next.then_some("next")}>
            <div class="contents-head">
                <b class="contents-title">{ entry.title }</b>
                <span class="contents-state">{ state }</span>
            </div>
            <p>{ entry.goal }</p>
            <div class="contents-verbs">
                <button type="button" class={next.then_some("primary")} aria-label={format!("{verb}: {}", entry.title)} onclick={open(None)}>
                    { verb }
                </button>
                if let Some(mark) = begun {
                    <button type="button" aria-label={format!("Restart: {}", entry.title)} onclick={open(Some(0))}>{"Restart"}</button>
                    <span class="sub">{ format!("at step {}", mark.step + 1) }</span>
                }
                <span class="sub">{ format!("{} minutes", entry.minutes) }</span>
            </div>
        </li>
    }
}
