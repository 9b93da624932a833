//! A text with tables between markers, and prose around them that stays.
//!
//! A table lies between `<!-- bench: NAME -->` and `<!-- bench: end -->`, each on a line of its own.

use crate::failure::{Failure, Outcome};

const BEGIN: &str = "<!-- bench: ";
const CLOSE: &str = " -->";
const END: &str = "<!-- bench: end -->";

/// The text with these tables, by name, in the place of those that it had.
///
/// # Errors
/// A table that has no place in the text or more than one, a place for a table that is not given,
/// or one without an end. So no figure is lost, and none stays from an earlier run.
pub fn with_tables(text: &str, tables: &[(String, String)]) -> Outcome<String> {
    let mut written = String::with_capacity(text.len());
    let mut left: Vec<_> = tables.iter().collect();
    let mut lines = text.lines();
    while let Some(line) = lines.next() {
        written.push_str(line);
        written.push('\n');
        let Some(name) = name_in(line) else { continue };
        let Some(at) = left.iter().position(|(given, _)| given == name) else {
            return Err(Failure::new(format!(
                "No table `{name}` was measured, or it has two places."
            )));
        };
        let (_, table) = left.remove(at);
        for part in ["\n", table, "\n"] {
            written.push_str(part);
        }
        if !lines.any(|line| line == END) {
            return Err(Failure::new(format!(
                "`{END}` is missing after the table `{name}`."
            )));
        }
        written.push_str(END);
        written.push('\n');
    }
    match left.first() {
        None => Ok(written),
        Some((name, _)) => Err(Failure::new(format!(
            "There is no place for the table `{name}`: `{BEGIN}{name}{CLOSE}`."
        ))),
    }
}

/// The name of the table that begins at this line.
fn name_in(line: &str) -> Option<&str> {
    line.strip_prefix(BEGIN)?.strip_suffix(CLOSE)
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "# Costs\n\n<!-- bench: a -->\n\n| old |\n\n<!-- bench: end -->\nwhy\n<!-- bench: b -->\n<!-- bench: end -->\n";

    fn tables(names: &[&str]) -> Vec<(String, String)> {
        let table = |name: &&str| ((*name).to_owned(), format!("| new {name} |\n"));
        names.iter().map(table).collect()
    }

    #[test]
    fn tables_are_replaced_and_the_prose_stays() {
        let once = with_tables(TEXT, &tables(&["b", "a"])).expect("written");
        let expected = "# Costs\n\n<!-- bench: a -->\n\n| new a |\n\n<!-- bench: end -->\nwhy\n<!-- bench: b -->\n\n| new b |\n\n<!-- bench: end -->\n";
        assert_eq!(once, expected);
        assert_eq!(
            with_tables(&once, &tables(&["a", "b"])).as_deref(),
            Ok(expected)
        );
    }

    #[test]
    fn no_table_is_lost_and_none_stays_old() {
        let refuse = |text: &str, names: &[&str], named: &str| {
            let failure = with_tables(text, &tables(names))
                .expect_err(named)
                .to_string();
            assert!(failure.contains(named), "{failure}");
        };
        refuse(TEXT, &["a"], "`b`");
        refuse(TEXT, &["a", "b", "c"], "`c`");
        refuse(&TEXT.repeat(2), &["a", "b"], "`a`");
        refuse("<!-- bench: a -->\n| old |\n", &["a"], "missing");
    }

    #[test]
    fn the_document_has_a_place_for_each_table() {
        let text = include_str!("../../../../docs/performance.md");
        let names: Vec<&str> = text
            .lines()
            .filter_map(name_in)
            .filter(|&name| name != "end")
            .collect();
        assert!(!names.is_empty());
        assert!(with_tables(text, &tables(&names)).is_ok());
    }
}
