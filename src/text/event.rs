//! Events and their consequences in words.

use ringside_model::apply::Changes;
use ringside_model::event::{Event, Who};
use ringside_model::id::NodeId;
use ringside_model::traffic::Traffic;
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

/// What an event is, as a sentence.
#[must_use]
pub fn event(event: &Event) -> String {
    happened(event, None)
}

/// What an event did, as a sentence or two. `name` names the nodes.
#[must_use]
pub fn deed(event: &Event, changes: &Changes, name: impl Fn(NodeId) -> String) -> String {
    let done = happened(event, Some(changes));
    let names = |nodes: &[NodeId]| -> Vec<String> { nodes.iter().copied().map(&name).collect() };
    if !changes.ejected.is_empty() {
        let out = list(&names(&changes.ejected));
        format!("{done} The client takes {out} out of its view.")
    } else if !changes.readmitted.is_empty() {
        let back = list(&names(&changes.readmitted));
        format!("{done} The client uses {back} again.")
    } else {
        done
    }
}

fn happened(event: &Event, changes: Option<&Changes>) -> String {
    let lost = changes.map_or(0, |changes| changes.copies_lost as usize);
    let copies = count(lost, "copy", "copies");
    match event {
        Event::Crash(node) if lost > 0 => format!("{node} crashed and lost its {copies}."),
        Event::Crash(node) => format!("{node} crashed."),
        Event::Restart(node) => format!("{node} restarted, empty."),
        Event::Partition(node) => format!("{node} was cut off. It keeps what it has."),
        Event::Heal(node) => format!("{node} can be reached again, with what it had."),
        Event::Join(spec) => format!("{} joined the server list, empty.", spec.name),
        Event::Leave(node) => {
            format!("{node} was taken out of the server list. Its copies stay, but nobody asks it.")
        }
        Event::Read(who) => format!("{} read.{}", asked(who), results(changes)),
        Event::Request(who) => {
            format!("{} read and written again.{}", asked(who), results(changes))
        }
        Event::Advance(time) if lost > 0 => format!("{time} passed, and {copies} expired."),
        Event::Advance(time) => format!("{time} passed."),
        Event::Traffic(traffic) => streamed(traffic, changes),
    }
}

fn asked(who: &Who) -> String {
    match who {
        Who::All(_) => "Every session was".to_owned(),
        Who::Keys(keys) if keys.len() == 1 => format!("{} was", keys[0]),
        Who::Keys(keys) => format!("{} were", count(keys.len(), "session", "sessions")),
    }
}

/// A stream of requests, and what it came to.
fn streamed(traffic: &Traffic, changes: Option<&Changes>) -> String {
    let made = changes.and_then(|changes| changes.requests);
    let requests = made.map_or(traffic.requests(), |made| made.reads().into());
    let requests = count(
        usize::try_from(requests).unwrap_or(usize::MAX),
        "request",
        "requests",
    );
    let expired = match changes.map_or(0, |changes| changes.copies_lost) {
        0 => String::new(),
        lost => format!(" {} expired.", count(lost as usize, "copy", "copies")),
    };
    let reloads = match changes.map_or(0, |changes| changes.load.database_reads) {
        0 => String::new(),
        reads => {
            let reads = count(reads as usize, "read", "reads");
            format!(" The database answered {reads}.")
        }
    };
    let missed = match made {
        Some(made) if made.misses() > 0 => format!(", {} missed", made.misses()),
        Some(_) => ", none missed".to_owned(),
        None => String::new(),
    };
    let stale = match made.map_or(0, |made| made.stale) {
        0 => String::new(),
        stale => format!(", {stale} found an older version"),
    };
    let repaired = match changes.map_or(0, |changes| changes.load.repair_copies) {
        0 => String::new(),
        made => format!(" Repair stored {}.", count(made as usize, "copy", "copies")),
    };
    let length = traffic.length;
    format!("{length} of traffic: {requests}{missed}{stale}.{reloads}{repaired}{expired}")
}

/// What reads and writes came to. Of one session alone the verdict says as much.
fn results(changes: Option<&Changes>) -> String {
    let Some(requests) = changes.and_then(|changes| changes.requests) else {
        return String::new();
    };
    let mut parts = Vec::new();
    for (number, what) in [
        (requests.fresh, "found the latest version"),
        (requests.stale, "found an older version"),
        (requests.reloaded, "went to the database"),
        (
            requests.nothing,
            if requests.written {
                "found nothing and began anew"
            } else {
                "found nothing"
            },
        ),
    ] {
        if number > 0 {
            parts.push(format!("{number} {what}"));
        }
    }
    let failed = match requests.failed_writes {
        0 => String::new(),
        failed => {
            let writes = count(failed as usize, "write was", "writes were");
            format!(" {writes} stored nowhere.")
        }
    };
    let repaired = match changes.map_or(0, |changes| changes.load.repair_copies) {
        0 => String::new(),
        made => format!(" Repair stored {}.", count(made as usize, "copy", "copies")),
    };
    format!(" Of the reads {}.{failed}{repaired}", list(&parts))
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
    let gone = parts(&[
        Verdict::Stale,
        Verdict::Stranded,
        Verdict::Unreachable,
        Verdict::Lost,
    ]);
    let served: Vec<String> = [
        (counts.replica, "served by a replica"),
        (counts.reloaded, "answered by the database"),
    ]
    .iter()
    .filter(|(number, _)| *number > 0)
    .map(|(number, how)| format!("{number} of them {how}"))
    .collect();
    let served = if served.is_empty() {
        String::new()
    } else {
        format!(", {}", list(&served))
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
