//! From text to scenario. Parts are read one by one from the places where they stand, so that
//! every complaint can name its line and column.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::rc::Rc;

use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_json::value::RawValue;

use super::{MAX_EVENTS, Scenario, Setup, VERSION};
use crate::event::{Event, NodeSpec, Who};
use crate::list::{self, quoted};
use crate::policy::Policy;
use crate::refusal::Refusal;
use crate::roster::{MAX_NODES, Roster};
use crate::session::{KeySpec, MAX_SESSIONS, Numbered, SessionSpec};

/// Why a text is not a scenario.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// The line, counted from 1.
    pub line: usize,
    /// The column in that line, counted in characters from 1.
    pub column: usize,
    /// The part of the document, such as `events[3]`; empty for the document itself.
    pub part: String,
    /// What was found and what was expected.
    pub problem: String,
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "line {}, column {}: ", self.line, self.column)?;
        if !self.part.is_empty() {
            write!(f, "in {}: ", self.part)?;
        }
        f.write_str(&self.problem)
    }
}

impl std::error::Error for Fault {}

#[derive(Deserialize)]
struct Versioned<'a> {
    #[serde(borrow)]
    ringside: &'a RawValue,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Parts<'a> {
    #[serde(borrow, rename = "ringside")]
    _ringside: &'a RawValue,
    #[serde(borrow)]
    title: Option<&'a RawValue>,
    #[serde(borrow)]
    about: Option<&'a RawValue>,
    #[serde(borrow)]
    policy: &'a RawValue,
    #[serde(borrow)]
    nodes: &'a RawValue,
    #[serde(borrow)]
    sessions: &'a RawValue,
    #[serde(borrow)]
    events: Option<&'a RawValue>,
}

/// The text that everything is read from, to find where a part of it stands.
#[derive(Clone, Copy)]
struct Source<'a>(&'a str);

impl<'a> Source<'a> {
    /// A complaint about a part.
    fn fault(self, at: &RawValue, part: impl Into<String>, problem: impl Into<String>) -> Fault {
        let (line, column) = self.place(at.get());
        Fault {
            line,
            column,
            part: part.into(),
            problem: problem.into(),
        }
    }

    /// Reads a part, as `part` in complaints.
    fn read<T: DeserializeOwned>(self, raw: &RawValue, part: &str) -> Result<T, Fault> {
        serde_json::from_str(raw.get()).map_err(|error| self.mismatch(raw.get(), part, &error))
    }

