//! Verdicts in words.

use ringside_model::id::SessionId;
use ringside_model::placement::Placement;
use ringside_model::read::{self, Answer, End, Walk};
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
        Verdict::Reloaded => "reloaded",
        Verdict::Stale => "stale",
        Verdict::Stranded => "stranded",
        Verdict::Unreachable => "unreachable",
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
        Verdict::Reloaded => "No node answers with it; the database does.",
        Verdict::Stale => "The read returns an older version.",
        Verdict::Stranded => "A live node still has it, but no read gets there.",
        Verdict::Unreachable => "Only nodes that are cut off still have it.",
        Verdict::Lost => "No node has its latest version any more.",
    }
}

/// Why this session has its verdict, in a sentence or two, read off its walk.
#[must_use]
pub fn explain(world: &World, session: SessionId) -> String {
    let latest = world.latest(session);
    let name = |node| world.roster().node(node).spec.name.clone();
    let copies = world.cluster().copies(session);
    let holders: Vec<String> = copies
        .iter()
        .filter(|copy| copy.version == latest)
        .map(|copy| name(copy.node))
        .collect();
    let older = copies.len() - holders.len();
    let mut targets: Vec<String> = Vec::new();
    for target in world.targets(session).iter().map(|&node| name(node)) {
        if !targets.contains(&target) {
            targets.push(target);
        }
    }
    let walk = read::walk(world, session);
    let points = match world.placement() {
        Placement::Ring(_) => "the ring",
        Placement::Modulo(_) | Placement::Rendezvous(_) => "the client",
    };
    let served = walk.found.map(|found| name(found.node)).unwrap_or_default();
    match world.verdict(session) {
        Verdict::Safe => format!(
            "{served} is asked first and has it. So has every node that {points} points to: {}.",
            list(&targets)
        ),
        Verdict::Thin => thin(&served, &targets, &holders, world.policy().copies()),
        Verdict::Replica => {
            let before: Vec<String> = walk
                .probes()
                .take_while(|probe| !matches!(probe.answer, Answer::Hit(_)))
                .map(|probe| {
                    let says = if probe.answer == Answer::Miss {
                        "does not have it"
                    } else {
                        "does not answer"
                    };
                    format!("{} {says}", name(probe.node))
                })
                .collect();
            format!("{}; {served} has it.", list(&before))
        }
        Verdict::Reloaded => format!("{}, so the database answered.", ending(world, &walk)),
        Verdict::Stale => match holders.as_slice() {
            [] => format!("{served} has an older version, and no node has the latest."),
            holders => format!(
                "{served} has an older version and is asked before {}, which {} the latest.",
                list(holders),
                has(holders.len())
            ),
        },
        Verdict::Stranded => format!(
            "{} still {} it, but {points} now points to {}. {}.",
            list(&holders),
            has(holders.len()),
            list(&targets),
            ending(world, &walk)
        ),
        Verdict::Unreachable => format!(
            "Only {} still {} it, and {} cut off.",
            list(&holders),
            has(holders.len()),
            if holders.len() == 1 {
                "that node is"
            } else {
                "those nodes are"
            }
        ),
        Verdict::Lost if older > 0 => format!(
            "No node has the latest version; {} of an older one {} left.",
            count(older, "copy", "copies"),
            if older == 1 { "is" } else { "are" }
        ),
        Verdict::Lost => "No node has any copy of it.".to_owned(),
    }
}

fn has(holders: usize) -> &'static str {
    if holders == 1 { "has" } else { "have" }
}

fn thin(served: &str, targets: &[String], holders: &[String], copies: usize) -> String {
    let missing: Vec<String> = targets
        .iter()
        .filter(|target| !holders.contains(target))
        .cloned()
        .collect();
    if missing.is_empty() {
        let placed = count(targets.len(), "node", "nodes");
        return format!(
            "{served} is asked first and has it. Only {placed} of {copies} can have a copy."
        );
    }
    format!(
        "{served} is asked first and has it. A copy is missing on {}.",
        list(&missing)
    )
}

/// How a read that found nothing ended.
fn ending(world: &World, walk: &Walk) -> String {
    let Some(last) = walk.probes().last() else {
        return "There is no node to ask".to_owned();
    };
    let last = &world.roster().node(last.node).spec.name;
    match walk.end {
        End::MissIsFinal => format!("The read ends at {last}: its \"not found\" is final"),
        End::ErrorIsFinal => format!("The read ends at {last}, which does not answer"),
        End::Hit | End::DepthReached | End::NoMoreNodes => {
            format!(
                "The read stops after {}",
                count(walk.probes().count(), "node", "nodes")
            )
        }
    }
}
