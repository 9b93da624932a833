//! The page, used by a person. Each file is about one promise that it makes.

mod help;
mod history;
mod honest_copies;
mod membership;
mod opening;
mod settings;
mod visits;
mod worked_example;
