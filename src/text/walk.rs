//! A read in words.

use ringside_model::read::{Answer, End, Walk};
use ringside_model::world::World;

/// What a node answered.
#[must_use]
pub fn answer(answer: Answer) -> &'static str {
    match answer {
        Answer::Hit(_) => "hit",
        Answer::Miss => "miss",
        Answer::Unavailable => "unavailable",
    }
}

/// The nodes asked with their answers: `node-3 unavailable → node-1 hit`.
#[must_use]
pub fn probes(world: &World, walk: &Walk) -> String {
    let parts: Vec<String> = walk
        .probes()
        .map(|probe| {
            let name = &world.roster().node(probe.node).spec.name;
            format!("{name} {}", answer(probe.answer))
        })
        .collect();
    parts.join(" → ")
}

/// Why a read ended, in a sentence.
#[must_use]
pub fn end(end: End) -> &'static str {
    match end {
        End::Hit => "The read ends: it has the session.",
        End::MissIsFinal => "The read ends: this client takes \"not found\" as final.",
        End::ErrorIsFinal => "The read ends: this client does not ask another node.",
        End::DepthReached => "The read ends: it has asked as many nodes as its probe depth allows.",
        End::NoMoreNodes => "The read ends: there is no other node to ask.",
    }
}
