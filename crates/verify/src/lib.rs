//! Plays a scenario twice, in the model and against real memcached processes, and compares every
//! session after every event.
//!
//! [`play::play`] is the way in. The real side is made of [`nodes`], which are processes that
//! crash, restart and are cut off, and of a [`client`], which decides by the scenario's policy
//! whom to ask next. What the nodes answer comes from the processes alone. From the model the
//! client takes only *where* a key belongs: placement is checked against the real clients
//! elsewhere. How it reads, writes, repairs, ejects and judges is written here a second time.

pub mod client;
pub mod compare;
pub mod file;
pub mod nodes;
pub mod play;
pub mod report;
pub mod trouble;
