//! Random scenarios: any policy, few nodes and sessions, and events that have something to do with
//! each other.

mod events;
mod setup;

pub use events::next_event;
pub use setup::setup;
