//! Sessions: their keys, and where each lies on the ring.

use std::array;
use std::borrow::Cow;
use std::fmt::Write as _;
use std::ops::Range;
use std::rc::Rc;

use serde::Serialize;

use crate::client::Client;
use crate::hash::LANES;
use crate::id::{Point, SessionId};
use crate::number;
use crate::pace::{Pace, in_one_go, stretches};
use crate::policy::Policy;
use crate::ring::Lookup;

/// How many units of work it is to hash a key.
const HASH: usize = 4;

/// So many places that are put into another table are a unit of work.
const COPIES: usize = 16;

/// How many units of work a session takes before its view: its key is hashed, and sorted.
pub(crate) const PLACE: usize = HASH + 1;

/// How many sessions a scenario may have.
pub const MAX_SESSIONS: u32 = 1_000_000;

/// The sessions as a scenario gives them: numbered, or one by one.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(untagged)]
pub enum SessionSpec {
    /// `prefix` followed by 0, 1, 2 and so on.
    Numbered(Numbered),
    /// Their keys, one by one.
    Listed(
        #[cfg_attr(feature = "schema", schemars(length(min = 1, max = MAX_SESSIONS)))] Vec<KeySpec>,
    ),
}

/// Sessions whose keys are a prefix and a number.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Numbered {
    /// What stands before the number.
    pub prefix: String,
    /// How many there are; the last number is one less.
    #[cfg_attr(feature = "schema", schemars(range(min = 1, max = MAX_SESSIONS)))]
    pub count: u32,
}

/// One session as a scenario gives it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(untagged)]
pub enum KeySpec {
    /// The key; the client hashes it.
    Key(#[cfg_attr(feature = "schema", schemars(length(min = 1, max = 250)))] String),
    /// The key, and its place on the ring given by hand. Only *plain* reads the hash.
    Placed(PlacedKey),
}

/// A key with its hash given by hand.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct PlacedKey {
    /// The key.
    #[cfg_attr(feature = "schema", schemars(length(min = 1, max = 250)))]
    pub key: String,
    /// Its place on the ring.
    pub hash: u32,
}

impl Numbered {
    /// Whether one of them has this key.
    #[must_use]
    pub fn has(&self, key: &str) -> bool {
        let digits = key.strip_prefix(self.prefix.as_str()).unwrap_or_default();
        let plain = digits == "0" || !digits.starts_with(['0', '+']);
        plain && digits.parse().is_ok_and(|number: u32| number < self.count)
    }
}

impl KeySpec {
    /// The key.
    #[must_use]
    pub fn key(&self) -> &str {
        match self {
            Self::Key(key) | Self::Placed(PlacedKey { key, .. }) => key,
        }
    }

    /// The place given by hand.
    #[must_use]
    pub fn hash(&self) -> Option<Point> {
        match self {
            Self::Key(_) => None,
            Self::Placed(placed) => Some(Point(placed.hash)),
        }
    }
}

impl SessionSpec {
    /// How many sessions there are.
    #[must_use]
    pub fn len(&self) -> usize {
        match self {
            Self::Numbered(numbered) => numbered.count as usize,
            Self::Listed(keys) => keys.len(),
        }
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The key at this index of the scenario.
    #[must_use]
    pub fn key(&self, index: usize) -> Cow<'_, str> {
        match self {
            Self::Numbered(numbered) => Cow::Owned(format!("{}{index}", numbered.prefix)),
            Self::Listed(keys) => Cow::Borrowed(keys[index].key()),
        }
    }

    /// Writes the key at this index of the scenario in place of what a text holds.
    fn write_key(&self, index: usize, key: &mut String) {
        key.clear();
        match self {
            // Writing to a string cannot fail.
            Self::Numbered(numbered) => {
                let _ = write!(key, "{}{index}", numbered.prefix);
            }
            Self::Listed(keys) => key.push_str(keys[index].key()),
        }
    }

    /// The places of the keys of a range, in the order of the scenario.
    fn places(&self, policy: &Policy, range: Range<usize>, places: &mut Vec<Point>) {
        let mut place = |keys: [&[u8]; LANES], count: usize| {
            places.extend_from_slice(&policy.placement.hash_each(keys)[..count]);
        };
        match self {
            Self::Numbered(numbered) => {
                let prefix = numbered.prefix.as_bytes();
                let mut keys: [Vec<u8>; LANES] = array::from_fn(|_| prefix.to_vec());
                for first in range.clone().step_by(LANES) {
                    let number = u32::try_from(first).unwrap_or(u32::MAX);
                    for (key, number) in keys.iter_mut().zip(number..) {
                        key.truncate(prefix.len());
                        number::append(key, number);
                    }
                    let count = LANES.min(range.end - first);
                    place(keys.each_ref().map(Vec::as_slice), count);
                }
            }
            Self::Listed(keys) => {
                let (keys, start) = (&keys[range.clone()], range.start);
                for keys in keys.chunks(LANES) {
                    let key = |at| keys.get(at).map_or("", KeySpec::key).as_bytes();
                    place(array::from_fn(key), keys.len());
                }
                if policy.plain_ring().is_some() {
                    for (place, key) in places[start..].iter_mut().zip(keys) {
                        *place = key.hash().unwrap_or(*place);
                    }
                }
            }
        }
    }
}

