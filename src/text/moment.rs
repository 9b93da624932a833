//! Moments and branches of the timeline in words.

use ringside_model::event::Event;
use ringside_model::timeline::Branch;

use super::{count, event};

/// Which moment is shown: after so many of all events.
#[must_use]
pub fn moment(position: usize, events: usize) -> String {
    match (position, events) {
        (_, 0) => "No event yet".to_owned(),
        (0, events) => format!("The start, before {}", count(events, "event", "events")),
        (position, events) => format!("Event {position} of {events}"),
    }
}

/// The moment shown with what happened last and what that means, for those who do not see it.
#[must_use]
pub fn value(position: usize, events: usize, deed: &str, consequence: &str) -> String {
    format!("{}: {deed} {consequence}", moment(position, events))
}

/// Where a branch departs from the events shown, how it goes on, and how long it is.
#[must_use]
pub fn branch(branch: &Branch, shown: &[Event]) -> String {
    let at = branch.departure(shown);
    let place = match at {
        0 => "from the start".to_owned(),
        at => format!("after event {at}"),
    };
    let next = match branch.events().get(at) {
        Some(next) => event(next),
        None => "it ends there.".to_owned(),
    };
    let next = next.trim_end_matches('.');
    format!(
        "{place}: {next} ({})",
        count(branch.events().len(), "event", "events")
    )
}
