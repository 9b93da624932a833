//! The way through the pages of a long list.

use yew::{Callback, Html, Properties, component, html};

/// The properties of [`Pager`].
#[derive(Properties, PartialEq)]
pub struct Props {
    /// The page shown, from 0 on.
    pub page: usize,
    /// How many there are.
    pub pages: usize,
    /// Takes the page that is wanted.
    pub turn: Callback<usize>,
}

/// Back, the page, next.
#[component]
pub fn Pager(props: &Props) -> Html {
    let (page, last) = (props.page, props.pages.saturating_sub(1));
    let to = |page: usize| props.turn.reform(move |_| page);
    html! {
        <div class="pager">
            <button type="button" aria-disabled={(page == 0).to_string()} onclick={to(page.saturating_sub(1))}>{"Back"}</button>
            <span>{ format!("page {} of {}", page + 1, props.pages) }</span>
            <button type="button" aria-disabled={(page >= last).to_string()} onclick={to((page + 1).min(last))}>{"Next"}</button>
        </div>
    }
}
