//! The page, used by a person. Each file is about one promise that it makes.

mod accessibility;
mod failure;
mod help;
mod history;
mod honest_copies;
mod keyboard;
mod lesson_room;
mod lesson_truth;
mod lessons;
mod malformed_keys;
mod malformed_scenarios;
mod malformed_servers;
mod membership;
mod opening;
mod phone;
mod policies;
mod presenter;
mod settings;
mod static_site;
mod storage;
mod timeline;
mod visits;
mod worked_example;
mod your_cluster;
mod zoom;
