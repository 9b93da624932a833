//! Nodes, sessions and events in links.

use super::bits::{Reader, Writer};
use super::coded::{Coded, read_unless, write_unless};
use super::names::{Read, Written};
use crate::event::{All, Event, NodeSpec, Who};
use crate::pace::Pace;
use crate::session::{KeySpec, Numbered, PlacedKey, SessionSpec};
use crate::traffic::Traffic;

pub(super) fn write_node<'a>(node: &'a NodeSpec, names: &mut Written<'a>, to: &mut Writer) {
    names.write(&node.name, to);
    let more = node.weight != 1 || node.alias.is_some() || !node.tokens.is_empty();
    more.write(to);
    if more {
        write_unless(to, &node.weight, &1);
        node.alias.write(to);
        node.tokens.write(to);
    }
}

pub(super) fn read_node(names: &mut Read, from: &mut Reader<'_>) -> Option<NodeSpec> {
    let mut node = NodeSpec::named(names.read(from)?);
    if bool::read(from)? {
        node.weight = read_unless(from, 1)?;
        node.alias = Coded::read(from)?;
        node.tokens = Coded::read(from)?;
    }
    Some(node)
}

/// How many units of work it is to write or read a session's key or an event.
pub(super) const UNITS: usize = 20;

pub(super) async fn write_sessions<'a>(
    sessions: &'a SessionSpec,
    names: &mut Written<'a>,
    to: &mut Writer,
    pace: &Pace,
) {
    match sessions {
        SessionSpec::Numbered(numbered) => {
            to.bit(false);
            numbered.prefix.write(to);
            numbered.count.write(to);
        }
        SessionSpec::Listed(keys) => {
            to.bit(true);
            keys.len().write(to);
            for key in keys {
                names.write(key.key(), to);
                key.hash().map(|point| point.0).write(to);
                pace.did(UNITS).await;
            }
        }
    }
}

pub(super) async fn read_sessions(
    names: &mut Read,
    from: &mut Reader<'_>,
    pace: &Pace,
) -> Option<SessionSpec> {
    if !bool::read(from)? {
        let prefix = Coded::read(from)?;
        let count = Coded::read(from)?;
        return Some(SessionSpec::Numbered(Numbered { prefix, count }));
    }
    let mut keys = Vec::new();
    for _ in 0..usize::read(from)? {
        let key = names.read(from)?;
        keys.push(match Option::<u32>::read(from)? {
            None => KeySpec::Key(key),
            Some(hash) => KeySpec::Placed(PlacedKey { key, hash }),
        });
        pace.did(UNITS).await;
    }
    Some(SessionSpec::Listed(keys))
}

/// How many bits say what happens.
const VERB: u32 = 4;

pub(super) fn write_event<'a>(
    event: &'a Event,
    nodes: &mut Written<'a>,
    keys: &mut Written<'a>,
    to: &mut Writer,
) {
    let verb = match event {
        Event::Crash(_) => 0,
        Event::Restart(_) => 1,
        Event::Partition(_) => 2,
        Event::Heal(_) => 3,
        Event::Leave(_) => 4,
        Event::Join(_) => 5,
        Event::Read(_) => 6,
        Event::Request(_) => 7,
        Event::Advance(_) => 8,
        Event::Traffic(_) => 9,
    };
    to.bits(verb, VERB);
    match event {
        Event::Crash(node)
        | Event::Restart(node)
        | Event::Partition(node)
        | Event::Heal(node)
        | Event::Leave(node) => nodes.write(node, to),
        Event::Join(node) => write_node(node, nodes, to),
        Event::Read(who) | Event::Request(who) => write_who(who, keys, to),
        Event::Advance(time) => time.write(to),
        Event::Traffic(traffic) => {
            traffic.length.write(to);
            traffic.rate.write(to);
            traffic.think.write(to);
            traffic.logins.write(to);
            traffic.seed.write(to);
        }
    }
}

pub(super) fn read_event(
    nodes: &mut Read,
    keys: &mut Read,
    from: &mut Reader<'_>,
) -> Option<Event> {
    Some(match from.bits(VERB)? {
        0 => Event::Crash(nodes.read(from)?),
        1 => Event::Restart(nodes.read(from)?),
        2 => Event::Partition(nodes.read(from)?),
        3 => Event::Heal(nodes.read(from)?),
        4 => Event::Leave(nodes.read(from)?),
        5 => Event::Join(read_node(nodes, from)?),
        6 => Event::Read(read_who(keys, from)?),
        7 => Event::Request(read_who(keys, from)?),
        8 => Event::Advance(Coded::read(from)?),
        9 => Event::Traffic(Traffic {
            length: Coded::read(from)?,
            rate: Coded::read(from)?,
            think: Coded::read(from)?,
            logins: Coded::read(from)?,
            seed: Coded::read(from)?,
        }),
        _ => return None,
    })
}

fn write_who<'a>(who: &'a Who, names: &mut Written<'a>, to: &mut Writer) {
    match who {
        Who::All(All::All) => to.bit(false),
        Who::Keys(keys) => {
            to.bit(true);
            keys.len().write(to);
            for key in keys {
                names.write(key, to);
            }
        }
    }
}

fn read_who(names: &mut Read, from: &mut Reader<'_>) -> Option<Who> {
    if !bool::read(from)? {
        return Some(Who::All(All::All));
    }
    let keys = (0..usize::read(from)?).map(|_| names.read(from));
    keys.collect::<Option<_>>().map(Who::Keys)
}