/// The sessions of a world, sorted by their place on the ring: a [`SessionId`] is a rank in that
/// order, so the sessions of an arc are a range.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sessions {
    spec: Rc<SessionSpec>,
    points: Vec<Point>,
    indices: Vec<u32>,
    client: Client,
    /// Whether a key may lie elsewhere than its hash says.
    by_hand: bool,
}

impl Sessions {
    /// Hashes every key once, and sorts by hash (equal hashes by their order in the scenario).
    #[must_use]
    pub fn new(spec: Rc<SessionSpec>, policy: &Policy) -> Self {
        in_one_go(async |pace| Self::in_slices(spec, policy, pace).await)
    }

    /// [`Sessions::new`] in slices.
    pub async fn in_slices(spec: Rc<SessionSpec>, policy: &Policy, pace: &Pace) -> Self {
        let mut places = Vec::with_capacity(spec.len());
        for part in stretches(0..spec.len(), HASH) {
            let units = part.len() * HASH;
            spec.places(policy, part, &mut places);
            pace.did(units).await;
        }
        let mut ranked: Vec<(Point, u32)> = places.into_iter().zip(0..).collect();
        pace.did(ranked.len() / COPIES).await;
        number::sort_in_slices(&mut ranked, |(point, _)| point.0, pace).await;
        let (points, indices) = ranked.into_iter().unzip();
        pace.did(spec.len() / COPIES).await;
        let some_by_hand = match &*spec {
            SessionSpec::Listed(keys) => keys.iter().any(|key| key.hash().is_some()),
            SessionSpec::Numbered(_) => false,
        };
        Self {
            spec,
            points,
            indices,
            client: policy.placement,
            by_hand: some_by_hand && policy.plain_ring().is_some(),
        }
    }

    /// How many there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.points.len()
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.points.is_empty()
    }

    /// All of them, by rising place on the ring.
    #[must_use]
    pub fn ids(&self) -> impl ExactSizeIterator<Item = SessionId> + use<> {
        ids(0..self.len())
    }

    /// Those of a range, by rising place on the ring.
    pub(crate) fn of(&self, range: Range<usize>) -> impl Iterator<Item = SessionId> + use<> {
        ids(range.start..range.end.min(self.len()))
    }

    /// All of them, in the order of the scenario.
    #[must_use]
    pub fn in_scenario_order(&self) -> Vec<SessionId> {
        let mut order = vec![SessionId(0); self.len()];
        for (session, &index) in self.ids().zip(&self.indices) {
            order[index as usize] = session;
        }
        order
    }

    /// The key of a session.
    #[must_use]
    pub fn key(&self, session: SessionId) -> Cow<'_, str> {
        self.spec.key(self.indices[session.index()] as usize)
    }

    /// Writes the key of a session in place of what a text holds.
    pub fn write_key(&self, session: SessionId, key: &mut String) {
        self.spec
            .write_key(self.indices[session.index()] as usize, key);
    }

    /// The first session past a point's arc: of those whose key a client finds at this point or
    /// before. Costs a binary search.
    #[must_use]
    pub fn rank_after(&self, point: Point, lookup: Lookup) -> u32 {
        let rank = match lookup {
            Lookup::AtOrAfter => self.points.partition_point(|&at| at <= point),
            Lookup::After => self.points.partition_point(|&at| at < point),
        };
        u32::try_from(rank).unwrap_or(u32::MAX)
    }

    /// Its place on the ring.
    #[must_use]
    pub fn point(&self, session: SessionId) -> Point {
        self.points[session.index()]
    }

    /// The places of all sessions, by rank.
    #[must_use]
    pub fn points(&self) -> &[Point] {
        &self.points
    }

    /// The session with this key. Costs a hash and a binary search, but where places are given by
    /// hand a look at every key.
    #[must_use]
    pub fn find(&self, key: &str) -> Option<SessionId> {
        let is = |session: &SessionId| self.key(*session) == key;
        let point = self.client.hash_key(key.as_bytes());
        let first = self.points.partition_point(|&at| at < point);
        let hashed = self.of(first..self.len());
        let found = hashed
            .take_while(|&session| self.point(session) == point)
            .find(is);
        found.or_else(|| self.by_hand.then(|| self.ids().find(is)).flatten())
    }
}

/// The sessions of a range of ranks.
fn ids(ranks: Range<usize>) -> impl ExactSizeIterator<Item = SessionId> + use<> {
    let number = |rank| u32::try_from(rank).unwrap_or(u32::MAX);
    (number(ranks.start)..number(ranks.end)).map(SessionId)
}
