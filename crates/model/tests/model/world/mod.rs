//! What happens to stored sessions, claim by claim: the worked example to the letter, the figures
//! of a real server list, and what is kept beside the truth.

mod bytes;
mod curve;
mod honest_copies;
mod no_repair;
mod plain_ring;
mod preference_lists;
mod rebuilt;
mod stage;
mod timeline;
mod traffic;
mod worked_example;
