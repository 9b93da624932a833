//! Lessons: those that come with Ringside hold what they promise, and a malformed one is refused.

mod built_in;
mod copy;
mod documentation;
mod figures;
mod mutations;
mod questions;
mod refused;
mod told;
mod truth;
