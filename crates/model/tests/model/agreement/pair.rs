//! The model and the oracle side by side: the same events for both, and every difference found.

use std::fmt::Debug;
use std::rc::Rc;

use ringside_model::apply::{Changes, Requests, apply};
use ringside_model::event::Event;
use ringside_model::id::SessionId;
use ringside_model::scenario::Setup;
use ringside_model::verdict::Verdict;
use ringside_model::world::{Load, World};

use super::look::{Agreement, Look};
use super::walks;
use crate::oracle::{Costs, Oracle, Sight, Tally};

/// Both worlds of one scenario.
pub struct Pair {
    pub model: World,
    pub oracle: Oracle,
    /// For each session of the scenario its number in the model.
    ids: Vec<SessionId>,
    /// What the last look found, so that changes can be told.
    last: Look,
}

impl Pair {
    /// The start of a scenario.
    pub fn new(setup: &Rc<Setup>) -> Result<Self, String> {
        let model = World::new(Rc::clone(setup)).map_err(|(_, refusal)| refusal.to_string())?;
        let mut oracle = Oracle::new(setup);
        let ids = model.sessions().in_scenario_order();
        let last = Look::at(&model, &mut oracle, &ids, None)?;
        Ok(Self {
            model,
            oracle,
            ids,
            last,
        })
    }

    /// Lets an event happen to both.
    pub fn happen(&mut self, event: &Event) -> Agreement {
        if let Some(refused) = self.oracle.refuses(event) {
            self.oracle.see(Sight::Refused(refused));
            let before = self.model.clone();
            let name = match apply(&mut self.model, event) {
                Ok(_) => "nothing".to_owned(),
                Err(refusal) => format!("{refusal:?}"),
            };
            let name = name.split([' ', '(']).next().unwrap_or_default();
            same("the refusal", name, format!("{refused:?}").as_str())?;
            let unchanged = self.model == before;
            return same("whether a refusal changes nothing", &unchanged, &true);
        }
        let (costs, out) = (self.oracle.costs, self.oracle.out());
        let changes = apply(&mut self.model, event).map_err(|refusal| refusal.to_string())?;
        let tally = self.oracle.happen(event);
        let look = Look::at(&self.model, &mut self.oracle, &self.ids, Some(&self.last))?;
        let before = std::mem::replace(&mut self.last, look);
        agree_on_changes(&changes, &before, &self.last)?;
        agree_on_requests(&changes, event, tally)?;
        let since = Costs {
            database_reads: self.oracle.costs.database_reads - costs.database_reads,
            database_writes: self.oracle.costs.database_writes - costs.database_writes,
            repair_copies: self.oracle.costs.repair_copies - costs.repair_copies,
            failed_writes: self.oracle.costs.failed_writes - costs.failed_writes,
        };
        same("what the event cost", &told(changes.load), &since)?;
        let now_out = self.oracle.out();
        let ejected = changes.ejected.iter().map(|node| node.index());
        let newly = now_out.iter().filter(|node| !out.contains(node));
        alike("the nodes that were ejected", ejected, newly.copied())?;
        let readmitted = changes.readmitted.iter().map(|node| node.index());
        let view = self.oracle.view();
        let again = out.iter().filter(|node| view.contains(node));
        alike("the nodes that are back", readmitted, again.copied())
    }

    /// What is looked at once a scenario: the walks step by step, and whether what the model keeps
    /// beside the truth is what it would find anew.
    pub fn end(&self) -> Agreement {
        walks::agree(&self.model, &self.oracle, &self.ids)?;
        let kept = self.model == self.model.rebuilt();
        same("whether the world is as rebuilt", &kept, &true)
    }
}

/// What the model says of verdicts is what two looks at the oracle's give.
fn agree_on_changes(changes: &Changes, before: &Look, after: &Look) -> Agreement {
    let counts = |counts: ringside_model::verdict::Counts| Verdict::ALL.map(|of| counts.of(of));
    same(
        "the counts before",
        &counts(changes.before),
        &before.counts(),
    )?;
    same("the counts after", &counts(changes.after), &after.counts())?;
    same(
        "how many verdicts changed",
        &(changes.changed as usize),
        &after.differing(before),
    )
}

/// What the model says of reads, writes and lost copies is what the oracle counted.
fn agree_on_requests(changes: &Changes, event: &Event, tally: Tally) -> Agreement {
    let asks = matches!(
        event,
        Event::Read(_) | Event::Request(_) | Event::Traffic(_)
    );
    same(
        "whether anything was asked",
        &changes.requests.is_some(),
        &asks,
    )?;
    let requests = changes.requests.unwrap_or_default();
    same("what it came to", &counted(requests, changes), &tally)
}

/// What the model says that traffic cost.
pub fn told(load: Load) -> Costs {
    Costs {
        database_reads: load.database_reads,
        database_writes: load.database_writes,
        repair_copies: load.repair_copies,
        failed_writes: load.failed_writes,
    }
}

fn counted(requests: Requests, changes: &Changes) -> Tally {
    Tally {
        fresh: requests.fresh,
        stale: requests.stale,
        reloaded: requests.reloaded,
        nothing: requests.nothing,
        stored: requests.copies_stored,
        failed: requests.failed_writes,
        lost: changes.copies_lost,
    }
}

/// Both have the same of this.
pub fn same<T: PartialEq + Debug + ?Sized>(what: &str, model: &T, oracle: &T) -> Agreement {
    if model == oracle {
        Ok(())
    } else {
        Err(format!(
            "{what}: the model has {model:?}, the oracle {oracle:?}"
        ))
    }
}

/// Both have the same in the same order.
pub fn alike<T: PartialEq + Debug>(
    what: &str,
    model: impl Iterator<Item = T> + Clone,
    oracle: impl Iterator<Item = T> + Clone,
) -> Agreement {
    if model.clone().eq(oracle.clone()) {
        return Ok(());
    }
    let (model, oracle): (Vec<T>, Vec<T>) = (model.collect(), oracle.collect());
    Err(format!(
        "{what}: the model has {model:?}, the oracle {oracle:?}"
    ))
}
