//! The replay: scenarios played against real memcached processes, and what surrounds that.

#![allow(clippy::unwrap_used, reason = "a test may panic")]

mod common;
mod figures;
mod processes;
mod random;
mod scenarios;
