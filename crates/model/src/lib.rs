//! The simulator.
pub mod client;
pub mod hash;
pub mod id;
pub mod placement;
pub mod ring;
pub mod server;
