//! What happens to stored sessions, claim by claim: the worked example to the letter, the figures
//! of a real server list, and random scenarios against a naive second implementation.

mod against_oracle;
mod bytes;
mod case;
mod curve;
mod honest_copies;
mod no_repair;
mod oracle;
mod plain_ring;
mod preference_lists;
mod rebuilt;
mod stage;
mod timeline;
mod traffic;
mod worked_example;
