//! What the page shows of its state, rendered without a browser.

mod adds_up;
mod malformed_keys;
mod malformed_scenarios;
mod malformed_servers;
mod reader;
mod real_clients;
#[path = "../rendered/mod.rs"]
mod rendered;
