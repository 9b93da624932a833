//! How many sessions have each verdict: one stacked bar, and its parts as buttons.

use ringside_model::verdict::{Counts, Verdict};
use yew::{Callback, Html, Properties, classes, component, html};

use crate::components::shape::{Shape, class};
use crate::state::Msg;
use crate::text;

/// The properties of [`VerdictBar`].
#[derive(Properties, PartialEq)]
pub struct Props {
    /// The counts shown.
    pub counts: Counts,
    /// The verdict whose sessions stand out.
    pub highlight: Option<Verdict>,
    /// Takes what the person does.
    pub send: Callback<Msg>,
}

/// The bar and its legend.
#[component]
pub fn VerdictBar(props: &Props) -> Html {
    let counts = &props.counts;
    let mut start = 0;
    let parts = Verdict::ALL.map(|verdict| {
        let from = start;
        start += counts.of(verdict);
        (verdict, from)
    });
    html! {
        <section class="verdicts" aria-labelledby="verdicts-title">
            <h2 id="verdicts-title" class="unseen">{"Verdicts"}</h2>
            <svg class="verdict-bar" viewBox={format!("0 0 {} 10", counts.total().max(1))} preserveAspectRatio="none" aria-hidden="true">
                { for parts.map(|(verdict, from)| html! {
                    <rect key={verdict.index()} class={class(verdict)} x={from.to_string()} width={counts.of(verdict).to_string()} height="10" />
                }) }
            </svg>
            <ul class="verdict-legend">
                { for Verdict::ALL.map(|verdict| {
                    let pressed = props.highlight == Some(verdict);
                    let next = (!pressed).then_some(verdict);
                    html! {
                        <li key={verdict.index()}>
                            <button type="button" class={classes!("verdict", (counts.of(verdict) == 0).then_some("none"))}
                                data-verdict={class(verdict)} aria-pressed={pressed.to_string()} title={text::meaning(verdict)}
                                onclick={props.send.reform(move |_| Msg::Highlight(next))}>
                                <Shape {verdict} />
                                <b>{ counts.of(verdict) }</b>
                                <span>{ text::name(verdict) }</span>
                            </button>
                        </li>
                    }
                }) }
            </ul>
        </section>
    }
}
