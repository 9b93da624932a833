//! The marks over the scrubber: what kind of event is where.

use ringside_model::event::Event;
use yew::{Html, Properties, classes, component, html};

use crate::shown::Shown;

/// The most marks drawn: more would lie on each other. Of more events, those with the least consequence are left out.
pub const MOST_MARKS: usize = 80;

/// What an event is about, from the least to the most consequence.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// Time passes.
    Time,
    /// Sessions are read, or read and written.
    Traffic,
    /// A node comes back, or joins.
    Back,
    /// A node is taken out of the list.
    Out,
    /// A node is cut off.
    Cut,
    /// A node crashes.
    Crash,
}

impl Kind {
    /// What an event is about.
    #[must_use]
    pub fn of(event: &Event) -> Self {
        match event {
            Event::Crash(_) => Self::Crash,
            Event::Partition(_) => Self::Cut,
            Event::Leave(_) => Self::Out,
            Event::Restart(_) | Event::Heal(_) | Event::Join(_) => Self::Back,
            Event::Read(_) | Event::Request(_) | Event::Traffic(_) => Self::Traffic,
            Event::Advance(_) => Self::Time,
        }
    }

    /// Its class in the style sheet.
    #[must_use]
    pub fn class(self) -> &'static str {
        match self {
            Self::Time => "time",
            Self::Traffic => "traffic",
            Self::Back => "back",
            Self::Out => "out",
            Self::Cut => "cut",
            Self::Crash => "crash",
        }
    }

    /// Its shape, around the origin.
    #[must_use]
    pub fn shape(self) -> &'static str {
        match self {
            Self::Time => "M0-3.5V3.5",
            Self::Traffic => "M-2.5 0A2.5 2.5 0 1 0 2.5 0A2.5 2.5 0 1 0-2.5 0",
            Self::Back => "M-4 3L0-4L4 3z",
            Self::Out => "M-4 0H4",
            Self::Cut => "M-3-4V4M3-4V4",
            Self::Crash => "M-3.5-3.5L3.5 3.5M3.5-3.5L-3.5 3.5",
        }
    }
}

/// What is drawn where: after how many events, and of which kind. At most [`MOST_MARKS`].
#[must_use]
pub fn marks(events: &[Event]) -> Vec<(usize, Kind)> {
    let kinds = (1..).zip(events.iter().map(Kind::of));
    let all: Vec<(usize, Kind)> = kinds.collect();
    let most = all.chunks(events.len().div_ceil(MOST_MARKS).max(1));
    most.filter_map(|chunk| chunk.iter().max_by_key(|&&(_, kind)| kind))
        .copied()
        .collect()
}

/// The properties of [`Marks`].
#[derive(Properties, PartialEq)]
pub struct Props {
    /// All events.
    pub events: Shown<Vec<Event>>,
    /// How many have happened at the moment shown.
    pub position: usize,
}

/// The marks, each where the scrubber's handle is when that event has just happened.
#[component]
pub fn Marks(props: &Props) -> Html {
    let marks = marks(&props.events).into_iter().map(|(at, kind)| {
        let ahead = (at > props.position).then_some("ahead");
        html! {
            <svg key={at} x={share(at, props.events.len())} class={classes!("mark", kind.class(), ahead)}>
                <path d={kind.shape()} />
            </svg>
        }
    });
    html! {
        <svg class="timeline-marks" aria-hidden="true">{ for marks }</svg>
    }
}

#[expect(
    clippy::cast_precision_loss,
    reason = "at most a hundred thousand events"
)]
fn share(at: usize, of: usize) -> String {
    format!("{:.2}%", at as f64 * 100.0 / of.max(1) as f64)
}
