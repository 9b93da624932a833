//! What random scenarios must show somewhere, or agreeing on them would mean little.

use ringside_model::verdict::Verdict;

use super::{End, Refused};

/// Something that happened in a scenario.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Sight {
    /// An event that was not possible.
    Refused(Refused),
    /// A read would end like this.
    Ended(End),
    /// A session would be found like this.
    Judged(Verdict),
    /// The crash of a node that nobody reached.
    CrashOfPartitioned,
    /// A node came back with versions older than the latest.
    HealWithOldCopies,
    /// A node came back that is in the server list no more.
    BackButNotListed,
    /// A node that had left joined again.
    Rejoin,
    /// A node left that did not answer.
    LeaveOfSilent,
    /// A node left that the client had ejected.
    LeaveOfEjected,
    /// A node left that is the home of a session.
    LeaveOfHome,
    /// Ejected when it fell silent.
    EjectedAtOnce,
    /// Back in the view when it answered.
    BackAtOnce,
    /// Ejected after failures in a row.
    EjectedAfterFailures,
    /// Taken into the view again after the retry time.
    Retried,
    /// The client ejected all that it knew.
    NobodyLeft,
    /// A copy expired.
    Expiry,
    /// A copy expired on a node that nobody reached.
    ExpiryBehindPartition,
    /// The database answered.
    Reload,
    /// A write that no node stored.
    FailedWrite,
    /// A read stored what it found on a node that missed it.
    WriteBack,
    /// A read wrote again what it found.
    Rewrite,
    /// An older version was written over a newer one.
    OlderOverNewer,
    /// A copy made after an event, unasked.
    EagerCopy,
    /// A session moved to another home.
    HomeMoved,
    /// A read of a stream of requests.
    Stream,
    /// A login of a stream of requests.
    Login,
    /// A second of a stream in which nobody was left to make a request.
    EveryoneThinks,
}

impl Sight {
    /// Those that stand alone.
    const SINGLE: [Self; 24] = [
        Self::CrashOfPartitioned,
        Self::HealWithOldCopies,
        Self::BackButNotListed,
        Self::Rejoin,
        Self::LeaveOfSilent,
        Self::LeaveOfEjected,
        Self::LeaveOfHome,
        Self::EjectedAtOnce,
        Self::BackAtOnce,
        Self::EjectedAfterFailures,
        Self::Retried,
        Self::NobodyLeft,
        Self::Expiry,
        Self::ExpiryBehindPartition,
        Self::Reload,
        Self::FailedWrite,
        Self::WriteBack,
        Self::Rewrite,
        Self::OlderOverNewer,
        Self::EagerCopy,
        Self::HomeMoved,
        Self::Stream,
        Self::Login,
        Self::EveryoneThinks,
    ];
    /// All of them.
    pub fn all() -> Vec<Self> {
        let mut all = Self::SINGLE.to_vec();
        all.extend(Refused::ALL.map(Self::Refused));
        all.extend(End::ALL.map(Self::Ended));
        all.extend(Verdict::ALL.map(Self::Judged));
        all
    }
}
