//! The client: it follows the scenario's policy, and knows of the nodes only what they answered.

mod homes;
mod judge;
mod lookup;
mod members;
mod read;
mod repair;
mod write;

use std::collections::BTreeSet;
use std::thread::sleep;
use std::time::Duration;

use ringside_model::event::{Event, Who};
use ringside_model::id::{NodeId, SessionId, Version};
use ringside_model::policy::{Eject, Policy, Repair};
use ringside_model::roster::{Roster, Step};
use ringside_model::scenario::Setup;
use ringside_model::session::Sessions;
use ringside_model::traffic::{Draws, Kind, Traffic};

pub use judge::{Seen, Survey};
pub use read::Outcome as ReadOutcome;

use crate::nodes::{Fleet, Tools};
use crate::trouble::{Outcome, Trouble};
use lookup::Lookup;
use members::Members;

/// The most that a scenario may really wait for copies to expire.
const MOST_WAITING: u32 = 30;

/// Beyond each second that passes in the scenario: memcached's clock ticks once a second, and a
/// busy machine may let it tick late.
const MARGIN: Duration = Duration::from_millis(300);

/// The client, its nodes and its database.
pub struct Client {
    policy: Policy,
    sessions: Sessions,
    keys: Vec<String>,
    /// Names, addresses and points of nodes as the document gives them. Which of them run is not
    /// asked of it.
    book: Roster,
    fleet: Fleet,
    members: Members,
    lookup: Lookup,
    homes: Option<Vec<NodeId>>,
    latest: Vec<Version>,
    database: Option<Vec<Version>>,
    now: u32,
    waited: u32,
}

/// What the reads and writes of one event came to.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Served {
    /// Reads that returned the latest version.
    pub fresh: u32,
    /// Reads that returned an older version.
    pub stale: u32,
    /// Reads that the database answered.
    pub reloaded: u32,
    /// Reads that returned nothing.
    pub nothing: u32,
    /// Copies that the writes stored.
    pub copies_stored: u32,
    /// The sessions whose writes no node stored.
    pub failed: Vec<SessionId>,
}

impl Client {
    /// Starts the nodes, and writes every session once. `cut_off` are the nodes that the scenario
    /// will partition.
    ///
    /// # Errors
    /// Where the nodes cannot be started, or do not do what memcached does.
    pub fn start(setup: &Setup, tools: Tools, cut_off: BTreeSet<NodeId>) -> Outcome<Self> {
        let policy = setup.policy.clone();
        let book = Roster::found(&policy, &setup.nodes)
            .map_err(|(at, refusal)| Trouble::new(format!("nodes[{at}]: {refusal}")))?;
        let sessions = Sessions::new(setup.sessions.clone(), &policy);
        let keys: Vec<String> = sessions
            .ids()
            .map(|id| sessions.key(id).into_owned())
            .collect();
        let members = Members::new(book.list());
        let lookup = Lookup::new(&policy, &book, &members);
        let first = vec![Version::FIRST; keys.len()];
        let mut client = Self {
            fleet: Fleet::start(tools, setup.nodes.len(), cut_off)?,
            database: policy.database.then(|| first.clone()),
            latest: first,
            homes: None,
            now: 0,
            waited: 0,
            policy,
            sessions,
            keys,
            book,
            members,
            lookup,
        };
        client.settle_in();
        for session in client.sessions.ids() {
            client.write(session, Version::FIRST)?;
        }
        Ok(client)
    }

    /// The sessions, for their keys.
    #[must_use]
    pub fn sessions(&self) -> &Sessions {
        &self.sessions
    }

    /// The nodes.
    #[must_use]
    pub fn fleet(&self) -> &Fleet {
        &self.fleet
    }

    /// The nodes that the client has taken out of its view.
    #[must_use]
    pub fn ejected(&self) -> Vec<NodeId> {
        self.members.ejected()
    }

    /// Lets an event happen, and does what the client does then.
    ///
    /// # Errors
    /// Where the event is not possible, or the nodes do not do what memcached does.
    pub fn happen(&mut self, event: &Event) -> Outcome<Option<Served>> {
        let refused = |refusal| Trouble::new(format!("not possible: {refusal}"));
        let step = self.book.apply(event).map_err(refused)?;
        self.fleet.happen(step)?;
        match step {
            Step::Joined(node) => self.members.join(node),
            Step::Left(node) => self.members.leave(node),
            Step::Advanced(time) => self.pass(time.0)?,
            _ => {}
        }
        if self.policy.eject == Eject::AtOnce {
            self.watch()?;
        }
        self.look_again();
        let served = match event {
            Event::Read(who) => Some(self.serve(who, false)?),
            Event::Request(who) => Some(self.serve(who, true)?),
            Event::Traffic(traffic) => Some(self.stream(*traffic)?),
            _ => None,
        };
        self.mend()?;
        Ok(served)
    }

