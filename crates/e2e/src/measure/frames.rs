//! Frames while the ring is magnified and moved.

use super::{Cell, milliseconds, visit};
use crate::Key;
use crate::page::Frames;
use std::time::Duration;

/// How long each way of moving is watched.
const TIME: Duration = Duration::from_secs(10);

/// Moves in one direction before the way back.
const WAY: u32 = 30;

/// How often all of it is watched, each time in a new browser.
const VISITS: usize = 3;

/// Ways of moving, in the order in which they are watched.
const WAYS: [&str; 3] = [
    "zoom by the wheel",
    "zoom and move by keys",
    "pull an arc along",
];

/// Magnifies by the wheel and by keys, and pulls an arc along by the mouse, in several visits. Of
/// each way the visit counts whose longest frame is the shortest, as with the clicks.
#[must_use]
pub fn measure() -> Vec<Cell> {
    let visits: Vec<Vec<Frames>> = (0..VISITS).map(|_| once()).collect();
    let rows = WAYS.iter().enumerate().flat_map(|(way, name)| {
        let all: Vec<Frames> = visits.iter().map(|visit| visit[way]).collect();
        row(name, &all)
    });
    rows.collect()
}

/// The frames of one visit, by the way of moving.
fn once() -> Vec<Frames> {
    let mut frames = Vec::new();
    visit(async |page| {
        let spot = page.among_sessions().await?;
        let wheel = page
            .watch(TIME, async |step| page.notch(spot, way(step, -60.0)).await)
            .await?;
        frames.push(wheel);
        page.focus_ring().await?;
        page.press('0').await?;
        page.rests().await?;
        let keys = page
            .watch(TIME, async |step| {
                // In, along the arc, and out again.
                match step / KEYS % 3 {
                    0 => page.press('+').await,
                    1 => page.press(Key::Right).await,
                    _ => page.press('-').await,
                }
            })
            .await?;
        frames.push(keys);
        page.press('0').await?;
        page.rests().await?;
        for _ in 0..KEYS {
            page.press('+').await?;
        }
        page.rests().await?;
        let (x, y) = page.among_sessions().await?;
        page.hold("mousePressed", (x, y)).await?;
        let drag = page
            .watch(TIME, async |step| {
                let along = f64::from(WAY.abs_diff(step % (2 * WAY)));
                page.hold("mouseMoved", (x + 6.0 * along, y)).await
            })
            .await?;
        page.hold("mouseReleased", (x, y)).await?;
        frames.push(drag);
        Ok(())
    });
    frames
}

/// Presses of one key before the next takes its turn.
const KEYS: u32 = 6;

/// An amount that changes its sign after each way.
fn way(step: u32, amount: f64) -> f64 {
    if (step / WAY).is_multiple_of(2) {
        amount
    } else {
        -amount
    }
}

/// The cells of a row, from the frames of each visit.
fn row(row: &str, visits: &[Frames]) -> Vec<Cell> {
    let best = visits
        .iter()
        .min_by(|one, two| one.longest.total_cmp(&two.longest));
    let Some(best) = best else { return Vec::new() };
    let a_second = f64::from(best.frames) * 1000.0 / best.together.max(1.0);
    let longest = visits.iter().map(|visit| visit.longest).fold(0.0, f64::max);
    let (blank, frames) = visits.iter().fold((0, 0), |(blank, frames), visit| {
        (blank + visit.blank, frames + visit.frames)
    });
    let columns = [
        ("frames a second", format!("{a_second:.1}")),
        ("longest frame", milliseconds(best.longest)),
        ("longest of all visits", milliseconds(longest)),
        ("blank frames of all visits", format!("{blank} of {frames}")),
    ];
    let cell = |(column, text)| Cell {
        table: "frames of the page",
        row: row.to_owned(),
        column,
        text,
    };
    columns.map(cell).into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_smoothest_visit_counts_and_blank_frames_of_all_are_told() {
        let frames = |longest, frames, blank| Frames {
            together: 10_000.0,
            longest,
            frames,
            blank,
        };
        let cells = row("zoom", &[frames(50.0, 500, 2), frames(33.34, 590, 0)]);
        let texts: Vec<&str> = cells.iter().map(|cell| &*cell.text).collect();
        assert_eq!(texts, ["59.0", "33.3 ms", "50.0 ms", "2 of 1090"]);
    }
}
