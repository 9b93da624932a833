//! Tables of figures, side by side where the same work was measured in two places.

use super::measured::{Measured, Place};
use std::fmt::Write;
use std::time::Duration;

/// The table of programs that place keys; all others are of the model alone.
const PEERS: &str = "peers";

/// What is asked of every program, and how the table calls it.
const WORK: [(&str, &str); 3] = [
    ("build", "build the ring"),
    ("place", "place every key"),
    ("leave", "a node leaves; where is every key then"),
];

/// All tables by name, in Markdown, in the order in which they were measured. A table of the model
/// comes twice: native, and as `NAME, wasm` with the ratio to native in brackets.
#[must_use]
pub fn all(measured: &[Measured]) -> Vec<(String, String)> {
    let mut tables = Vec::new();
    for name in distinct(measured.iter().map(|one| &one.table)) {
        let figures = Figures(measured.iter().filter(|one| one.table == name).collect());
        if name == PEERS {
            tables.push((name.to_owned(), figures.peers()));
        } else {
            tables.push((name.to_owned(), figures.of(Place::Native)));
            tables.push((format!("{name}, wasm"), figures.of(Place::Wasm)));
        }
    }
    tables
}

/// The figures of one table.
struct Figures<'a>(Vec<&'a Measured>);

impl Figures<'_> {
    fn find(&self, place: Place, row: &str, column: &str) -> Option<&Measured> {
        let mut figures = self.0.iter().copied();
        figures.find(|one| (one.place, &*one.row, &*one.column) == (place, row, column))
    }

    /// What the model costs in one place.
    fn of(&self, place: Place) -> String {
        let columns = distinct(self.0.iter().map(|one| &one.column));
        let mut table = head("", columns.iter().copied());
        for row in distinct(self.0.iter().map(|one| &one.row)) {
            let cells = columns.iter().map(|column| {
                let Some(one) = self.find(place, row, column) else {
                    return String::new();
                };
                let native = self.find(Place::Native, row, column);
                match native.filter(|_| place != Place::Native) {
                    Some(native) => format!("{} ({})", time(one.took), ratio(one, native)),
                    None if one.note.is_empty() => time(one.took),
                    None => format!("{} ({})", time(one.took), one.note),
                }
            });
            line(&mut table, row, cells);
        }
        table
    }

    /// The same work by many programs: in brackets, how many times the model's time it takes
    /// natively, and how many times the model's in the browser.
    fn peers(&self) -> String {
        let mut programs: Vec<(&str, Place)> = Vec::new();
        for one in &self.0 {
            if !programs.contains(&(&one.row, one.place)) {
                programs.push((&one.row, one.place));
            }
        }
        let model = programs.first().map_or("", |(model, _)| *model);
        let mut table = head("program", WORK.iter().map(|(_, title)| *title));
        for (row, place) in programs {
            let cells = WORK.iter().map(|(work, _)| {
                let Some(one) = self.find(place, row, work) else {
                    return String::new();
                };
                let beside = [Place::Native, Place::Wasm];
                let ratios = beside.map(|place| {
                    let model = self.find(place, model, work);
                    model.map_or("-".to_owned(), |model| ratio(one, model))
                });
                format!("{} ({})", time(one.took), ratios.join(", "))
            });
            let place = match place {
                Place::Native => "native",
                Place::Wasm => "wasm",
                Place::Node => "Node",
            };
            line(&mut table, &format!("{row}, {place}"), cells);
        }
        table
    }
}

/// Each name once, in the order of their first appearance.
pub(super) fn distinct<'a>(names: impl Iterator<Item = &'a String>) -> Vec<&'a str> {
    let mut distinct: Vec<&str> = Vec::new();
    for name in names {
        if !distinct.contains(&name.as_str()) {
            distinct.push(name);
        }
    }
    distinct
}

pub(super) fn head<'a>(title: &str, columns: impl Iterator<Item = &'a str> + Clone) -> String {
    let mut table = String::new();
    line(&mut table, title, columns.clone().map(str::to_owned));
    line(&mut table, "---", columns.map(|_| "---:".to_owned()));
    table
}

pub(super) fn line(table: &mut String, title: &str, cells: impl Iterator<Item = String>) {
    let cells: Vec<String> = cells.collect();
    // Writing to a string cannot fail.
    let _ = writeln!(table, "| {title} | {} |", cells.join(" | "));
}

/// A time in figures that can be compared down a column.
pub(super) fn time(time: Duration) -> String {
    let micros = time.as_secs_f64() * 1e6;
    if micros < 1000.0 {
        format!("{micros:.1} µs")
    } else {
        format!("{:.2} ms", micros / 1000.0)
    }
}

/// How many times the other's time this one takes.
fn ratio(one: &Measured, other: &Measured) -> String {
    format!("{:.2}x", one.took.as_secs_f64() / other.took.as_secs_f64())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn measured(lines: &[(Place, &str)]) -> Vec<Measured> {
        let read = |(place, line): &(Place, &str)| Measured::parse(*place, line);
        lines
            .iter()
            .map(read)
            .collect::<Result<_, _>>()
            .expect("figures")
    }

    #[test]
    fn a_table_of_the_model_comes_native_and_as_wasm() {
        let tables = all(&measured(&[
            (Place::Native, "clicks\tcrash\t10 sessions\t2000\t7"),
            (Place::Native, "clicks\tcrash\t20 sessions\t2000000\t14"),
            (Place::Native, "clicks\tset up\t10 sessions\t500\t"),
            (Place::Wasm, "clicks\tcrash\t10 sessions\t3000\t7"),
        ]));
        let native = "|  | 10 sessions | 20 sessions |\n| --- | ---: | ---: |\n| crash | 2.0 µs (7) | 2.00 ms (14) |\n| set up | 0.5 µs |  |\n";
        let wasm = "|  | 10 sessions | 20 sessions |\n| --- | ---: | ---: |\n| crash | 3.0 µs (1.50x) |  |\n| set up |  |  |\n";
        let expected = [("clicks", native), ("clicks, wasm", wasm)];
        assert_eq!(
            tables,
            expected.map(|(name, table)| (name.to_owned(), table.to_owned()))
        );
    }

    #[test]
    fn programs_stand_below_each_other_with_both_ratios() {
        let tables = all(&measured(&[
            (Place::Native, "peers\tthe model\tplace\t1000\t"),
            (Place::Wasm, "peers\tthe model\tplace\t2000\t"),
            (Place::Node, "peers\tnpm hashring\tplace\t6000\t"),
        ]));
        let [(name, table)] = &tables[..] else {
            panic!("one table: {tables:?}");
        };
        assert_eq!(name, "peers");
        let rows: Vec<&str> = table.lines().skip(2).collect();
        let expected = [
            "| the model, native |  | 1.0 µs (1.00x, 0.50x) |  |",
            "| the model, wasm |  | 2.0 µs (2.00x, 1.00x) |  |",
            "| npm hashring, Node |  | 6.0 µs (6.00x, 3.00x) |  |",
        ];
        assert_eq!(rows, expected);
    }
}
