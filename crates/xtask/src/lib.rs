//! The project's commands, and the parts of them that the browser tests use.
//!
//! `cargo xtask serve | build | test | verify | bench | setup` are the only commands
//! a newcomer needs; `policy` is a step of the build that Trunk calls. Each sets up what is missing, says what it does, and leaves
//! what is there alone. The verbs are [`serve`], [`build`], [`test`], [`verify`],
//! [`bench`] and [`setup`]; all else is a step of one of them. The browser tests use only [`server`].
//!
//! Three rules hold everywhere:
//! - A tool folder that exists is complete: see [`setup::tools::Tools`].
//! - Every child process is started by [`process::Run`], so that an interrupt
//!   ends them all.
//! - What cannot be installed is named, with the command that a person can run.

pub mod bench;
pub mod build;
pub mod cli;
pub mod encoding;
pub mod failure;
pub mod interrupt;
pub mod lockfile;
pub mod page;
pub mod policy;
pub mod precompressed;
pub mod process;
pub mod project;
pub mod say;
pub mod serve;
pub mod server;
pub mod setup;
pub mod sizes;
pub mod tally;
pub mod test;
pub mod verify;
pub mod version;
pub mod which;
