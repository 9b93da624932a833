//! Checkpoints: worlds kept so that any moment is near to one of them.
//!
//! How many there may be is a matter of memory, so it depends on how big a world is. Where they
//! lie is a matter of the work between them, not of the number of events: a request of every
//! session costs as much as many crashes.

use std::collections::BTreeMap;
use std::rc::Rc;

use super::work;
use super::{Branch, BranchId};
use crate::apply::{Changes, apply_in_slices};
use crate::event::Event;
use crate::pace::{Pace, Phase};
use crate::refusal::Refusal;
use crate::world::World;

/// How many are kept however big a world is.
const FEWEST: usize = 4;

/// How many are kept however small it is.
const MOST: usize = 1024;

/// What a world takes for each of its sessions if all of it is its own, in bytes. A test of
/// memory keeps it below that.
const BYTES_A_SESSION: usize = 32;

/// What a world takes for each of its nodes, about, in bytes.
const BYTES_A_NODE: usize = 256;

/// How many worlds the memory is reserved for by which those differ that are kept. They share what
/// no event between them touched: in a thousand crashes, restarts, leaves and joins they never
/// needed more than that (a test of memory).
const APART: usize = 3;

/// The bytes by which worlds may come to differ without any write: of each session the verdict, and
/// of each of its copies the node and the node's entry.
pub(super) fn reserved(world: &World) -> usize {
    APART * world.sessions().len() * (1 + 4 * world.policy().copies())
}

/// A world, and how it came about.
#[derive(Clone, Debug)]
pub(super) struct Moment {
    /// How many events have happened.
    pub at: usize,
    /// What they cost.
    work: u64,
    /// What is true then.
    pub world: Rc<World>,
}

/// The moments kept, by branch. Branches share the worlds of what they have in common.
#[derive(Clone, Debug)]
pub(super) struct Checkpoints {
    start: Moment,
    /// Those after the start, in order.
    kept: BTreeMap<BranchId, Vec<Moment>>,
    /// How many different worlds are kept at most.
    most: usize,
    /// The least work between two.
    spacing: u64,
    /// The most work that is done to play what was not pushed event by event.
    pub bound: u64,
}

impl Moment {
    /// The start of a scenario.
    pub fn start(world: World) -> Self {
        Self {
            at: 0,
            work: 0,
            world: Rc::new(world),
        }
    }

    /// Lets an event happen, if all the work up to then is at most so much. If that is refused on
    /// the way, the moment is of no use any more.
    pub async fn happen(
        &mut self,
        event: &Event,
        most: u64,
        pace: &Pace,
    ) -> Result<Changes, Refusal> {
        let before = self.work;
        let within = |world: &World, done| {
            let sum = before.saturating_add(work::steps(world, event, done));
            if sum > most {
                return Err(work::too_much(sum, most));
            }
            Ok(())
        };
        let world = Rc::make_mut(&mut self.world);
        let (changes, done) = apply_in_slices(world, event, &within, pace).await?;
        self.at += 1;
        self.work += work::steps(&self.world, event, done);
        Ok(changes)
    }
}

impl Checkpoints {
    /// The start alone, and room for so many bytes.
    pub fn new(start: Moment, budget: usize) -> Self {
        let (sessions, nodes) = (start.world.sessions().len(), start.world.roster().len());
        let bytes = sessions * BYTES_A_SESSION + nodes * BYTES_A_NODE;
        // Asked for now, and given back to the allocator at once: the memory of a wasm module never
        // shrinks, and so it has its size from the start and need not grow while somebody clicks.
        // Where there is not so much, it will grow as it goes.
        let mut room: Vec<u8> = Vec::new();
        let _ = room.try_reserve_exact(reserved(&start.world));
        drop(std::hint::black_box(room));
        Self {
            start,
            kept: BTreeMap::new(),
            most: (budget / bytes.max(1)).clamp(FEWEST, MOST),
            spacing: 1,
            bound: u64::MAX,
        }
    }

