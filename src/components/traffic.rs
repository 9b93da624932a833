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
                { choice(LENGTH, "For how long", "The time that passes.", options(&LENGTHS, traffic.length.0, time),
                    &set(|traffic, value| traffic.length = Seconds(value))) }
                { choice("traffic-rate", "Requests a second", "Each of one session, drawn by lot.", options(&RATES, traffic.rate, |n| n.to_string()),
                    &set(|traffic, value| traffic.rate = value)) }
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
