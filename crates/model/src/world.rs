//! The world: everything that is true at one moment of a scenario.

use std::rc::Rc;

use serde::Serialize;

use crate::cluster::Cluster;
use crate::ejection::Ejections;
use crate::id::{NodeId, SessionId, Version};
use crate::placement::{Key, Placement};
use crate::policy::Policy;
use crate::refusal::Refusal;
use crate::roster::Roster;
use crate::scenario::Setup;
use crate::serve;
use crate::session::Sessions;
use crate::verdict::{Counts, Verdict, judge};
use crate::view::View;

/// Nodes, server list, placement, stored copies and versions at one moment. Only
/// [`apply`](crate::apply::apply) changes it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct World {
    setup: Rc<Setup>,
    sessions: Rc<Sessions>,
    pub(crate) roster: Roster,
    pub(crate) ejections: Ejections,
    pub(crate) view: Rc<View>,
    pub(crate) homes: Option<Vec<NodeId>>,
    pub(crate) cluster: Cluster,
    pub(crate) now: u32,
    pub(crate) load: Load,
    latest: Vec<Version>,
    verdicts: Vec<Verdict>,
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
        let roster = Roster::found(&setup.policy, &setup.nodes)?;
        let sessions = Rc::new(Sessions::new(Rc::clone(&setup.sessions), &setup.policy));
        let ejections = Ejections::default();
        let mut view = View::new(&setup.policy, &roster, &sessions, &ejections, None);
        let homes = setup.policy.placement.keeps_homes().then(|| {
            let homes: Vec<NodeId> = sessions
                .ids()
                .map(|id| view.preference_list(id)[0])
                .collect();
            view = View::new(&setup.policy, &roster, &sessions, &ejections, Some(&homes));
            homes
        });
        let mut world = Self {
            roster,
            ejections,
            view: Rc::new(view),
            homes,
            cluster: Cluster::empty(sessions.len()),
            now: 0,
            load: Load::default(),
            latest: vec![Version::FIRST; sessions.len()],
            verdicts: vec![Verdict::Lost; sessions.len()],
            counts: Counts {
                lost: u32::try_from(sessions.len()).unwrap_or(u32::MAX),
                ..Counts::default()
            },
            sessions,
            setup,
        };
        for session in world.sessions.ids() {
            serve::write(&mut world, session, Version::FIRST);
        }
        world.judge_all();
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
        self.latest[session.index()]
    }

    /// What a read of a session brings now.
    #[must_use]
    pub fn verdict(&self, session: SessionId) -> Verdict {
        self.verdicts[session.index()]
    }

    /// How many sessions have each verdict.
    #[must_use]
    pub fn counts(&self) -> Counts {
        self.counts
    }

    /// The nodes that a write of a session goes to: the first R of its preference list.
    #[must_use]
    pub fn targets(&self, session: SessionId) -> &[NodeId] {
        let list = self.view.preference_list(session);
        &list[..list.len().min(self.policy().copies())]
    }

    /// The nodes that a read of a session may ask: the first P of its preference list.
    #[must_use]
    pub fn probes(&self, session: SessionId) -> &[NodeId] {
        let list = self.view.preference_list(session);
        &list[..list.len().min(self.policy().probes())]
    }

    /// The sessions that have a node among the first max(R, P) of their preference list.
    #[must_use]
    pub fn listing(&self, node: NodeId) -> &[SessionId] {
        self.view.listing(node)
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
        self.cluster
            .copies(session)
            .iter()
            .filter(|copy| copy.version == latest)
            .count()
    }

    /// A session's key with its place on the ring.
    #[must_use]
    pub fn key<'a>(&self, session: SessionId, bytes: &'a [u8]) -> Key<'a> {
        Key {
            bytes,
            hash: self.sessions.point(session),
        }
    }

    /// Whether R different nodes are targets of a session and each has this version.
    pub(crate) fn targets_hold(&self, session: SessionId, version: Version) -> bool {
        let targets = self.targets(session);
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
        self.homes.as_ref().map(|homes| homes[session.index()])
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
        let latest = &mut self.latest[session.index()];
        *latest = latest.next();
        *latest
    }

    /// Counts by node anew, if sessions may have moved to other homes.
    pub(crate) fn homes_moved(&mut self) {
        if self.homes.is_some() {
            Rc::make_mut(&mut self.view).moved(&self.sessions);
        }
    }

    /// Builds the client's view anew from its server list.
    pub(crate) fn look_again(&mut self) {
        self.view = Rc::new(View::new(
            &self.setup.policy,
            &self.roster,
            &self.sessions,
            &self.ejections,
            self.homes.as_deref(),
        ));
    }

    /// Judges all sessions anew. Returns how many have another verdict than before.
    pub(crate) fn judge_all(&mut self) -> u32 {
        self.judge_each(self.sessions.ids())
    }

    /// Judges these sessions anew, and keeps the counts. Returns how many have another verdict
    /// than before.
    pub(crate) fn judge_each(&mut self, sessions: impl IntoIterator<Item = SessionId>) -> u32 {
        let mut changed = 0;
        for session in sessions {
            let verdict = judge(self, session);
            let before = std::mem::replace(&mut self.verdicts[session.index()], verdict);
            self.counts.take(before);
            self.counts.add(verdict);
            changed += u32::from(before != verdict);
        }
        changed
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
