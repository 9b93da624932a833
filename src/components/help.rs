//! The help: what the page shows, and every key.

use ringside_model::verdict::Verdict;
use web_sys::HtmlDialogElement;
use yew::{Callback, Html, Properties, component, html, use_effect_with, use_node_ref};

use crate::components::shape::shape;
use crate::hotkeys::{FOCUS_KEYS, HOTKEYS};
use crate::state::Msg;
use crate::text;

/// The properties of [`Help`].
#[derive(Properties, PartialEq)]
pub struct Props {
    /// Whether it is open.
    pub open: bool,
    /// Takes what the person does.
    pub send: Callback<Msg>,
}

/// The help, as a dialog over the page. The browser keeps the focus inside, and leads it back to
/// where it was when the help closes.
#[component]
pub fn Help(props: &Props) -> Html {
    let dialog = use_node_ref();
    use_effect_with((props.open, dialog.clone()), |(open, dialog)| {
        let Some(dialog) = dialog.cast::<HtmlDialogElement>() else {
            return;
        };
        match (open, dialog.open()) {
            // A dialog that cannot be opened is a page without help.
            (true, false) => dialog.show_modal().unwrap_or_default(),
            (false, true) => dialog.close(),
            _ => {}
        }
    });
    let close = props.send.reform(|_| Msg::Help(false));
    let onclose = props.send.reform(|_| Msg::Help(false));
    let keys = HOTKEYS
        .iter()
        .map(|hotkey| (hotkey.label, hotkey.does))
        .chain(FOCUS_KEYS);
    html! {
        <dialog class="dialog" ref={dialog} {onclose} aria-labelledby="help-title">
            <div class="dialog-head">
                <h2 id="help-title">{"Help"}</h2>
                <button type="button" onclick={close}>{"Close"}</button>
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
            <table class="help-keys">
                <tbody>
                    { for keys.map(|(label, does)| html! {
                        <tr key={label}><th scope="row"><kbd>{ label }</kbd></th><td>{ does }</td></tr>
                    }) }
                </tbody>
            </table>
        </dialog>
    }
}
