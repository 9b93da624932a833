//! The top of the page: what this is, the scenario menu, and the tools.

use ringside_model::catalog::BuiltIn;
use web_sys::Event;
use yew::{Callback, Html, Properties, component, html};

use crate::components::field;
use crate::effects::SCENARIO_FILE;
use crate::state::{LESSONS_BUTTON, LessonMsg, Msg, Place, PresentMsg, ShareMsg};

/// The properties of [`Header`].
#[derive(Properties, PartialEq)]
pub struct Props {
    /// Where the scenario shown comes from.
    pub place: Place,
    /// Changes when the menu may show what did not come to be.
    pub resets: u32,
    /// Whether the lesson room is open.
    pub room: bool,
    /// Whether the page is shown to an audience.
    pub presenting: bool,
    /// Takes what the person does.
    pub send: Callback<Msg>,
    /// Takes a file that was chosen.
    pub open_file: Callback<web_sys::File>,
}

const YOUR_CLUSTER: &str = "your-cluster";
const LESSON: &str = "lesson";
const FILE: &str = "file";
const LINK: &str = "link";
const KEPT: &str = "kept";

/// Origins that no one can choose: they are in the menu while they are where the scenario is from.
const ORIGINS: [(&str, &str); 4] = [
    (FILE, "Your own"),
    (LESSON, "From the lesson"),
    (LINK, "From a link"),
    (KEPT, "From your last visit"),
];

/// The header.
#[component]
pub fn Header(props: &Props) -> Html {
    let chosen = match props.place {
        Place::BuiltIn(scenario) => scenario.name(),
        Place::YourCluster => YOUR_CLUSTER,
        Place::File => FILE,
        Place::Link => LINK,
        Place::Kept => KEPT,
        Place::Lesson => LESSON,
    };
    let onchange = props.send.reform(|event: Event| {
        let value = field::chosen(&event);
        let built_in = BuiltIn::ALL
            .into_iter()
            .find(|scenario| scenario.name() == value);
        Msg::Open(built_in.map_or(Place::YourCluster, Place::BuiltIn))
    });
    let picked = {
        let open_file = props.open_file.clone();
        Callback::from(move |event: Event| {
            if let Some(file) = field::picked(&event) {
                open_file.emit(file);
            }
        })
    };
    let (title, present) = if props.presenting {
        ("Leave the presentation", PresentMsg::Leave)
    } else {
        ("Present", PresentMsg::Start)
    };
    let option = |value: &'static str, title: &'static str| {
        html! { <option key={value} {value} selected={value == chosen}>{ title }</option> }
    };
    html! {
        <header class="header">
            <h1>{"Ringside"}</h1>
            <p class="tagline">{"Watch which sessions survive"}</p>
            <div class="header-tools">
                <button type="button" id={LESSONS_BUTTON} aria-pressed={props.room.to_string()} onclick={props.send.reform({
                    let open = !props.room;
                    move |_| Msg::Lesson(if open { LessonMsg::Contents(true) } else { LessonMsg::Close })
                })}>{"Lessons"}</button>
                <label class="scenario-menu">
                    <span>{"Scenario"}</span>
                    <select key={props.resets} id="scenario" {onchange}>
                        { for BuiltIn::ALL.map(|scenario| option(scenario.name(), scenario.title())) }
                        { option(YOUR_CLUSTER, "Your cluster") }
                        { for ORIGINS.into_iter().filter(|(value, _)| *value == chosen).map(|(value, title)| option(value, title)) }
                    </select>
                </label>
                <button type="button" onclick={props.send.reform(|_| Msg::Open(Place::File))}>{"Open…"}</button>
                <button type="button" onclick={props.send.reform(|_| Msg::Share(ShareMsg::Show(true)))}>{"Share…"}</button>
                <button type="button" onclick={props.send.reform(|_| Msg::Help(true))}>{"Help"}</button>
                <button type="button" class="present-button" title="Large type for a projector, and keys for a remote (F)"
                    onclick={props.send.reform(move |_| Msg::Present(present))}>{ title }</button>
                <input id={SCENARIO_FILE} type="file" accept=".json,application/json" hidden=true
                    aria-label="Scenario file" onchange={picked} />
            </div>
        </header>
    }
}
