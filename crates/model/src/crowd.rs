//! The crowd: all sessions in the order in which they lie round the drawing, and how many of each
//! verdict lie on any stretch of it.

mod tally;

use std::ops::Range;
use std::rc::Rc;

use crate::camera::Stretch;
use crate::geometry::Turn;
use crate::id::SessionId;
use crate::placement::Placement;
use crate::verdict::Verdict;
use crate::world::World;
use tally::Tally;

/// How many sessions have each verdict, by [`Verdict::index`].
pub type Shares = [u32; 8];

/// The sessions of a world round the drawing. A session's *place* is its number in that order. On a
/// ring it lies at its hash; without a ring beside its primary node, so that a change of placement
/// is seen as a move.
#[derive(Debug)]
pub struct Crowd {
    world: Rc<World>,
    /// Without a ring: the sessions by their primary node.
    sectors: Option<Rc<Sectors>>,
    tally: Tally,
}

/// Sessions by their primary node, and within it by hash.
#[derive(Debug)]
struct Sectors {
    order: Vec<SessionId>,
    /// By node, how many sessions lie before its own; then, how many there are.
    starts: Vec<usize>,
}

impl Sectors {
    /// Costs a look at every session.
    fn of(world: &World) -> Self {
        let mut starts = vec![0; world.roster().len().max(1) + 1];
        for session in world.sessions().ids() {
            starts[home(world, session) + 1] += 1;
        }
        for node in 1..starts.len() {
            starts[node] += starts[node - 1];
        }
        let mut next = starts.clone();
        let mut order = vec![SessionId(0); world.sessions().len()];
        for session in world.sessions().ids() {
            let node = home(world, session);
            order[next[node]] = session;
            next[node] += 1;
        }
        Self { order, starts }
    }
}

/// The number of a session's primary node, or 0 where no node can be one.
fn home(world: &World, session: SessionId) -> usize {
    world
        .targets(session)
        .first()
        .map_or(0, |node| node.index())
}

impl Crowd {
    /// The sessions of a world. What the crowd of another moment already knows is taken over, so
    /// that on a ring this costs what changed between them, and a step for each 256 sessions.
    #[must_use]
    pub fn new(world: Rc<World>, before: Option<&Self>) -> Self {
        let before =
            before.filter(|before| std::ptr::eq(before.world.sessions(), world.sessions()));
        if let Placement::Ring(_) = world.placement() {
            let known = before.filter(|before| before.sectors.is_none());
            let known = known.map(|before| (&*before.world, &before.tally));
            let tally = Tally::by_rank(&world, known);
            return Self {
                world,
                sectors: None,
                tally,
            };
        }
        let same = before.filter(|before| std::ptr::eq(before.world.view(), world.view()));
        let known = same.and_then(|before| before.sectors.clone());
        let sectors = known.unwrap_or_else(|| Rc::new(Sectors::of(&world)));
        let tally = Tally::in_order(&world, &sectors.order);
        Self {
            world,
            sectors: Some(sectors),
            tally,
        }
    }

    /// The world that they live in.
    #[must_use]
    pub fn world(&self) -> &Rc<World> {
        &self.world
    }

    /// How many there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.world.sessions().len()
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The session at a place.
    #[must_use]
    pub fn session(&self, place: usize) -> SessionId {
        match &self.sectors {
            Some(sectors) => sectors.order[place],
            None => SessionId(u32::try_from(place).unwrap_or(u32::MAX)),
        }
    }

    /// The place of a session. Costs a binary search, on a ring nothing.
    #[must_use]
    pub fn place(&self, session: SessionId) -> usize {
        let Some(sectors) = &self.sectors else {
            return session.index();
        };
        let node = home(&self.world, session);
        let start = sectors.starts[node];
        let own = &sectors.order[start..sectors.starts[node + 1]];
        start + own.partition_point(|&other| other.0 < session.0)
    }

    /// Where a session lies.
    #[must_use]
    pub fn turn_of(&self, session: SessionId) -> Turn {
        let world = &self.world;
        let points = world.policy().ring_points();
        let hash = Turn::of(world.sessions().point(session), points);
        if self.sectors.is_none() {
            return hash;
        }
        #[expect(clippy::cast_precision_loss, reason = "a few hundred nodes")]
        let (node, nodes) = (
            home(world, session) as f64,
            world.roster().len().max(1) as f64,
        );
        Turn((node + 0.5 + 0.8 * (hash.0 - 0.5)) / nodes)
    }

    /// Where the session at a place lies. Turns rise with places.
    #[must_use]
    pub fn turn(&self, place: usize) -> Turn {
        self.turn_of(self.session(place))
    }

    /// The first place at this turn or after it, of those that `among` has. Costs a binary search.
    #[must_use]
    pub fn first_at(&self, turn: f64, among: Range<usize>) -> usize {
        let (mut low, mut high) = (among.start, among.end);
        while low < high {
            let middle = low + (high - low) / 2;
            if self.turn(middle).0 < turn {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        low
    }

    /// The places on a stretch: one range, or two where it crosses the top.
    #[must_use]
    pub fn places(&self, stretch: Stretch) -> [Range<usize>; 2] {
        stretch.parts().map(|(from, to)| {
            let start = self.first_at(from, 0..self.len());
            let end = if to >= 1.0 {
                self.len()
            } else {
                self.first_at(to, start..self.len())
            };
            start..end
        })
    }

    /// How many sessions of each verdict there are before a place.
    #[must_use]
    pub fn before(&self, place: usize) -> Shares {
        let (start, mut shares) = self.tally.whole_blocks(place);
        for place in start..place {
            shares[self.verdict(place).index()] += 1;
        }
        shares
    }

    /// How many sessions of each verdict there are at these places.
    #[must_use]
    pub fn shares(&self, places: Range<usize>) -> Shares {
        minus(self.before(places.end), self.before(places.start))
    }

    /// How many sessions of each verdict there are on a stretch.
    #[must_use]
    pub fn shares_on(&self, stretch: Stretch) -> Shares {
        let [one, two] = self.places(stretch).map(|places| self.shares(places));
        std::array::from_fn(|verdict| one[verdict] + two[verdict])
    }

    /// What a read of the session at a place brings.
    #[must_use]
    pub fn verdict(&self, place: usize) -> Verdict {
        self.world.verdict(self.session(place))
    }
}

/// What came between two sums.
pub(crate) fn minus(more: Shares, less: Shares) -> Shares {
    std::array::from_fn(|verdict| more[verdict] - less[verdict])
}
