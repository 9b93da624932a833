//! What the button *Traffic* plays, and how the device keeps it.

use ringside_model::seconds::Seconds;
use ringside_model::traffic::Traffic;

use crate::effects::Effect;

/// The name under which the device keeps the stream.
pub const TRAFFIC: &str = "ringside.traffic";

/// Lengths to choose from, in seconds.
pub const LENGTHS: [u32; 6] = [10, 60, 120, 300, 600, 3600];
/// Requests a second to choose from.
pub const RATES: [u32; 8] = [1, 2, 5, 10, 20, 50, 100, 200];
/// Think times to choose from, in seconds.
pub const THINKS: [u32; 5] = [1, 5, 10, 30, 60];
/// Shares of logins to choose from, in percent.
pub const LOGINS: [u32; 7] = [0, 1, 5, 10, 25, 50, 100];

/// A minute, and few enough requests that the opening scenario's 40 sessions make a curve.
#[must_use]
pub fn usual() -> Traffic {
    Traffic {
        length: Seconds(60),
        rate: 2,
        think: Some(Seconds(10)),
        logins: 5,
        seed: 0,
    }
}

/// Keeps the stream on the device: length, rate, think time and share of logins.
#[must_use]
pub fn kept(traffic: &Traffic) -> Effect {
    let think = traffic.think.unwrap_or_default();
    let numbers = [traffic.length.0, traffic.rate, think.0, traffic.logins];
    Effect::Keep {
        name: TRAFFIC,
        text: numbers.map(|number| number.to_string()).join(" "),
    }
}

/// The stream that the device has kept; the usual one if that is not one to choose.
#[must_use]
pub fn read(text: &str) -> Traffic {
    let numbers: Vec<u32> = text
        .split(' ')
        .filter_map(|number| number.parse().ok())
        .collect();
    match numbers[..] {
        [length, rate, think, logins]
            if LENGTHS.contains(&length)
                && RATES.contains(&rate)
                && (think == 0 || THINKS.contains(&think))
                && LOGINS.contains(&logins) =>
        {
            let traffic = Traffic {
                length: Seconds(length),
                rate,
                think: (think > 0).then_some(Seconds(think)),
                logins,
                seed: 0,
            };
            traffic.check().map_or_else(|_| usual(), |()| traffic)
        }
        _ => usual(),
    }
}