    /// Plays a branch from the nearest checkpoint, or from another moment of it that is nearer,
    /// to the moment after so many events. Notes what events changed that were never played.
    pub async fn reach(
        &mut self,
        branch: &mut Branch,
        from: Option<&Moment>,
        position: usize,
        pace: &Pace,
    ) -> Result<Moment, (usize, Refusal)> {
        let latest = position.min(branch.changes.len());
        let kept = self.of(branch.id);
        let stored = kept[..kept.partition_point(|moment| moment.at <= latest)].last();
        let given = from.filter(|moment| moment.at <= latest);
        let nearest = stored
            .into_iter()
            .chain(given)
            .max_by_key(|moment| moment.at);
        let mut moment = nearest.unwrap_or(&self.start).clone();
        if moment.at < position {
            let ahead = &branch.events[moment.at..position];
            pace.begin(Phase::Playing, work::expected(moment.world.setup(), ahead));
        }
        while moment.at < position {
            let at = moment.at;
            let changes = moment
                .happen(&branch.events[at], self.bound, pace)
                .await
                .map_err(|refusal| (at, refusal))?;
            pace.did(1).await;
            if moment.work > self.bound {
                return Err((at, work::too_much(moment.work, self.bound)));
            }
            if branch.changes.len() == at {
                Rc::make_mut(&mut branch.changes).push(changes);
            }
            self.note(branch.id, &moment);
        }
        Ok(moment)
    }

    /// Keeps a moment of a branch, if it is far enough from those kept before and after it.
    pub fn note(&mut self, branch: BranchId, moment: &Moment) {
        let kept = self.kept.entry(branch).or_default();
        let place = kept.partition_point(|other| other.at < moment.at);
        let (before, after) = kept.split_at(place);
        let before = before.last().map_or(0, |before| before.work);
        let near_after = after
            .first()
            .is_some_and(|after| after.work < moment.work + self.spacing);
        if near_after || moment.work < before + self.spacing {
            return;
        }
        kept.insert(place, moment.clone());
        while self.worlds() > self.most {
            self.spacing *= 2;
            self.thin();
        }
    }

    /// Lets a branch that has none yet have those of the events that it has in common with
    /// another.
    pub fn share(&mut self, from: BranchId, to: BranchId, common: usize) {
        if !self.kept.contains_key(&to) {
            let shared = self
                .of(from)
                .iter()
                .take_while(|moment| moment.at <= common);
            let shared = shared.cloned().collect();
            self.kept.insert(to, shared);
        }
    }

    /// Forgets what comes after so many events.
    pub fn cut(&mut self, branch: BranchId, at: usize) {
        if let Some(kept) = self.kept.get_mut(&branch) {
            kept.retain(|moment| moment.at <= at);
        }
    }

    /// Forgets all branches but these.
    pub fn keep(&mut self, branches: &[BranchId]) {
        self.kept.retain(|branch, _| branches.contains(branch));
    }

    fn of(&self, branch: BranchId) -> &[Moment] {
        self.kept.get(&branch).map_or(&[], Vec::as_slice)
    }

    /// How many different worlds are kept. Few enough entries are not looked at one by one.
    fn worlds(&self) -> usize {
        let entries = self.kept.values().map(Vec::len).sum();
        if entries <= self.most {
            return entries;
        }
        let mut worlds: Vec<*const World> = self
            .kept
            .values()
            .flatten()
            .map(|moment| Rc::as_ptr(&moment.world))
            .collect();
        worlds.sort_unstable();
        worlds.dedup();
        worlds.len()
    }

    /// Forgets those that are too near to the one before.
    fn thin(&mut self) {
        for kept in self.kept.values_mut() {
            let mut last = 0;
            kept.retain(|moment| {
                let far = moment.work >= last + self.spacing;
                if far {
                    last = moment.work;
                }
                far
            });
        }
    }
}
