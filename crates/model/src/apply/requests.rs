//! Reads and writes that an event asks for.

use crate::event::{Event, Who};
use crate::id::SessionId;
use crate::pace::{Pace, stretches};
use crate::policy::Policy;
use crate::refusal::Refusal;
use crate::serve::{self, Outcome};
use crate::world::World;

/// What reads and writes came to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Requests {
    /// Reads that returned the latest version.
    pub fresh: u32,
    /// Reads that returned an older version.
    pub stale: u32,
    /// Reads that the database answered.
    pub reloaded: u32,
    /// Reads that returned nothing.
    pub nothing: u32,
    /// Whether new versions were written, too.
    pub written: bool,
    /// Copies that the writes stored.
    pub copies_stored: u32,
    /// Writes that no node stored.
    pub failed_writes: u32,
}

impl Requests {
    /// How many reads there were.
    #[must_use]
    pub fn reads(self) -> u32 {
        self.fresh + self.stale + self.misses()
    }

    /// Reads that no node answered with the session.
    #[must_use]
    pub fn misses(self) -> u32 {
        self.reloaded + self.nothing
    }

    /// These and others.
    pub(super) fn add(&mut self, other: Self) {
        self.fresh += other.fresh;
        self.stale += other.stale;
        self.reloaded += other.reloaded;
        self.nothing += other.nothing;
        self.copies_stored += other.copies_stored;
        self.failed_writes += other.failed_writes;
    }
}

/// The units of work of a request of one session.
pub(crate) fn each_request(policy: &Policy, writes: bool) -> usize {
    let copies = if writes { 2 * policy.copies() } else { 0 };
    2 + policy.probes() + copies
}

/// The sessions that an event asks for.
pub(super) fn requested(world: &World, event: &Event) -> Result<Vec<SessionId>, Refusal> {
    match event {
        Event::Read(Who::All(_)) | Event::Request(Who::All(_)) => {
            Ok(world.sessions().in_scenario_order())
        }
        Event::Read(Who::Keys(keys)) | Event::Request(Who::Keys(keys)) => keys
            .iter()
            .map(|key| {
                let unknown = || Refusal::UnknownSession(key.clone());
                world.sessions().find(key).ok_or_else(unknown)
            })
            .collect(),
        _ => Ok(Vec::new()),
    }
}

/// Reads each session, and writes a new version of it if asked to.
pub(super) async fn serve_all(
    world: &mut World,
    asked: &[SessionId],
    write: bool,
    pace: &Pace,
) -> Requests {
    let mut requests = Requests {
        written: write,
        ..Requests::default()
    };
    let units = each_request(world.policy(), write);
    for part in stretches(0..asked.len(), units) {
        let done = part.len() * units;
        for &session in &asked[part] {
            match serve::read(world, session) {
                Outcome::Found(found) if found.version == world.latest(session) => {
                    requests.fresh += 1;
                }
                Outcome::Found(_) => requests.stale += 1,
                Outcome::Reloaded => requests.reloaded += 1,
                Outcome::Nothing => requests.nothing += 1,
            }
            if serve::looks_again(world) {
                world.look_again(pace).await;
            }
            if write {
                let version = world.raise_version(session);
                let stored = serve::write(world, session, version);
                if serve::looks_again(world) {
                    world.look_again(pace).await;
                }
                requests.copies_stored += stored;
                requests.failed_writes += u32::from(stored == 0);
                world.load.failed_writes += u32::from(stored == 0);
                world.load.database_writes += u32::from(world.policy().database);
            }
        }
        pace.did(done).await;
    }
    requests
}
