//! The lists of *Your cluster*: typed, pasted, dropped or opened, with what is wrong beside them.

use std::rc::Rc;

use ringside_model::client::Client;
use ringside_model::list::LineError;
use web_sys::{DragEvent, Event, File, HtmlTextAreaElement, InputEvent, MouseEvent};
use yew::{
    Callback, Html, Properties, classes, component, html, use_effect_with, use_node_ref,
    use_state_eq,
};

use crate::components::field;
use crate::form::{Form, FormMsg, KEYS, MOST_KEYS, SERVERS};
use crate::shown::Shown;
use crate::state::Msg;
use crate::text;

/// The properties of [`Lists`].
#[derive(Properties, PartialEq)]
pub struct Props {
    /// The lists as typed.
    pub form: Form,
    /// Takes a file, and the list that it is for.
    pub give: Callback<(&'static str, File)>,
    /// Takes what the person does.
    pub send: Callback<Msg>,
}

/// The panel.
#[component]
pub fn Lists(props: &Props) -> Html {
    let form = &props.form;
    let send = &props.send;
    let chosen = form.client;
    let onchange = send.reform(move |event: Event| {
        let name = field::chosen(&event);
        Msg::Form(FormMsg::Client(name.parse().unwrap_or(chosen)))
    });
    let sessions = form.sessions.len();
    let keys_said = if sessions == 0 {
        "No keys given: session-0 to session-999 are used.".to_owned()
    } else {
        format!("{} read.", text::count(sessions, "key", "keys"))
    };
    html! {
        <section class="lists" aria-labelledby="lists-title">
            <h3 id="lists-title">{"Your servers, your keys, your client"}</h3>
            <div class="setting">
                <label for="lists-client">{"Client"}</label>
                <select id="lists-client" {onchange}>
                    { for Client::ALL.iter().map(|&client| html! {
                        <option key={client.name()} value={client.to_string()} selected={client.name() == chosen.name()}>
                            { client.profile().title }
                        </option>
                    }) }
                </select>
                <p class="help">{ chosen.profile().description }</p>
            </div>
            <ListField id="servers" label="Servers" help="One host:port [weight] a line." list={SERVERS}
                value={Shown(form.servers.clone())} faults={form.server_faults.clone()}
                said={format!("{} read.", text::count(form.nodes.len(), "server", "servers"))}
                typed={send.reform(|text| Msg::Form(FormMsg::Servers(text)))} give={props.give.clone()} />
            <ListField id="keys" label="Keys" help={format!("One key a line, up to {MOST_KEYS}.")} list={KEYS}
                value={Shown(form.keys.clone())} faults={form.key_faults.clone()} said={keys_said}
                typed={send.reform(|text| Msg::Form(FormMsg::Keys(text)))} give={props.give.clone()} />
        </section>
    }
}

/// The properties of [`ListField`].
#[derive(Properties, PartialEq)]
struct FieldProps {
    id: &'static str,
    label: &'static str,
    #[prop_or_default]
    help: yew::AttrValue,
    list: &'static str,
    value: Shown<str>,
    faults: Rc<Vec<LineError>>,
    said: String,
    typed: Callback<String>,
    give: Callback<(&'static str, File)>,
}

/// The longest text that can be edited, in bytes: to lay out a field of a hundred thousand lines
/// takes a browser seconds.
const MOST_EDITED: usize = 64 << 10;

/// How much is shown of a longer one, in bytes, up to the end of a line.
const EXCERPT: usize = 2000;

/// Whether a list is too long to be edited in the field.
fn too_long(text: &str) -> bool {
    text.len() > MOST_EDITED
}

/// What the field shows of a list.
fn excerpt(text: &str) -> &str {
    if !too_long(text) {
        return text;
    }
    let start = &text[..text.floor_char_boundary(EXCERPT)];
    start.rfind('\n').map_or(start, |end| &start[..end])
}

/// How many complaints are shown; the rest are counted.
const MOST_FAULTS: usize = 20;

/// A text field for a list that also takes files.
///
/// The list may be long, and to ask a field for its text takes as long. So it is asked only when
/// another text is to be in it, and not at each view.
#[component]
fn ListField(props: &FieldProps) -> Html {
    let over = use_state_eq(|| false);
    let field = use_node_ref();
    use_effect_with((field.clone(), props.value.clone()), |(field, text)| {
        let shown = excerpt(text);
        if let Some(field) = field.cast::<HtmlTextAreaElement>()
            && field.value() != shown
        {
            field.set_value(shown);
        }
    });
    let oninput = props
        .typed
        .reform(|event: InputEvent| field::written(&event));
    let ondragover = {
        let over = over.clone();
        Callback::from(move |event: DragEvent| {
            event.prevent_default();
            over.set(true);
        })
    };
    let ondragleave = {
        let over = over.clone();
        Callback::from(move |_: DragEvent| over.set(false))
    };
    let list = props.list;
    let ondrop = {
        let (over, give) = (over.clone(), props.give.clone());
        Callback::from(move |event: DragEvent| {
            over.set(false);
            let files = event.data_transfer().and_then(|data| data.files());
            if let Some(file) = files.and_then(|files| files.get(0)) {
                event.prevent_default();
                give.emit((list, file));
            }
        })
    };
    let onchange = {
        let give = props.give.clone();
        Callback::from(move |event: Event| {
            if let Some(file) = field::picked(&event) {
                give.emit((list, file));
            }
        })
    };
    let (id, long) = (props.id, too_long(&props.value));
    let empty = {
        let (typed, field) = (props.typed.clone(), field.clone());
        Callback::from(move |_: MouseEvent| {
            typed.emit(String::new());
            // The button goes, and what comes next is written here.
            if let Some(field) = field.cast::<HtmlTextAreaElement>() {
                field.focus().unwrap_or_default();
            }
        })
    };
    let faults = props.faults.iter().take(MOST_FAULTS);
    let more = props.faults.len().saturating_sub(MOST_FAULTS);
    html! {
        <div class={classes!("list-field", over.then_some("over"))} {ondragover} {ondragleave} {ondrop}>
            <div class="list-head">
                <label for={id}>{ props.label }</label>
                <label class="button">{"Open a file…"}
                    <input type="file" class="unseen" id={format!("{id}-file")} aria-label={format!("Open a file: {}", props.label)} {onchange} />
                </label>
            </div>
            <textarea {id} rows="7" spellcheck="false" autocomplete="off" ref={field} readonly={long} {oninput}
                aria-describedby={format!("{id}-help {id}-faults")} aria-invalid={(!props.faults.is_empty()).to_string()} />
            if long {
                <p class="note">
                    {"This is a long list: only its beginning is shown, and it cannot be edited here. "}
                    <button type="button" onclick={empty}>{"Empty it"}</button>
                </p>
            }
            <p id={format!("{id}-help")} class="help">{ &props.help }{" Paste it, drop a file here, or open one. A change starts afresh. "}<b>{ &props.said }</b></p>
            <div id={format!("{id}-faults")} class="faults" aria-live="polite">
                if !props.faults.is_empty() {
                    <p>{ format!("{} passed over:", text::count(props.faults.len(), "line is", "lines are")) }</p>
                    <ul>{ for faults.map(|fault| html! { <li key={fault.line}>{ fault.to_string() }</li> }) }</ul>
                    if more > 0 { <p>{ format!("and {more} more.") }</p> }
                }
            </div>
        </div>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn of_a_long_list_whole_lines_are_shown_and_a_short_one_whole() {
        let short = "one\ntwo\n";
        assert_eq!(excerpt(short), short);
        let long = "a-key-é\n".repeat(MOST_EDITED / 8);
        let shown = excerpt(&long);
        assert!(shown.len() <= EXCERPT && long.starts_with(shown));
        assert!(shown.ends_with("a-key-é"), "{shown}");
        let one_line = "é".repeat(MOST_EDITED);
        assert!((1..=EXCERPT).contains(&excerpt(&one_line).len()));
    }
}
