//! What the example refuses: one line a mistake, with its place, and nothing else.

use super::process::{THREE, file, refusal};

#[test]
fn a_list_of_nothing_is_an_error() {
    let servers = "1:1: found an empty list, expected at least one server";
    check_servers(b"", servers);
    check_servers(b"# nothing\n\n", servers);
    let keys = "1:1: found an empty list, expected at least one key";
    check_keys(b"", keys);
    check_keys(b"\r\n\n", keys);
}

#[test]
fn a_port_is_a_number_from_1_to_65535() {
    let expected = "expected a port from 1 to 65535";
    check_servers(
        b"10.0.0.1:70000",
        &format!("1:10: found port 70000, {expected}"),
    );
    check_servers(b"10.0.0.1:0", &format!("1:10: found port 0, {expected}"));
    check_servers(b"10.0.0.1:-1", &format!("1:10: found port -1, {expected}"));
    check_servers(b"10.0.0.1:", &format!("1:10: found port \"\", {expected}"));
    check_servers(b"a:b", &format!("1:3: found port \"b\", {expected}"));
    check_servers(b"a:+1", &format!("1:3: found port \"+1\", {expected}"));
}

#[test]
fn a_weight_is_a_number_from_1_to_a_million() {
    let expected = "expected a weight from 1 to 1000000";
    check_servers(b"a:1 0", &format!("1:5: found weight 0, {expected}"));
    check_servers(b"a:1 -3", &format!("1:5: found weight -3, {expected}"));
    check_servers(
        b"a:1 1000001",
        &format!("1:5: found weight 1000001, {expected}"),
    );
    check_servers(
        b"a:1 1.5",
        &format!("1:5: found weight \"1.5\", {expected}"),
    );
    check_servers(
        b"a:1 heavy",
        &format!("1:5: found weight \"heavy\", {expected}"),
    );
    check_servers(b"a:1:0 name", &format!("1:5: found weight 0, {expected}"));
    check_servers(
        b"a:1:1:1",
        &format!("1:5: found weight \"1:1\", {expected}"),
    );
}

#[test]
fn a_host_is_a_name_or_an_address() {
    let expected = "expected a host name or address";
    check_servers(b":11211", &format!("1:1: found \":11211\", {expected}"));
    check_servers(
        b"a/b:1",
        &format!("1:2: found the character '/', {expected}"),
    );
    check_servers(
        b"a\x00b:1",
        &format!("1:2: found the character '\\0', {expected}"),
    );
    let expected = "expected an IPv4 address of four numbers from 0 to 255";
    check_servers(
        b"10.0.0.256",
        &format!("1:1: found \"10.0.0.256\", {expected}"),
    );
    let found = format!("\"{}...\" (254 bytes long)", "h".repeat(40));
    let expected = "expected a host name of at most 253 bytes";
    check_servers(
        "h".repeat(254).as_bytes(),
        &format!("1:1: found {found}, {expected}"),
    );
}

#[test]
fn an_ipv6_address_stands_in_brackets() {
    let bare =
        "1:1: found the IPv6 address ::1 without brackets, expected brackets, as in [::1]:11211";
    check_servers(b"::1", bare);
    let open = "1:1: found \"[::1\", expected a closing bracket after an IPv6 address";
    check_servers(b"[::1", open);
    let other = "1:2: found \"::g\", expected an IPv6 address between the brackets";
    check_servers(b"[::g]:1", other);
    check_servers(b"[::1]1", "1:6: found \"1\", expected a colon and a port");
}

#[test]
fn a_name_beside_the_address_is_one_short_word() {
    let expected = "expected the end of the line after a name without spaces";
    check_servers(
        b"a:1 1 my node",
        &format!("1:10: found \"node\", {expected}"),
    );
    let expected = "expected a name without control characters";
    check_servers(
        b"a:1 1 n\x01",
        &format!("1:8: found the character '\\u{{1}}', {expected}"),
    );
    let found = format!("the name \"{}...\" (81 bytes long)", "n".repeat(40));
    let expected = "expected a name of at most 80 bytes";
    let long = format!("10.0.0.1:1 1 {}", "n".repeat(81));
    check_servers(long.as_bytes(), &format!("1:14: found {found}, {expected}"));
}

#[test]
fn nothing_stands_in_a_list_twice() {
    let server = "expected each server once (line 1 has it already)";
    check_servers(
        b"a:1\n# again\nA:1",
        &format!("3:1: found the server A:1 again, {server}"),
    );
    let found = "2:1: found the server [0::1]:1 again";
    check_servers(b"[::1]:1\n[0::1]:1", &format!("{found}, {server}"));
    let name = "expected each name once (line 1 has it already)";
    check_servers(
        b"a:1 1 x\nb:1 1 x",
        &format!("2:7: found the name \"x\" again, {name}"),
    );
    let key = "expected each key once (line 1 has it already)";
    check_keys(b"a\na", &format!("2:1: found the key \"a\" again, {key}"));
}

