//! The help: what the page shows, and every key.

use ringside_model::verdict::Verdict;
use web_sys::Event;
use yew::{Callback, Html, Properties, component, html};

use crate::components::dialog::use_dialog;
use crate::components::shape::shape;
use crate::hotkeys::{FOCUS_KEYS, HOTKEYS};
use crate::state::Msg;
use crate::text;

/// The properties of [`Help`].
#[derive(Properties, PartialEq)]
pub struct Props {
    /// Whether it is open.
    pub open: bool,
    /// Whether keys that are a single character do anything.
    pub letters: bool,
    /// Takes what the person does.
    pub send: Callback<Msg>,
}

/// The help, as a dialog over the page.
#[component]
pub fn Help(props: &Props) -> Html {
    let dialog = use_dialog(props.open);
    let onclose = props.send.reform(|_| Msg::Help(false));
    html! {
        <dialog class="dialog" ref={dialog} {onclose} aria-labelledby="help-title">
            if props.open {
                { content(props) }
            }
        </dialog>
    }
}

/// What the open dialog shows.
fn content(props: &Props) -> Html {
    let keys = HOTKEYS
        .iter()
        .map(|hotkey| (hotkey.label, hotkey.does))
        .chain(FOCUS_KEYS);
    html! {
        <>
            <div class="dialog-head">
                <h2 id="help-title">{"Help"}</h2>
                <button type="button" onclick={props.send.reform(|_| Msg::Help(false))}>{"Close"}</button>
            </div>
            <p>{"Each node is a memcached server. Each small mark is a session. A session is written to the first nodes clockwise from its place on the ring. Crash a node and see which sessions a read still finds."}</p>
            <h3>{"What the marks mean"}</h3>
            <dl class="help-verdicts">
                { for Verdict::ALL.map(|verdict| html! {
                    <div key={verdict.index()}>
                        <dt>{ shape(verdict) } { text::name(verdict) }</dt>
                        <dd>{ text::meaning(verdict) }</dd>
                    </div>
                }) }
            </dl>
            <h3>{"Keys"}</h3>
            <label class="check"><input type="checkbox" checked={props.letters} onchange={props.send.reform({
                let act = !props.letters;
                move |_: Event| Msg::Letters(act)
            })} />{" Single letters and signs are keys. Switch this off if you speak to your computer, or hit keys by chance."}</label>
            <table class="help-keys">
                <tbody>
                    { for keys.map(|(label, does)| html! {
                        <tr key={label}><th scope="row"><kbd>{ label }</kbd></th><td>{ does }</td></tr>
                    }) }
                </tbody>
            </table>
        </>
    }
}
