//! The matrix of the worked example: a row for each key, a column for each node, copies marked.

use ringside_model::id::SessionId;
use ringside_model::query::{self, Cell};
use ringside_model::read::walk;
use ringside_model::roster::Process;
use ringside_model::world::World;
use yew::{Callback, Html, Properties, classes, component, html};

use crate::components::shape::shape;
use crate::shown::Shown;
use crate::state::{Msg, Selected};
use crate::text;

/// Up to this many keys the matrix is shown.
pub const MOST_KEYS: usize = 12;

/// The properties of [`Matrix`].
#[derive(Properties, PartialEq)]
pub struct Props {
    /// The world shown.
    pub world: Shown<World>,
    /// The selected session.
    pub selected: Option<SessionId>,
    /// Takes what the person does.
    pub send: Callback<Msg>,
}

/// The matrix, with what a read of each key does now.
#[component]
pub fn Matrix(props: &Props) -> Html {
    let world = &props.world;
    let nodes: Vec<_> = query::nodes(world);
    let head = nodes.iter().map(|figures| {
        let down = figures.node.process == Process::Down;
        html! {
            <th key={figures.id.0} scope="col" class={classes!(down.then_some("down"), (!figures.node.listed).then_some("left"))}>
                { &figures.node.spec.name }
                if down { <span class="sub">{"down"}</span> }
                if !figures.node.listed { <span class="sub">{"removed"}</span> }
            </th>
        }
    });
    let rows = world.sessions().in_scenario_order().into_iter().map(|session| {
        let key = world.sessions().key(session).into_owned();
        let selected = props.selected == Some(session);
        let cells = query::row(world, session).into_iter().enumerate();
        let chosen = (!selected).then(|| Selected::Session(key.clone()));
        let verdict = world.verdict(session);
        html! {
            <tr key={session.0} class={classes!(selected.then_some("selected"))} data-key={key.clone()}>
                <th scope="row">
                    <button type="button" class="link" aria-pressed={selected.to_string()}
                        onclick={props.send.reform(move |_| Msg::Select(chosen.clone()))}>{ &key }</button>
                </th>
                { for cells.map(|(node, cell)| html! { <td key={node}>{ copy(cell, world.latest(session).0) }</td> }) }
                <td class="read">{ shape(verdict) }{" "}{ text::probes(world, &walk(world, session)) }</td>
            </tr>
        }
    });
    html! {
        <section aria-labelledby="matrix-title">
            <h3 id="matrix-title">{"Copies, and what a read does now"}</h3>
            <div class="scroll" tabindex="0" role="group" aria-labelledby="matrix-title">
                <table class="matrix">
                    <thead><tr><th scope="col">{"key"}</th>{ for head }<th scope="col">{"read now"}</th></tr></thead>
                    <tbody>{ for rows }</tbody>
                </table>
            </div>
            <p class="note">{"● a copy. ○ the ring points here, but there is no copy. The number is the order in which the ring names the nodes."}</p>
        </section>
    }
}

fn copy(cell: Cell, latest: u32) -> Html {
    let rank = cell.target.map(|target| (target + 1).to_string());
    let (sign, words) = match (cell.stored, &rank) {
        (Some(version), _) if version.0 < latest => ("◐", "an older copy"),
        (Some(_), _) => ("●", "a copy"),
        (None, Some(_)) => ("○", "no copy"),
        (None, None) => return html! { <span class="unseen">{"no copy"}</span> },
    };
    html! {
        <span class={classes!("cell", cell.stored.map(|_| "stored"))}>
            <span aria-hidden="true">{ sign }</span>
            <span class="unseen">{ words }</span>
            if let Some(rank) = rank { <sub>{ rank }</sub> }
        </span>
    }
}
