//! The panels beside the ring, one open at a time.

use web_sys::KeyboardEvent;
use yew::{Callback, Html, Properties, component, html};

use crate::state::{Msg, Tab};

/// The properties of [`Tabs`].
#[derive(Properties, PartialEq)]
pub struct Props {
    /// The panels there are, with their titles.
    pub tabs: Vec<(Tab, &'static str)>,
    /// The open one.
    pub open: Tab,
    /// Takes what the person does.
    pub send: Callback<Msg>,
    /// The open panel.
    pub children: Html,
}

/// A row of tabs and the open panel.
#[component]
pub fn Tabs(props: &Props) -> Html {
    let total = props.tabs.len();
    let buttons = props.tabs.iter().enumerate().map(|(at, &(tab, title))| {
        let selected = tab == props.open;
        let onkeydown = {
            let (send, tabs) = (props.send.clone(), props.tabs.clone());
            Callback::from(move |event: KeyboardEvent| {
                let to = match event.key().as_str() {
                    "ArrowRight" => (at + 1) % total,
                    "ArrowLeft" => (at + total - 1) % total,
                    "Home" => 0,
                    "End" => total - 1,
                    _ => return,
                };
                event.prevent_default();
                send.emit(Msg::Show(tabs[to].0));
                send.emit(Msg::Focus(element_id(tabs[to].0)));
            })
        };
        html! {
            <button key={title} type="button" role="tab" id={element_id(tab)} aria-selected={selected.to_string()}
                aria-controls="panel" tabindex={if selected { "0" } else { "-1" }}
                onclick={props.send.reform(move |_| Msg::Show(tab))} {onkeydown}>
                { title }
            </button>
        }
    });
    html! {
        <section class="tabs">
            <div class="tab-list" role="tablist" aria-label="Panels">{ for buttons }</div>
            <div key={format!("{:?}", props.open)} id="panel" class="panel" role="tabpanel" aria-labelledby={element_id(props.open)} tabindex="0">
                { props.children.clone() }
            </div>
        </section>
    }
}

fn element_id(tab: Tab) -> String {
    format!("tab-{}", format!("{tab:?}").to_ascii_lowercase())
}
