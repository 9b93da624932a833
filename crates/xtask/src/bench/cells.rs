//! The tables of the page: cells as text, as the program that measures the page prints them.

use super::measured::{Measured, Place};
use super::tables::{distinct, head, line, time};
use crate::failure::{Failure, Outcome};

/// The table of clicks, which gets a column for the model's part.
const CLICKS: &str = "clicks on the page";

/// Where the model alone was measured with the same nodes and sessions.
const MODEL: (&str, &str) = ("clicks on 100 nodes", "1000000 sessions");

/// A cell of a table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cell {
    table: String,
    row: String,
    column: String,
    text: String,
}

impl Cell {
    /// Reads a line: table, row, column and text, with tabs between them.
    ///
    /// # Errors
    /// A line of another form.
    pub fn parse(line: &str) -> Outcome<Self> {
        let fields: Vec<&str> = line.split('\t').collect();
        let [table, row, column, text] = fields[..] else {
            return Err(Failure::new(format!("This line is no cell: {line:?}")));
        };
        Ok(Self {
            table: table.to_owned(),
            row: row.to_owned(),
            column: column.to_owned(),
            text: text.to_owned(),
        })
    }
}

/// The tables by name, in Markdown, in the order in which they were printed. Beside a click stands
/// what the model alone takes for such an event in the browser.
#[must_use]
pub fn tables(cells: &[Cell], measured: &[Measured]) -> Vec<(String, String)> {
    let names = distinct(cells.iter().map(|cell| &cell.table));
    let table = |name: &str| {
        let own: Vec<&Cell> = cells.iter().filter(|cell| cell.table == name).collect();
        let columns = distinct(own.iter().map(|cell| &cell.column));
        let model = (name == CLICKS).then_some("of it the model");
        let mut table = head("", columns.iter().copied().chain(model));
        for row in distinct(own.iter().map(|cell| &cell.row)) {
            let cells = columns.iter().map(|column| {
                let mut own = own.iter();
                let cell = own.find(|cell| (&*cell.row, &*cell.column) == (row, *column));
                cell.map_or_else(String::new, |cell| cell.text.clone())
            });
            let model = model.map(|_| model_part(row, measured));
            line(&mut table, row, cells.chain(model));
        }
        table
    };
    let tables = names.iter().map(|&name| (name.to_owned(), table(name)));
    tables.collect()
}

/// What the model takes for this event in the browser.
fn model_part(event: &str, measured: &[Measured]) -> String {
    let same = |one: &&Measured| {
        one.place == Place::Wasm && (&*one.table, &*one.column) == MODEL && one.row == event
    };
    let found = measured.iter().find(same);
    found.map_or_else(String::new, |one| time(one.took))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_click_stands_beside_what_the_model_takes_of_it() {
        let model = Measured::parse(
            Place::Wasm,
            "clicks on 100 nodes\tcrash\t1000000 sessions\t2240000\t18739",
        );
        let native = Measured::parse(
            Place::Native,
            "clicks on 100 nodes\tcrash\t1000000 sessions\t1480000\t18739",
        );
        let measured = [native.expect("a figure"), model.expect("a figure")];
        let cells = [
            "clicks on the page\tcrash\tmedian\t20.5 ms",
            "clicks on the page\tcrash\tworst\t44.0 ms",
            "clicks on the page\tsnap\tmedian\t1.0 ms",
            "frames of the page\tzoom\tblank frames\t0 of 600",
        ];
        let cells = cells.map(|line| Cell::parse(line).expect("a cell"));
        let clicks = "|  | median | worst | of it the model |\n| --- | ---: | ---: | ---: |\n| crash | 20.5 ms | 44.0 ms | 2.24 ms |\n| snap | 1.0 ms |  |  |\n";
        let frames = "|  | blank frames |\n| --- | ---: |\n| zoom | 0 of 600 |\n";
        let expected = [(CLICKS, clicks), ("frames of the page", frames)];
        assert_eq!(
            tables(&cells, &measured),
            expected.map(|(name, table)| (name.to_owned(), table.to_owned()))
        );
    }

    #[test]
    fn a_line_of_another_form_is_named() {
        for line in ["", "a\tb\tc", "a\tb\tc\td\te"] {
            let refused = Cell::parse(line).map_err(|failure| failure.to_string());
            assert_eq!(refused, Err(format!("This line is no cell: {line:?}")));
        }
    }
}
