//! What an answer came to, and why: the reads that show it.

use ringside_model::id::SessionId;
use ringside_model::lesson::{Answer, Ask, Marked, Phase};
use ringside_model::read;
use yew::{Callback, Html, classes, html};

use super::prose::{Context, mention, word};
use super::{end, names};
use crate::state::{LessonMsg, Msg, Play, RESULT, Selected};
use crate::text;

/// So many reads are shown, and the rest counted.
const MOST_READS: usize = 6;

/// The outcome.
pub(super) fn outcome(play: &Play, marked: &Marked, send: &Callback<Msg>) -> Html {
    let Marked {
        right,
        truth,
        shown_by,
    } = marked;
    let world = end(&play.lesson, play.at);
    let why = |&session: &SessionId| {
        let key = world.sessions().key(session).into_owned();
        let context = Context {
            lesson: &play.lesson,
            at: play.at,
            phase: Phase::After,
            send,
        };
        html! {
            <li key={key.clone()} data-session={key.clone()}>
                { mention(Selected::Session(key), &context) }{": "}{ word(world.verdict(session)) }{". "}
                { text::explain(world, session) }{" "}
                <span class="walk">{ text::probes(world, &read::walk(world, session)) }</span>
            </li>
        }
    };
    let more = shown_by.len().saturating_sub(MOST_READS);
    html! {
        <div class={classes!("outcome", if *right { "right" } else { "wrong" })}>
            <p id={RESULT} tabindex="-1" role="status"><b>{ if *right { "Right." } else { "Not quite." } }</b>{" "}{ told(play, truth) }</p>
            if matches!(truth, Answer::Count(_)) && !shown_by.is_empty() {
                <p class="sub">{"A read as it is now, for example:"}</p>
            }
            <ul class="reasons">{ for shown_by.iter().take(MOST_READS).map(why) }</ul>
            if more > 0 {
                <p class="sub">{ format!("And {more} more like these.") }</p>
            }
            if !*right {
                <button type="button" onclick={send.reform(|_| Msg::Lesson(LessonMsg::TryAgain))}>{"Try again"}</button>
            }
        </div>
    }
}

/// The true answer, beside the one given.
fn told(play: &Play, truth: &Answer) -> String {
    match truth {
        Answer::Sessions(keys) if keys.is_empty() => "None of them survives.".to_owned(),
        Answer::Sessions(keys) => {
            let verb = if keys.len() == 1 {
                "survives"
            } else {
                "survive"
            };
            // In the order in which they were asked about.
            let asked = match play.step().question.as_ref().map(|question| &question.ask) {
                Some(Ask::Survive(asked)) => asked.as_slice(),
                _ => &[],
            };
            let survivors = asked.iter().filter(|key| keys.contains(*key));
            format!("{} {verb}.", names(survivors))
        }
        Answer::Count(count) => match &play.given {
            Some(Answer::Count(given)) if given != count => {
                format!("You said {given}; it is {count}.")
            }
            _ => format!("It is {count}."),
        },
        Answer::Node(Some(name)) => format!("It is {name}."),
        Answer::Node(None) => "No node answers.".to_owned(),
        Answer::Verdict(verdict) => format!("It is {}.", text::name(*verdict)),
    }
}
