//! Frames while the ring is magnified and moved.

use super::{Cell, milliseconds, visit};
use crate::Key;
use crate::page::Frames;
use std::time::Duration;

/// How long each way of moving is watched.
const TIME: Duration = Duration::from_secs(10);

/// Moves in one direction before the way back.
const WAY: u32 = 30;

/// Magnifies by the wheel and by keys, and pulls an arc along by the mouse.
#[must_use]
pub fn measure() -> Vec<Cell> {
    let mut cells = Vec::new();
    visit(async |page| {
        let spot = page.among_sessions().await?;
        let wheel = page
            .watch(TIME, async |step| page.notch(spot, way(step, -60.0)).await)
            .await?;
        cells.extend(row("zoom by the wheel", &wheel));
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
        cells.extend(row("zoom and move by keys", &keys));
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
        cells.extend(row("pull an arc along", &drag));
        Ok(())
    });
    cells
}

/// Presses of one key before the next takes its turn.
const KEYS: u32 = 6;

/// An amount that changes its sign after each way.
fn way(step: u32, amount: f64) -> f64 {
    if step / WAY % 2 == 0 { amount } else { -amount }
}

fn row(row: &str, frames: &Frames) -> Vec<Cell> {
    let a_second = f64::from(frames.frames) * 1000.0 / frames.together.max(1.0);
    let columns = [
        ("frames a second", format!("{a_second:.1}")),
        ("longest frame", milliseconds(frames.longest)),
        (
            "blank frames",
            format!("{} of {}", frames.blank, frames.frames),
        ),
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
    fn frames_a_second_are_told_with_the_longest_and_the_blank_ones() {
        let frames = Frames {
            together: 10_000.0,
            longest: 33.34,
            frames: 590,
            blank: 2,
        };
        let texts: Vec<String> = row("zoom", &frames)
            .into_iter()
            .map(|cell| cell.text)
            .collect();
        assert_eq!(texts, ["59.0", "33.3 ms", "2 of 590"]);
    }
}
