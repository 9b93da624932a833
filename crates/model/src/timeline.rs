//! The timeline: a scenario, the moment shown, and the way there and back.
//!
//! Worlds are never changed backwards. A moment in the past is replayed from the nearest
//! checkpoint, so it is exact by construction.

use std::rc::Rc;

use crate::apply::{Changes, apply};
use crate::event::Event;
use crate::refusal::Refusal;
use crate::scenario::{Scenario, Setup};
use crate::world::World;

/// Events between two checkpoints, at first; doubled whenever there are [`MOST_CHECKPOINTS`].
const SPACING: usize = 16;

/// How many checkpoints are kept.
const MOST_CHECKPOINTS: usize = 64;

/// A scenario at one of its moments.
#[derive(Clone, Debug)]
pub struct Timeline {
    setup: Rc<Setup>,
    events: Vec<Event>,
    position: usize,
    world: Rc<World>,
    last: Option<Changes>,
    checkpoints: Vec<(usize, Rc<World>)>,
    spacing: usize,
    done: Vec<Edit>,
    undone: Vec<Edit>,
}

/// What it takes to go back over an edit, or forth again.
#[derive(Clone, Debug)]
enum Edit {
    /// The events from `at` on were others.
    Events {
        at: usize,
        tail: Vec<Event>,
        position: usize,
    },
    /// The setup was another.
    Setup(Rc<Setup>),
}

impl Timeline {
    /// A scenario at its end.
    ///
    /// # Errors
    /// The first event that is not possible, by its index, and why. A scenario that was read
    /// from text has none.
    pub fn new(scenario: &Scenario) -> Result<Self, (usize, Refusal)> {
        let mut timeline = Self::start(Rc::clone(&scenario.setup))?;
        for (at, event) in scenario.events.iter().enumerate() {
            timeline
                .append(event.clone())
                .map_err(|refusal| (at, refusal))?;
        }
        timeline.done.clear();
        Ok(timeline)
    }

    fn start(setup: Rc<Setup>) -> Result<Self, (usize, Refusal)> {
        let world = Rc::new(World::new(Rc::clone(&setup))?);
        Ok(Self {
            setup,
            events: Vec::new(),
            position: 0,
            checkpoints: vec![(0, Rc::clone(&world))],
            world,
            last: None,
            spacing: SPACING,
            done: Vec::new(),
            undone: Vec::new(),
        })
    }

    /// The world at the moment shown.
    #[must_use]
    pub fn world(&self) -> &Rc<World> {
        &self.world
    }

    /// What the last event before the moment shown changed.
    #[must_use]
    pub fn last(&self) -> Option<&Changes> {
        self.last.as_ref()
    }

    /// The scenario's settings.
    #[must_use]
    pub fn setup(&self) -> &Rc<Setup> {
        &self.setup
    }

    /// All events, also those after the moment shown.
    #[must_use]
    pub fn events(&self) -> &[Event] {
        &self.events
    }

    /// How many events have happened at the moment shown.
    #[must_use]
    pub fn position(&self) -> usize {
        self.position
    }

    /// The scenario, with all its events.
    #[must_use]
    pub fn scenario(&self) -> Scenario {
        Scenario {
            setup: Rc::clone(&self.setup),
            events: self.events.clone(),
        }
    }

    /// Lets an event happen at the moment shown. Events that came after it before are cut off,
    /// until this is undone.
    ///
    /// # Errors
    /// A [`Refusal`] when the event is not possible; nothing has changed then.
    pub fn push(&mut self, event: Event) -> Result<&Changes, Refusal> {
        let (at, position) = (self.position, self.position);
        let mut world = Rc::clone(&self.world);
        let changes = apply(Rc::make_mut(&mut world), &event)?;
        let tail = self.events.split_off(at);
        self.checkpoints.retain(|&(moment, _)| moment <= at);
        self.done.push(Edit::Events { at, tail, position });
        self.undone.clear();
        self.events.push(event);
        self.world = world;
        self.position += 1;
        self.keep_checkpoint();
        Ok(self.last.insert(changes))
    }

