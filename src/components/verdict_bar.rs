//! How many sessions have each verdict: one stacked bar, and its parts as buttons.

use ringside_model::verdict::{Counts, Verdict};
use yew::{Callback, Html, Properties, classes, component, html};

use crate::components::shape::shape;
use crate::state::Msg;
use crate::text;

/// The properties of [`VerdictBar`].
#[derive(Properties, PartialEq)]
pub struct Props {
    /// The counts shown.
    pub counts: Counts,
    /// The counts before the last change.
    #[prop_or_default]
    pub before: Option<Counts>,
    /// The verdict whose sessions stand out.
    pub highlight: Option<Verdict>,
    /// Takes what the person does.
    pub send: Callback<Msg>,
}

/// The bar and its legend.
#[component]
pub fn VerdictBar(props: &Props) -> Html {
    let counts = &props.counts;
    let changed = |verdict: Verdict| {
        let before = props.before?.of(verdict);
        let change = i64::from(counts.of(verdict)) - i64::from(before);
        (change != 0).then(|| format!("{change:+}").replace('-', "−"))
    };
    let ghost = props.before.filter(|before| before != counts);
    html! {
        <section class="verdicts" aria-labelledby="verdicts-title">
            <h2 id="verdicts-title" class="unseen">{"Verdicts"}</h2>
            { bar("verdict-bar", counts) }
            if let Some(before) = ghost {
                { bar("verdict-bar ghost", &before) }
            }
            <ul class="verdict-legend">
                { for Verdict::ALL.map(|verdict| {
                    let pressed = props.highlight == Some(verdict);
                    let next = (!pressed).then_some(verdict);
                    let empty = counts.of(verdict) == 0;
                    html! {
                        <li key={verdict.index()} class={classes!(empty.then_some("no-session"))}>
                            <button type="button" class={classes!("verdict", empty.then_some("none"))}
                                data-verdict={verdict.word()} aria-pressed={pressed.to_string()} title={text::meaning(verdict)}
                                onclick={props.send.reform(move |_| Msg::Highlight(next))}>
                                { shape(verdict) }
                                <b>{ counts.of(verdict) }</b>{" "}
                                <span>{ text::name(verdict) }</span>
                                if let Some(change) = changed(verdict) { <i aria-hidden="true">{ change }</i> }
                            </button>
                        </li>
                    }
                }) }
            </ul>
        </section>
    }
}

fn bar(class: &'static str, counts: &Counts) -> Html {
    let mut start = 0;
    let parts = Verdict::ALL.map(|verdict| {
        let from = start;
        start += counts.of(verdict);
        html! {
            <rect key={verdict.index()} class={verdict.word()} x={from.to_string()} width={counts.of(verdict).to_string()} height="10" />
        }
    });
    html! {
        <svg {class} viewBox={format!("0 0 {} 10", counts.total().max(1))} preserveAspectRatio="none" aria-hidden="true">
            { for parts }
        </svg>
    }
}
