//! The same as numbers: a table that can be opened.

use ringside_model::curve::{Curve, Tally};
use ringside_model::seconds::Seconds;
use yew::{Html, html};

/// How many rows it has at most.
const ROWS: usize = 20;

/// The table, closed.
pub fn table(curve: &Curve) -> Html {
    let columns = curve.columns.len();
    let each = columns.div_ceil(ROWS).max(1);
    let rows = (0..columns).step_by(each).map(|first| {
        let last = (first + each).min(columns);
        let span: u32 = (first..last).map(|column| curve.seconds(column)).sum();
        let begin = u32::try_from(first)
            .unwrap_or(u32::MAX)
            .saturating_mul(curve.width);
        let end = begin.saturating_add(span);
        let sum =
            |of: fn(&Tally) -> u32| -> u32 { curve.columns[first..last].iter().map(of).sum() };
        html! {
            <tr key={first}>
                <th scope="row">{ format!("{} to {}", Seconds(begin), Seconds(end)) }</th>
                <td class="number">{ curve.survivors(end) }</td>
                <td class="number">{ sum(|tally| tally.misses) }</td>
                <td class="number">{ sum(|tally| tally.repair_copies) }</td>
                <td class="number">{ sum(|tally| tally.database_reads) }</td>
            </tr>
        }
    });
    let heads = [
        "survivors at its end",
        "misses",
        "repair copies",
        "database reads",
    ];
    html! {
        <details>
            <summary>{"The same as numbers"}</summary>
            <div class="scroll" tabindex="0" role="region" aria-label="The curves as numbers">
                <table>
                    <thead>
                        <tr>
                            <th scope="col">{"time"}</th>
                            { for heads.map(|head| html! { <th key={head} scope="col" class="number">{ head }</th> }) }
                        </tr>
                    </thead>
                    <tbody>{ for rows }</tbody>
                </table>
            </div>
        </details>
    }
}
