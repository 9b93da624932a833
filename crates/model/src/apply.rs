//! The one transition: an event changes a world, and says what it changed.

use crate::event::{Event, Who};
use crate::id::{NodeId, SessionId};
use crate::read;
use crate::refusal::Refusal;
use crate::roster::Step;
use crate::verdict::{Counts, Verdict};
use crate::world::World;

/// What an event changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Changes {
    /// What happened to nodes or list.
    pub step: Step,
    /// The verdicts before.
    pub before: Counts,
    /// The verdicts after.
    pub after: Counts,
    /// How many sessions have another verdict than before.
    pub changed: u32,
    /// How many stored copies are gone.
    pub copies_lost: u32,
    /// What the requests came to, if the event made any.
    pub requests: Option<Requests>,
}

/// What requests came to, each a read and then a write.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Requests {
    /// Reads that returned the latest version.
    pub fresh: u32,
    /// Reads that returned an older version.
    pub stale: u32,
    /// Reads that returned nothing.
    pub nothing: u32,
    /// Copies that the writes stored.
    pub copies_stored: u32,
    /// Writes that no node stored.
    pub failed_writes: u32,
}

/// Applies an event to a world.
///
/// A crash or a restart costs what concerns that node; a join or a leave walks every session's
/// preference list anew; a request costs the sessions it names.
///
/// # Errors
/// A [`Refusal`] when the event is not possible now; the world is then as it was.
pub fn apply(world: &mut World, event: &Event) -> Result<Changes, Refusal> {
    let asked = requested(world, event)?;
    let step = world.roster.apply(event)?;
    let before = world.counts();
    let mut copies_lost = 0;
    let mut requests = None;
    let changed = match step {
        Step::Crashed(node) => {
            let wiped = world.cluster.wipe(node);
            copies_lost = u32::try_from(wiped.len()).unwrap_or(u32::MAX);
            judge_around(world, node, wiped)
        }
        Step::Restarted(node) => judge_around(world, node, Vec::new()),
        Step::Joined(node) => {
            copies_lost = u32::try_from(world.cluster.wipe(node).len()).unwrap_or(u32::MAX);
            world.look_again();
            world.judge_all()
        }
        Step::Left(_) => {
            world.look_again();
            world.judge_all()
        }
        Step::Requested => {
            requests = Some(serve(world, &asked));
            world.judge_each(asked)
        }
    };
    Ok(Changes {
        step,
        before,
        after: world.counts(),
        changed,
        copies_lost,
        requests,
    })
}

/// Judges the sessions that a node concerns: those that list it, and those that it stored.
fn judge_around(world: &mut World, node: NodeId, stored: Vec<SessionId>) -> u32 {
    let listing = world.listing(node).to_vec();
    world.judge_each(listing) + world.judge_each(stored)
}

/// The sessions that an event asks for.
fn requested(world: &World, event: &Event) -> Result<Vec<SessionId>, Refusal> {
    match event {
        Event::Request(Who::All(_)) => Ok(world.sessions().in_scenario_order()),
        Event::Request(Who::Keys(keys)) => keys
            .iter()
            .map(|key| {
                let unknown = || Refusal::UnknownSession(key.clone());
                world.sessions().find(key).ok_or_else(unknown)
            })
            .collect(),
        _ => Ok(Vec::new()),
    }
}

/// Reads each session, then writes a new version of it.
fn serve(world: &mut World, asked: &[SessionId]) -> Requests {
    let mut requests = Requests::default();
    for &session in asked {
        match read::read(world, session, |_| ()) {
            Some(found) if found.version == world.latest(session) => requests.fresh += 1,
            Some(_) => requests.stale += 1,
            None => requests.nothing += 1,
        }
        world.raise_version(session);
        let stored = world.write(session);
        requests.copies_stored += stored;
        requests.failed_writes += u32::from(stored == 0);
    }
    requests
}

impl Changes {
    /// How many sessions more than before have this verdict; negative if fewer.
    #[must_use]
    pub fn gained(&self, verdict: Verdict) -> i64 {
        i64::from(self.after.of(verdict)) - i64::from(self.before.of(verdict))
    }
}
