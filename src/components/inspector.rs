//! The inspector: the selected session, the matrix of a small scenario, and the nodes.

use ringside_model::world::World;
use yew::{Callback, Html, Properties, component, html};

use crate::components::matrix::{MOST_KEYS, Matrix};
use crate::components::nodes::NodeTable;
use crate::components::session::{FindSession, SessionPanel};
use crate::shown::Shown;
use crate::state::{Msg, Selected};

/// The properties of [`Inspector`].
#[derive(Properties, PartialEq)]
pub struct Props {
    /// The world shown.
    pub world: Shown<World>,
    /// What is selected.
    pub selected: Option<Selected>,
    /// How many probes of the selected session's read are shown; all, if none is said.
    pub step: Option<usize>,
    /// The world before the last change.
    pub before: Option<Shown<World>>,
    /// Takes what the person does.
    pub send: Callback<Msg>,
}

/// The panel.
#[component]
pub fn Inspector(props: &Props) -> Html {
    let world = &props.world;
    let key = match &props.selected {
        Some(Selected::Session(key)) => Some(key.clone()),
        _ => None,
    };
    let session = key.as_ref().and_then(|key| world.sessions().find(key));
    html! {
        <>
            if world.sessions().len() <= MOST_KEYS {
                <Matrix world={world.clone()} selected={session} send={props.send.clone()} />
            }
            if let Some(session) = session {
                <SessionPanel world={world.clone()} {session} step={props.step} send={props.send.clone()} />
            } else {
                <p class="hint">{"Click a session to see its copies, and what a read does now."}</p>
            }
            if world.sessions().len() > MOST_KEYS {
                <FindSession world={world.clone()} selected={session} send={props.send.clone()} />
            }
            <NodeTable world={world.clone()} before={props.before.clone()} send={props.send.clone()} />
        </>
    }
}
