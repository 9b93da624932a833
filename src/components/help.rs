//! The help: what the page shows, and every key.

use ringside_model::verdict::Verdict;
use web_sys::HtmlElement;
use yew::{Callback, Html, Properties, component, html, use_effect_with, use_node_ref};

use crate::components::shape::Shape;
use crate::hotkeys::{FOCUS_KEYS, HOTKEYS};
use crate::state::Msg;
use crate::text;

/// The properties of [`Help`].
#[derive(Properties, PartialEq)]
pub struct Props {
    /// Takes what the person does.
    pub send: Callback<Msg>,
}

/// The help, as a dialog over the page.
#[component]
pub fn Help(props: &Props) -> Html {
    let close = use_node_ref();
    use_effect_with(close.clone(), |close| {
        if let Some(button) = close.cast::<HtmlElement>() {
            // A button that cannot be focused stays as it is.
            let _ = button.focus();
        }
    });
    let keys = HOTKEYS
        .iter()
        .map(|hotkey| (hotkey.label, hotkey.does))
        .chain(FOCUS_KEYS);
    html! {
        <div class="dialog-back">
            <section class="dialog" role="dialog" aria-modal="true" aria-labelledby="help-title">
                <div class="dialog-head">
                    <h2 id="help-title">{"Help"}</h2>
                    <button type="button" ref={close} onclick={props.send.reform(|_| Msg::Help(false))}>{"Close"}</button>
                </div>
                <p>{"Each node is a memcached server. Each small mark is a session. A session is written to the first nodes clockwise from its place on the ring. Crash a node and see which sessions a read still finds."}</p>
                <h3>{"What the marks mean"}</h3>
                <dl class="help-verdicts">
                    { for Verdict::ALL.map(|verdict| html! {
                        <div key={verdict.index()}>
                            <dt><Shape {verdict} /> { text::name(verdict) }</dt>
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
            </section>
        </div>
    }
}
