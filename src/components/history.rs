//! Every event in words, with what came of it; each is a moment to go to.

use std::collections::BTreeSet;

use ringside_model::apply::Changes;
use ringside_model::event::Event;
use ringside_model::id::NodeId;
use ringside_model::scenario::Setup;
use ringside_model::verdict::Counts;
use yew::{Callback, Html, Properties, classes, component, html, use_state_eq};

use crate::components::pager::Pager;
use crate::shown::Shown;
use crate::state::{Msg, TimeMsg};
use crate::text;

/// The properties of [`History`].
#[derive(Properties, PartialEq)]
pub struct Props {
    /// What the scenario starts with.
    pub setup: Shown<Setup>,
    /// All its events.
    pub events: Shown<Vec<Event>>,
    /// What each of them changed.
    pub changes: Shown<Vec<Changes>>,
    /// The verdicts shown.
    pub counts: Counts,
    /// How many events have happened at the moment shown.
    pub position: usize,
    /// Takes what the person does.
    pub send: Callback<Msg>,
}

/// Moments on a page.
pub const PAGE: usize = 100;

/// The list of moments: the page that has the one shown, until another is turned to.
#[component]
pub fn History(props: &Props) -> Html {
    let turned = use_state_eq(|| None);
    let pages = (props.events.len() + 1).div_ceil(PAGE);
    let page = match *turned {
        // Whoever goes to another moment wants to see that.
        Some((page, position)) if position == props.position => page,
        _ => props.position / PAGE,
    };
    let page = page.min(pages - 1);
    let turn = {
        let (turned, position) = (turned.clone(), props.position);
        Callback::from(move |page| turned.set(Some((page, position))))
    };
    let names = names(&props.setup, &props.events);
    let name = |node: NodeId| {
        names
            .get(node.index())
            .copied()
            .unwrap_or_default()
            .to_owned()
    };
    let moment = |at: usize| {
        let (what, counts) = if let Some(last) = at.checked_sub(1) {
            let changes = &props.changes[last];
            let what = text::deed(&props.events[last], changes, name);
            (what, changes.after)
        } else {
            let first = props.changes.first();
            let what = "The start: every node up, every session written.".to_owned();
            (what, first.map_or(props.counts, |first| first.before))
        };
        html! {
            <li key={at}>
                <button type="button" class={classes!("moment", (at > props.position).then_some("ahead"))}
                    aria-current={(at == props.position).then_some("step")}
                    onclick={props.send.reform(move |_| Msg::Time(TimeMsg::To(at)))}>
                    { what }<span class="sub">{" "}{ text::consequence(&counts) }</span>
                </button>
            </li>
        }
    };
    let first = page * PAGE;
    let last = (first + PAGE - 1).min(props.events.len());
    html! {
        <section aria-labelledby="history-title">
            <h3 id="history-title">{"What happened so far"}</h3>
            <p class="note">{"Click a moment to look at it; nothing is undone. What you do there begins a new branch. The events after it stay, in a branch below the ring."}</p>
            <ol class={classes!("history", (pages > 1).then_some("long"))} start={first.to_string()}>{ for (first..=last).map(moment) }</ol>
            if pages > 1 {
                <Pager {page} {pages} {turn} />
            }
        </section>
    }
}

/// The nodes' names, by their numbers.
fn names<'a>(setup: &'a Setup, events: &'a [Event]) -> Vec<&'a str> {
    let joined = events.iter().filter_map(|event| match event {
        Event::Join(spec) => Some(spec),
        _ => None,
    });
    let names = setup
        .nodes
        .iter()
        .chain(joined)
        .map(|spec| spec.name.as_str());
    let mut known = BTreeSet::new();
    // One that joins again keeps its number.
    names.filter(|name| known.insert(*name)).collect()
}