    /// Reads a list as its unread elements.
    fn elements(self, raw: &'a RawValue, part: &str) -> Result<Vec<&'a RawValue>, Fault> {
        serde_json::from_str(raw.get()).map_err(|error| self.mismatch(raw.get(), part, &error))
    }

    /// What serde says of a part, at its place in the whole text.
    fn mismatch(self, part_text: &str, part: &str, error: &serde_json::Error) -> Fault {
        let (line, column) = self.place(part_text);
        let (inner_line, inner_column) = (error.line().max(1), error.column().max(1));
        let said = error.to_string();
        let place = format!(" at line {} column {}", error.line(), error.column());
        let problem = said.strip_suffix(&place).unwrap_or(&said).to_owned();
        let column = if inner_line == 1 {
            column + inner_column - 1
        } else {
            inner_column
        };
        Fault {
            line: line + inner_line - 1,
            column,
            part: part.to_owned(),
            problem,
        }
    }

    /// Line and column of a slice of the text.
    fn place(self, slice: &str) -> (usize, usize) {
        let offset = (slice.as_ptr() as usize).saturating_sub(self.0.as_ptr() as usize);
        let before = self.0.get(..offset).unwrap_or("");
        let line_start = before.rfind('\n').map_or(0, |newline| newline + 1);
        (
            before.matches('\n').count() + 1,
            before[line_start..].chars().count() + 1,
        )
    }
}

pub(super) fn scenario(text: &str) -> Result<Scenario, Fault> {
    let source = Source(text);
    let whole = |error: serde_json::Error| source.mismatch(text, "", &error);
    let version: Versioned<'_> = serde_json::from_str(text).map_err(whole)?;
    check_version(source, version.ringside)?;
    let parts: Parts<'_> = serde_json::from_str(text).map_err(whole)?;

    let policy: Policy = source.read(parts.policy, "policy")?;
    let nodes = nodes(source, parts.nodes)?;
    let roster = roster(source, parts.nodes, &policy, &nodes)?;
    let sessions = sessions(source, parts.sessions, &policy)?;
    let events = match parts.events {
        Some(raw) => events(source, raw, &policy, roster, &sessions)?,
        None => Vec::new(),
    };
    check_policy(source, parts.policy, &policy, &nodes, &events)?;
    let setup = Setup {
        title: text_of(source, parts.title, "title", 200)?,
        about: text_of(source, parts.about, "about", 2000)?,
        policy,
        nodes,
        sessions: Rc::new(sessions),
    };
    Ok(Scenario {
        setup: Rc::new(setup),
        events,
    })
}

fn check_version(source: Source<'_>, raw: &RawValue) -> Result<(), Fault> {
    if raw.get() == VERSION.to_string() {
        return Ok(());
    }
    let problem = format!("found version {}, expected {VERSION}", quoted(raw.get()));
    Err(source.fault(raw, "ringside", problem))
}

fn text_of(
    source: Source<'_>,
    raw: Option<&RawValue>,
    part: &str,
    most: usize,
) -> Result<String, Fault> {
    let Some(raw) = raw else {
        return Ok(String::new());
    };
    let text: String = source.read(raw, part)?;
    let length = text.chars().count();
    if length > most {
        let problem = format!("found {length} characters, expected at most {most}");
        return Err(source.fault(raw, part, problem));
    }
    Ok(text)
}

fn check_policy(
    source: Source<'_>,
    raw: &RawValue,
    policy: &Policy,
    nodes: &[NodeSpec],
    events: &[Event],
) -> Result<(), Fault> {
    let fault = |problem: String| Err(source.fault(raw, "policy", problem));
    let joined = events.iter().filter_map(|event| match event {
        Event::Join(spec) => Some(&spec.name),
        _ => None,
    });
    let named: BTreeSet<&String> = nodes.iter().map(|node| &node.name).chain(joined).collect();
    let named = named.len();
    if policy.copies() > named {
        let found = policy.copies();
        return fault(format!(
            "found replicas {found}, expected 1 to {named}, the number of nodes"
        ));
    }
    if policy.probes() > named {
        let found = policy.probes();
        return fault(format!(
            "found probe_depth {found}, expected 1 to {named}, the number of nodes"
        ));
    }
    if let Some(found) = policy
        .tokens
        .filter(|tokens| tokens.get() > Policy::MAX_TOKENS)
    {
        return fault(format!(
            "found tokens {found}, expected 1 to {}",
            Policy::MAX_TOKENS
        ));
    }
    Ok(())
}

fn nodes(source: Source<'_>, raw: &RawValue) -> Result<Vec<NodeSpec>, Fault> {
    let elements = source.elements(raw, "nodes")?;
    if elements.is_empty() || elements.len() > MAX_NODES {
        let problem = format!("found {} nodes, expected 1 to {MAX_NODES}", elements.len());
        return Err(source.fault(raw, "nodes", problem));
    }
    let mut nodes = Vec::with_capacity(elements.len());
    for (at, element) in elements.into_iter().enumerate() {
        nodes.push(node(source, element, &format!("nodes[{at}]"))?);
    }
    Ok(nodes)
}

fn node(source: Source<'_>, raw: &RawValue, part: &str) -> Result<NodeSpec, Fault> {
    let spec: NodeSpec = source.read(raw, part)?;
    check_node(&spec).map_err(|problem| source.fault(raw, part, problem))?;
    Ok(spec)
}

fn check_node(spec: &NodeSpec) -> Result<(), String> {
    list::address(&spec.name).map_err(|flaw| format!("in the name: {flaw}"))?;
    if spec.weight == 0 || spec.weight > list::MAX_WEIGHT {
        let most = list::MAX_WEIGHT;
        return Err(format!(
            "found weight {}, expected a whole number from 1 to {most}",
            spec.weight
        ));
    }
    Ok(())
}

fn roster(
    source: Source<'_>,
    raw: &RawValue,
    policy: &Policy,
    nodes: &[NodeSpec],
) -> Result<Roster, Fault> {
    if let Some(problem) = nodes.iter().enumerate().find_map(|(at, spec)| {
        check_tokens(policy, spec)
            .err()
            .map(|problem| (at, problem))
    }) {
        return Err(at_element(source, raw, "nodes", problem.0, problem.1));
    }
    Roster::found(policy, nodes)
        .map_err(|(at, refusal)| at_element(source, raw, "nodes", at, refusal.to_string()))
}

/// A complaint about one element of a list.
fn at_element(source: Source<'_>, raw: &RawValue, part: &str, at: usize, problem: String) -> Fault {
    match source.elements(raw, part) {
        Ok(elements) => source.fault(elements[at], format!("{part}[{at}]"), problem),
        Err(fault) => fault,
    }
}

/// Points given by hand must lie on the ring; placements other than *plain* do not read them.
fn check_tokens(policy: &Policy, spec: &NodeSpec) -> Result<(), String> {
    let Some(ring) = policy.plain_ring() else {
        return Ok(());
    };
    match spec.tokens.iter().find(|&&token| !ring.has(token)) {
        Some(token) => Err(format!("found point {token}, expected {}", ring.range())),
        None => Ok(()),
    }
}

fn sessions(source: Source<'_>, raw: &RawValue, policy: &Policy) -> Result<SessionSpec, Fault> {
    let spec = if raw.get().starts_with('{') {
        SessionSpec::Numbered(source.read::<Numbered>(raw, "sessions")?)
    } else {
        SessionSpec::Listed(keys(source, raw, policy)?)
    };
    let most = MAX_SESSIONS as usize;
    if spec.is_empty() || spec.len() > most {
        let problem = format!("found {} sessions, expected 1 to {most}", spec.len());
        return Err(source.fault(raw, "sessions", problem));
    }
    if let SessionSpec::Numbered(_) = &spec {
        list::check_key(&spec.key(spec.len() - 1))
            .map_err(|flaw| source.fault(raw, "sessions", flaw.to_string()))?;
    }
    Ok(spec)
}

fn keys(source: Source<'_>, raw: &RawValue, policy: &Policy) -> Result<Vec<KeySpec>, Fault> {
    let elements = source.elements(raw, "sessions")?;
    let mut seen: BTreeMap<String, usize> = BTreeMap::new();
    let mut keys = Vec::with_capacity(elements.len());
    for (at, element) in elements.into_iter().enumerate() {
        let part = format!("sessions[{at}]");
        let key = if element.get().starts_with('{') {
            KeySpec::Placed(source.read(element, &part)?)
        } else {
            KeySpec::Key(source.read(element, &part)?)
        };
        let fault = |problem: String| source.fault(element, part.as_str(), problem);
        list::check_key(key.key()).map_err(|flaw| fault(flaw.to_string()))?;
        if let (Some(ring), Some(hash)) = (policy.plain_ring(), key.hash())
            && !ring.has(hash.0)
        {
            return Err(fault(format!(
                "found hash {}, expected {}",
                hash.0,
                ring.range()
            )));
        }
        if let Some(first) = seen.insert(key.key().to_owned(), at) {
            let key = quoted(key.key());
            return Err(fault(format!(
                "found the key {key} again, first in sessions[{first}]; expected each key once"
            )));
        }
        keys.push(key);
    }
    Ok(keys)
}

fn events(
    source: Source<'_>,
    raw: &RawValue,
    policy: &Policy,
    mut roster: Roster,
    sessions: &SessionSpec,
) -> Result<Vec<Event>, Fault> {
    let elements = source.elements(raw, "events")?;
    if elements.len() > MAX_EVENTS {
        let problem = format!(
            "found {} events, expected at most {MAX_EVENTS}",
            elements.len()
        );
        return Err(source.fault(raw, "events", problem));
    }
    let mut known: Option<BTreeSet<String>> = None;
    let mut events = Vec::with_capacity(elements.len());
    for (at, element) in elements.into_iter().enumerate() {
        let part = format!("events[{at}]");
        let event: Event = source.read(element, &part)?;
        let fault = |problem: String| source.fault(element, part.as_str(), problem);
        if let Event::Join(spec) = &event {
            check_node(spec)
                .and_then(|()| check_tokens(policy, spec))
                .map_err(fault)?;
        }
        if let Event::Request(Who::Keys(keys)) = &event {
            let known = known.get_or_insert_with(|| {
                (0..sessions.len())
                    .map(|index| sessions.key(index).into_owned())
                    .collect()
            });
            if let Some(key) = keys.iter().find(|key| !known.contains(key.as_str())) {
                return Err(fault(Refusal::UnknownSession(key.clone()).to_string()));
            }
        }
        roster
            .apply(&event)
            .map_err(|refusal| fault(refusal.to_string()))?;
        events.push(event);
    }
    Ok(events)
}
