//! The blank screen of a presentation.

use yew::{Callback, Html, Properties, component, html};

use crate::components::dialog::use_dialog;
use crate::state::{Msg, PresentMsg};

/// The properties of [`Blank`].
#[derive(Properties, PartialEq)]
pub struct Props {
    /// Whether the screen is blank.
    pub open: bool,
    /// Takes what the person does.
    pub send: Callback<Msg>,
}

/// Nothing to be seen. A click or a key brings the page back.
#[component]
pub fn Blank(props: &Props) -> Html {
    let dialog = use_dialog(props.open);
    let show = || props.send.reform(|_| Msg::Present(PresentMsg::Show));
    let onclose = props
        .send
        .reform(|_: yew::Event| Msg::Present(PresentMsg::Show));
    html! {
        <dialog class="blank" ref={dialog} {onclose} aria-label="The screen is blank">
            <button type="button" aria-label="Show the page again" onclick={show()}></button>
        </dialog>
    }
}
