//! The selected session: where it belongs, where its copies are, and what a read does now.

use ringside_model::event::Who;
use ringside_model::id::SessionId;
use ringside_model::placement::Placement;
use ringside_model::read::{Step, Walk, walk};
use ringside_model::seconds::Seconds;
use ringside_model::world::World;
use web_sys::{InputEvent, SubmitEvent};
use yew::{Callback, Html, Properties, classes, component, html, use_state_eq};

use crate::components::field;
use crate::components::shape::shape;
use crate::shown::Shown;
use crate::state::{Msg, Selected};
use crate::text;

/// The properties of [`SessionPanel`].
#[derive(Properties, PartialEq)]
pub struct Props {
    /// The world shown.
    pub world: Shown<World>,
    /// The session.
    pub session: SessionId,
    /// How many probes of its read are shown; all, if none is said.
    #[prop_or_default]
    pub step: Option<usize>,
    /// Takes what the person does.
    pub send: Callback<Msg>,
}

/// The panel.
#[component]
pub fn SessionPanel(props: &Props) -> Html {
    let (world, session) = (&props.world, props.session);
    let key = world.sessions().key(session).into_owned();
    let verdict = world.verdict(session);
    let name = |node| world.roster().node(node).spec.name.clone();
    let mut list: Vec<String> = Vec::new();
    let placed = world.key(session, key.as_bytes());
    world
        .view()
        .tries(placed, world.home(session), world.roster().len(), |node| {
            list.push(name(node));
        });
    let latest = world.latest(session);
    let copies: Vec<String> = world
        .cluster()
        .copies(session)
        .iter()
        .map(|copy| {
            let age = if copy.version < latest {
                " (older)"
            } else {
                ""
            };
            let left = copy
                .expires
                .map(|at| Seconds(at.get().saturating_sub(world.now())));
            let left = left
                .map(|left| format!(", expires in {left}"))
                .unwrap_or_default();
            format!("{}: version {}{age}{left}", name(copy.node), copy.version.0)
        })
        .collect();
    let walk = walk(world, session);
    let who = Who::Keys(vec![key.clone()]);
    let read = who.clone();
    html! {
        <section class="session-panel" aria-labelledby="session-title">
            <h3 id="session-title">{ &key }</h3>
            <p class="verdict-line">{ shape(verdict) } <b>{ text::name(verdict) }</b>{": "}{ text::explain(world, session) }</p>
            <h4>{"A read now"}</h4>
            <ol class="walk-list">{ for steps(world, &walk, props.step) }</ol>
            <p class="walk-end">{ if props.step.is_some() { "" } else { text::end(walk.end) } }</p>
            { controls(props.step, walk.probes().count(), &props.send) }
            <dl class="facts">
                <dt>{"hash"}</dt><dd>{ world.sessions().point(session).0 }</dd>
                <dt>{"preference list"}</dt><dd>{ shortened(&list) }</dd>
                <dt>{"copies"}</dt>
                <dd>{ if copies.is_empty() { "none".to_owned() } else { copies.join(", ") } }</dd>
                <dt>{"written"}</dt><dd>{ format!("version {}", latest.0) }</dd>
            </dl>
            <div class="walk-controls">
                <button type="button" onclick={props.send.reform(move |_| Msg::Read(read.clone()))}>{"Read it"}</button>
                <button type="button" onclick={props.send.reform(move |_| Msg::Request(who.clone()))}>{"Let it make a request"}</button>
            </div>
        </section>
    }
}

