//! The client's settings. Each says in a sentence what it changes.

use std::num::{NonZeroU8, NonZeroU16};

use ringside_model::client::Client;
use ringside_model::placement::Placement;
use ringside_model::policy::{
    Eject, FallThrough, Policy, Preset, Repair, ReplicaPlacement, WriteRule,
};
use ringside_model::seconds::Seconds;
use ringside_model::traffic::Traffic;
use ringside_model::world::World;
use web_sys::Event;
use yew::{Callback, Html, Properties, component, html};

use crate::components::field;
use crate::components::traffic::TrafficSettings;
use crate::shown::Shown;
use crate::state::{Msg, Setting};
use crate::text::policy as words;

/// The properties of [`Settings`].
#[derive(Properties, PartialEq)]
pub struct Props {
    /// The world shown.
    pub world: Shown<World>,
    /// What the button *Traffic* plays.
    pub traffic: Traffic,
    /// Takes what the person does.
    pub send: Callback<Msg>,
}

/// Numbers of tokens to choose from.
const TOKENS: [u16; 7] = [1, 2, 4, 10, 40, 100, 160];
/// Numbers of failures to choose from, after which a node is ejected.
const FAILURES: [u8; 3] = [1, 2, 5];
/// Times to choose from.
const TIMES: [u32; 5] = [30, 60, 300, 1800, 86_400];

/// The panel.
#[component]
pub fn Settings(props: &Props) -> Html {
    let (world, send) = (&props.world, &props.send);
    let policy = world.policy();
    let nodes = u8::try_from(world.roster().list().len())
        .unwrap_or(u8::MAX)
        .min(16);
    html! {
        <>
        <section class="settings" aria-labelledby="settings-title">
            <h3 id="settings-title">{"The client"}</h3>
            <p class="note">{"A change replays every event so far under the new settings."}</p>
            { preset(policy, send) }
            { client(policy, send) }
            { numbers(policy, nodes, send) }
            { rules("replica-placement", "Further copies go", ReplicaPlacement::ALL.map(words::replica_placement), policy.replica_placement,
                send, Setting::ReplicaPlacement) }
            { rules("fall-through", "A read goes on to the next node", FallThrough::ALL.map(words::fall_through), policy.fall_through,
                send, Setting::FallThrough) }
            { rules("write", "A write goes to", WriteRule::ALL.map(words::write), policy.write, send, Setting::Write) }
            { rules("repair", "Missing copies are made again", Repair::ALL.map(words::repair), policy.repair, send, Setting::Repair) }
            { ejection(policy, send) }
            { time("ttl", "Copies expire", "never", "A copy is gone so long after it was written.", policy.ttl, send, Setting::Ttl) }
            <label class="radio">
                <input type="checkbox" id="database" checked={policy.database}
                    onchange={let on = !policy.database; send.reform(move |_| Msg::Set(Setting::Database(on)))} />
                <span><b>{"A database behind the cache."}</b>{" It has every session, and answers what no node does. Nothing is lost then; its load is counted."}</span>
            </label>
            if matches!(world.placement(), Placement::Ring(_)) {
                { tokens(policy, send) }
            }
        </section>
        <TrafficSettings traffic={props.traffic} send={send.clone()} />
        </>
    }
}

fn preset(policy: &Policy, send: &Callback<Msg>) -> Html {
    let is = |preset: &Preset| {
        let like = preset.policy(policy.placement, policy.tokens);
        Policy {
            ttl: policy.ttl,
            ..like
        } == *policy
    };
    let chosen = Preset::ALL.into_iter().find(is);
    let own = (
        String::new(),
        "settings of your own".to_owned(),
        chosen.is_none(),
    );
    let named = Preset::ALL.map(|preset| {
        (
            preset.name().to_owned(),
            preset.title().to_owned(),
            Some(preset) == chosen,
        )
    });
    let options = if chosen.is_some() {
        named.to_vec()
    } else {
        [vec![own], named.to_vec()].concat()
    };
    let help = chosen.map_or("What real clients do, as a whole.", Preset::about);
    choice(
        "preset",
        "Preset",
        help,
        options,
        &send.reform(|name: String| {
            match Preset::ALL.into_iter().find(|preset| preset.name() == name) {
                Some(preset) => Msg::Preset(preset),
                None => Msg::Dismiss,
            }
        }),
    )
}

/// All clients; a plain ring of a size of its own stands where the plain ring does.
fn client(policy: &Policy, send: &Callback<Msg>) -> Html {
    let chosen = policy.placement;
    let options = Client::ALL.iter().map(|&client| {
        let same = client.name() == chosen.name();
        let value = if same { chosen } else { client };
        (value.to_string(), client.profile().title.to_owned(), same)
    });
    let set =
        send.reform(move |name: String| Msg::Set(Setting::Client(name.parse().unwrap_or(chosen))));
    choice(
        "client",
        "Client profile",
        chosen.profile().description,
        options.collect(),
        &set,
    )
}

