//! What an answer came to, and why: the reads that show it.

use ringside_model::id::SessionId;
use ringside_model::lesson::{Answer, Lesson, Marked, Phase};
use ringside_model::read;
use yew::{Callback, Html, Properties, classes, component, html};

use super::prose::{Context, mention, word};
use super::{end, names};
use crate::shown::Shown;
use crate::state::{LessonMsg, Msg, RESULT, Selected};
use crate::text;

/// So many reads are shown, and the rest counted.
const MOST_READS: usize = 6;

/// The properties of [`Outcome`].
#[derive(Properties, PartialEq)]
pub struct Props {
    /// The lesson.
    pub lesson: Shown<Lesson>,
    /// The step that asked.
    pub at: usize,
    /// What the answer is worth.
    pub marked: Marked,
    /// The answer.
    pub given: Option<Answer>,
    /// Takes what the person does.
    pub send: Callback<Msg>,
}

/// The outcome.
#[component]
pub fn Outcome(props: &Props) -> Html {
    let Marked {
        right,
        truth,
        shown_by,
    } = &props.marked;
    let world = end(&props.lesson, props.at);
    let why = |&session: &SessionId| {
        let key = world.sessions().key(session).into_owned();
        let context = Context {
            lesson: &props.lesson,
            at: props.at,
            phase: Phase::After,
            send: &props.send,
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
            <p id={RESULT} tabindex="-1" role="status"><b>{ if *right { "Right." } else { "Not quite." } }</b>{" "}{ told(truth, props.given.as_ref()) }</p>
            <ul class="reasons">{ for shown_by.iter().take(MOST_READS).map(why) }</ul>
            if more > 0 {
                <p class="sub">{ format!("And {more} more like these.") }</p>
            }
            if !*right {
                <button type="button" onclick={props.send.reform(|_| Msg::Lesson(LessonMsg::TryAgain))}>{"Try again"}</button>
            }
        </div>
    }
}

/// The true answer, beside the one given.
fn told(truth: &Answer, given: Option<&Answer>) -> String {
    match truth {
        Answer::Sessions(keys) if keys.is_empty() => "None of them survives.".to_owned(),
        Answer::Sessions(keys) => {
            let verb = if keys.len() == 1 {
                "survives"
            } else {
                "survive"
            };
            format!("{} {verb}.", names(keys))
        }
        Answer::Count(count) => match given {
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
