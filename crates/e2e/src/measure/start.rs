//! How soon the ring can be seen, and how soon the first click is answered.
//!
//! A build beside the one of the project can be measured in the same run, in turns with it.

use super::Cell;
use crate::Visit;
use serde::Deserialize;
use std::path::PathBuf;
use xtask::server::Link;

/// How often each is measured, each time in a new browser.
const VISITS: usize = 7;

/// Clicks a node in the first frame that has it; see the file.
const START: &str = include_str!("start.js");

/// Where the page is opened.
struct Place {
    name: &'static str,
    /// Whether everything comes over a slow link.
    slow_link: bool,
    /// How many times slower the processor is.
    slower: u32,
}

const PLACES: [Place; 2] = [
    Place {
        name: "slow link",
        slow_link: true,
        slower: 4,
    },
    Place {
        name: "desk",
        slow_link: false,
        slower: 1,
    },
];

/// A built page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Build {
    /// What it is called in the table.
    pub name: String,
    /// Its folder.
    pub folder: PathBuf,
}

impl Build {
    /// Reads `NAME=FOLDER`.
    #[must_use]
    pub fn named(word: &str) -> Option<Self> {
        let (name, folder) = word.split_once('=')?;
        Some(Self {
            name: name.to_owned(),
            folder: folder.into(),
        })
    }
}

/// Milliseconds from the start of the navigation.
#[derive(Debug, Clone, Copy, Deserialize)]
struct Times {
    painted: f64,
    answered: f64,
}

/// Opens the project's page and these others in turns.
#[must_use]
pub fn measure(others: &[Build]) -> Vec<Cell> {
    let mut cells = Vec::new();
    for place in PLACES {
        let mut builds = vec![(place.name.to_owned(), Visit::new(), Vec::new())];
        builds.extend(others.iter().map(|build| {
            let row = format!("{}, {}", place.name, build.name);
            (row, Visit::new().of(&build.folder), Vec::new())
        }));
        for _ in 0..VISITS {
            for (_, visit, times) in &mut builds {
                times.push(once(visit.clone(), &place));
            }
        }
        for (row, _, times) in &builds {
            cells.extend(cells_of(row, times));
        }
    }
    cells
}

fn once(mut visit: Visit, place: &Place) -> Times {
    let mut seen = None;
    if place.slow_link {
        visit = visit.over(Link::slow());
    }
    visit
        .in_a_new_browser()
        .not_opened_yet()
        .with_script(START)
        .play(async |page| {
            page.size(1280, 800).await?;
            page.slow_down(place.slower).await?;
            page.open().await?;
            let times = page
                .until("the click is answered", async || {
                    page.ask::<Option<Times>>("window.start?.answered ? start : null")
                        .await
                })
                .await?;
            seen = Some(times);
            Ok(())
        });
    seen.expect("the visit has succeeded")
}

fn cells_of(row: &str, times: &[Times]) -> [Cell; 2] {
    let columns = [
        (
            "ring painted",
            times.iter().map(|times| times.painted).collect(),
        ),
        (
            "first click answered",
            times.iter().map(|times| times.answered).collect(),
        ),
    ];
    columns.map(|(column, mut all): (_, Vec<f64>)| {
        all.sort_by(f64::total_cmp);
        Cell {
            table: "the start",
            row: row.to_owned(),
            column,
            text: format!("{:.2} s", all[all.len() / 2] / 1000.0),
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_median_counts() {
        let times = [(100.0, 900.0), (300.0, 700.0), (90.0, 2000.0)];
        let times = times.map(|(painted, answered)| Times { painted, answered });
        let texts = cells_of("desk", &times).map(|cell| cell.text);
        assert_eq!(texts, ["0.10 s", "0.90 s"]);
    }

    #[test]
    fn a_build_is_named() {
        let build = Build::named("old=/a/b").expect("a build");
        assert_eq!((&*build.name, build.folder), ("old", PathBuf::from("/a/b")));
        assert_eq!(Build::named("start"), None);
    }
}
