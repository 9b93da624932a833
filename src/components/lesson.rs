//! The lesson room: the list of lessons, or the open one.

mod contents;
mod prose;
mod question;
mod result;

use ringside_model::lesson::{Lesson, Phase};
use ringside_model::world::World;
use yew::{Callback, Html, Properties, component, html};

use crate::address::LESSON;
use crate::progress::Progress;
use crate::state::{AFTER, HEADING, LessonMsg, Msg, Play};
use crate::text;

use contents::contents;
use prose::{Context, paragraphs};
use question::{QUESTION, form};
use result::outcome;

/// The properties of [`LessonRoom`].
#[derive(Properties, PartialEq)]
pub struct Props {
    /// The open lesson; none shows the list.
    pub open: Option<Play>,
    /// How far each lesson was played.
    pub progress: Progress,
    /// The lesson that is on its way.
    pub awaited: Option<&'static str>,
    /// Whether the ring shows something else than the step does.
    pub strayed: bool,
    /// Takes what the person does.
    pub send: Callback<Msg>,
}

/// The panel.
#[component]
pub fn LessonRoom(props: &Props) -> Html {
    html! {
        <section class="room" aria-label="Lessons">
            { match &props.open {
                Some(play) => open(play, props.strayed, &props.send),
                None => contents(&props.progress, props.awaited, &props.send),
            } }
        </section>
    }
}

fn open(play: &Play, strayed: bool, send: &Callback<Msg>) -> Html {
    let (lesson, step) = (&play.lesson, play.step());
    let say = |msg: LessonMsg| send.reform(move |_| Msg::Lesson(msg.clone()));
    let context = |phase| Context {
        lesson,
        at: play.at,
        phase,
        send,
    };
    let after = play.phase == Phase::After;
    let place = format!("Step {} of {}", play.at + 1, lesson.steps.len());
    html! {
        <>
            <div class="room-head">
                <p class="room-title">{ &lesson.title }</p>
                if let Some(entry) = play.entry {
                    <a href={format!("#{LESSON}={}/{}", entry.name, play.at + 1)}>{"Link"}<span class="unseen">{" to this step"}</span></a>
                }
                <button type="button" onclick={say(LessonMsg::Close)}>{"Close"}</button>
            </div>
            <div class="room-scroll">
            if play.at == 0 {
                <p class="room-goal"><b>{"Goal: "}</b>{ &lesson.goal }</p>
            }
            <p class="room-place"><progress max={lesson.steps.len().to_string()} value={(play.at + 1).to_string()} aria-hidden="true" />{ place }</p>
            <div class="room-step" key={play.at}>
                <h2 id={HEADING} tabindex="-1">{ &step.title }</h2>
                { paragraphs(&step.before, &context(Phase::Before)) }
                if let Some(question) = &step.question {
                    if after {
                        <div class="asked">{ prose::paragraph(&question.text, &context(Phase::Before)) }</div>
                    } else {
                        { form(play, question, send) }
                    }
                }
                if let (Some(marked), true) = (&play.marked, after) {
                    { outcome(play, marked, send) }
                }
                if after {
                    <div id={AFTER} class="room-after" tabindex="-1">{ paragraphs(&step.after, &context(Phase::After)) }</div>
                }
            </div>
            if strayed {
                <p class="strayed">{"The ring shows something else now."}
                    {" "}<button type="button" onclick={say(LessonMsg::PutBack)}>{"Put it back"}</button>
                </p>
            }
            </div>
            <div class="room-nav">
                <button type="button" aria-disabled={(play.at == 0 && !after).to_string()} onclick={say(LessonMsg::Back)}>{"Back"}</button>
                <button type="button" class={play.asked().is_none().then_some("primary")} onclick={say(LessonMsg::Next)}>{ next(play) }</button>
                if play.asked().is_some() {
                    <button type="submit" form={QUESTION} class="primary" aria-disabled={play.given.is_none().to_string()}>{"Check"}</button>
                }
            </div>
        </>
    }
}

/// What the button that goes on is called.
fn next(play: &Play) -> &'static str {
    if play.asked().is_some() {
        "Show me"
    } else if play.phase == Phase::Before && play.step().has_after() {
        "See what happens"
    } else if play.at_end() {
        "Finish"
    } else {
        "Next"
    }
}

/// The name of the node or session, as a list in a sentence.
fn names(names: impl IntoIterator<Item = impl AsRef<str>>) -> String {
    let names: Vec<String> = names
        .into_iter()
        .map(|name| name.as_ref().to_owned())
        .collect();
    text::list(&names)
}

/// The world at the end of a step.
fn end(lesson: &Lesson, at: usize) -> &World {
    &lesson.steps[at].end
}