#[test]
fn a_key_has_at_most_250_bytes_and_no_white_space_or_control_characters() {
    let expected = "expected a key without white space and control characters";
    check_keys(
        b"ok\na b",
        &format!("2:2: found the character ' ', {expected}"),
    );
    check_keys(
        b"a\tb",
        &format!("1:2: found the character '\\t', {expected}"),
    );
    check_keys(
        b"a\rb",
        &format!("1:2: found the character '\\r', {expected}"),
    );
    check_keys(
        b"a\x7f",
        &format!("1:2: found the character '\\u{{7f}}', {expected}"),
    );
    let found = format!(
        "a key of 251 bytes, \"{}...\" (251 bytes long)",
        "k".repeat(40)
    );
    let expected = "expected a key of 1 to 250 bytes";
    check_keys(
        "k".repeat(251).as_bytes(),
        &format!("1:1: found {found}, {expected}"),
    );
}

#[test]
fn text_that_is_not_utf_8_is_told_where_it_stops_being_so() {
    let expected = "expected UTF-8 text";
    let found = "found the byte 0xff, which is not UTF-8";
    check_servers(
        b"ok\n\xe2\x82\xac \xff",
        &format!("2:3: {found}, {expected}"),
    );
    let found = "found the byte 0x80, which is not UTF-8";
    check_keys(b"\x80", &format!("1:1: {found}, {expected}"));
}

#[test]
fn all_bad_lines_of_both_files_are_told_at_once() {
    let (servers, keys) = (file(b"a:0\nb:1\nc:x\n"), file(b"a b\nc\nd e\n"));
    let told = refusal(
        &["--client", "plain", "--servers", &servers, "--keys", &keys],
        b"",
    );
    let places: Vec<String> = told
        .lines()
        .map(|line| line.split(": ").next().expect("a place").to_owned())
        .collect();
    let expected = [
        format!("{servers}:1:3"),
        format!("{servers}:3:3"),
        format!("{keys}:1:2"),
        format!("{keys}:3:2"),
    ];
    assert_eq!(places, expected);
}

#[test]
fn a_line_of_ten_megabytes_is_told_in_a_short_message() {
    let long = vec![b'x'; 10 << 20];
    let (long, good) = (file(&long), file(b"k\n"));
    for (servers, keys) in [(&long, &good), (&good, &long)] {
        let told = refusal(
            &["--client", "plain", "--servers", servers, "--keys", keys],
            b"",
        );
        assert!(
            told.contains("(10485760 bytes long)") && told.len() < 500,
            "{told}"
        );
    }
}

#[test]
fn a_request_that_cannot_be_met_says_why() {
    let (servers, keys) = (file(THREE.as_bytes()), file(b"k\n"));
    let heavy = file(b"a:1 1000000\n");
    let both = ["--servers", &servers, "--keys", &keys];
    let with = |first: &[&'static str]| -> Vec<String> {
        first
            .iter()
            .map(|word| (*word).to_owned())
            .chain(both.map(str::to_owned))
            .collect()
    };
    let owned = |words: &[&str]| {
        words
            .iter()
            .map(|word| (*word).to_owned())
            .collect::<Vec<_>>()
    };
    let cases = [
        (Vec::new(), "--client is missing"),
        (with(&["--client"]), "--client wants a value"),
        (
            with(&["--client", "ketama"]),
            "unknown client \"ketama\", expected one of libmemcached-",
        ),
        (
            with(&["--client", "plain/2"]),
            "found 3 servers, expected at most 2",
        ),
        (with(&["--klient", "plain"]), "unknown flag \"--klient\""),
        (
            with(&["--client", "plain", "--client", "plain"]),
            "--client is given twice",
        ),
        (
            owned(&["--client", "plain", "--keys", &keys]),
            "--servers is missing",
        ),
        (
            owned(&["--client", "plain", "--servers", &servers]),
            "--keys is missing",
        ),
        (
            owned(&["--client", "plain", "--keys"]),
            "--keys wants a value",
        ),
        (
            owned(&["--client", "plain", "--servers", "-", "--keys", "-"]),
            "only one of",
        ),
        (
            owned(&[
                "--client",
                "plain",
                "--servers",
                "/no/such/file",
                "--keys",
                &keys,
            ]),
            "/no/such/file: cannot be read: ",
        ),
        (
            owned(&["--client", "plain", "--servers", "/", "--keys", &keys]),
            "/: cannot be read: ",
        ),
        (
            owned(&[
                "--client",
                "nginx-consistent",
                "--servers",
                &heavy,
                "--keys",
                &keys,
            ]),
            "found weights that make 160000000 points, expected at most 16777216",
        ),
    ];
    for (arguments, expected) in cases {
        let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
        let told = refusal(&arguments, b"");
        assert!(told.contains(expected), "{arguments:?}: {told}");
    }
}

/// A server list with one bad line, and what is said of it.
fn check_servers(servers: &[u8], expected: &str) {
    let (servers, keys) = (file(servers), file(b"k\n"));
    let arguments = [
        "--client",
        "spymemcached",
        "--servers",
        &servers,
        "--keys",
        &keys,
    ];
    assert_eq!(refusal(&arguments, b""), format!("{servers}:{expected}\n"));
}

/// A key list with one bad line, and what is said of it.
fn check_keys(keys: &[u8], expected: &str) {
    let servers = file(THREE.as_bytes());
    let arguments = [
        "--client",
        "spymemcached",
        "--servers",
        &servers,
        "--keys",
        "-",
    ];
    assert_eq!(refusal(&arguments, keys), format!("<stdin>:{expected}\n"));
}
