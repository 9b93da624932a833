//! The world: everything that is true at one moment of a scenario.

use std::iter::once;
use std::ops::Range;
use std::rc::Rc;

use serde::Serialize;

use crate::chunks::Chunks;
use crate::cluster::Cluster;
use crate::ejection::Ejections;
use crate::id::{NodeId, SessionId, Version};
use crate::pace::{Pace, Phase, in_one_go, stretches};
use crate::placement::{Key, Placement};
use crate::policy::Policy;
use crate::refusal::Refusal;
use crate::roster::Roster;
use crate::scenario::Setup;
use crate::serve;
use crate::session::{self, Sessions};
use crate::verdict::{Counts, Verdict, judge_by};
use crate::view::{self, View};

/// How many units of work the first write of a session is.
const WRITE: usize = 4;

/// How many units of work it is to judge a session whose preference list must be found, too.
pub(crate) const JUDGE_ONE: usize = 6;

/// About how many units of work it is to place the sessions of a setup: each is hashed, sorted,
/// listed, written and judged.
pub(crate) fn placing(setup: &Setup) -> u64 {
    let each = session::PLACE + view::each(&setup.policy, setup.nodes.len()) + WRITE + 1;
    setup.sessions.len() as u64 * each as u64
}

/// Nodes, server list, placement, stored copies and versions at one moment. Only
/// [`apply`](crate::apply::apply) changes it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct World {
    setup: Rc<Setup>,
    sessions: Rc<Sessions>,
    pub(crate) roster: Roster,
    pub(crate) ejections: Ejections,
    pub(crate) view: Rc<View>,
    pub(crate) cluster: Cluster,
    pub(crate) now: u32,
    pub(crate) load: Load,
    latest: Chunks<Version>,
    verdicts: Chunks<Verdict>,
    counts: Counts,
}

/// What the client's traffic has cost since the start.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Load {
    /// Reads that the database had to answer.
    pub database_reads: u32,
    /// Writes to the database: every write, where there is one.
    pub database_writes: u32,
    /// Copies stored by repair. Filling the cache again from the database is none.
    pub repair_copies: u32,
    /// Writes that no node stored.
    pub failed_writes: u32,
}

impl World {
    /// The start of a scenario: every node up, every session written once.
    ///
    /// # Errors
    /// The index of the node that cannot be there, and why.
    pub fn new(setup: Rc<Setup>) -> Result<Self, (usize, Refusal)> {
        in_one_go(async |pace| Self::in_slices(setup, pace).await)
    }

    /// [`World::new`] in slices: the phase [`Phase::Placing`].
    ///
    /// # Errors
    /// As [`World::new`].
    pub async fn in_slices(setup: Rc<Setup>, pace: &Pace) -> Result<Self, (usize, Refusal)> {
        let count = setup.sessions.len();
        pace.begin(Phase::Placing(count), placing(&setup));
        let roster = Roster::found(&setup.policy, &setup.nodes)?;
        let sessions = Sessions::in_slices(Rc::clone(&setup.sessions), &setup.policy, pace).await;
        let sessions = Rc::new(sessions);
        let ejections = Ejections::default();
        let view = View::in_slices(&setup.policy, &roster, &sessions, &ejections, None, pace).await;
        let mut world = Self {
            roster,
            ejections,
            view: Rc::new(view),
            cluster: Cluster::empty(sessions.len()),
            now: 0,
            load: Load::default(),
            latest: Chunks::filled(sessions.len(), Version::FIRST),
            verdicts: Chunks::filled(sessions.len(), Verdict::Lost),
            counts: Counts {
                lost: u32::try_from(sessions.len()).unwrap_or(u32::MAX),
                ..Counts::default()
            },
            sessions,
            setup,
        };
        let all = 0..world.sessions.len();
        let view = Rc::clone(&world.view);
        for part in stretches(all.clone(), WRITE) {
            let units = part.len() * WRITE;
            view.each_in(part, |session, list| {
                serve::write_first(&mut world, session, list);
            });
            pace.did(units).await;
        }
        world.judge_ranges(once(all), pace).await;
        Ok(world)
    }

    /// The scenario's settings, without its events.
    #[must_use]
    pub fn setup(&self) -> &Rc<Setup> {
        &self.setup
    }

    /// The client's settings.
    #[must_use]
    pub fn policy(&self) -> &Policy {
        &self.setup.policy
    }

    /// The nodes and the server list.
    #[must_use]
    pub fn roster(&self) -> &Roster {
        &self.roster
    }

    /// The sessions and where they lie.
    #[must_use]
    pub fn sessions(&self) -> &Sessions {
        &self.sessions
    }

    /// The rule that maps keys to nodes, as the client sees it now.
    #[must_use]
    pub fn placement(&self) -> &Placement {
        self.view.placement()
    }

    /// The stored copies.
    #[must_use]
    pub fn cluster(&self) -> &Cluster {
        &self.cluster
    }

    /// The version that the application wrote last, or tried to.
    #[must_use]
    pub fn latest(&self, session: SessionId) -> Version {
        self.latest.get(session.index())
    }

    /// What a read of a session brings now.
    #[must_use]
    pub fn verdict(&self, session: SessionId) -> Verdict {
        self.verdicts.get(session.index())
    }

    /// Every verdict, by rank.
    #[must_use]
    pub fn verdicts(&self) -> &Chunks<Verdict> {
        &self.verdicts
    }

    /// How many sessions have each verdict.
    #[must_use]
    pub fn counts(&self) -> Counts {
        self.counts
    }

