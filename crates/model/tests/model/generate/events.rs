//! The next random event: mostly one that is possible, and often one that meets what came before.

use ringside_model::event::{All, Event, NodeSpec, Who};
use ringside_model::seconds::Seconds;
use ringside_model::traffic::Traffic;

use super::{Random, setup};
use crate::oracle::{Node, Oracle, Process};

/// An event for this moment. One in twenty is drawn without a look at what is possible.
pub fn next_event(random: &mut Random, now: &Oracle) -> Event {
    if random.percent(5) {
        return careless(random, now);
    }
    loop {
        let event = match random.between(1, 100) {
            1..=13 => named(random, now, Event::Crash, |node| {
                node.process != Process::Crashed && node.listed
            }),
            14..=21 => named(random, now, Event::Restart, |node| {
                node.process == Process::Crashed
            }),
            22..=30 => named(random, now, Event::Partition, |node| {
                node.process == Process::Running
            }),
            31..=39 => named(random, now, Event::Heal, |node| {
                node.process == Process::CutOff
            }),
            40..=46 => join(random, now),
            47..=50 => named(random, now, Event::Leave, |node| node.listed),
            51..=54 => named(random, now, Event::Leave, |node| {
                node.listed && (node.process != Process::Running || node.ejected.is_some())
            }),
            55..=64 => Some(Event::Read(who(random, now))),
            65..=88 => Some(Event::Request(who(random, now))),
            89..=95 => Some(Event::Advance(Seconds(random.between(0, 20)))),
            _ => Some(Event::Traffic(traffic(random))),
        };
        if let Some(event) = event {
            return event;
        }
    }
}

/// An event of a node for which it makes sense.
fn named(
    random: &mut Random,
    now: &Oracle,
    event: fn(String) -> Event,
    fits: fn(&Node) -> bool,
) -> Option<Event> {
    let fitting: Vec<&Node> = now.nodes.iter().filter(|node| fits(node)).collect();
    let node = random.pick_any(&fitting)?;
    Some(event(node.name.clone()))
}

/// A newcomer, or a node that had left; at most seven in the list.
fn join(random: &mut Random, now: &Oracle) -> Option<Event> {
    let list = now.list();
    if list.len() >= 7 {
        return None;
    }
    let gone: Vec<&Node> = now.nodes.iter().filter(|node| !node.listed).collect();
    let name = match random.pick_any(&gone) {
        Some(node) if random.percent(60) => node.name.clone(),
        _ => format!("node-{}", now.nodes.len() + 1),
    };
    let listed: Vec<NodeSpec> = list.iter().map(|&node| spec(&now.nodes[node])).collect();
    let tokens = setup::tokens(random, &now.policy, &listed);
    Some(Event::Join(NodeSpec {
        tokens,
        ..NodeSpec::named(name)
    }))
}

fn spec(node: &Node) -> NodeSpec {
    NodeSpec {
        tokens: node.tokens.clone(),
        ..NodeSpec::named(node.name.clone())
    }
}

/// A short stream; now and then more than anyone may ask for.
fn traffic(random: &mut Random) -> Traffic {
    let much = random.percent(3);
    let think = Seconds(random.between(1, 15));
    Traffic {
        length: Seconds(if much { 3599 } else { 0 } + random.between(1, 12)),
        rate: if much { 100 } else { random.between(0, 3) },
        think: random.percent(60).then_some(think),
        logins: *random.pick(&[0, 0, 10, 50, 100]),
        seed: random.between(0, 9),
    }
}

/// All sessions, or a few in any order, or none; one may come twice.
fn who(random: &mut Random, now: &Oracle) -> Who {
    if random.percent(40) {
        return Who::All(All::All);
    }
    let keys = (0..random.between(0, 3)).map(|_| random.pick(&now.sessions).key.clone());
    Who::Keys(keys.collect())
}

/// Any event of any name, also of names that nobody has, and points that are taken.
fn careless(random: &mut Random, now: &Oracle) -> Event {
    let node = random.pick(&now.nodes);
    let name = if random.percent(10) {
        "nobody".to_owned()
    } else {
        node.name.clone()
    };
    match random.between(1, 7) {
        1 => Event::Crash(name),
        2 => Event::Restart(name),
        3 => Event::Partition(name),
        4 => Event::Heal(name),
        5 => Event::Leave(name),
        6 => Event::Join(NodeSpec {
            name: if random.percent(50) {
                "newcomer".to_owned()
            } else {
                name
            },
            ..spec(node)
        }),
        _ => Event::Request(Who::Keys(vec![
            random.pick(&now.sessions).key.clone(),
            "no-such-session".to_owned(),
        ])),
    }
}
