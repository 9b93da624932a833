//! How the page is laid out: a function of the state, which also renders without a browser.

use std::rc::Rc;

use ringside_model::world::World;
use web_sys::File;
use yew::{Callback, Html, classes, html};

use crate::components::blank::Blank;
use crate::components::compare::Compare;
use crate::components::embedded::Embedded;
use crate::components::header::Header;
use crate::components::help::Help;
use crate::components::history::History;
use crate::components::inspector::Inspector;
use crate::components::job::Job;
use crate::components::lesson::LessonRoom;
use crate::components::lists::Lists;
use crate::components::menu::NodeMenu;
use crate::components::news::News;
use crate::components::placement_table::PlacementTable;
use crate::components::returned::Returned;
use crate::components::ring::Ring;
use crate::components::session::SessionPanel;
use crate::components::settings::Settings;
use crate::components::share::Share;
use crate::components::strip_chart::StripChart;
use crate::components::tabs::Tabs;
use crate::components::timeline::Timeline;
use crate::components::toolbar::Toolbar;
use crate::components::verdict_bar::VerdictBar;
use crate::embed::{Control, Embed};
use crate::shown::Shown;
use crate::state::{self, Msg, Place, Play, Present, Selected, State, Tab};

/// Where the components send what the person does. Made once: a new callback at each view would
/// make every child's props differ.
#[derive(Clone, Debug, Default)]
pub struct Senders {
    /// Takes messages.
    pub msg: Callback<Msg>,
    /// Takes a file that should be a scenario.
    pub scenario_file: Callback<File>,
    /// Takes the name of a list and a file for it.
    pub list_file: Callback<(&'static str, File)>,
}

/// The whole page.
pub fn page(state: &State, senders: &Senders) -> Html {
    if state.arriving {
        return frame(state, senders);
    }
    let send = senders.msg.clone();
    let world = Shown(Rc::clone(state.timeline.world()));
    let load_before = state
        .before
        .as_ref()
        .map_or_else(|| world.load(), |before| before.load());
    let presenting = state.present != Present::Off;
    let policy = world.policy();
    let room = state.room.open.is_some() || state.room.contents;
    let veiled = state.room.open.as_ref().is_some_and(Play::veiled);
    let marked = state
        .room
        .open
        .as_ref()
        .map(Play::marks)
        .unwrap_or_default();
    let timed = policy.ttl.is_some() || policy.retry.is_some();
    let embed = state.share.embed.as_ref();
    let has = |control| embed.is_none_or(|embed: &Embed| embed.controls.contains(&control));
    let job = html! { <Job progress={state.jobs.progress()} told={state.jobs.told()} send={send.clone()} /> };
    html! {
        <>
            if embed.is_none() {
                <Header place={state.place} resets={state.jobs.resets()} {room} {presenting} send={send.clone()} open_file={senders.scenario_file.clone()} />
            }
            <main class={classes!("page", room.then_some("with-room"), embed.map(|_| "embedded"))}>
                if room {
                    <LessonRoom open={state.room.open.clone()} progress={state.room.progress.clone()}
                        awaited={state.room.awaited.map(|(name, _)| name)} strayed={state.strayed()} send={send.clone()} />
                }
                <section class="stage" aria-label="Ring">
                    if has(Control::Toolbar) {
                        <Toolbar about={state.setup().about.clone()} {timed} {room} send={send.clone()} />
                    }
                    <Ring world={world.clone()} selected={state.selected.clone()} highlight={state.highlight}
                        step={state.step} lit={state.room.lit.clone()} {marked} {veiled} load_before={load_before} send={send.clone()} />
                    if has(Control::Timeline) {
                        { timeline(state, veiled, &send) }
                    }
                    if let Some(node) = state.menu {
                        <NodeMenu world={world.clone()} {node} send={send.clone()} />
                    }
                </section>
                <div class="side">
                    if state.share.returned {
                        <Returned send={send.clone()} />
                    }
                    <News news={news(state, veiled)} complaint={state.complaint.clone()} unkept={state.unkept}
                        can_undo={state.timeline.can_undo()} can_redo={state.timeline.can_redo()} send={send.clone()} />
                    if !veiled {
                        <VerdictBar counts={world.counts()} before={state.before.as_ref().map(|before| before.counts())} highlight={state.highlight} send={send.clone()} />
                    }
                    if presenting {
                        { walk(state, &world, &send) }
                    } else if has(Control::Panels) && !veiled {
                        <Tabs tabs={tabs(state.place)} open={state.tab} send={send.clone()}>
                            { panel(state, world, senders) }
                        </Tabs>
                    }
                    if embed.is_some() {
                        <Embedded title={state.setup().title.clone()} link={Rc::clone(&state.share.out)} />
                    }
                </div>
            </main>
            if state.share.dialog.is_none() {
                { job.clone() }
            }
            <Share dialog={state.share.dialog.clone()} complaint={state.complaint.clone()} send={send.clone()}>{ job }</Share>
            <Help open={state.help} letters={state.letters} send={send.clone()} />
            <Blank open={state.present == Present::Blank} {send} />
        </>
    }
}

/// The page without a ring, while what it was opened with is on its way.
fn frame(state: &State, senders: &Senders) -> Html {
    let embed = state.share.embed.as_ref();
    html! {
        <>
            if embed.is_none() {
                <header class="header">
                    <h1>{"Ringside"}</h1>
                    <p class="tagline">{"Watch which sessions survive"}</p>
                </header>
            }
            <main class={classes!("page", embed.map(|_| "embedded"))}>
                <section class="stage" aria-label="Ring">
                    <div class="toolbar"><p class="invitation"><b>{"The ring is being set up."}</b></p></div>
                </section>
                <div class="side"></div>
            </main>
            <Job progress={state.jobs.progress()} told={state.jobs.told()} send={senders.msg.clone()} />
        </>
    }
}

/// What was said last, but nothing that would answer a question.
fn news(state: &State, veiled: bool) -> state::News {
    if veiled {
        let deed = "Answer the question first.".to_owned();
        return state::News {
            deed,
            consequence: String::new(),
        };
    }
    state.news.clone()
}

fn timeline(state: &State, veiled: bool, send: &Callback<Msg>) -> Html {
    let timeline = &state.timeline;
    html! {
        <Timeline events={Shown(Rc::clone(timeline.events()))} position={timeline.position()}
            branches={Shown(Rc::clone(timeline.branches()))} news={news(state, veiled)} time={state.time} send={send.clone()} />
    }
}

/// The selected session alone, for an audience.
fn walk(state: &State, world: &Shown<World>, send: &Callback<Msg>) -> Html {
    let Some(Selected::Session(key)) = &state.selected else {
        return Html::default();
    };
    let session = world.sessions().find(key);
    let panel = |session| {
        html! { <SessionPanel world={world.clone()} {session} step={state.step} send={send.clone()} /> }
    };
    session.map(panel).unwrap_or_default()
}

fn panel(state: &State, world: Shown<World>, senders: &Senders) -> Html {
    let send = senders.msg.clone();
    match state.tab {
        Tab::Inspect => {
            let before = state.before.clone().map(Shown);
            html! { <Inspector {world} {before} selected={state.selected.clone()} step={state.step} {send} /> }
        }
        Tab::Settings => {
            html! { <Settings key={state.jobs.resets()} {world} traffic={state.traffic} {send} /> }
        }
        Tab::History => {
            let timeline = &state.timeline;
            html! {
                <History setup={Shown(Rc::clone(timeline.setup()))} events={Shown(Rc::clone(timeline.events()))}
                    changes={Shown(Rc::clone(timeline.changes()))} counts={world.counts()} position={timeline.position()} {send} />
            }
        }
        Tab::OverTime => {
            let timeline = &state.timeline;
            html! {
                <StripChart events={Shown(Rc::clone(timeline.events()))} changes={Shown(Rc::clone(timeline.changes()))}
                    counts={world.counts()} position={timeline.position()} {send} />
            }
        }
        Tab::Lists => {
            html! { <Lists form={state.form.clone()} give={senders.list_file.clone()} {send} /> }
        }
        Tab::Compare => {
            html! { <Compare alternatives={state.alternatives.clone()} events={state.timeline.position()} {send} /> }
        }
        Tab::Table => html! { <PlacementTable {world} {send} /> },
    }
}

fn tabs(place: Place) -> Vec<(Tab, &'static str)> {
    let mut tabs = vec![
        (Tab::Inspect, "Inspect"),
        (Tab::Settings, "Settings"),
        (Tab::History, "History"),
        (Tab::OverTime, "Over time"),
        (Tab::Compare, "What would have helped?"),
    ];
    if place == Place::YourCluster {
        tabs.insert(0, (Tab::Lists, "Servers and keys"));
        tabs.insert(1, (Tab::Table, "Table"));
    }
    tabs
}
