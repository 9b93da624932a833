//! What the button *Traffic* plays: how long, how many requests, and of whom.

use ringside_model::seconds::Seconds;
use ringside_model::traffic::Traffic;
use yew::{Callback, Html, Properties, component, html};

use crate::components::settings::choice;
use crate::state::Msg;
use crate::traffic::{LENGTHS, LOGINS, RATES, THINKS};

/// The element that says for how long.
pub const LENGTH: &str = "traffic-length";

/// The properties of [`TrafficSettings`].
#[derive(Properties, PartialEq)]
pub struct Props {
    /// What is played now.
    pub traffic: Traffic,
    /// Takes what the person does.
    pub send: Callback<Msg>,
}

/// The settings of the stream.
#[component]
pub fn TrafficSettings(props: &Props) -> Html {
    let (traffic, send) = (props.traffic, &props.send);
    let set = |change: fn(&mut Traffic, u32)| {
        send.reform(move |value: String| {
            let mut traffic = traffic;
            change(&mut traffic, value.parse().unwrap_or_default());
            Msg::SetTraffic(traffic)
        })
    };
    // Only what is within the limits of one event can be chosen.
    let fitting = |values: &[u32], change: fn(&mut Traffic, u32)| -> Vec<u32> {
        let fits = |&value: &u32| {
            let mut traffic = traffic;
            change(&mut traffic, value);
            traffic.check().is_ok()
        };
        values.iter().copied().filter(fits).collect()
    };
    let length: fn(&mut Traffic, u32) = |traffic, value| traffic.length = Seconds(value);
    let rate: fn(&mut Traffic, u32) = |traffic, value| traffic.rate = value;
    let think = traffic.think.map_or(0, |think| think.0);
    let time = |seconds: u32| match seconds {
        0 => "none".to_owned(),
        seconds => Seconds(seconds).to_string(),
    };
    html! {
        <section class="settings" aria-labelledby="traffic-title">
            <h3 id="traffic-title">{"Traffic"}</h3>
            <p class="note">{"What the button Traffic plays. What was played stays as it was."}</p>
            <div class="pair">
                { choice(LENGTH, "For how long", "The time that passes.", options(&fitting(&LENGTHS, length), traffic.length.0, time), &set(length)) }
                { choice("traffic-rate", "Requests a second", "Each of one session, drawn by lot.", options(&fitting(&RATES, rate), traffic.rate, |n| n.to_string()), &set(rate)) }
            </div>
            <div class="pair">
                { choice("traffic-think", "Think time", "The least time between two requests of one user.", options(&[&[0], &THINKS[..]].concat(), think, time),
                    &set(|traffic, value| traffic.think = (value > 0).then_some(Seconds(value)))) }
                { choice("traffic-logins", "Share of logins", "A login writes the session anew. Other requests only read.", options(&LOGINS, traffic.logins, |n| format!("{n} %")),
                    &set(|traffic, value| traffic.logins = value)) }
            </div>
        </section>
    }
}

fn options(
    values: &[u32],
    chosen: u32,
    title: impl Fn(u32) -> String,
) -> Vec<(String, String, bool)> {
    let option = |&value: &u32| (value.to_string(), title(value), value == chosen);
    values.iter().map(option).collect()
}