    /// Shows the moment after this many events, or the last one.
    /// Costs the events since the nearest checkpoint before it.
    pub fn seek(&mut self, position: usize) {
        let position = position.min(self.events.len());
        if position == self.position {
            return;
        }
        let onwards = (self.position < position).then(|| (self.position, Rc::clone(&self.world)));
        // The event at the moment itself is applied too, so that what it changed is known.
        let stored = self
            .checkpoints
            .iter()
            .rev()
            .find(|&&(at, _)| at == 0 || at < position);
        let Some((mut at, mut world)) = onwards
            .into_iter()
            .chain(stored.cloned())
            .max_by_key(|&(at, _)| at)
        else {
            return;
        };
        self.last = None;
        while at < position {
            self.last = apply(Rc::make_mut(&mut world), &self.events[at]).ok();
            at += 1;
        }
        self.world = world;
        self.position = position;
        self.keep_checkpoint();
    }

    /// Plays the same events under other settings, and shows the same moment.
    ///
    /// # Errors
    /// The first node (before any event) or event that is not possible under them, and why;
    /// nothing has changed then.
    pub fn set_up(&mut self, setup: Rc<Setup>) -> Result<(), (usize, Refusal)> {
        let before = self.replay(setup)?;
        self.done.push(Edit::Setup(before));
        self.undone.clear();
        Ok(())
    }

    /// Whether there is an edit to take back.
    #[must_use]
    pub fn can_undo(&self) -> bool {
        !self.done.is_empty()
    }

    /// Whether there is an edit to make again.
    #[must_use]
    pub fn can_redo(&self) -> bool {
        !self.undone.is_empty()
    }

    /// Takes the last edit back. Returns whether there was one.
    pub fn undo(&mut self) -> bool {
        let Some(edit) = self.done.pop() else {
            return false;
        };
        let inverse = self.revert(edit);
        self.undone.push(inverse);
        true
    }

    /// Makes the edit again that was taken back last. Returns whether there was one.
    pub fn redo(&mut self) -> bool {
        let Some(edit) = self.undone.pop() else {
            return false;
        };
        let inverse = self.revert(edit);
        self.done.push(inverse);
        true
    }

    /// Goes over an edit in one direction, and returns the way in the other.
    fn revert(&mut self, edit: Edit) -> Edit {
        match edit {
            Edit::Events { at, tail, position } => {
                let back_to = self.position;
                self.seek(at.min(back_to));
                let replaced = self.events.split_off(at);
                self.events.extend(tail);
                self.checkpoints.retain(|&(moment, _)| moment <= at);
                self.seek(position);
                Edit::Events {
                    at,
                    tail: replaced,
                    position: back_to,
                }
            }
            // A setup that was shown with these events before can be shown again.
            Edit::Setup(setup) => match self.replay(Rc::clone(&setup)) {
                Ok(before) => Edit::Setup(before),
                Err(_) => Edit::Setup(setup),
            },
        }
    }

    /// Replaces the setup, and returns the one before.
    fn replay(&mut self, setup: Rc<Setup>) -> Result<Rc<Setup>, (usize, Refusal)> {
        let mut other = Self::start(setup)?;
        for (at, event) in self.events.iter().enumerate() {
            other
                .append(event.clone())
                .map_err(|refusal| (at, refusal))?;
        }
        other.seek(self.position);
        other.done = std::mem::take(&mut self.done);
        other.undone = std::mem::take(&mut self.undone);
        let before = std::mem::replace(self, other);
        Ok(before.setup)
    }

    fn append(&mut self, event: Event) -> Result<(), Refusal> {
        self.last = Some(apply(Rc::make_mut(&mut self.world), &event)?);
        self.events.push(event);
        self.position += 1;
        self.keep_checkpoint();
        Ok(())
    }

    /// Keeps the world shown, where the spacing asks for it.
    fn keep_checkpoint(&mut self) {
        let at = self.position;
        if !at.is_multiple_of(self.spacing) {
            return;
        }
        let Err(place) = self
            .checkpoints
            .binary_search_by_key(&at, |&(moment, _)| moment)
        else {
            return;
        };
        self.checkpoints.insert(place, (at, Rc::clone(&self.world)));
        if self.checkpoints.len() > MOST_CHECKPOINTS {
            self.spacing *= 2;
            let spacing = self.spacing;
            self.checkpoints
                .retain(|&(moment, _)| moment.is_multiple_of(spacing));
        }
    }
}
