//! The world: everything that is true at one moment of a scenario.

use std::rc::Rc;

use crate::cluster::Cluster;
use crate::id::{NodeId, SessionId, Version};
use crate::placement::{Key, Placement};
use crate::policy::Policy;
use crate::refusal::Refusal;
use crate::roster::{Process, Roster};
use crate::scenario::Setup;
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
    view: Rc<View>,
    pub(crate) cluster: Cluster,
    latest: Vec<Version>,
    verdicts: Vec<Verdict>,
    counts: Counts,
}

impl World {
    /// The start of a scenario: every node up, every session written once.
    ///
    /// # Errors
    /// The index of the node that cannot be there, and why.
    pub fn new(setup: Rc<Setup>) -> Result<Self, (usize, Refusal)> {
        let roster = Roster::found(&setup.policy, &setup.nodes)?;
        let sessions = Rc::new(Sessions::new(Rc::clone(&setup.sessions), &setup.policy));
        let view = Rc::new(View::new(&setup.policy, &roster, &sessions));
        let mut world = Self {
            roster,
            view,
            cluster: Cluster::empty(sessions.len()),
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
            world.write(session);
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

    /// Whether R nodes are targets of a session and each has this version.
    pub(crate) fn targets_hold(&self, session: SessionId, version: Version) -> bool {
        let targets = self.targets(session);
        targets.len() == self.policy().copies()
            && targets
                .iter()
                .all(|&node| self.cluster.version(node, session) == Some(version))
    }

    /// Writes the latest version to every target that runs, and returns how many stored it.
    pub(crate) fn write(&mut self, session: SessionId) -> u32 {
        let view = Rc::clone(&self.view);
        let version = self.latest(session);
        let mut stored = 0;
        for &node in view
            .preference_list(session)
            .iter()
            .take(self.policy().copies())
        {
            if self.roster.node(node).process == Process::Up {
                self.cluster.store(node, session, version);
                stored += 1;
            }
        }
        stored
    }

    /// The application makes a new version of a session, yet to be written.
    pub(crate) fn raise_version(&mut self, session: SessionId) {
        let latest = &mut self.latest[session.index()];
        *latest = latest.next();
    }

    /// Builds the client's view anew from its server list.
    pub(crate) fn look_again(&mut self) {
        self.view = Rc::new(View::new(&self.setup.policy, &self.roster, &self.sessions));
    }

    /// Judges a session anew, and keeps the counts. Returns whether its verdict changed.
    pub(crate) fn judge(&mut self, session: SessionId) -> bool {
        let verdict = judge(self, session);
        let before = std::mem::replace(&mut self.verdicts[session.index()], verdict);
        self.counts.take(before);
        self.counts.add(verdict);
        before != verdict
    }

    /// Judges all sessions anew. Returns how many verdicts changed.
    pub(crate) fn judge_all(&mut self) -> u32 {
        let sessions = self.sessions.ids();
        self.judge_each(sessions)
    }

    /// Judges these sessions anew. Returns how many verdicts changed.
    pub(crate) fn judge_each(&mut self, sessions: impl IntoIterator<Item = SessionId>) -> u32 {
        sessions
            .into_iter()
            .map(|session| u32::from(self.judge(session)))
            .sum()
    }
}