    /// Reads each session, and writes a new version of it if asked to.
    fn serve(&mut self, who: &Who, write: bool) -> Outcome<Served> {
        let mut served = Served::default();
        for session in self.asked(who)? {
            self.serve_one(session, write, &mut served)?;
        }
        Ok(served)
    }

    fn serve_one(&mut self, session: SessionId, write: bool, served: &mut Served) -> Outcome {
        match self.read(session)? {
            ReadOutcome::Found(found) if found.version == self.latest[session.index()] => {
                served.fresh += 1;
            }
            ReadOutcome::Found(_) => served.stale += 1,
            ReadOutcome::Reloaded(_) => served.reloaded += 1,
            ReadOutcome::Nothing => served.nothing += 1,
        }
        if write {
            let version = self.latest[session.index()].next();
            self.latest[session.index()] = version;
            if let Some(database) = &mut self.database {
                database[session.index()] = version;
            }
            let stored = self.write(session, version)?;
            self.look_again();
            served.copies_stored += stored;
            if stored == 0 {
                served.failed.push(session);
            }
        }
        Ok(())
    }

    /// A stream of requests: which sessions are asked when, the scenario says. What becomes of
    /// each request the nodes say.
    fn stream(&mut self, traffic: Traffic) -> Outcome<Served> {
        if self.policy.ttl.is_some_and(|ttl| ttl.0 > 0) {
            return Err(Trouble::new(
                "With a ttl, traffic cannot be replayed: it asks in every second, and memcached's \
                 own clock ticks once a second, so nobody can say whether a copy in its last \
                 second is still there. Take out the ttl or the traffic.",
            ));
        }
        let mut served = Served::default();
        let mut draws = Draws::new(traffic, self.sessions.in_scenario_order());
        for _ in 0..traffic.length.0 {
            self.pass(1)?;
            self.look_again();
            self.mend()?;
            for (session, kind) in draws.second(self.now) {
                self.serve_one(session, kind == Kind::Login, &mut served)?;
                self.mend()?;
            }
        }
        Ok(served)
    }

    /// Copies again what is missing, if the policy does so unasked.
    fn mend(&mut self) -> Outcome {
        if self.policy.repair == Repair::Eager {
            self.replicate()?;
        }
        Ok(())
    }

    fn asked(&self, who: &Who) -> Outcome<Vec<SessionId>> {
        let Who::Keys(keys) = who else {
            return Ok(self.sessions.in_scenario_order());
        };
        let unknown = |key: &str| Trouble::new(format!("no session has the key {key}"));
        let find = |key: &String| self.sessions.find(key).ok_or_else(|| unknown(key));
        keys.iter().map(find).collect()
    }

    /// Time passes. It really does where copies expire; otherwise on the client's clock alone.
    fn pass(&mut self, seconds: u32) -> Outcome {
        self.now = self.now.saturating_add(seconds);
        if self.policy.ttl.is_some_and(|ttl| ttl.0 > 0) {
            self.waited = self.waited.saturating_add(seconds);
            if self.waited > MOST_WAITING {
                return Err(Trouble::new(format!(
                    "With a ttl, time really has to pass: {} s so far, expected at most \
                     {MOST_WAITING} s in all. Scale ttl and times down.",
                    self.waited
                )));
            }
            sleep(Duration::from_secs(seconds.into()) + MARGIN);
        }
        self.members.retry(&self.policy, self.now);
        Ok(())
    }

    /// Asks every listed node for a sign of life, and ejects or takes back at once.
    fn watch(&mut self) -> Outcome {
        for node in self.members.list().to_vec() {
            if self.fleet.link(node).answers()? {
                self.members.readmit(node);
            } else {
                self.members.eject(node, self.now);
            }
        }
        Ok(())
    }

    /// Builds the ring anew, where the client believes in other nodes than before.
    fn look_again(&mut self) {
        if self.lookup.believed() != self.members.believed() {
            self.lookup = Lookup::new(&self.policy, &self.book, &self.members);
        }
    }
}
