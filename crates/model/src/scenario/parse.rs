//! From text to scenario. Parts are read one by one from the places where they stand, so that
//! every complaint can name its line and column.

mod events;
mod nodes;
mod policy;
mod sessions;

use std::rc::Rc;

use super::value::{Fields, Value, in_order};
pub(crate) use events::events;

use super::{Fault, MAX_ABOUT, MAX_TITLE, Scenario, Setup, VERSION};
use crate::pace::{Pace, Phase};
use crate::roster::Roster;

/// So many bytes of a document are a unit of work, about: it is gone over three times, and every
/// key in it is taken in.
const BYTES: usize = 2;

pub(super) async fn scenario(text: &str, pace: &Pace) -> Result<Scenario, Fault> {
    pace.begin(Phase::Reading, (text.len() / BYTES) as u64);
    let document = document(text, pace).await?;
    let fields = fields(document, "ringside", VERSION, "a scenario", pace).await?;
    let names = [
        "ringside", "title", "about", "policy", "nodes", "sessions", "events",
    ];
    let [_, title, about, policy, nodes, sessions, events] = in_order(fields, names)?;
    let parts = [title, about, policy, nodes, sessions];
    let (setup, mut roster) = setup(document, parts, None, pace).await?;
    let events = match events {
        Some(value) => {
            self::events(value, &setup.policy, &mut roster, &setup.sessions, pace).await?
        }
        None => Vec::new(),
    };
    Ok(Scenario {
        setup: Rc::new(setup),
        events,
    })
}

/// A text as JSON, whatever it says.
pub(crate) async fn document<'a>(text: &'a str, pace: &Pace) -> Result<Value<'a>, Fault> {
    // Some editors put a byte order mark before the text.
    Value::document(text.strip_prefix('\u{feff}').unwrap_or(text), pace).await
}

/// Title, about, policy, nodes and sessions, and the nodes at the start. Parts that are left out
/// are as they were `before`, if there is a setup before this one.
pub(crate) async fn setup(
    whole: Value<'_>,
    [title, about, policy, nodes, sessions]: [Option<Value<'_>>; 5],
    before: Option<&Setup>,
    pace: &Pace,
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
        (Some(value), _) => Rc::new(sessions::sessions(value, &policy, pace).await?),
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

/// The fields of a document. The version comes first: another one may have other fields.
pub(crate) async fn fields<'a>(
    document: Value<'a>,
    field: &str,
    known: u32,
    what: &str,
    pace: &Pace,
) -> Result<Fields<'a>, Fault> {
    let expected = format!("{what}: an object with \"{field}\": {known}");
    let fields = document.fields_in_slices(&expected, pace).await?;
    let version = fields
        .iter()
        .find_map(|(_, name, value)| (name == field).then_some(*value))
        .ok_or_else(|| {
            document.fault(format!(
                "found no field \"{field}\", expected \"{field}\": {known}"
            ))
        })?;
    if version.json() == known.to_string() {
        Ok(fields)
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
