//! The model and the oracle side by side: the same events for both, and every difference found.

use std::collections::BTreeMap;
use std::fmt::Debug;
use std::num::NonZeroU32;
use std::rc::Rc;

use ringside_model::apply::{Requests, apply};
use ringside_model::event::Event;
use ringside_model::id::{NodeId, SessionId};
use ringside_model::read::{self, Answer, walk};
use ringside_model::scenario::Setup;
use ringside_model::verdict::Verdict;
use ringside_model::world::World;

use crate::oracle::{Costs, Held, Oracle, Probe, Reply, Tally};
use crate::sights::Sight;

/// Both worlds of one scenario.
pub struct Pair {
    pub model: World,
    pub oracle: Oracle,
    /// For each session of the scenario its number in the model.
    ids: Vec<SessionId>,
}

/// Where they differ, in words.
pub type Agreement = Result<(), String>;

impl Pair {
    /// The start of a scenario.
    pub fn new(setup: &Rc<Setup>) -> Result<Self, String> {
        let model = World::new(Rc::clone(setup)).map_err(|(_, refusal)| refusal.to_string())?;
        let pair = Self {
            ids: model.sessions().in_scenario_order(),
            oracle: Oracle::new(setup),
            model,
        };
        pair.agree()?;
        Ok(pair)
    }

    /// Lets an event happen to both.
    pub fn happen(&mut self, event: &Event) -> Agreement {
        if !self.oracle.allows(event) {
            self.oracle.see(Sight::Refusal);
            let before = self.model.clone();
            let refused = apply(&mut self.model, event).is_err();
            same("whether it is refused", &refused, &true)?;
            return same(
                "the world after a refusal is the one before",
                &(self.model == before),
                &true,
            );
        }
        let changes = apply(&mut self.model, event).map_err(|refusal| refusal.to_string())?;
        let tally = self.oracle.happen(event);
        same(
            "requests",
            &changes.requests.map(counted).unwrap_or_default(),
            &tally,
        )?;
        self.agree()
    }

    fn agree(&self) -> Agreement {
        let list = self.model.roster().list().iter().map(|node| node.index());
        same("server list", &list.collect(), &self.oracle.list())?;
        let view = self.model.view().servers().iter().map(|node| node.index());
        same("client's view", &view.collect(), &self.oracle.view())?;
        let load = self.model.load();
        let costs = Costs {
            database_reads: load.database_reads,
            database_writes: load.database_writes,
            repair_copies: load.repair_copies,
            failed_writes: load.failed_writes,
        };
        same("load", &costs, &self.oracle.costs)?;
        for (node, number) in self.oracle.nodes.iter().zip(0..) {
            let ejected = self.model.ejected(NodeId(number));
            same(
                &format!("{} ejected", node.name),
                &ejected,
                &node.ejected.is_some(),
            )?;
        }
        let mut counts = BTreeMap::new();
        for session in 0..self.ids.len() {
            self.agree_on(session)
                .map_err(|found| format!("{}: {found}", self.oracle.sessions[session].key))?;
            *counts
                .entry(self.model.verdict(self.ids[session]))
                .or_insert(0) += 1;
        }
        for verdict in Verdict::ALL {
            let counted = counts.get(&verdict).copied().unwrap_or(0);
            same(
                "count of a verdict",
                &self.model.counts().of(verdict),
                &counted,
            )?;
        }
        Ok(())
    }

    fn agree_on(&self, session: usize) -> Agreement {
        let (id, told) = (self.ids[session], &self.oracle.sessions[session]);
        same("latest version", &self.model.latest(id).0, &told.latest)?;
        same("home", &self.model.home(id).map(NodeId::index), &told.home)?;
        let mut copies: Vec<(usize, Held)> = Vec::new();
        for copy in self.model.cluster().copies(id) {
            let held = Held {
                version: copy.version.0,
                until: copy.expires.map(NonZeroU32::get),
            };
            copies.push((copy.node.index(), held));
        }
        copies.sort_by_key(|(node, _)| *node);
        let mut held = Vec::new();
        for (node, told) in self.oracle.nodes.iter().enumerate() {
            held.extend(told.holds.get(&session).map(|held| (node, *held)));
        }
        same("copies", &copies, &held)?;
        let walk = walk(&self.model, id);
        let probes: Vec<Probe> = walk.probes().map(probed).collect();
        let view = self.oracle.view();
        same("nodes asked", &probes, &self.oracle.probes(&view, session))?;
        let found = walk
            .found
            .map(|found| (found.node.index(), found.version.0));
        same(
            "what the quick read finds",
            &quick_read(&self.model, id),
            &found,
        )?;
        same(
            "verdict",
            &self.model.verdict(id),
            &self.oracle.verdict(session),
        )
    }
}

fn quick_read(model: &World, id: SessionId) -> Option<(usize, u32)> {
    let found = read::read(model, id, |_| ())?;
    Some((found.node.index(), found.version.0))
}

fn probed(probe: read::Probe) -> Probe {
    let reply = match probe.answer {
        Answer::Hit(version) => Reply::Has(version.0),
        Answer::Miss => Reply::NotFound,
        Answer::Unavailable => Reply::Silence,
    };
    Probe {
        node: probe.node.index(),
        reply,
    }
}

fn counted(requests: Requests) -> Tally {
    Tally {
        fresh: requests.fresh,
        stale: requests.stale,
        reloaded: requests.reloaded,
        nothing: requests.nothing,
        stored: requests.copies_stored,
        failed: requests.failed_writes,
    }
}

fn same<T: PartialEq + Debug>(what: &str, model: &T, oracle: &T) -> Agreement {
    if model == oracle {
        Ok(())
    } else {
        Err(format!(
            "{what}: the model has {model:?}, the oracle {oracle:?}"
        ))
    }
}
