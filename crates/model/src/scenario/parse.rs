//! From text to scenario. Parts are read one by one from the places where they stand, so that
//! every complaint can name its line and column.

mod events;
mod nodes;
mod policy;
mod sessions;

use std::rc::Rc;

use super::value::Value;
pub(crate) use events::events;

use super::{Fault, MAX_ABOUT, MAX_TITLE, Scenario, Setup, VERSION};
use crate::roster::Roster;

pub(super) fn scenario(text: &str) -> Result<Scenario, Fault> {
    let document = document(text)?;
    check_version(document, "ringside", VERSION, "a scenario")?;
    let names = [
        "ringside", "title", "about", "policy", "nodes", "sessions", "events",
    ];
    let [_, title, about, policy, nodes, sessions, events] =
        document.object(names, "a scenario")?;
    let parts = [title, about, policy, nodes, sessions];
    let (setup, mut roster) = setup(document, parts, None)?;
    let events = match events {
        Some(value) => self::events(value, &setup.policy, &mut roster, &setup.sessions)?,
        None => Vec::new(),
    };
    Ok(Scenario {
        setup: Rc::new(setup),
        events,
    })
}

/// A text as JSON, whatever it says.
pub(crate) fn document(text: &str) -> Result<Value<'_>, Fault> {
    // Some editors put a byte order mark before the text.
    Value::document(text.strip_prefix('\u{feff}').unwrap_or(text))
}

/// Title, about, policy, nodes and sessions, and the nodes at the start. Parts that are left out
/// are as they were `before`, if there is a setup before this one.
pub(crate) fn setup(
    whole: Value<'_>,
    [title, about, policy, nodes, sessions]: [Option<Value<'_>>; 5],
    before: Option<&Setup>,
) -> Result<(Setup, Roster), Fault> {
    let title = title.map_or(Ok(String::new()), |value| text_of(value, MAX_TITLE))?;
    let about = about.map_or(Ok(String::new()), |value| text_of(value, MAX_ABOUT))?;
    let policy = match (policy, before) {
        (Some(value), _) => policy::policy(value)?,
        (None, Some(before)) => before.policy.clone(),
        (None, None) => return Err(whole.lacks("policy")),
    };
    let (listed, nodes_value) = match (nodes, before) {
        (Some(value), _) => (nodes::nodes(value, &policy)?, value),
        (None, Some(before)) => (before.nodes.clone(), whole),
        (None, None) => return Err(whole.lacks("nodes")),
    };
    let roster = nodes::roster(nodes_value, &policy, &listed)?;
    let sessions = match (sessions, before) {
        (Some(value), _) => Rc::new(sessions::sessions(value, &policy)?),
        (None, Some(before)) => Rc::clone(&before.sessions),
        (None, None) => return Err(whole.lacks("sessions")),
    };
    let setup = Setup {
        title,
        about,
        policy,
        nodes: listed,
        sessions,
    };
    Ok((setup, roster))
}

/// The version comes first: another one may have other fields.
pub(crate) fn check_version(
    document: Value<'_>,
    field: &str,
    known: u32,
    what: &str,
) -> Result<(), Fault> {
    let version = document
        .field(
            field,
            &format!("{what}: an object with \"{field}\": {known}"),
        )?
        .ok_or_else(|| {
            document.fault(format!(
                "found no field \"{field}\", expected \"{field}\": {known}"
            ))
        })?;
    if version.json() == known.to_string() {
        Ok(())
    } else {
        Err(version.expected(format_args!("{known}, the version of the format")))
    }
}

/// A text of at most so many characters.
pub(crate) fn text_of(value: Value<'_>, most: usize) -> Result<String, Fault> {
    let text = value.text("a text")?;
    let length = text.chars().count();
    if length <= most {
        Ok(text)
    } else {
        let problem = format!("found {length} characters, expected at most {most}");
        Err(value.fault(problem))
    }
}