    /// The nodes that a write of a session goes to: the first R of its preference list.
    #[must_use]
    pub fn targets(&self, session: SessionId) -> &[NodeId] {
        self.policy().targets(self.view.preference_list(session))
    }

    /// The nodes that a read of a session may ask: the first P of its preference list.
    #[must_use]
    pub fn probes(&self, session: SessionId) -> &[NodeId] {
        self.policy().asked(self.view.preference_list(session))
    }

    /// For how many sessions a node is the primary.
    #[must_use]
    pub fn primaries(&self, node: NodeId) -> usize {
        self.view.primaries(node)
    }

    /// How many nodes store a session's latest version.
    #[must_use]
    pub fn copies_left(&self, session: SessionId) -> usize {
        let latest = self.latest(session);
        let copies = self.cluster.each(session);
        copies.filter(|copy| copy.version == latest).count()
    }

    /// A session's key with its place on the ring.
    #[must_use]
    pub fn key<'a>(&self, session: SessionId, bytes: &'a [u8]) -> Key<'a> {
        Key {
            bytes,
            hash: self.sessions.point(session),
        }
    }

    /// Whether these targets of a session are R different nodes, and each has this version.
    pub(crate) fn hold(&self, targets: &[NodeId], session: SessionId, version: Version) -> bool {
        let distinct = |at: usize| !targets[..at].contains(&targets[at]);
        targets.len() == self.policy().copies()
            && (0..targets.len()).all(distinct)
            && targets
                .iter()
                .all(|&node| self.cluster.version(node, session) == Some(version))
    }

    /// Where the session's client keeps it, if it is one that does.
    #[must_use]
    pub fn home(&self, session: SessionId) -> Option<NodeId> {
        self.view.home(session)
    }

    /// The seconds that have passed since the start.
    #[must_use]
    pub fn now(&self) -> u32 {
        self.now
    }

    /// What the client's traffic has cost since the start.
    #[must_use]
    pub fn load(&self) -> Load {
        self.load
    }

    /// The client's view of the cluster.
    #[must_use]
    pub fn view(&self) -> &View {
        &self.view
    }

    /// Whether the client has taken a node of its server list out of its view.
    #[must_use]
    pub fn ejected(&self, node: NodeId) -> bool {
        self.ejections.has(node)
    }

    /// The application makes a new version of a session, yet to be written.
    pub(crate) fn raise_version(&mut self, session: SessionId) -> Version {
        let next = self.latest(session).next();
        self.latest.set(session.index(), next);
        next
    }

    /// Builds the client's view anew from its server list.
    pub(crate) async fn look_again(&mut self, pace: &Pace) {
        let view = View::in_slices(
            &self.setup.policy,
            &self.roster,
            &self.sessions,
            &self.ejections,
            Some(&self.view),
            pace,
        );
        self.view = Rc::new(view.await);
    }

    /// Judges ranges of sessions anew, and keeps the counts. Returns how many have another verdict
    /// than before.
    pub(crate) async fn judge_ranges(
        &mut self,
        ranges: impl IntoIterator<Item = Range<usize>>,
        pace: &Pace,
    ) -> u32 {
        let view = Rc::clone(&self.view);
        let mut changed = 0;
        for part in ranges.into_iter().flat_map(|range| stretches(range, 1)) {
            let units = part.len();
            view.each_in(part, |session, list| {
                changed += self.judge_listed(session, list);
            });
            pace.did(units).await;
        }
        changed
    }

    /// Judges these sessions anew, and keeps the counts. Returns how many have another verdict
    /// than before.
    pub(crate) async fn judge_each(&mut self, sessions: &[SessionId], pace: &Pace) -> u32 {
        let view = Rc::clone(&self.view);
        let mut changed = 0;
        for part in stretches(0..sessions.len(), JUDGE_ONE) {
            let (units, judged) = (part.len() * JUDGE_ONE, sessions[part].iter());
            changed += judged
                .map(|&session| self.judge_listed(session, view.preference_list(session)))
                .sum::<u32>();
            pace.did(units).await;
        }
        changed
    }

    fn judge_listed(&mut self, session: SessionId, list: &[NodeId]) -> u32 {
        let verdict = judge_by(self, session, list);
        let before = self.verdicts.set(session.index(), verdict);
        if before == verdict {
            return 0;
        }
        self.counts.take(before);
        self.counts.add(verdict);
        1
    }

    /// The same moment, with everything that is kept beside the truth computed anew from it: the
    /// view, the figures by node, every verdict and the counts. Equal to this world, bit for bit;
    /// that is what makes it worth having. Costs a look at everything.
    #[must_use]
    pub fn rebuilt(&self) -> Self {
        let mut world = self.clone();
        world.cluster = self.cluster.recounted();
        world.view = Rc::new(self.view.rebuilt(
            self.policy(),
            &self.roster,
            &self.sessions,
            &self.ejections,
        ));
        world.verdicts = Chunks::filled(self.sessions.len(), Verdict::Lost);
        world.counts = Counts {
            lost: self.counts.total(),
            ..Counts::default()
        };
        let all = once(0..self.sessions.len());
        in_one_go(async |pace| world.judge_ranges(all, pace).await);
        world
    }
}

impl Load {
    /// What came since an earlier moment.
    #[must_use]
    pub fn since(self, before: Self) -> Self {
        Self {
            database_reads: self.database_reads - before.database_reads,
            database_writes: self.database_writes - before.database_writes,
            repair_copies: self.repair_copies - before.repair_copies,
            failed_writes: self.failed_writes - before.failed_writes,
        }
    }
}
