//! The placement as a table: every key with its point, its primary and the nodes after it.

use ringside_model::id::SessionId;
use ringside_model::table::{self, Row};
use ringside_model::world::World;
use web_sys::InputEvent;
use yew::{Callback, Html, Properties, component, html, use_state_eq};

use crate::components::field;
use crate::components::pager::Pager;
use crate::components::shape::shape;
use crate::shown::Shown;
use crate::state::{Export, Msg, Selected, ShareMsg};
use crate::text;

/// The properties of [`PlacementTable`].
#[derive(Properties, PartialEq)]
pub struct Props {
    /// The world shown.
    pub world: Shown<World>,
    /// Takes what the person does.
    pub send: Callback<Msg>,
}

/// Rows on a page.
const PAGE: usize = 50;
/// Nodes after the primary that get a column on the page; the file has them all.
const NEXT: usize = 3;

/// The table, with a search and a file to save.
#[component]
pub fn PlacementTable(props: &Props) -> Html {
    let sought = use_state_eq(String::new);
    let page = use_state_eq(|| 0usize);
    let world = &props.world;
    let found: Vec<SessionId> = table::search(world, &sought);
    let pages = found.len().div_ceil(PAGE).max(1);
    let shown = (*page).min(pages - 1);
    let oninput = {
        let (sought, page) = (sought.clone(), page.clone());
        Callback::from(move |event: InputEvent| {
            sought.set(field::typed(&event));
            page.set(0);
        })
    };
    let save = props
        .send
        .reform(|_| Msg::Share(ShareMsg::Save(Export::Table)));
    let turn = Callback::from(move |to| page.set(to));
    let columns = NEXT.min(world.roster().list().len().saturating_sub(1));
    let rows = found.iter().skip(shown * PAGE).take(PAGE).map(|&session| {
        let row = table::row(world, session);
        let key = row.key.clone();
        html! {
            <tr key={session.0}>
                <th scope="row">
                    <button type="button" class="link" onclick={props.send.reform(move |_| Msg::Select(Some(Selected::Session(key.clone()))))}>
                        { &row.key }
                    </button>
                </th>
                { cells(world, &row, columns) }
                <td>{ shape(world.verdict(session)) }{" "}{ text::name(world.verdict(session)) }</td>
            </tr>
        }
    });
    html! {
        <section class="placement" aria-labelledby="placement-title">
            <h3 id="placement-title">{"Where each key goes"}</h3>
            <div class="placement-tools">
                <label>{"Search "}<input type="search" id="placement-search" value={(*sought).clone()} {oninput} placeholder="key or node" /></label>
                <button type="button" onclick={save}>{"Save as CSV"}</button>
            </div>
            <p class="note" role="status">{ format!("{} of {}", found.len(), text::count(world.sessions().len(), "key", "keys")) }</p>
            <div class="scroll" tabindex="0" role="group" aria-labelledby="placement-title">
                <table class="placement-table">
                    <thead>
                        <tr>
                            <th scope="col">{"key"}</th><th scope="col" class="number">{"point"}</th><th scope="col">{"primary"}</th>
                            { for (1..=columns).map(|next| html! { <th key={next} scope="col">{ format!("next {next}") }</th> }) }
                            <th scope="col">{"verdict"}</th>
                        </tr>
                    </thead>
                    <tbody>{ for rows }</tbody>
                </table>
            </div>
            <Pager page={shown} {pages} {turn} />
        </section>
    }
}

fn cells(world: &World, row: &Row, columns: usize) -> Html {
    let name = |at: usize| {
        row.nodes
            .get(at)
            .map(|&node| world.roster().node(node).spec.name.clone())
    };
    html! {
        <>
            <td class="number">{ row.point.0 }</td>
            { for (0..=columns).map(|at| html! { <td key={at}>{ name(at).unwrap_or_default() }</td> }) }
        </>
    }
}
