//! The client's settings. Each says in a sentence what it changes.

use std::num::{NonZeroU8, NonZeroU16};

use ringside_model::client::Client;
use ringside_model::placement::Placement;
use ringside_model::policy::FallThrough;
use ringside_model::world::World;
use wasm_bindgen::JsCast;
use web_sys::{Event, HtmlSelectElement};
use yew::{Callback, Html, Properties, component, html};

use crate::shown::Shown;
use crate::state::{Msg, Setting};

/// The properties of [`Settings`].
#[derive(Properties, PartialEq)]
pub struct Props {
    /// The world shown.
    pub world: Shown<World>,
    /// Takes what the person does.
    pub send: Callback<Msg>,
}

/// Numbers of tokens to choose from.
const TOKENS: [u16; 7] = [1, 2, 4, 10, 40, 100, 160];

/// The panel.
#[component]
pub fn Settings(props: &Props) -> Html {
    let (world, send) = (&props.world, &props.send);
    let policy = world.policy();
    let nodes = u8::try_from(world.roster().list().len())
        .unwrap_or(u8::MAX)
        .min(16);
    let chosen_r = policy.replicas.get();
    let numbers = |chosen: u8| {
        (1..=nodes.max(chosen)).map(move |n| (n.to_string(), n.to_string(), n == chosen))
    };
    let clients = clients(policy.placement);
    let client = policy.placement;
    let set_client =
        send.reform(move |name: String| Msg::Set(Setting::Client(name.parse().unwrap_or(client))));
    html! {
        <section class="settings" aria-labelledby="settings-title">
            <h3 id="settings-title">{"The client"}</h3>
            <p class="note">{"A change replays every event so far under the new settings."}</p>
            { choice("client", "Client profile", "Whose placement: which nodes a key belongs to.", clients, &set_client) }
            <p class="note">{ policy.placement.profile().description }</p>
            { choice("replicas", "Copies (R)", "How many nodes a write goes to.", numbers(chosen_r).collect(),
                &send.reform(move |n: String| Msg::Set(Setting::Replicas(n.parse().unwrap_or(NonZeroU8::MIN))))) }
            { choice("probe-depth", "Probe depth (P)", "How many nodes a read tries at most.", {
                let chosen = policy.probe_depth.map(NonZeroU8::get);
                let same = (String::new(), format!("as many as copies ({chosen_r})"), chosen.is_none());
                let most = nodes.max(chosen.unwrap_or(1));
                std::iter::once(same).chain((1..=most).map(|n| (n.to_string(), n.to_string(), chosen == Some(n)))).collect()
            }, &send.reform(|n: String| Msg::Set(Setting::ProbeDepth(n.parse().ok())))) }
            { fall_through(policy.fall_through, send) }
            if matches!(world.placement(), Placement::Ring(_)) {
                { choice("tokens", "Tokens a node", "How many points each node has on the ring. More tokens share the keys more evenly.", {
                    let chosen = policy.tokens.map(NonZeroU16::get);
                    let own = (String::new(), "as many as the client makes".to_owned(), chosen.is_none());
                    let odd = chosen.filter(|tokens| !TOKENS.contains(tokens));
                    std::iter::once(own).chain(odd.into_iter().chain(TOKENS).map(|n| (n.to_string(), n.to_string(), chosen == Some(n)))).collect()
                }, &send.reform(|n: String| Msg::Set(Setting::Tokens(n.parse().ok())))) }
            }
        </section>
    }
}

/// All clients; a plain ring of a size of its own stands where the plain ring does.
fn clients(chosen: Client) -> Vec<(String, String, bool)> {
    let same_kind = |client: Client| client.name() == chosen.name();
    Client::ALL
        .iter()
        .map(|&client| {
            let value = if same_kind(client) { chosen } else { client };
            (
                value.to_string(),
                client.profile().title.to_owned(),
                same_kind(client),
            )
        })
        .collect()
}

/// A labelled drop-down: options are value, title, whether chosen.
fn choice(
    id: &'static str,
    label: &'static str,
    help: &'static str,
    options: Vec<(String, String, bool)>,
    chosen: &Callback<String>,
) -> Html {
    let onchange = chosen.reform(|event: Event| {
        let select = event
            .target()
            .and_then(|target| target.dyn_into::<HtmlSelectElement>().ok());
        select.map(|select| select.value()).unwrap_or_default()
    });
    html! {
        <div class="setting">
            <label for={id}>{ label }</label>
            <select {id} {onchange} aria-describedby={format!("{id}-help")}>
                { for options.into_iter().map(|(value, title, selected)| html! {
                    <option key={value.clone()} {value} {selected}>{ title }</option>
                }) }
            </select>
            <p id={format!("{id}-help")} class="help">{ help }</p>
        </div>
    }
}

fn fall_through(chosen: FallThrough, send: &Callback<Msg>) -> Html {
    let option = |rule: FallThrough| {
        let (value, title, help) = match rule {
            FallThrough::None => ("none", "Never", "The first answer is final."),
            FallThrough::Error => (
                "error",
                "On an error",
                "A node that does not answer is passed over; \"not found\" is final. libmemcached does this.",
            ),
            FallThrough::MissAndError => (
                "miss-and-error",
                "On a miss and on an error",
                "Any answer but a hit leads on to the next node: the idea.",
            ),
        };
        html! {
            <label key={value} class="radio">
                <input type="radio" name="fall-through" {value} checked={rule == chosen}
                    onchange={send.reform(move |_| Msg::Set(Setting::FallThrough(rule)))} />
                <span><b>{ title }</b>{" "}{ help }</span>
            </label>
        }
    };
    html! {
        <fieldset class="setting">
            <legend>{"A read goes on to the next node"}</legend>
            { for FallThrough::ALL.map(option) }
        </fieldset>
    }
}
