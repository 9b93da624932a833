//! What would have helped? The same events under other policies, side by side.

use std::rc::Rc;

use ringside_model::compare::Alternative;
use yew::{Callback, Html, Properties, classes, component, html};

use crate::state::Msg;
use crate::text;

/// The properties of [`Compare`].
#[derive(Properties, PartialEq)]
pub struct Props {
    /// How the events end under each policy, once that was asked for.
    pub alternatives: Option<Rc<Vec<Alternative>>>,
    /// How many events have happened.
    pub events: usize,
    /// Takes what the person does.
    pub send: Callback<Msg>,
}

/// The panel.
#[component]
pub fn Compare(props: &Props) -> Html {
    let events = text::count(props.events, "event", "events");
    html! {
        <section aria-labelledby="compare-title">
            <h3 id="compare-title">{"What would have helped?"}</h3>
            <p class="note">{ format!("The same {events}, played again under other settings.") }</p>
            if let Some(alternatives) = &props.alternatives {
                { table(alternatives) }
                <p class="note">{"Survive: a read returns the latest version. Gone: stranded, unreachable or lost. Cost: copies that repair stored, and reads that fell on a database."}</p>
            } else if props.events == 0 {
                <p class="hint">{"Nothing has happened yet. Crash a node or two first."}</p>
            } else {
                <button type="button" class="primary" onclick={props.send.reform(|_| Msg::Compare)}>{"Play them under other settings"}</button>
            }
        </section>
    }
}

fn table(alternatives: &[Alternative]) -> Html {
    let best = alternatives
        .iter()
        .map(|other| other.counts.survivors())
        .max()
        .unwrap_or(0);
    let rows = alternatives.iter().map(|other| {
        let counts = &other.counts;
        let survivors = counts.survivors();
        let gone = counts.stranded + counts.unreachable + counts.lost;
        html! {
            <tr key={other.title.clone()} class={classes!((survivors == best).then_some("best"))}>
                <th scope="row">{ &other.title }</th>
                <td class="number">{ survivors }</td>
                <td class="number">{ counts.stale }</td>
                <td class="number">{ gone }</td>
                <td class="number">{ other.load.repair_copies }</td>
                <td class="number">{ other.load.database_reads }</td>
                <td class="number">{ other.load.failed_writes }</td>
            </tr>
        }
    });
    let heads = [
        "survive",
        "stale",
        "gone",
        "repair copies",
        "database reads",
        "failed writes",
    ];
    html! {
        <div class="scroll" tabindex="0" role="region" aria-labelledby="compare-title">
            <table class="compare">
                <thead>
                    <tr>
                        <th scope="col">{"policy"}</th>
                        { for heads.map(|head| html! { <th key={head} scope="col" class="number">{ head }</th> }) }
                    </tr>
                </thead>
                <tbody>{ for rows }</tbody>
            </table>
        </div>
    }
}
