//! The nodes as a table: state, copies, share of the keys, and the verbs.

use ringside_model::decimal::fixed;
use ringside_model::id::NodeId;
use ringside_model::query::{self, NodeFigures};
use ringside_model::roster::Process;
use ringside_model::world::World;
use yew::{Callback, Html, Properties, classes, component, html};

use crate::components::ring::colour;
use crate::shown::Shown;
use crate::state::Msg;
use crate::verb::Verb;

/// The properties of [`NodeTable`].
#[derive(Properties, PartialEq)]
pub struct Props {
    /// The world shown.
    pub world: Shown<World>,
    /// The world before the last change.
    pub before: Option<Shown<World>>,
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
    let before = |id: NodeId| {
        let before = props
            .before
            .as_ref()
            .filter(|before| id.index() < before.roster().len());
        before.map(|before| query::node(before, id))
    };
    let rows = nodes.iter().map(|figures| {
        row(
            figures,
            before(figures.id).as_ref(),
            total,
            most,
            &props.send,
        )
    });
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
            <p class="note share-note">{"The line in each bar is the share that the node's weight would give it. An outline is what it was before the last event."}</p>
        </section>
    }
}

fn row(
    figures: &NodeFigures<'_>,
    before: Option<&NodeFigures<'_>>,
    total: usize,
    most: usize,
    send: &Callback<Msg>,
) -> Html {
    let was = before
        .map(|before| before.stored)
        .filter(|&stored| stored != figures.stored);
    let id = figures.id;
    let name = &figures.node.spec.name;
    let verbs = Verb::possible(figures.node).iter().map(|&verb| {
        html! {
            <button key={verb.name()} type="button" title={verb.means()} aria-label={format!("{} {name}", verb.name())}
                onclick={send.reform(move |_| Msg::Do(verb, id))}>{ verb.name() }</button>
        }
    });
    html! {
        <tr key={id.0} data-node={name.clone()} data-copies={figures.stored.to_string()} class={classes!((!figures.node.listed).then_some("left"))}>
            <th scope="row"><span class={classes!("swatch", colour(id.index()))} aria-hidden="true"></span>{ name }</th>
            <td>{ state_of(figures) }</td>
            <td class="number">
                if let Some(was) = was { <s class="was" title="before the last event">{ was }</s>{" "} }
                { figures.stored }
            </td>
            <td>{ share(figures, before, total, most) }</td>
            <td class="verbs">{ for verbs }</td>
        </tr>
    }
}

/// The sessions of which a node is the primary, as a bar beside its fair share.
#[expect(clippy::cast_precision_loss, reason = "at most a million sessions")]
fn share(
    figures: &NodeFigures<'_>,
    before: Option<&NodeFigures<'_>>,
    total: usize,
    most: usize,
) -> Html {
    let was = before.map_or(figures.primary, |before| before.primary);
    let fair = figures.fair_share * total as f64;
    let scale = 60.0 / (most.max(was) as f64).max(fair).max(1.0);
    html! {
        <>
            <svg class="share" viewBox="0 0 62 12" aria-hidden="true">
                <rect class={colour(figures.id.index())} width={fixed(figures.primary as f64 * scale, 1)} y="2" height="8" />
                if was != figures.primary {
                    <rect class="ghost" x="0.5" width={fixed(was as f64 * scale, 1)} y="0.5" height="11" />
                }
                if figures.fair_share > 0.0 {
                    <path class="fair" d={format!("M{} 0V12", fixed(fair * scale, 1))} />
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
        (true, Process::Up) if figures.ejected => "up, ejected",
        (true, Process::Down) if figures.ejected => "down, ejected",
        (true, Process::Partitioned) if figures.ejected => "cut off, ejected",
        (true, Process::Up) => "up",
        (true, Process::Down) => "down",
        (true, Process::Partitioned) => "cut off",
        (false, Process::Up) => "removed",
        (false, Process::Down) => "removed, down",
        (false, Process::Partitioned) => "removed, cut off",
    }
}
