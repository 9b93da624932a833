//! The simulator.
pub mod id;
pub mod placement;
pub mod ring;
pub mod server;
