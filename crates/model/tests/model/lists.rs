//! Lists are read line by line, and nothing in them can upset the reader.

use proptest::prelude::*;
use ringside_model::list::{self, LineError, List};

fn servers(text: &str) -> List<ringside_model::server::Server> {
    list::servers(text.as_bytes(), 10)
}

#[test]
fn good_lines_are_kept_beside_bad_ones_with_their_numbers() {
    let list = servers("a:1\nb:0\n\nc:3 2 name\n");
    let good: Vec<_> = list
        .lines
        .iter()
        .map(|line| (line.number, line.value.to_string()))
        .collect();
    assert_eq!(good, [(1, "a:1".to_owned()), (4, "c:3".to_owned())]);
    assert_eq!(
        (
            list.lines[1].value.weight,
            list.lines[1].value.alias.as_deref()
        ),
        (2, Some("name"))
    );
    let expected = "line 2, column 3: found port 0, expected a port from 1 to 65535";
    assert_eq!(
        list.errors
            .iter()
            .map(LineError::to_string)
            .collect::<Vec<_>>(),
        [expected]
    );
}

#[test]
fn columns_count_characters_not_bytes() {
    let list = servers("caché-ü:70000");
    assert_eq!((list.errors[0].line, list.errors[0].column), (1, 9));
}

#[test]
fn reading_stops_at_the_limit() {
    let list = list::keys(b"a\n\nb\nc\nd\n", 2);
    assert_eq!(list.lines.len(), 2);
    let expected = "line 4, column 1: found key number 3, expected at most 2 keys";
    assert_eq!(
        list.errors
            .iter()
            .map(LineError::to_string)
            .collect::<Vec<_>>(),
        [expected]
    );
    assert!(list::keys(b"a\nb\n", 2).into_result().is_ok());
}

#[test]
fn a_key_may_have_250_bytes_and_any_visible_character() {
    let longest = "é".repeat(125);
    assert_eq!(list::check_key(&longest), Ok(()));
    for key in ["#no-comment", "a,b", "\"", "日本語", "a:b/c?d=e"] {
        assert_eq!(
            list::keys(key.as_bytes(), 1).into_result(),
            Ok(vec![key.to_owned()])
        );
    }
    for key in ["", " ", "a b", "a\u{3000}b", "\u{85}", "a\u{0}"] {
        assert!(list::check_key(key).is_err(), "{key:?}");
    }
}

#[test]
fn an_address_alone_can_be_read_too() {
    let read = |text: &str| list::address(text).map(|server| (server.host, server.port));
    assert_eq!(read("n3"), Ok(("n3".to_owned(), 11211)));
    assert_eq!(read("[fe80::1%eth0]:1"), Ok(("fe80::1%eth0".to_owned(), 1)));
    for text in [
        "", ":", "a b", "a:1:1", "a:1 ", "[]", "[", "]", "[::1]x", "a#",
    ] {
        assert!(list::address(text).is_err(), "{text:?}");
    }
}

#[test]
fn messages_escape_and_shorten_what_they_quote() {
    assert_eq!(list::quoted("tab\t\u{202e}\""), "\"tab\\t\\u{202e}\\\"\"");
    let long = "ä".repeat(1000);
    assert_eq!(
        list::quoted(&long),
        format!("\"{}...\" (2000 bytes long)", "ä".repeat(40))
    );
}

proptest! {
    #[test]
    fn any_bytes_are_read_to_good_lines_or_short_errors(
        bytes in prop::collection::vec(prop_oneof![any::<u8>(), prop::sample::select(b":[]-# \n\r09a%.".to_vec())], 0..300),
    ) {
        let (servers, keys) = (list::servers(&bytes, 50), list::keys(&bytes, 50));
        let lines = bytes.split(|byte| *byte == b'\n').count();
        for error in servers.errors.iter().chain(&keys.errors) {
            prop_assert!((1..=lines).contains(&error.line) && error.column >= 1);
            let message = error.to_string();
            prop_assert!(message.len() < 600 && !message.contains(char::is_control), "{}", message);
        }
        prop_assert!(servers.lines.len() + servers.errors.len() >= 1);
        for line in &servers.lines {
            let again = list::address(&line.value.to_string());
            prop_assert_eq!(again.map(|server| server.host), Ok(line.value.host.clone()));
        }
    }
}
