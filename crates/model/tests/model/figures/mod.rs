//! Figures that were measured on real clients, and those of the idea beside them.

mod idea;
mod libmemcached;
mod spymemcached;

use ringside_model::policy::Policy;

use crate::stage::{Stage, stage};

/// The server list `loop4` of the measurements and the servers that came after, counted from 1.
fn server(number: u32) -> String {
    format!("127.0.1.{number}:21211")
}

/// A thousand sessions on the four servers of the measurements.
fn four_servers(policy: &Policy) -> Stage {
    let servers: Vec<String> = (1..=4).map(server).collect();
    stage(policy, &servers, 1000)
}
