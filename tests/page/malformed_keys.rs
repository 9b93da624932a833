//! Malformed key lists are reported and kept, and break nothing.

use ringside::form::{FormMsg, KEYS};
use ringside::state::Msg;

use crate::reader::{EDITABLE, Page};

/// A list that is good.
const GOOD: &str = "ada\ngrace\n";

/// Bad lines, the column of the fault, and the beginning of the report.
fn bad_lines() -> Vec<(String, usize, &'static str)> {
    let long = |character: &str, count: usize| character.repeat(count);
    vec![
        (
            "ada".to_owned(),
            1,
            "found the key \"ada\" again, expected each key once",
        ),
        ("with space".to_owned(), 5, "found the character ' '"),
        ("with\ttab".to_owned(), 5, "found the character '\\t'"),
        ("be\u{7}ll".to_owned(), 3, "found the character '\\u{7}'"),
        ("nul\0l".to_owned(), 4, "found the character '\\0'"),
        (
            "line\u{2028}end".to_owned(),
            5,
            "found the character '\\u{2028}'",
        ),
        (" ".to_owned(), 1, "found the character ' '"),
        (
            long("k", 251),
            1,
            "found a key of 251 bytes, \"kkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkk...\" (251 bytes long), expected a key of 1 to 250 bytes",
        ),
        (long("é", 126), 1, "found a key of 252 bytes"),
        (long("k", 10_000_000), 1, "found a key of 10000000 bytes"),
    ]
}

#[test]
fn a_bad_line_is_reported_and_kept_and_the_good_lines_are_placed() {
    for (line, column, fault) in bad_lines() {
        let shown: String = line.chars().take(40).collect();
        let mut page = Page::of_lists("a:1\n", "before\n");
        assert_eq!(page.keys(), ["before"]);
        let list = format!("ada\n{line}\ngrace\n");
        page.give(KEYS, "keys.txt", Ok(list.as_bytes()));
        let faults = page.faults("keys");
        let [told] = &faults[..] else {
            panic!("{shown:?}: {faults:?}");
        };
        let place = format!("line 2, column {column}: {fault}");
        assert!(told.starts_with(&place), "{place} of {shown:?}: {told}");
        assert!(told.contains(", expected "), "{told}");
        assert!(told.len() < 400, "a message of {} bytes", told.len());
        assert!(!told.contains(char::is_control), "{told:?}");
        assert!(*page.state.form.keys == *list, "{shown:?} is kept");
        assert_eq!(page.keys(), ["ada", "grace"], "{shown:?}");
        assert_eq!(page.complaint(), None, "{shown:?}");
        let long = page.lists().contains("Empty it");
        assert_eq!(long, list.len() > EDITABLE, "{shown:?}");
    }
}

#[test]
fn of_many_bad_lines_the_first_are_listed_and_the_others_counted() {
    let mut page = Page::of_lists("a:1\n", "");
    let list = (0..1000).fold(String::new(), |list, at| format!("{list}key {at}\n"));
    page.give(KEYS, "keys.txt", Ok(list.as_bytes()));
    assert_eq!(page.faults("keys").len(), 20);
    let panel = page.lists();
    assert!(panel.contains("1000 lines are passed over:"), "{panel}");
    assert!(panel.contains("and 980 more."), "{panel}");
}

#[test]
fn a_file_that_cannot_be_read_changes_nothing() {
    let not_text: &[u8] = b"ada\n\xc3\x28\n";
    for (read, why) in [
        (
            Ok(not_text),
            "line 2, column 1: found a byte that is not UTF-8, expected UTF-8 text",
        ),
        (Err("gone"), "the browser could not read it (gone)"),
    ] {
        let mut page = Page::of_lists("a:1\n", GOOD);
        let (ring, lists) = (page.ring(), page.lists());
        page.give(KEYS, "keys.txt", read);
        let told = format!("keys.txt was not opened: {why}. Your list is as it was.");
        assert_eq!(page.complaint(), Some(told));
        assert_eq!(&*page.state.form.keys, GOOD);
        assert_eq!((page.ring(), page.lists()), (ring, lists));
        page.act(Msg::Dismiss);
        assert_eq!(page.complaint(), None);
    }
}

#[test]
fn a_list_too_long_to_edit_says_so_and_can_be_emptied() {
    let mut page = Page::of_lists("a:1\n", GOOD);
    assert!(!page.lists().contains("readonly"));
    let long = format!("ada\n{}\ngrace\n", "k".repeat(EDITABLE));
    page.give(KEYS, "keys.txt", Ok(long.as_bytes()));
    let panel = page.lists();
    assert!(panel.contains("only its beginning is shown"), "{panel}");
    assert!(panel.contains("readonly"), "{panel}");
    page.act(Msg::Form(FormMsg::Keys(String::new())));
    assert!(!page.lists().contains("readonly"));
    assert_eq!(page.faults("keys"), [""; 0]);
    assert!(page.lists().contains("No keys given"));
}
