//! What an embedded page says of itself: its title, and the way out to the whole page.

use yew::{Html, Properties, component, html};

/// The properties of [`Embedded`].
#[derive(Properties, PartialEq)]
pub struct Props {
    /// The scenario's title.
    pub title: String,
    /// The link to what is shown.
    pub link: String,
}

/// The line below an embedded page.
#[component]
pub fn Embedded(props: &Props) -> Html {
    html! {
        <div class="embedded-out">
            <h1>{ if props.title.is_empty() { "Ringside" } else { &props.title } }</h1>
            <a href={props.link.clone()} target="_blank" rel="noopener">{"Open in Ringside"}</a>
        </div>
    }
}
