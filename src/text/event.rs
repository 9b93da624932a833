//! Events and their consequences in words.

use ringside_model::apply::{Changes, Requests};
use ringside_model::event::{Event, Who};
use ringside_model::verdict::{Counts, Verdict};
use ringside_model::world::World;

use super::{count, list, name};

/// What a scenario starts with.
#[must_use]
pub fn start(world: &World) -> String {
    let nodes = count(world.roster().list().len(), "node", "nodes");
    let sessions = count(world.sessions().len(), "session", "sessions");
    let copies = match world.policy().copies() {
        1 => "one copy each".to_owned(),
        2 => "two copies each".to_owned(),
        copies => format!("{copies} copies each"),
    };
    format!("{nodes}, all up. {sessions}, {copies}.")
}

/// What happened, as a sentence.
#[must_use]
pub fn deed(event: &Event, changes: Option<&Changes>) -> String {
    let lost = changes.map_or(0, |changes| changes.copies_lost as usize);
    match event {
        Event::Crash(node) if lost > 0 => {
            let copies = count(lost, "copy", "copies");
            format!("{node} crashed and lost its {copies}.")
        }
        Event::Crash(node) => format!("{node} crashed. It had nothing stored."),
        Event::Restart(node) => format!("{node} restarted, empty."),
        Event::Join(spec) => format!("{} joined the server list, empty.", spec.name),
        Event::Leave(node) => {
            format!("{node} was taken out of the server list. Its copies stay, but nobody asks it.")
        }
        Event::Request(who) => {
            let asked = match who {
                Who::All(_) => "Every session".to_owned(),
                Who::Keys(keys) if keys.len() == 1 => keys[0].clone(),
                Who::Keys(keys) => count(keys.len(), "session", "sessions"),
            };
            let results = changes.and_then(|changes| changes.requests).map(results);
            format!(
                "{asked} was read and written again.{}",
                results.unwrap_or_default()
            )
        }
    }
}

fn results(requests: Requests) -> String {
    let mut parts = Vec::new();
    for (number, what) in [
        (requests.fresh, "found the latest version"),
        (requests.stale, "found an older version"),
        (requests.nothing, "found nothing"),
    ] {
        if number > 0 {
            parts.push(format!("{number} {what}"));
        }
    }
    let failed = match requests.failed_writes {
        0 => String::new(),
        failed => format!(
            " {} on no node.",
            count(failed as usize, "write was stored", "writes were stored")
        ),
    };
    format!(" Of the reads {}.{failed}", list(&parts))
}

/// What the verdicts are now, as a sentence.
#[must_use]
pub fn consequence(counts: &Counts) -> String {
    let total = counts.total() as usize;
    let parts = |verdicts: &[Verdict]| -> Vec<String> {
        verdicts
            .iter()
            .filter(|&&verdict| counts.of(verdict) > 0)
            .map(|&verdict| format!("{} {}", counts.of(verdict), name(verdict)))
            .collect()
    };
    let gone = parts(&[Verdict::Stale, Verdict::Stranded, Verdict::Lost]);
    let served = match counts.replica {
        0 => String::new(),
        replica => format!(", {replica} of them served by a replica"),
    };
    if gone.is_empty() {
        let all = match total {
            1 => "The session survives".to_owned(),
            2 => "Both sessions survive".to_owned(),
            total => format!("All {total} sessions survive"),
        };
        return format!("{all}{served}; none lost.");
    }
    format!(
        "{} of {total} sessions survive{served}; {}.",
        counts.survivors(),
        list(&gone)
    )
}
