//! Malformed server lists are reported and kept, and break nothing.

use ringside::form::{FormMsg, SERVERS};
use ringside::state::Msg;
use ringside_model::client::Client;

use crate::reader::{EDITABLE, Page, attribute};

/// Bad lines, the column of the fault, and the beginning of the report.
const BAD_LINES: [(&str, usize, &str); 21] = [
    ("bad:0", 5, "found port 0, expected a port from 1 to 65535"),
    (
        "bad:70000",
        5,
        "found port 70000, expected a port from 1 to 65535",
    ),
    ("bad:-1", 5, "found port -1"),
    ("bad:port", 5, "found port \"port\""),
    ("bad:", 5, "found port \"\""),
    ("bad:1 0", 7, "found weight 0"),
    ("bad:1 -4", 7, "found weight -4"),
    ("bad:1 1.5", 7, "found weight \"1.5\""),
    (
        "bad:1 99999999999999999999",
        7,
        "found weight 99999999999999999999",
    ),
    (
        "good:1",
        1,
        "found the server good:1 again, expected each server once (line 1 has it already)",
    ),
    (
        "::1",
        1,
        "found the IPv6 address ::1 without brackets, expected brackets",
    ),
    (
        "[::1:11211",
        1,
        "found \"[::1:11211\", expected a closing bracket after an IPv6 address",
    ),
    (
        "[nonsense]:1",
        2,
        "found \"nonsense\", expected an IPv6 address between the brackets",
    ),
    ("[::1]x:1", 6, "found \"x:1\", expected a colon and a port"),
    (
        "256.0.0.1:1",
        1,
        "found \"256.0.0.1\", expected an IPv4 address of four numbers from 0 to 255",
    ),
    ("with space:1", 6, "found"),
    (
        ":11211",
        1,
        "found \":11211\", expected a host name or address",
    ),
    ("<b>bold</b>:1", 1, "found the character '<'"),
    ("be\u{7}ll:1", 3, "found the character '\\u{7}'"),
    ("nul\0l:1", 4, "found the character '\\0'"),
    ("right\u{202e}left:1", 6, "found the character '\\u{202e}'"),
];

/// Lists without a server.
const EMPTY: [&str; 3] = ["", " \n\n  \n", "# only a comment\n"];

fn page() -> Page {
    let page = Page::of_lists("before:1\n", "");
    assert_eq!(page.nodes(), ["before:1"]);
    page
}

/// The one fault reported for the server list; the field refers to it.
fn told(page: &Page) -> String {
    let mut faults = page.faults("servers");
    let told = faults.pop().expect("a fault");
    assert!(faults.is_empty(), "{faults:?} {told}");
    assert!(told.len() < 400, "a message of {} bytes", told.len());
    assert!(!told.contains(char::is_control), "{told:?}");
    let panel = page.lists();
    let mut fields = panel.split('<').filter(|tag| tag.starts_with("textarea"));
    let field = fields.next().expect("a field");
    assert_eq!(attribute(field, "aria-invalid").as_deref(), Some("true"));
    let described = attribute(field, "aria-describedby").unwrap_or_default();
    assert!(described.contains("servers-faults"), "{described}");
    told
}

#[test]
fn a_bad_line_is_reported_and_kept_and_the_good_lines_are_placed() {
    for (line, column, fault) in BAD_LINES {
        let mut page = page();
        let list = format!("good:1\nfine:2\n{line}\n");
        page.give(SERVERS, "servers.txt", Ok(list.as_bytes()));
        let told = told(&page);
        let expected = format!("line 3, column {column}: {fault}");
        assert!(
            told.starts_with(&expected),
            "{expected} of {line:?}: {told}"
        );
        assert!(told.contains(", expected "), "{told}");
        assert_eq!(*page.state.form.servers, *list);
        assert_eq!(page.nodes(), ["fine:2", "good:1"], "{line:?}");
        assert!(page.lists().contains("2 servers read."), "{line:?}");
        assert_eq!(page.complaint(), None, "{line:?}");
    }
}

#[test]
fn an_empty_list_is_reported_and_the_ring_stays() {
    for list in EMPTY {
        let mut page = page();
        let ring = page.ring();
        page.act(Msg::Form(FormMsg::Servers(list.to_owned())));
        assert_eq!(
            told(&page),
            "line 1, column 1: found an empty list, expected at least one server"
        );
        assert_eq!(&*page.state.form.servers, list);
        assert_eq!(page.ring(), ring, "{list:?}");
    }
}

#[test]
fn a_list_that_is_far_too_long_is_reported_and_kept() {
    let thousand_and_one = (0..1001).fold(String::new(), |list, at| format!("{list}n{at}:1\n"));
    let long_name = format!("good:1\nfine:2\n{}:1\n", "h".repeat(300));
    let long_line = "x".repeat(10_000_000);
    for (list, fault, nodes) in [
        (
            &long_name,
            "line 3, column 1: found \"hhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhh...\" (300 bytes long), expected a host name of at most 253 bytes",
            2,
        ),
        (
            &long_line,
            "line 1, column 1: found \"xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx...\" (10000000 bytes long), expected a host name of at most 253 bytes",
            1,
        ),
        (
            &thousand_and_one,
            "line 1001, column 1: found server number 1001, expected at most 1000 servers",
            1000,
        ),
    ] {
        let mut page = page();
        page.give(SERVERS, "servers.txt", Ok(list.as_bytes()));
        assert_eq!(told(&page), fault);
        assert!(*page.state.form.servers == **list);
        assert_eq!(page.nodes().len(), nodes, "the good lines are placed");
        let long = page.lists().contains("Empty it");
        assert_eq!(long, list.len() > EDITABLE);
    }
}

#[test]
fn a_file_that_cannot_be_read_changes_nothing() {
    let not_text: &[u8] = b"good:1\n\xff\xfe:1\n";
    for (read, why) in [
        (
            Ok(not_text),
            "line 2, column 1: found a byte that is not UTF-8, expected UTF-8 text",
        ),
        (Err("gone"), "the browser could not read it (gone)"),
    ] {
        let mut page = page();
        let (ring, lists) = (page.ring(), page.lists());
        page.give(SERVERS, "servers.txt", read);
        let told = format!("servers.txt was not opened: {why}. Your list is as it was.");
        assert_eq!(page.complaint(), Some(told));
        assert_eq!(&*page.state.form.servers, "before:1\n");
        assert_eq!((page.ring(), page.lists()), (ring, lists));
    }
}

#[test]
fn the_greatest_weights_break_no_client() {
    let mut page = Page::of_lists("heavy:1 1000000\nheavier:2 1000000\nlight:3 1\n", "");
    for client in Client::ALL {
        page.act(Msg::Form(FormMsg::Client(client)));
        assert_eq!(page.state.timeline.world().counts().total(), 1000);
        assert_eq!(page.nodes(), ["heavier:2", "heavy:1", "light:3"]);
        let complaint = page.complaint().unwrap_or_default();
        if client.name() == "plain" {
            assert_eq!(
                complaint,
                "Your lists were not placed: the weights would make more than 1048576 tokens, the most that a plain ring holds. The ring is as it was."
            );
        } else {
            assert_eq!(page.state.setup().policy.placement, client);
            assert_eq!(complaint, "", "{client}");
        }
    }
}
