//! Events, read. Each must be possible after those before it.

use std::collections::BTreeSet;

use super::nodes::node;
use super::policy::time;
use crate::event::{All, Event, Who};
use crate::list::quoted;
use crate::policy::Policy;
use crate::roster::Roster;
use crate::scenario::value::{Value, one_of};
use crate::scenario::{Fault, MAX_EVENTS};
use crate::session::SessionSpec;
use crate::traffic::{MAX_LENGTH, MAX_RATE, Traffic};

const EVENTS: [&str; 10] = [
    "crash",
    "restart",
    "partition",
    "heal",
    "join",
    "leave",
    "read",
    "request",
    "advance",
    "traffic",
];

/// Reads events that follow on `roster`, which takes part in them.
pub(crate) fn events(
    value: Value<'_>,
    policy: &Policy,
    roster: &mut Roster,
    sessions: &SessionSpec,
) -> Result<Vec<Event>, Fault> {
    let elements = value.list("a list of events")?;
    if elements.len() > MAX_EVENTS {
        let problem = format!(
            "found {} events, expected at most {MAX_EVENTS}",
            elements.len()
        );
        return Err(value.fault(problem));
    }
    let mut keys = Keys {
        sessions,
        known: None,
    };
    let mut events = Vec::with_capacity(elements.len());
    for element in elements {
        let (event, of) = event(element, policy, &mut keys)?;
        roster
            .apply(&event)
            .map_err(|refusal| of.fault(refusal.to_string()))?;
        events.push(event);
    }
    Ok(events)
}

/// An event, and the value that says what it happens to.
fn event<'a>(
    value: Value<'a>,
    policy: &Policy,
    keys: &mut Keys<'_>,
) -> Result<(Event, Value<'a>), Fault> {
    let expected = format!("an event: an object with {}", one_of(EVENTS.into_iter()));
    let (place, verb, of) = value.only_field(&expected)?;
    let node_name = || of.text("a node's name");
    let event = match verb.as_str() {
        "crash" => Event::Crash(node_name()?),
        "restart" => Event::Restart(node_name()?),
        "partition" => Event::Partition(node_name()?),
        "heal" => Event::Heal(node_name()?),
        "read" => Event::Read(who(of, keys)?),
        "advance" => Event::Advance(time(of)?),
        "traffic" => Event::Traffic(traffic(of)?),
        "join" => Event::Join(node(of, policy)?),
        "leave" => Event::Leave(node_name()?),
        "request" => Event::Request(who(of, keys)?),
        other => {
            return Err(place.fault(format!(
                "found the event {}, expected {}",
                quoted(other),
                one_of(EVENTS.into_iter())
            )));
        }
    };
    Ok((event, of))
}

/// A stream of requests. How many they are in all is for the roster to refuse.
fn traffic(value: Value<'_>) -> Result<Traffic, Fault> {
    let names = ["for", "rate", "think", "logins", "seed"];
    let expected = "a stream of requests: an object with \"for\" and \"rate\"";
    let [length, rate, think, logins, seed] = value.object(names, expected)?;
    let length = length.ok_or_else(|| value.lacks("for"))?;
    let rate = rate.ok_or_else(|| value.lacks("rate"))?;
    let number =
        |value: Option<Value<'_>>, most| value.map_or(Ok(0), |value| value.number(0, most));
    Ok(Traffic {
        length: match time(length)? {
            time if time > MAX_LENGTH => {
                return Err(length.expected(format_args!("a time from 1s to {MAX_LENGTH}")));
            }
            time => time,
        },
        rate: rate.number(0, MAX_RATE)?,
        think: think.map(time).transpose()?,
        logins: number(logins, 100)?,
        seed: number(seed, u32::MAX)?,
    })
}

/// The keys that requests may name, sorted when first asked for.
struct Keys<'a> {
    sessions: &'a SessionSpec,
    known: Option<BTreeSet<String>>,
}

impl Keys<'_> {
    fn has(&mut self, key: &str) -> bool {
        let sessions = self.sessions;
        let all = || {
            (0..sessions.len())
                .map(|at| sessions.key(at).into_owned())
                .collect()
        };
        self.known.get_or_insert_with(all).contains(key)
    }
}

fn who(value: Value<'_>, keys: &mut Keys<'_>) -> Result<Who, Fault> {
    let expected = "\"all\" or a list of sessions' keys";
    if value.json().starts_with('"') {
        let text = value.text(expected)?;
        return if text == "all" {
            Ok(Who::All(All::All))
        } else {
            Err(value.expected(expected))
        };
    }
    let mut asked = Vec::new();
    for element in value.list(expected)? {
        let key = element.text("a session's key")?;
        if !keys.has(&key) {
            let problem = format!("found {}, expected the key of a session", quoted(&key));
            return Err(element.fault(problem));
        }
        asked.push(key);
    }
    Ok(Who::Keys(asked))
}
