//! From a click to the ring painted anew.

use super::{Cell, NODES, milliseconds, name, visit};

/// How often the same clicks are made, each time in a new browser.
const VISITS: usize = 3;

/// Every so many nodes one is clicked.
const EVERY: u16 = 10;

/// What is clicked, in the order in which it is.
const EVENTS: [&str; 4] = ["crash", "restart", "join", "leave"];

/// Makes the same clicks in several visits. Of each click the best time counts, as other programs
/// disturb that least; the first click is the first thing that happens to the scenario, as it is
/// for a person.
#[must_use]
pub fn measure() -> Vec<Cell> {
    let visits: Vec<[Vec<f64>; EVENTS.len()]> = (0..VISITS).map(|_| once()).collect();
    let rows = EVENTS.iter().enumerate().flat_map(|(event, row)| {
        let all: Vec<&[f64]> = visits.iter().map(|visit| &*visit[event]).collect();
        cells(row, &all)
    });
    rows.collect()
}

/// The clicks of one visit, by what they do.
fn once() -> [Vec<f64>; EVENTS.len()] {
    let mut times: [Vec<f64>; EVENTS.len()] = Default::default();
    let [crash, restart, join, leave] = &mut times;
    let nodes: Vec<String> = (0..NODES)
        .step_by(usize::from(EVERY))
        .map(|node| name(node + EVERY / 3))
        .collect();
    visit(async |page| {
        for node in &nodes {
            crash.push(page.time_node(node).await?);
        }
        for node in &nodes {
            restart.push(page.time_node(node).await?);
        }
        for _ in &nodes {
            join.push(page.time_button("Add a node").await?);
        }
        for node in &nodes {
            leave.push(page.time_verb(node, "Remove").await?);
        }
        Ok(())
    });
    times
}

/// The cells of a row, from the times of the same clicks in each visit.
fn cells(row: &str, visits: &[&[f64]]) -> Vec<Cell> {
    let clicks = visits.iter().map(|times| times.len()).min().unwrap_or(0);
    let mut best: Vec<f64> = (0..clicks)
        .map(|click| {
            let times = visits.iter().map(|times| times[click]);
            times.fold(f64::INFINITY, f64::min)
        })
        .collect();
    best.sort_by(f64::total_cmp);
    let single = visits.iter().flat_map(|times| times.iter().copied());
    let columns = [
        ("median", best.get(best.len() / 2).copied()),
        ("worst", best.last().copied()),
        ("worst of every single one", single.reduce(f64::max)),
    ];
    let cell = |(column, time): (&'static str, Option<f64>)| Cell {
        table: "clicks on the page",
        row: row.to_owned(),
        column,
        text: time.map_or_else(|| "-".to_owned(), milliseconds),
    };
    columns.map(cell).into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn of_each_click_the_best_visit_counts_and_the_worst_of_all_is_told() {
        let cells = cells(
            "crash",
            &[
                &[50.0, 20.0, 30.0],
                &[40.0, 90.0, 31.0],
                &[45.0, 22.0, 29.0],
            ],
        );
        let texts: Vec<&str> = cells.iter().map(|cell| &*cell.text).collect();
        assert_eq!(texts, ["29.0 ms", "40.0 ms", "90.0 ms"]);
    }
}