fn numbers(policy: &Policy, nodes: u8, send: &Callback<Msg>) -> Html {
    let replicas = policy.replicas.get();
    let depth = policy.probe_depth.map(NonZeroU8::get);
    let option = |n: u8, chosen: bool| (n.to_string(), n.to_string(), chosen);
    let same = (
        String::new(),
        format!("as many as copies ({replicas})"),
        depth.is_none(),
    );
    let copies = (1..=nodes.max(replicas))
        .map(|n| option(n, n == replicas))
        .collect();
    let tries = (1..=nodes.max(depth.unwrap_or(1).min(16))).map(|n| option(n, depth == Some(n)));
    let most = depth
        .filter(|&depth| depth > 16)
        .map(|depth| (depth.to_string(), "all nodes".to_owned(), true));
    let depths = std::iter::once(same).chain(tries).chain(most).collect();
    html! {
        <div class="pair">
            { choice("replicas", "Copies (R)", "How many nodes a write goes to.", copies,
                &send.reform(|n: String| Msg::Set(Setting::Replicas(n.parse().unwrap_or(NonZeroU8::MIN))))) }
            { choice("probe-depth", "Probe depth (P)", "How many nodes a read tries at most.", depths,
                &send.reform(|n: String| Msg::Set(Setting::ProbeDepth(n.parse().ok())))) }
        </div>
    }
}

fn tokens(policy: &Policy, send: &Callback<Msg>) -> Html {
    let chosen = policy.tokens.map(NonZeroU16::get);
    let own = (
        String::new(),
        "as many as the client makes".to_owned(),
        chosen.is_none(),
    );
    let odd = chosen.filter(|tokens| !TOKENS.contains(tokens));
    let numbers = odd
        .into_iter()
        .chain(TOKENS)
        .map(|n| (n.to_string(), n.to_string(), chosen == Some(n)));
    choice(
        "tokens",
        "Tokens a node",
        "How many points each node has on the ring. More tokens share the keys more evenly.",
        std::iter::once(own).chain(numbers).collect(),
        &send.reform(|n: String| Msg::Set(Setting::Tokens(n.parse().ok()))),
    )
}

fn ejection(policy: &Policy, send: &Callback<Msg>) -> Html {
    let chosen = policy.eject;
    let option =
        |eject: Eject, value: String, title: &str| (value, title.to_owned(), eject == chosen);
    let mut options = vec![
        option(Eject::Never, "never".to_owned(), "never"),
        option(Eject::AtOnce, "at-once".to_owned(), "at once"),
    ];
    let odd = match chosen {
        Eject::After(failures) if !FAILURES.contains(&failures.get()) => Some(failures.get()),
        _ => None,
    };
    for failures in FAILURES.into_iter().chain(odd).filter_map(NonZeroU8::new) {
        let title = format!(
            "after {} in a row",
            crate::text::count(usize::from(failures.get()), "failure", "failures")
        );
        options.push(option(Eject::After(failures), failures.to_string(), &title));
    }
    let set = send.reform(|value: String| {
        Msg::Set(Setting::Eject(match value.as_str() {
            "at-once" => Eject::AtOnce,
            failures => failures.parse().map_or(Eject::Never, Eject::After),
        }))
    });
    html! {
        <div class="pair">
            { choice("eject", "A dead node is ejected", "Taken out of the client's view. The ring is built anew without it.", options, &set) }
            { time("retry", "It is tried again after", "never", "Only for nodes ejected after failures.", policy.retry, send, Setting::Retry) }
        </div>
    }
}

fn time(
    id: &'static str,
    label: &'static str,
    never: &'static str,
    help: &'static str,
    chosen: Option<Seconds>,
    send: &Callback<Msg>,
    setting: fn(Option<Seconds>) -> Setting,
) -> Html {
    let none = (String::new(), never.to_owned(), chosen.is_none());
    let odd = chosen.filter(|time| !TIMES.contains(&time.0));
    let times = odd.into_iter().chain(TIMES.map(Seconds));
    let times = times.map(|time| (time.to_string(), time.to_string(), chosen == Some(time)));
    let set = send.reform(move |value: String| Msg::Set(setting(value.parse().ok())));
    choice(
        id,
        label,
        help,
        std::iter::once(none).chain(times).collect(),
        &set,
    )
}

/// A labelled drop-down: options are value, title, whether chosen.
pub(super) fn choice(
    id: &'static str,
    label: &'static str,
    help: &'static str,
    options: Vec<(String, String, bool)>,
    chosen: &Callback<String>,
) -> Html {
    let onchange = chosen.reform(|event: Event| field::chosen(&event));
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

/// A choice among rules, each with its sentence.
fn rules<T: Copy + PartialEq + 'static, const N: usize>(
    name: &'static str,
    legend: &'static str,
    options: [words::Rule<T>; N],
    chosen: T,
    send: &Callback<Msg>,
    setting: fn(T) -> Setting,
) -> Html {
    let option = |rule: words::Rule<T>| {
        html! {
            <label key={rule.value} class="radio">
                <input type="radio" {name} value={rule.value} checked={rule.rule == chosen}
                    onchange={send.reform(move |_| Msg::Set(setting(rule.rule)))} />
                <span><b>{ rule.title }</b>{" "}{ rule.changes }</span>
            </label>
        }
    };
    html! {
        <fieldset class="setting">
            <legend>{ legend }</legend>
            { for options.map(option) }
        </fieldset>
    }
}
