//! The database behind the cache, as a place in the middle of the ring with its load.

use ringside_model::world::Load;
use yew::{Html, Properties, component, html};

use crate::text;

/// The properties of [`Database`].
#[derive(Properties, PartialEq)]
pub struct Props {
    /// What has fallen on it.
    pub load: Load,
    /// What had fallen on it before the last change.
    pub before: Load,
}

/// Where the drum stands, below the middle.
pub const PLACE: (f64, f64) = (0.0, 92.0);

/// The drum with its figures.
#[component]
pub fn Database(props: &Props) -> Html {
    let reads = props.load.database_reads;
    let more = reads.saturating_sub(props.before.database_reads);
    let said = text::count(reads as usize, "read", "reads");
    let label = format!("Database: {said}, {more} of them by the last event");
    html! {
        <g class="database" role="img" aria-label={label} transform={format!("translate({} {})", PLACE.0, PLACE.1)}>
            <path d="M-30-16C-30-28 30-28 30-16V16C30 28-30 28-30 16Z" />
            <path d="M-30-16C-30-5 30-5 30-16" />
            <text y="46" aria-hidden="true">{ format!("database: {said}") }</text>
            if more > 0 {
                <text y="68" class="database-more" aria-hidden="true">{ format!("+{more} by the last event") }</text>
            }
        </g>
    }
}
