//! The page, used by a person. Each file is about one promise that it makes.

mod accessibility;
mod autosave;
mod embed;
mod export;
mod failure;
mod help;
mod history;
mod honest_copies;
mod keyboard;
mod malformed_keys;
mod malformed_scenarios;
mod malformed_servers;
mod membership;
mod opening;
mod phone;
mod policies;
mod settings;
mod share;
mod static_site;
mod storage;
mod visits;
mod worked_example;
mod your_cluster;
