//! What memory the program has after many events. The memory of a wasm module never shrinks, so
//! this is the most that it ever needed.

use super::{Cell, visit};

/// After how many events its size is told.
const EVENTS: [u32; 4] = [0, 10, 100, 1000];

/// The row that the others are compared with.
const BASE: usize = 1;

/// Lets a thousand events happen: nodes crash, restart, leave and join, one after the other.
#[must_use]
pub fn measure() -> Vec<Cell> {
    let mut sizes = Vec::new();
    visit(async |page| {
        let mut at = 0;
        for events in EVENTS {
            page.act(at, events).await?;
            at = events;
            sizes.push(page.memory().await?);
        }
        Ok(())
    });
    let base = sizes.get(BASE).copied().unwrap_or(1);
    let rows = EVENTS.into_iter().zip(sizes);
    rows.flat_map(|(events, bytes)| row(events, bytes, base))
        .collect()
}

#[expect(clippy::cast_precision_loss, reason = "at most 4 GiB")]
fn row(events: u32, bytes: u64, base: u64) -> [Cell; 2] {
    let mebibytes = bytes as f64 / f64::from(1 << 20);
    let columns = [
        ("wasm memory", format!("{mebibytes:.1} MiB")),
        (
            "beside after 10",
            format!("{:.3}x", bytes as f64 / base.max(1) as f64),
        ),
    ];
    columns.map(|(column, text)| Cell {
        table: "memory of the page",
        row: format!("after {events} events"),
        column,
        text,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_size_is_told_in_mebibytes_and_beside_the_size_after_ten_events() {
        let [size, ratio] = row(1000, 21 << 20, 20 << 20);
        assert_eq!((&*size.text, &*ratio.text), ("21.0 MiB", "1.050x"));
        assert_eq!(
            size.to_string(),
            "memory of the page\tafter 1000 events\twasm memory\t21.0 MiB"
        );
    }
}
