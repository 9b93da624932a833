//! The nodes as a table: state, copies, share of the keys, and the verbs.

use ringside_model::query::{self, NodeFigures};
use ringside_model::roster::Process;
use ringside_model::world::World;
use yew::{Callback, Html, Properties, classes, component, html};

use crate::components::ring::{colour, verb};
use crate::shown::Shown;
use crate::state::{Msg, Selected};

/// The properties of [`NodeTable`].
#[derive(Properties, PartialEq)]
pub struct Props {
    /// The world shown.
    pub world: Shown<World>,
    /// What is selected.
    pub selected: Option<Selected>,
    /// Takes what the person does.
    pub send: Callback<Msg>,
}

/// The table.
#[component]
pub fn NodeTable(props: &Props) -> Html {
    let world = &props.world;
    let nodes = query::nodes(world);
    let total = world.sessions().len();
    let most = nodes
        .iter()
        .map(|figures| figures.primary)
        .max()
        .unwrap_or(0)
        .max(1);
    let rows = nodes
        .iter()
        .map(|figures| row(figures, total, most, &props.send));
    html! {
        <section aria-labelledby="nodes-title">
            <h3 id="nodes-title">{"Nodes"}</h3>
            <div class="scroll" tabindex="0" role="group" aria-labelledby="nodes-title">
                <table class="node-table">
                    <thead>
                        <tr>
                            <th scope="col">{"node"}</th>
                            <th scope="col">{"state"}</th>
                            <th scope="col" class="number">{"copies"}</th>
                            <th scope="col">{"primary of"}</th>
                            <th scope="col"><span class="unseen">{"what to do"}</span></th>
                        </tr>
                    </thead>
                    <tbody>{ for rows }</tbody>
                </table>
            </div>
            <p class="note">{"The line in each bar is the share that the node's weight would give it."}</p>
        </section>
    }
}

fn row(figures: &NodeFigures<'_>, total: usize, most: usize, send: &Callback<Msg>) -> Html {
    let id = figures.id;
    let name = &figures.node.spec.name;
    let act = match figures.node.process {
        _ if !figures.node.listed => "Join",
        Process::Up => "Crash",
        Process::Down => "Restart",
    };
    html! {
        <tr key={id.0} data-node={name.clone()} class={classes!((!figures.node.listed).then_some("left"))}>
            <th scope="row"><span class={classes!("swatch", colour(id.index()))} aria-hidden="true"></span>{ name }</th>
            <td>{ state_of(figures) }</td>
            <td class="number">{ figures.stored }</td>
            <td>{ share(figures, total, most) }</td>
            <td class="verbs">
                <button type="button" title={verb(figures)} aria-label={format!("{act} {name}")}
                    onclick={send.reform(move |_| Msg::Toggle(id))}>{ act }</button>
                if figures.node.listed {
                    <button type="button" title="Take it out of the server list" aria-label={format!("Remove {name}")}
                        onclick={send.reform(move |_| Msg::Leave(id))}>{"Remove"}</button>
                }
            </td>
        </tr>
    }
}

/// The sessions of which a node is the primary, as a bar beside its fair share.
#[expect(clippy::cast_precision_loss, reason = "at most a million sessions")]
fn share(figures: &NodeFigures<'_>, total: usize, most: usize) -> Html {
    let fair = figures.fair_share * total as f64;
    let scale = 60.0 / (most as f64).max(fair).max(1.0);
    html! {
        <>
            <svg class="share" viewBox="0 0 62 12" aria-hidden="true">
                <rect class={colour(figures.id.index())} width={format!("{:.1}", figures.primary as f64 * scale)} y="2" height="8" />
                if figures.fair_share > 0.0 {
                    <path class="fair" d={format!("M{:.1} 0V12", fair * scale)} />
                }
            </svg>
            { figures.primary }
        </>
    }
}

/// A node's state in a word or two.
#[must_use]
pub fn state_of(figures: &NodeFigures<'_>) -> &'static str {
    match (figures.node.listed, figures.node.process) {
        (true, Process::Up) => "up",
        (true, Process::Down) => "down",
        (false, Process::Up) => "removed",
        (false, Process::Down) => "removed, down",
    }
}
