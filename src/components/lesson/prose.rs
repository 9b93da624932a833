//! The text of a lesson: names light up on the ring, verdicts have their colour and shape, numbers
//! are read off the world.

use ringside_model::lesson::{Lesson, Paragraph, Part, Phase, Quantity};
use ringside_model::read;
use ringside_model::verdict::Verdict;
use yew::{Callback, Html, classes, html};

use crate::components::ring::colour;
use crate::components::shape::shape;
use crate::state::{LessonMsg, Msg, Selected};
use crate::text;

/// Where a text stands.
pub(super) struct Context<'a> {
    /// The lesson.
    pub lesson: &'a Lesson,
    /// The step.
    pub at: usize,
    /// Its phase.
    pub phase: Phase,
    /// Takes what the person does.
    pub send: &'a Callback<Msg>,
}

/// Paragraphs.
pub(super) fn paragraphs(texts: &[Paragraph], context: &Context<'_>) -> Html {
    texts.iter().map(|text| paragraph(text, context)).collect()
}

/// One paragraph.
pub(super) fn paragraph(text: &Paragraph, context: &Context<'_>) -> Html {
    html! { <p>{ for text.0.iter().map(|part| self::part(part, context)) }</p> }
}

fn part(part: &Part, context: &Context<'_>) -> Html {
    match part {
        Part::Text(text) => text.into(),
        Part::Term(term) => html! { <dfn>{ term }</dfn> },
        Part::Node(name) => mention(Selected::Node(name.clone()), context),
        Part::Session(key) => mention(Selected::Session(key.clone()), context),
        Part::Verdict(verdict) => word(*verdict),
        Part::Figure(figure) => {
            let shown = match context.lesson.quantity(context.at, context.phase, figure) {
                Quantity::Verdict(verdict) => word(verdict),
                Quantity::Nodes(names) => super::names(names).into(),
                Quantity::Walk {
                    step,
                    phase,
                    session,
                } => {
                    let world = context.lesson.steps[step].world(phase);
                    text::probes(world, &read::walk(world, session)).into()
                }
                number => number.to_string().into(),
            };
            html! { <b class="figure" data-figure={figure.text.clone()}>{ shown }</b> }
        }
    }
}

/// A verdict, with its shape.
pub(super) fn word(verdict: Verdict) -> Html {
    html! { <span class={classes!("verdict-word", verdict.word())}>{ shape(verdict) }{ text::name(verdict) }</span> }
}

/// A name that lights up on the ring while it is pointed at, and is selected by a click.
pub(super) fn mention(what: Selected, context: &Context<'_>) -> Html {
    let (name, swatch) = match &what {
        Selected::Node(name) => {
            let world = context.lesson.steps[context.at].world(context.phase);
            let id = world.roster().find(name);
            (
                name.clone(),
                id.map(|id| html! { <span class={classes!("swatch", colour(id.index()))} /> }),
            )
        }
        Selected::Session(key) => (key.clone(), None),
    };
    let (on, off) = (lit(context.send, Some(&what)), lit(context.send, None));
    let select = context
        .send
        .reform(move |_| Msg::Lesson(LessonMsg::Look(what.clone())));
    html! {
        <button type="button" class="mention" onclick={select}
            onmouseover={on.reform(|_| ())} onmouseout={off.reform(|_| ())}
            onfocus={on.reform(|_| ())} onblur={off.reform(|_| ())}>{ for swatch }{ name }</button>
    }
}

fn lit(send: &Callback<Msg>, what: Option<&Selected>) -> Callback<()> {
    let what = what.cloned();
    send.reform(move |()| Msg::Lesson(LessonMsg::Light(what.clone())))
}
