//! What the page shows of its state, rendered without a browser.

mod malformed_keys;
mod malformed_scenarios;
mod malformed_servers;
mod reader;
#[path = "../rendered/mod.rs"]
mod rendered;
