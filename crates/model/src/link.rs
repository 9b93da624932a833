//! A scenario and the moment shown as the text of a link, and back (`docs/share.md`).
//!
//! The text is the digit of its version, then the scenario as a stream of bits in the signs of
//! base64url, then six signs with the CRC-32 of all before them. What a scenario mostly has takes
//! a bit or two there, and its texts are packed, so that a usual one fits into a message, and into
//! a code that a camera reads from a projector.
//!
//! Reading believes nothing: what was read is written as JSON and goes through the gate that every
//! scenario goes through, and a link that is not exactly the one that would be written is damaged.

mod bits;
mod coded;
mod names;
mod parts;
mod policy;
mod text;

use std::fmt;
use std::rc::Rc;

use bits::{Reader, Writer};
use coded::Coded;

use crate::event::Event;
use crate::hash::crc32;
use crate::pace::{Pace, Phase, Slices, in_one_go};
use crate::scenario::{Fault, Scenario, Setup};
use crate::session::SessionSpec;

/// The version of links that this crate writes and reads.
pub const VERSION: char = '1';

/// How many signs the checksum takes.
const CHECK: usize = 6;

/// Why a text is not the link of a scenario.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LinkFault {
    /// It does not begin as links do.
    Foreign,
    /// It begins with the number of another version.
    OtherVersion(char),
    /// Something in it is missing or changed.
    Damaged,
    /// It is whole, but what it says is no scenario.
    Impossible(Fault),
}

impl fmt::Display for LinkFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Foreign => f.write_str("it is not a link to a scenario of Ringside"),
            Self::OtherVersion(version) => write!(
                f,
                "it is a link of version {version}, and this page reads version {VERSION}"
            ),
            Self::Damaged => f.write_str("a part of it is missing or changed"),
            Self::Impossible(Fault { part, problem, .. }) => {
                write!(f, "what it says is not possible: in {part}: {problem}")
            }
        }
    }
}

impl std::error::Error for LinkFault {}

/// The text for a scenario of which the moment after `position` events is shown.
///
/// [`decode`] gives both back exactly, as long as they are a scenario that can be read from JSON.
/// Costs as much as the scenario is long.
#[must_use]
pub fn encode(setup: &Setup, events: &[Event], position: usize) -> String {
    in_one_go(async |pace| encode_in_slices(setup, events, position, pace).await)
}

/// [`encode`] in slices: the phase [`Phase::Writing`].
#[must_use]
pub fn encode_in_slices<'a>(
    setup: &'a Setup,
    events: &'a [Event],
    position: usize,
    pace: &'a Pace,
) -> Slices<'a, String> {
    Box::pin(async move {
        let keys = match &*setup.sessions {
            SessionSpec::Listed(keys) => keys.len(),
            SessionSpec::Numbered(_) => 0,
        };
        pace.begin(
            Phase::Writing,
            ((keys + events.len()) * parts::UNITS) as u64,
        );
        let mut to = Writer::default();
        let (mut nodes, mut keys) = Default::default();
        setup.title.write(&mut to);
        setup.about.write(&mut to);
        setup.policy.write(&mut to);
        setup.nodes.len().write(&mut to);
        for node in &setup.nodes {
            parts::write_node(node, &mut nodes, &mut to);
        }
        parts::write_sessions(&setup.sessions, &mut keys, &mut to, pace).await;
        events.len().write(&mut to);
        for event in events {
            parts::write_event(event, &mut nodes, &mut keys, &mut to);
            pace.did(parts::UNITS).await;
        }
        events.len().saturating_sub(position).write(&mut to);
        let text = format!("{VERSION}{}", to.finish());
        let check = check(&text);
        text + &check
    })
}

/// The scenario that a text says, and how many of its events have happened at the moment shown.
///
/// Costs as much as the text and the scenario are long.
///
/// # Errors
/// A [`LinkFault`] for every text but one that [`encode`] writes for a possible scenario. A changed
/// link passes unseen if the checksum happens to fit: one in 4 billion.
pub fn decode(text: &str) -> Result<(Scenario, usize), LinkFault> {
    in_one_go(async |pace| decode_in_slices(text, pace).await)
}

/// [`decode`] in slices: the phase [`Phase::Reading`], then [`Phase::Writing`].
///
/// # Errors
/// As [`decode`].
#[must_use]
pub fn decode_in_slices<'a>(
    text: &'a str,
    pace: &'a Pace,
) -> Slices<'a, Result<(Scenario, usize), LinkFault>> {
    Box::pin(async move {
        match text.chars().next() {
            Some(VERSION) => {}
            Some(version) if version.is_ascii_digit() => {
                return Err(LinkFault::OtherVersion(version));
            }
            _ => return Err(LinkFault::Foreign),
        }
        let body = text.len().checked_sub(CHECK);
        let (whole, sum) = body
            .and_then(|body| text.split_at_checked(body))
            .ok_or(LinkFault::Damaged)?;
        let body = whole.strip_prefix(VERSION).ok_or(LinkFault::Damaged)?;
        if check(whole) != sum {
            return Err(LinkFault::Damaged);
        }
        pace.begin(Phase::Reading, text.len() as u64);
        let read = scenario(&mut Reader::new(body), pace).await;
        let (read, later) = read.ok_or(LinkFault::Damaged)?;
        let scenario = Scenario::parse_in_slices(&read.to_json(), pace).await;
        let scenario = scenario.map_err(LinkFault::Impossible)?;
        let position = scenario
            .events
            .len()
            .checked_sub(later)
            .ok_or(LinkFault::Damaged)?;
        if encode_in_slices(&scenario.setup, &scenario.events, position, pace).await == text {
            Ok((scenario, position))
        } else {
            Err(LinkFault::Damaged)
        }
    })
}

/// The checksum of a text, in signs.
fn check(text: &str) -> String {
    let mut to = Writer::default();
    to.bits(u64::from(crc32(text.as_bytes())), u32::BITS);
    to.finish()
}

/// What the bits say, and how many of the events come after the moment shown.
async fn scenario(from: &mut Reader<'_>, pace: &Pace) -> Option<(Scenario, usize)> {
    let (mut names, mut keys) = Default::default();
    let title = Coded::read(from)?;
    let about = Coded::read(from)?;
    let policy = Coded::read(from)?;
    let nodes = (0..usize::read(from)?).map(|_| parts::read_node(&mut names, from));
    let nodes = nodes.collect::<Option<_>>()?;
    let sessions = parts::read_sessions(&mut keys, from, pace).await?;
    let mut events = Vec::new();
    for _ in 0..usize::read(from)? {
        events.push(parts::read_event(&mut names, &mut keys, from)?);
        pace.did(parts::UNITS).await;
    }
    let setup = Rc::new(Setup {
        title,
        about,
        policy,
        nodes,
        sessions: Rc::new(sessions),
    });
    Some((Scenario { setup, events }, usize::read(from)?))
}
