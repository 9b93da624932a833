//! A node's menu: every verb that is possible now.

use ringside_model::id::NodeId;
use ringside_model::query;
use ringside_model::world::World;
use web_sys::{HtmlElement, KeyboardEvent};
use yew::{Callback, Html, NodeRef, Properties, component, html, use_effect_with, use_node_ref};

use crate::components::nodes::state_of;
use crate::components::ring::element_id;
use crate::shown::Shown;
use crate::state::Msg;
use crate::verb::Verb;

/// The properties of [`NodeMenu`].
#[derive(Properties, PartialEq)]
pub struct Props {
    /// The world shown.
    pub world: Shown<World>,
    /// The node.
    pub node: NodeId,
    /// Takes what the person does.
    pub send: Callback<Msg>,
}

/// The menu, over the ring.
#[component]
pub fn NodeMenu(props: &Props) -> Html {
    let (send, id) = (&props.send, props.node);
    let figures = query::node(&props.world, id);
    let name = &figures.node.spec.name;
    let verbs = Verb::possible(figures.node);
    let first = use_node_ref();
    use_effect_with((first.clone(), id), |(first, _)| {
        if let Some(entry) = first.cast::<HtmlElement>() {
            // An entry that cannot be focused stays as it is.
            let _ = entry.focus();
        }
    });
    let close = {
        let send = send.clone();
        Callback::from(move |()| {
            send.emit(Msg::Menu(None));
            send.emit(Msg::Focus(element_id(id.index())));
        })
    };
    let entry = |at: usize, verb: Verb| {
        let total = verbs.len();
        let onkeydown = {
            let (send, close) = (send.clone(), close.clone());
            Callback::from(move |event: KeyboardEvent| {
                let to = match event.key().as_str() {
                    "ArrowDown" => (at + 1) % total,
                    "ArrowUp" => (at + total - 1) % total,
                    "Escape" | "Tab" => {
                        event.prevent_default();
                        close.emit(());
                        return;
                    }
                    _ => return,
                };
                event.prevent_default();
                send.emit(Msg::Focus(entry_id(to)));
            })
        };
        let onclick = {
            let send = send.clone();
            Callback::from(move |_| {
                send.emit(Msg::Do(verb, id));
                send.emit(Msg::Focus(element_id(id.index())));
            })
        };
        html! {
            <button key={verb.name()} ref={if at == 0 { first.clone() } else { NodeRef::default() }} type="button" role="menuitem" id={entry_id(at)} {onclick} {onkeydown}>
                <b>{ verb.name() }</b><span class="sub">{ verb.means() }</span>
            </button>
        }
    };
    html! {
        <div class="node-menu">
            <div class="node-menu-head">
                <b>{ name }</b><span class="sub">{ state_of(figures.node, figures.ejected) }</span>
                <button type="button" aria-label="Close the menu" onclick={close.reform(|_| ())}>{"✕"}</button>
            </div>
            <div role="menu" aria-label={format!("What to do to {name}")}>
                { for verbs.iter().enumerate().map(|(at, &verb)| entry(at, verb)) }
            </div>
        </div>
    }
}

fn entry_id(at: usize) -> String {
    format!("node-menu-{at}")
}
