//! From text to scenario. Parts are read one by one from the places where they stand, so that
//! every complaint can name its line and column.

mod events;
mod nodes;
mod policy;
mod sessions;

use std::rc::Rc;

use super::value::Value;
use super::{Fault, MAX_ABOUT, MAX_TITLE, Scenario, Setup, VERSION};

pub(super) fn scenario(text: &str) -> Result<Scenario, Fault> {
    // Some editors put a byte order mark before the text.
    let document = Value::document(text.strip_prefix('\u{feff}').unwrap_or(text))?;
    check_version(document)?;
    let names = [
        "ringside", "title", "about", "policy", "nodes", "sessions", "events",
    ];
    let [
        _,
        title,
        about,
        policy_value,
        nodes_value,
        sessions_value,
        events_value,
    ] = document.object(names, "a scenario")?;
    let policy_value = policy_value.ok_or_else(|| document.lacks("policy"))?;
    let nodes_value = nodes_value.ok_or_else(|| document.lacks("nodes"))?;
    let sessions_value = sessions_value.ok_or_else(|| document.lacks("sessions"))?;

    let title = title.map_or(Ok(String::new()), |value| text_of(value, MAX_TITLE))?;
    let about = about.map_or(Ok(String::new()), |value| text_of(value, MAX_ABOUT))?;
    let policy = policy::policy(policy_value)?;
    let nodes = nodes::nodes(nodes_value, &policy)?;
    let roster = nodes::roster(nodes_value, &policy, &nodes)?;
    let sessions = sessions::sessions(sessions_value, &policy)?;
    let events = match events_value {
        Some(value) => events::events(value, &policy, roster, &sessions)?,
        None => Vec::new(),
    };
    let sessions = Rc::new(sessions);
    Ok(Scenario {
        setup: Rc::new(Setup {
            title,
            about,
            policy,
            nodes,
            sessions,
        }),
        events,
    })
}

/// The version comes first: another one may have other fields.
fn check_version(document: Value<'_>) -> Result<(), Fault> {
    let version = document
        .field("ringside", "a scenario: an object with \"ringside\": 1")?
        .ok_or_else(|| {
            document.fault(format!(
                "found no field \"ringside\", expected \"ringside\": {VERSION}"
            ))
        })?;
    if version.json() == VERSION.to_string() {
        Ok(())
    } else {
        Err(version.expected(format_args!("{VERSION}, the version of the format")))
    }
}

fn text_of(value: Value<'_>, most: usize) -> Result<String, Fault> {
    let text = value.text("a text")?;
    let length = text.chars().count();
    if length <= most {
        Ok(text)
    } else {
        let problem = format!("found {length} characters, expected at most {most}");
        Err(value.fault(problem))
    }
}
