//! A timeline as one would write it with all the memory in the world: whole pages on two piles,
//! every branch a list of events of its own, every moment replayed from the start.

use std::rc::Rc;

use ringside_model::apply::{Changes, apply};
use ringside_model::event::Event;
use ringside_model::scenario::{Scenario, Setup};
use ringside_model::timeline::Timeline;
use ringside_model::world::World;

use crate::world::stage::start;

/// What a timeline must show.
#[derive(Clone, Debug, PartialEq)]
pub struct Page {
    /// The events of the branch shown.
    pub scenario: Scenario,
    /// How many have happened.
    pub position: usize,
    /// The number of the branch shown.
    branch: u32,
    /// The numbers and the events of the others.
    others: Vec<(u32, Vec<Event>)>,
}

/// The page shown, and those that were shown before and will be again.
pub struct Notebook {
    now: Page,
    forks: u32,
    done: Vec<(Keeps, Page)>,
    undone: Vec<(Keeps, Page)>,
}

/// Whether an edit that is taken back leads to the moment where it was made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Keeps {
    /// It stays at the moment shown.
    Moment,
    /// It goes to where it was made.
    Nothing,
}

impl Page {
    /// A scenario at a moment, without branches.
    pub fn of(scenario: Scenario, position: usize) -> Self {
        Self {
            scenario,
            position,
            branch: 0,
            others: Vec::new(),
        }
    }
}

impl Notebook {
    /// A scenario at its end.
    pub fn new(scenario: Scenario) -> Self {
        let end = scenario.events.len();
        Self {
            now: Page::of(scenario, end),
            forks: 0,
            done: Vec::new(),
            undone: Vec::new(),
        }
    }

    /// The branches left, by their numbers.
    pub fn branches(&self) -> Vec<u32> {
        self.now.others.iter().map(|&(id, _)| id).collect()
    }

    /// An event that is possible happens.
    pub fn push(&mut self, event: Event) {
        let mut next = self.now.clone();
        if next.position < next.scenario.events.len() {
            let left = (next.branch, next.scenario.events.clone());
            next.others.push(left);
            next.scenario.events.truncate(next.position);
            self.forks += 1;
            next.branch = self.forks;
        }
        next.scenario.events.push(event);
        next.position += 1;
        self.edit(Keeps::Nothing, next);
    }

    /// Another moment is shown.
    pub fn seek(&mut self, position: usize) {
        self.now.position = position.min(self.now.scenario.events.len());
    }

    /// Another branch is shown, at its end.
    pub fn switch(&mut self, branch: u32) -> bool {
        let mut next = self.now.clone();
        let Some(other) = next.others.iter_mut().find(|(id, _)| *id == branch) else {
            return false;
        };
        std::mem::swap(&mut other.0, &mut next.branch);
        std::mem::swap(&mut other.1, &mut next.scenario.events);
        next.position = next.scenario.events.len();
        self.edit(Keeps::Nothing, next);
        true
    }

    /// A branch is closed.
    pub fn close(&mut self, branch: u32) -> bool {
        let mut next = self.now.clone();
        next.others.retain(|&(id, _)| id != branch);
        let closed = next.others.len() < self.now.others.len();
        if closed {
            self.edit(Keeps::Moment, next);
        }
        closed
    }

    /// The setup is another.
    pub fn set_up(&mut self, setup: Rc<Setup>) {
        let mut next = self.now.clone();
        next.scenario.setup = setup;
        self.edit(Keeps::Moment, next);
    }

    /// The last edit is taken back.
    pub fn undo(&mut self) -> bool {
        turn(&mut self.now, &mut self.done, &mut self.undone)
    }

    /// The edit taken back last is made again.
    pub fn redo(&mut self) -> bool {
        turn(&mut self.now, &mut self.undone, &mut self.done)
    }

    fn edit(&mut self, keeps: Keeps, next: Page) {
        let before = std::mem::replace(&mut self.now, next);
        self.done.push((keeps, before));
        self.undone.clear();
    }

    /// The timeline shows what this notebook has.
    pub fn is_shown(&self, timeline: &Timeline) {
        shows(timeline, &self.now);
        assert_eq!(timeline.can_undo(), !self.done.is_empty());
        assert_eq!(timeline.can_redo(), !self.undone.is_empty());
    }
}

/// Takes the top of one pile, and puts what was shown onto the other.
fn turn(now: &mut Page, from: &mut Vec<(Keeps, Page)>, to: &mut Vec<(Keeps, Page)>) -> bool {
    let Some((keeps, mut page)) = from.pop() else {
        return false;
    };
    if keeps == Keeps::Moment {
        page.position = now.position;
    }
    to.push((keeps, std::mem::replace(now, page)));
    true
}

/// The timeline shows this page, as a replay from the start has it.
pub fn shows(timeline: &Timeline, page: &Page) {
    assert_eq!(timeline.position(), page.position);
    assert_eq!(timeline.scenario(), page.scenario);
    let others: Vec<_> = timeline
        .branches()
        .iter()
        .map(|branch| (branch.id().0, branch.events().to_vec()))
        .collect();
    assert_eq!(others, page.others);
    let (world, changes) = replay(&page.scenario, page.position);
    assert_eq!(**timeline.world(), world);
    assert_eq!(timeline.changes()[..page.position], changes);
    assert_eq!(timeline.changes().len(), page.scenario.events.len());
    assert_eq!(timeline.last(), changes.last());
}

/// The world after the first events of a scenario, and what each of them changed.
fn replay(scenario: &Scenario, position: usize) -> (World, Vec<Changes>) {
    let mut world = start(scenario);
    let events = scenario.events[..position].iter();
    let changes = events.map(|event| apply(&mut world, event).expect("it was possible before"));
    let changes = changes.collect();
    (world, changes)
}
