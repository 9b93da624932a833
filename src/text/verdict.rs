//! Verdicts in words.

use ringside_model::id::SessionId;
use ringside_model::read;
use ringside_model::verdict::Verdict;
use ringside_model::world::World;

use super::{count, list};

/// A verdict's name, as the page writes it.
#[must_use]
pub fn name(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Safe => "safe",
        Verdict::Thin => "thin",
        Verdict::Replica => "served by replica",
        Verdict::Stale => "stale",
        Verdict::Stranded => "stranded",
        Verdict::Lost => "lost",
    }
}

/// What a verdict means, in a sentence.
#[must_use]
pub fn meaning(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Safe => "The first node asked has it, and every copy is where the ring points.",
        Verdict::Thin => {
            "The first node asked has it, but a copy is missing where the ring points."
        }
        Verdict::Replica => "The first node asked does not have it; a later one does.",
        Verdict::Stale => "The read returns an older version.",
        Verdict::Stranded => "A live node still has it, but no read gets there.",
        Verdict::Lost => "No node has its latest version any more.",
    }
}

/// Why this session has its verdict, in a sentence.
#[must_use]
pub fn explain(world: &World, session: SessionId) -> String {
    let latest = world.latest(session);
    let name = |node| world.roster().node(node).spec.name.clone();
    let holders: Vec<String> = world
        .cluster()
        .copies(session)
        .iter()
        .filter(|copy| copy.version == latest)
        .map(|copy| name(copy.node))
        .collect();
    let older = world.cluster().copies(session).len() - holders.len();
    let targets: Vec<String> = world
        .targets(session)
        .iter()
        .map(|&node| name(node))
        .collect();
    let probes: Vec<String> = world
        .probes(session)
        .iter()
        .map(|&node| name(node))
        .collect();
    match world.verdict(session) {
        Verdict::Safe => format!("The ring points to {}, and each has it.", list(&targets)),
        Verdict::Thin => format!(
            "The ring points to {}; only {} has it. A read still finds it at the first node.",
            list(&targets),
            list(&holders)
        ),
        Verdict::Replica => {
            let served = read::read(world, session, |_| ()).map(|found| name(found.node));
            format!(
                "{} is asked first, but does not give it; {} does.",
                targets.first().cloned().unwrap_or_default(),
                served.unwrap_or_default()
            )
        }
        Verdict::Stale => format!(
            "A read finds an older version. {}",
            match holders.as_slice() {
                [] => "No node has the latest.".to_owned(),
                holders => format!("The latest is on {}.", list(holders)),
            }
        ),
        Verdict::Stranded => format!(
            "{} still {} it, but the read asks only {} and ends there.",
            list(&holders),
            if holders.len() == 1 { "has" } else { "have" },
            list(&probes)
        ),
        Verdict::Lost if older > 0 => format!(
            "No node has the latest version; {} of an older one {} left.",
            count(older, "copy", "copies"),
            if older == 1 { "is" } else { "are" }
        ),
        Verdict::Lost => "No node has any copy of it.".to_owned(),
    }
}
