//! Verdicts: what the user of a session would find now. Exactly one each, so the counts always
//! add up to all sessions.

use serde::Serialize;

use crate::id::{NodeId, SessionId};
use crate::read::{self, Found};
use crate::roster::Process;
use crate::world::World;

/// What a read of a session brings now, and where its latest version lies.
///
/// The read decides first: *safe*, *thin*, *replica* and *stale* are reads that a node answers,
/// *reloaded* one that the database answers. Only a read that returns nothing is told apart by
/// where the latest version still lies: on a node that answers (*stranded*), only on partitioned
/// nodes (*unreachable*), or nowhere (*lost*).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Verdict {
    /// The first node asked has the latest version, and all R copies are where the ring points,
    /// be it on a node that is cut off just now.
    Safe,
    /// The first node asked has the latest version, but fewer than R copies are where the ring
    /// points.
    Thin,
    /// A later probe finds the latest version.
    Replica,
    /// No node answers with it; the database does.
    Reloaded,
    /// The read returns an older version.
    Stale,
    /// A live node still has the latest version, but no probe reaches it.
    Stranded,
    /// Only partitioned nodes have the latest version.
    Unreachable,
    /// No node has the latest version any more.
    Lost,
}

impl Verdict {
    /// All of them, from best to worst.
    pub const ALL: [Self; 8] = [
        Self::Safe,
        Self::Thin,
        Self::Replica,
        Self::Reloaded,
        Self::Stale,
        Self::Stranded,
        Self::Unreachable,
        Self::Lost,
    ];

    /// Whether a read returns the latest version.
    #[must_use]
    pub fn survives(self) -> bool {
        matches!(
            self,
            Self::Safe | Self::Thin | Self::Replica | Self::Reloaded
        )
    }

    /// Its name in documents.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Safe => "safe",
            Self::Thin => "thin",
            Self::Replica => "replica",
            Self::Reloaded => "reloaded",
            Self::Stale => "stale",
            Self::Stranded => "stranded",
            Self::Unreachable => "unreachable",
            Self::Lost => "lost",
        }
    }

    /// The verdict with this name in documents.
    #[must_use]
    pub fn named(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|verdict| verdict.word() == word)
    }

    /// Its place in [`Verdict::ALL`].
    #[must_use]
    pub fn index(self) -> usize {
        self as usize
    }
}

/// How many sessions have each verdict.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Counts {
    /// See [`Verdict::Safe`].
    pub safe: u32,
    /// See [`Verdict::Thin`].
    pub thin: u32,
    /// See [`Verdict::Replica`].
    pub replica: u32,
    /// See [`Verdict::Reloaded`].
    pub reloaded: u32,
    /// See [`Verdict::Stale`].
    pub stale: u32,
    /// See [`Verdict::Stranded`].
    pub stranded: u32,
    /// See [`Verdict::Unreachable`].
    pub unreachable: u32,
    /// See [`Verdict::Lost`].
    pub lost: u32,
}

impl Counts {
    /// The count of one verdict.
    #[must_use]
    pub fn of(&self, verdict: Verdict) -> u32 {
        let mut counts = *self;
        *counts.slot(verdict)
    }

    /// All sessions.
    #[must_use]
    pub fn total(&self) -> u32 {
        Verdict::ALL.iter().map(|&verdict| self.of(verdict)).sum()
    }

    /// The sessions of which a read returns the latest version.
    #[must_use]
    pub fn survivors(&self) -> u32 {
        Verdict::ALL
            .iter()
            .filter(|v| v.survives())
            .map(|&verdict| self.of(verdict))
            .sum()
    }

    /// One session more with this verdict.
    pub fn add(&mut self, verdict: Verdict) {
        *self.slot(verdict) += 1;
    }

    /// One session less with this verdict.
    pub fn take(&mut self, verdict: Verdict) {
        *self.slot(verdict) -= 1;
    }

    fn slot(&mut self, verdict: Verdict) -> &mut u32 {
        match verdict {
            Verdict::Safe => &mut self.safe,
            Verdict::Thin => &mut self.thin,
            Verdict::Replica => &mut self.replica,
            Verdict::Reloaded => &mut self.reloaded,
            Verdict::Stale => &mut self.stale,
            Verdict::Stranded => &mut self.stranded,
            Verdict::Unreachable => &mut self.unreachable,
            Verdict::Lost => &mut self.lost,
        }
    }
}

/// Reads a session and judges what came back. Costs one read.
#[must_use]
pub fn judge(world: &World, session: SessionId) -> Verdict {
    judge_by(world, session, world.view().preference_list(session))
}

/// [`judge`] of a session whose preference list is at hand.
pub(crate) fn judge_by(world: &World, session: SessionId, list: &[NodeId]) -> Verdict {
    let latest = world.latest(session);
    let policy = world.policy();
    match read::ask_all(world, session, policy.asked(list), |_| ()) {
        Some(Found { version, probe, .. }) if version == latest => {
            if probe > 0 {
                Verdict::Replica
            } else if world.hold(policy.targets(list), session, latest) {
                Verdict::Safe
            } else {
                Verdict::Thin
            }
        }
        Some(_) => Verdict::Stale,
        None if policy.database => Verdict::Reloaded,
        None => {
            let holders = world.cluster().each(session);
            let holders = holders.filter(|copy| copy.version == latest);
            let mut up = holders.map(|copy| world.roster().node(copy.node).process == Process::Up);
            match up.next() {
                None => Verdict::Lost,
                Some(first) if first || up.any(|up| up) => Verdict::Stranded,
                Some(_) => Verdict::Unreachable,
            }
        }
    }
}
