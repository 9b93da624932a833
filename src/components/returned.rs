//! That what is shown is from an earlier visit, and how to begin afresh.

use yew::{Callback, Html, Properties, component, html};

use crate::state::{Msg, ShareMsg};

/// The properties of [`Returned`].
#[derive(Properties, PartialEq)]
pub struct Props {
    /// Takes what the person does.
    pub send: Callback<Msg>,
}

/// The note.
#[component]
pub fn Returned(props: &Props) -> Html {
    let tell = |msg: ShareMsg| props.send.reform(move |_| Msg::Share(msg));
    html! {
        <div class="returned" role="status">
            <p>{"You are back where you were at your last visit. This device has kept it."}</p>
            <div class="returned-tools">
                <button type="button" onclick={tell(ShareMsg::Afresh)}>{"Start afresh"}</button>
                <button type="button" onclick={tell(ShareMsg::Noticed)}>{"Go on"}</button>
            </div>
        </div>
    }
}
