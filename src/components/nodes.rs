//! The nodes as a table: state, copies, share of the keys, and the verbs.

use ringside_model::id::NodeId;
use ringside_model::query::{self, NodeFigures};
use ringside_model::roster::{Node, Process};
use ringside_model::world::World;
use yew::{Callback, Html, Properties, classes, component, html, use_force_update, use_mut_ref};

use crate::components::pager::Pager;
use crate::components::ring::{colour, number};
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

/// Rows on a page. More of them cost every click their layout, whether they are in sight or not.
const PAGE: usize = 25;

/// The table, page by page. After an event the page with its node is shown.
#[component]
pub fn NodeTable(props: &Props) -> Html {
    let world = &props.world;
    let open = use_mut_ref(|| (None::<Shown<World>>, 0));
    let again = use_force_update();
    let pages = world.roster().len().div_ceil(PAGE).max(1);
    let page = {
        let (last, page) = &mut *open.borrow_mut();
        if last.as_ref() != Some(world) {
            *last = Some(world.clone());
            let touched = props
                .before
                .as_ref()
                .and_then(|before| touched(world, before));
            *page = touched.map_or(*page, |node| node.index() / PAGE);
        }
        *page = (*page).min(pages - 1);
        *page
    };
    let turn = Callback::from(move |to| {
        open.borrow_mut().1 = to;
        again.force_update();
    });
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
    let rows = nodes.iter().skip(page * PAGE).take(PAGE).map(|figures| {
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
            if pages > 1 {
                <Pager {page} {pages} {turn} />
            }
            <p class="note share-note">{"The line in each bar is the share that the node's weight would give it. An outline is what it was before the last event."}</p>
        </section>
    }
}

/// The first node that the last event did something to.
fn touched(world: &World, before: &World) -> Option<NodeId> {
    let known = before.roster().len();
    let same = |id: NodeId| {
        let (now, before) = (world.roster().node(id), before.roster().node(id));
        (now.process, now.listed) == (before.process, before.listed)
    };
    let mut nodes = world.roster().nodes().map(|(id, _)| id);
    nodes.find(|&id| id.index() >= known || !same(id))
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
    // A long name may take two lines, but only here.
    let (host, port) = name.split_at(name.rfind(':').unwrap_or(name.len()));
    // Whoever has crashed a node by the keyboard stays on the button, which then restarts it.
    let mut verbs = Verb::possible(figures.node).to_vec();
    verbs.sort_unstable();
    let verbs = verbs.into_iter().map(|verb| {
        html! {
            <button key={verb.about()} type="button" title={verb.means()} aria-label={format!("{} {name}", verb.name())}
                onclick={send.reform(move |_| Msg::Do(verb, id))}>{ verb.name() }</button>
        }
    });
    // On another page a row becomes another node's, which costs less than a new one. Only the
    // buttons are new: whoever is on one must not crash another node with it.
    html! {
        <tr data-node={name.clone()} data-copies={figures.stored.to_string()} class={classes!((!figures.node.listed).then_some("left"))}>
            <th scope="row">
                <span class="host"><span class={classes!("swatch", colour(id.index()))} aria-hidden="true"></span>{ host }</span>
                <wbr /><span class="port">{ port }</span>
            </th>
            <td>{ state_of(figures.node, figures.ejected) }</td>
            <td class="number">
                if let Some(was) = was { <s class="was" title="before the last event">{ was }</s>{" "} }
                { figures.stored }
            </td>
            <td>{ share(figures, before, total, most) }</td>
            <td key={id.0} class="verbs">{ for verbs }</td>
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
                <rect class={colour(figures.id.index())} width={number(figures.primary as f64 * scale)} y="2" height="8" />
                if was != figures.primary {
                    <rect class="ghost" x="0.5" width={number(was as f64 * scale)} y="0.5" height="11" />
                }
                if figures.fair_share > 0.0 {
                    <path class="fair" d={format!("M{} 0V12", number(fair * scale))} />
                }
            </svg>
            { figures.primary }
        </>
    }
}

/// A node's state in a word or two.
#[must_use]
pub fn state_of(node: &Node, ejected: bool) -> &'static str {
    match (node.listed, node.process) {
        (true, Process::Up) if ejected => "up, ejected",
        (true, Process::Down) if ejected => "down, ejected",
        (true, Process::Partitioned) if ejected => "cut off, ejected",
        (true, Process::Up) => "up",
        (true, Process::Down) => "down",
        (true, Process::Partitioned) => "cut off",
        (false, Process::Up) => "removed",
        (false, Process::Down) => "removed, down",
        (false, Process::Partitioned) => "removed, cut off",
    }
}
