//! A scenario as JSON, slice by slice.

use serde::Serialize;

use super::{Document, Setup, VERSION};
use crate::event::Event;
use crate::pace::{Pace, Phase, Slices, stretches};
use crate::session::SessionSpec;

/// What it takes to write a key or an event, in units of the pace.
const UNITS: usize = 8;

/// The document in pieces, which put together are [`super::to_json`]: the phase
/// [`Phase::Writing`]. A million keys in one text would need room for two while it grows.
#[must_use]
pub fn in_slices<'a>(
    setup: &'a Setup,
    events: &'a [Event],
    pace: &'a Pace,
) -> Slices<'a, Vec<String>> {
    Box::pin(async move {
        let none = SessionSpec::Listed(Vec::new());
        let sessions = &*setup.sessions;
        let keys = match sessions {
            SessionSpec::Listed(keys) => keys.len(),
            SessionSpec::Numbered(_) => 0,
        };
        pace.begin(Phase::Writing, ((keys + events.len()) * UNITS) as u64);
        let rest = text(&Document {
            ringside: VERSION,
            title: &setup.title,
            about: &setup.about,
            policy: &setup.policy,
            nodes: &setup.nodes,
            sessions: &none,
            events: &[],
        });
        // The sessions come last, and then the events, if there are any.
        let before = rest.strip_suffix("[]\n}").unwrap_or_default();
        let mut pieces = vec![before.to_owned()];
        match sessions {
            SessionSpec::Listed(keys) => list(keys, &mut pieces, pace).await,
            SessionSpec::Numbered(_) => pieces.push(indented(sessions, "\n  ")),
        }
        if !events.is_empty() {
            pieces.push(",\n  \"events\": ".to_owned());
            list(events, &mut pieces, pace).await;
        }
        pieces.push("\n}".to_owned());
        pieces
    })
}

/// A list of the document, each item on lines of its own.
async fn list<T: Serialize>(items: &[T], pieces: &mut Vec<String>, pace: &Pace) {
    pieces.push("[".to_owned());
    for part in stretches(0..items.len(), UNITS) {
        let units = part.len() * UNITS;
        let mut piece = String::new();
        for at in part {
            piece.push_str(if at == 0 { "\n    " } else { ",\n    " });
            piece.push_str(&indented(&items[at], "\n    "));
        }
        pieces.push(piece);
        pace.did(units).await;
    }
    let end = if items.is_empty() { "]" } else { "\n  ]" };
    pieces.push(end.to_owned());
}

/// JSON as part of another: what stands for a line break begins a line further in. Within its
/// strings there is none.
fn indented(it: &impl Serialize, line: &str) -> String {
    text(it).replace('\n', line)
}

/// JSON, indented.
fn text(it: &impl Serialize) -> String {
    // Strings, numbers and lists alone: writing them cannot fail.
    serde_json::to_string_pretty(it).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalog::BuiltIn;
    use crate::scenario::{Scenario, to_json};

    #[test]
    fn the_pieces_are_the_document_as_it_is_written_at_once() {
        let listed = r#"{"ringside":1,"title":"[]","policy":{"placement":"plain"},
            "nodes":[{"name":"a:1"}],"sessions":["k","\"[]",{"key":"p","hash":7}],
            "events":[{"join":{"name":"b:1","weight":2}},{"crash":"b:1"}]}"#;
        let texts = BuiltIn::ALL.map(BuiltIn::json);
        let quiet = listed.replace(r#"{"join":{"name":"b:1","weight":2}},{"crash":"b:1"}"#, "");
        // More than fits a stretch.
        let keys: Vec<String> = (0..5000).map(|key| format!("\"k{key}\"")).collect();
        let events = vec![r#"{"crash":"a:1"},{"restart":"a:1"}"#; 2500].join(",");
        let long = format!(
            r#"{{"ringside":1,"policy":{{"placement":"spymemcached"}},"nodes":[{{"name":"a:1"}}],
                "sessions":[{}],"events":[{events}]}}"#,
            keys.join(",")
        );
        for json in texts.into_iter().chain([listed, &quiet, &long]) {
            let scenario = Scenario::parse(json).expect("a scenario");
            let Setup {
                title,
                about,
                policy,
                nodes,
                sessions,
            } = &*scenario.setup;
            let document = Document {
                ringside: VERSION,
                title,
                about,
                policy,
                nodes,
                sessions,
                events: &scenario.events,
            };
            assert_eq!(to_json(&scenario.setup, &scenario.events), text(&document));
        }
    }
}