/// The probes of a walk, one a line, with the tokens skipped between them.
fn steps(world: &World, walk: &Walk, shown: Option<usize>) -> Vec<Html> {
    let ring = matches!(world.placement(), Placement::Ring(_));
    let mut skipped = 0;
    let mut lines = Vec::new();
    for step in &walk.steps {
        let Step::Asked(probe) = step.step else {
            skipped += 1;
            continue;
        };
        let ahead = shown.is_some_and(|shown| lines.len() >= shown);
        let answer = text::answer(probe.answer);
        let name = &world.roster().node(probe.node).spec.name;
        let token = step.token.filter(|_| ring);
        lines.push(html! {
            <li key={lines.len()} class={classes!("probe", answer, ahead.then_some("ahead"))} aria-hidden={ahead.then_some("true")}>
                <b>{ name }</b>{" "}<span class="answer">{ answer }</span>
                if let Some(token) = token {
                    <span class="sub">{ format!("at point {}", token.0) }</span>
                }
                if skipped > 0 {
                    <span class="sub">{ format!("after passing {} of nodes asked before", text::count(skipped, "token", "tokens")) }</span>
                }
            </li>
        });
        skipped = 0;
    }
    lines
}

/// Plays the read, or steps through it.
fn controls(step: Option<usize>, probes: usize, send: &Callback<Msg>) -> Html {
    let shown = step.unwrap_or(probes);
    let to = |step: usize| {
        let step = (step < probes).then_some(step);
        send.reform(move |_| Msg::Step(step))
    };
    html! {
        <div class="walk-controls" role="group" aria-label="The read, probe by probe">
            <button type="button" onclick={send.reform(|_| Msg::Play)}>{"Play"}</button>
            <button type="button" aria-disabled={(shown == 0).to_string()} onclick={to(shown.saturating_sub(1))}>{"Step back"}</button>
            <button type="button" aria-disabled={(shown >= probes).to_string()} onclick={to(shown + 1)}>{"Step"}</button>
        </div>
    }
}

/// The start of a long list, and how much follows.
fn shortened(list: &[String]) -> String {
    const MOST: usize = 8;
    match list.len().checked_sub(MOST) {
        Some(more) if more > 0 => format!("{} and {more} more", list[..MOST].join(", ")),
        _ => list.join(", "),
    }
}

/// The properties of [`FindSession`].
#[derive(Properties, PartialEq)]
pub struct FindProps {
    /// The world shown.
    pub world: Shown<World>,
    /// The selected session.
    pub selected: Option<SessionId>,
    /// Takes what the person does.
    pub send: Callback<Msg>,
}

/// A field to find a session by its key, and steps to its neighbours on the ring.
#[component]
pub fn FindSession(props: &FindProps) -> Html {
    let typed = use_state_eq(String::new);
    let oninput = {
        let typed = typed.clone();
        Callback::from(move |event: InputEvent| {
            typed.set(field::typed(&event));
        })
    };
    let onsubmit = {
        let (send, world, key) = (props.send.clone(), props.world.clone(), (*typed).clone());
        Callback::from(move |event: SubmitEvent| {
            event.prevent_default();
            send.emit(match world.sessions().find(key.trim()) {
                Some(_) => Msg::Select(Some(Selected::Session(key.trim().to_owned()))),
                None => Msg::Complain(format!("No session has the key {:?}.", key.trim())),
            });
        })
    };
    let neighbour = |step: usize| {
        let total = props.world.sessions().len();
        let at = props
            .selected
            .map_or(0, |session| (session.index() + step) % total);
        let session = SessionId(u32::try_from(at).unwrap_or(0));
        let key = props.world.sessions().key(session).into_owned();
        props
            .send
            .reform(move |_| Msg::Select(Some(Selected::Session(key.clone()))))
    };
    let last = props.world.sessions().len() - 1;
    html! {
        <form class="find" role="search" aria-label="Find a session" {onsubmit}>
            <label>{"Key "}<input type="search" value={(*typed).clone()} {oninput} /></label>
            <button type="submit">{"Find"}</button>
            <button type="button" onclick={neighbour(last)} aria-label="Previous session on the ring">{"‹"}</button>
            <button type="button" onclick={neighbour(1)} aria-label="Next session on the ring">{"›"}</button>
        </form>
    }
}
