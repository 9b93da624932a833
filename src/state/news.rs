//! What is said of the moment shown.

use ringside_model::timeline::Timeline;

use crate::text;

/// What is wrong where the device does not keep what is entered.
pub(super) const UNKEPT: &str = "This device does not keep what you enter: its storage is full, closed to this page, or too small for this. Save the scenario as a file if you want it back.";

/// What was said last: read out by a live region, and shown above the ring's figures.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct News {
    /// What happened.
    pub deed: String,
    /// What that means for the sessions.
    pub consequence: String,
}

/// What led to the moment shown, and what that means.
pub(super) fn news(timeline: &Timeline) -> News {
    let world = timeline.world();
    let name = |node| world.roster().node(node).spec.name.clone();
    let happened = timeline.events()[..timeline.position()].last();
    News {
        deed: match happened.zip(timeline.last()) {
            Some((event, changes)) => text::deed(event, changes, name),
            None => text::start(world),
        },
        consequence: text::consequence(&world.counts()),
    }
}
