//! The example `place`, run as a process on good and on malformed input.

use std::io::{Read, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::sync::OnceLock;
use std::sync::atomic::{AtomicU32, Ordering};
use std::{env, fs};

const THREE: &str = "10.0.0.1:11211\n10.0.0.2:11211\n10.0.0.3:11211\n";

#[test]
fn it_prints_the_primary_and_the_alternatives_as_csv() {
    let printed = printed(
        "libmemcached-ketama-weighted",
        THREE,
        "session-0\nsession-1\n",
    );
    let expected = "key,primary,next1,next2\n\
                    session-0,10.0.0.2:11211,10.0.0.3:11211,10.0.0.1:11211\n\
                    session-1,10.0.0.3:11211,10.0.0.2:11211,10.0.0.1:11211\n";
    assert_eq!(printed, expected);
}

#[test]
fn spymemcached_has_seven_tries_that_may_repeat_a_node() {
    let printed = printed("spymemcached", THREE, "session-0\n");
    let [one, two, three] = ["10.0.0.1:11211", "10.0.0.2:11211", "10.0.0.3:11211"];
    let expected = format!(
        "key,primary,next1,next2,next3,next4,next5,next6\n\
         session-0,{two},{two},{three},{two},{one},{one},{one}\n"
    );
    assert_eq!(printed, expected);
}

#[test]
fn all_ways_of_writing_a_server_list_mean_the_same() {
    let plain = printed("twemproxy-ketama", THREE, "a\nb\nc\n");
    for other in [
        "10.0.0.1\n10.0.0.2\n10.0.0.3",
        "# nodes\r\n\r\n10.0.0.1:11211 1\r\n  10.0.0.2:11211  1  # the second\r\n10.0.0.3\t1\r\n",
        " - 10.0.0.1:11211:1\n - 10.0.0.2:11211:1\n - 10.0.0.3:11211:1\n",
        "\u{feff}10.0.0.1:11211:1\n10.0.0.2:11211:1\n10.0.0.3:11211:1",
    ] {
        assert_eq!(
            printed("twemproxy-ketama", other, "a\r\nb\r\n\r\nc"),
            plain,
            "{other:?}"
        );
    }
}

#[test]
fn the_port_is_always_printed_and_ipv6_stands_in_brackets() {
    let printed = printed(
        "pymemcache",
        "cache\n[::1]\n[2001:db8::1]:21211 3 six\n",
        "k\n",
    );
    let nodes: Vec<_> = printed
        .lines()
        .last()
        .expect("a row")
        .split(',')
        .skip(1)
        .collect();
    for node in ["cache:11211", "[::1]:11211", "[2001:db8::1]:21211"] {
        assert!(nodes.contains(&node), "{nodes:?}");
    }
}

#[test]
fn keys_are_quoted_where_csv_needs_it() {
    let printed = printed("plain", "10.0.0.1:1\n", "a,b\nsay\"hi\"\nplain\n");
    let expected =
        "key,primary\n\"a,b\",10.0.0.1:1\n\"say\"\"hi\"\"\",10.0.0.1:1\nplain,10.0.0.1:1\n";
    assert_eq!(printed, expected);
}

#[test]
fn a_dash_reads_standard_input() {
    let servers = file(THREE.as_bytes());
    let arguments = [
        "--client",
        "python-memcached",
        "--servers",
        &servers,
        "--keys",
        "-",
    ];
    let output = run(&arguments, b"session-0\n");
    let text = String::from_utf8(output.stdout).expect("UTF-8");
    assert!(
        text.starts_with("key,primary,next1,next2\nsession-0,10.0.0.2:11211,"),
        "{text}"
    );
}

#[test]
fn the_clients_are_listed_with_title_and_version() {
    let output = run(&["--clients"], b"");
    let text = String::from_utf8(output.stdout).expect("UTF-8");
    assert!(
        text.contains("\nspymemcached\tspymemcached, ketama (spymemcached 2.12.3)\n"),
        "{text}"
    );
    assert_eq!(text.lines().count(), 16);
    assert!(
        text.lines().all(|line| line.split('\t').count() == 2),
        "{text}"
    );
}

#[test]
fn a_reader_who_goes_away_is_no_error() {
    let keys: String = (0..100_000)
        .map(|number| format!("session-{number}\n"))
        .collect();
    let (servers, keys) = (file(THREE.as_bytes()), file(keys.as_bytes()));
    let mut child = Command::new(example())
        .args([
            "--client",
            "nginx-consistent",
            "--servers",
            &servers,
            "--keys",
            &keys,
        ])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the example starts");
    let mut some = [0; 100];
    child
        .stdout
        .take()
        .expect("a pipe")
        .read_exact(&mut some)
        .expect("some output");
    let output = child.wait_with_output().expect("the example ends");
    assert_eq!(output.status.code(), Some(0));
    assert_eq!(String::from_utf8_lossy(&output.stderr), "");
}

#[test]
fn every_bad_line_of_a_server_list_is_told_with_its_place() {
    let long_name = format!("10.0.0.1:1 1 {}", "n".repeat(81));
    let long_host = "h".repeat(254);
    let cases: &[(&[u8], &str)] = &[
        (
            b"",
            "1:1: found an empty list, expected at least one server",
        ),
        (
            b"# nothing\n\n",
            "1:1: found an empty list, expected at least one server",
        ),
        (
            b"10.0.0.1:70000",
            "1:10: found port 70000, expected a port from 1 to 65535",
        ),
        (
            b"10.0.0.1:0",
            "1:10: found port 0, expected a port from 1 to 65535",
        ),
        (
            b"10.0.0.1:-1",
            "1:10: found port -1, expected a port from 1 to 65535",
        ),
        (
            b"10.0.0.1:",
            "1:10: found port \"\", expected a port from 1 to 65535",
        ),
        (
            b"a:b",
            "1:3: found port \"b\", expected a port from 1 to 65535",
        ),
        (
            b"a:+1",
            "1:3: found port \"+1\", expected a port from 1 to 65535",
        ),
        (
            b"a:1 0",
            "1:5: found weight 0, expected a weight from 1 to 1000000",
        ),
        (
            b"a:1 -3",
            "1:5: found weight -3, expected a weight from 1 to 1000000",
        ),
        (
            b"a:1 1000001",
            "1:5: found weight 1000001, expected a weight from 1 to 1000000",
        ),
        (
            b"a:1 1.5",
            "1:5: found weight \"1.5\", expected a weight from 1 to 1000000",
        ),
        (
            b"a:1 heavy",
            "1:5: found weight \"heavy\", expected a weight from 1 to 1000000",
        ),
        (
            b"a:1:0 name",
            "1:5: found weight 0, expected a weight from 1 to 1000000",
        ),
        (
            b"a:1:1:1",
            "1:5: found weight \"1:1\", expected a weight from 1 to 1000000",
        ),
        (
            b"a:1 1 my node",
            "1:10: found \"node\", expected the end of the line after a name without spaces",
        ),
        (
            b"a:1 1 n\x01",
            "1:8: found the character '\\u{1}', expected a name without control characters",
        ),
        (
            b"a\x00b:1",
            "1:2: found the character '\\0', expected a host name or address",
        ),
        (
            b"a/b:1",
            "1:2: found the character '/', expected a host name or address",
        ),
        (
            b":11211",
            "1:1: found \":11211\", expected a host name or address",
        ),
        (
            b"10.0.0.256",
            "1:1: found \"10.0.0.256\", expected an IPv4 address of four numbers from 0 to 255",
        ),
        (
            b"::1",
            "1:1: found the IPv6 address ::1 without brackets, expected brackets, as in [::1]:11211",
        ),
        (
            b"[::1",
            "1:1: found \"[::1\", expected a closing bracket after an IPv6 address",
        ),
        (
            b"[::g]:1",
            "1:2: found \"::g\", expected an IPv6 address between the brackets",
        ),
        (b"[::1]1", "1:6: found \"1\", expected a colon and a port"),
        (
            b"ok\n\xe2\x82\xac \xff",
            "2:3: found the byte 0xff, which is not UTF-8, expected UTF-8 text",
        ),
        (
            b"a:1\n# again\nA:1",
            "3:1: found the server A:1 again, expected each server once (line 1 has it already)",
        ),
        (
            b"[::1]:1\n[0::1]:1",
            "2:1: found the server [0::1]:1 again, expected each server once (line 1 has it already)",
        ),
        (
            b"a:1 1 x\nb:1 1 x",
            "2:7: found the name \"x\" again, expected each name once (line 1 has it already)",
        ),
        (
            long_name.as_bytes(),
            "1:14: found the name \"nnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnn...\" (81 bytes long), expected a name of at most 80 bytes",
        ),
        (
            long_host.as_bytes(),
            "1:1: found \"hhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhh...\" (254 bytes long), expected a host name of at most 253 bytes",
        ),
    ];
    let keys = file(b"k\n");
    for (servers, expected) in cases {
        let servers = file(servers);
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
}

#[test]
fn every_bad_line_of_a_key_list_is_told_with_its_place() {
    let long_key = "k".repeat(251);
    let cases: &[(&[u8], &str)] = &[
        (b"", "1:1: found an empty list, expected at least one key"),
        (
            b"\r\n\n",
            "1:1: found an empty list, expected at least one key",
        ),
        (
            b"ok\na b",
            "2:2: found the character ' ', expected a key without white space and control characters",
        ),
        (
            b"a\tb",
            "1:2: found the character '\\t', expected a key without white space and control characters",
        ),
        (
            b"a\rb",
            "1:2: found the character '\\r', expected a key without white space and control characters",
        ),
        (
            b"a\x7f",
            "1:2: found the character '\\u{7f}', expected a key without white space and control characters",
        ),
        (
            b"a\na",
            "2:1: found the key \"a\" again, expected each key once (line 1 has it already)",
        ),
        (
            b"\x80",
            "1:1: found the byte 0x80, which is not UTF-8, expected UTF-8 text",
        ),
        (
            long_key.as_bytes(),
            "1:1: found a key of 251 bytes, \"kkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkk...\" (251 bytes long), expected a key of 1 to 250 bytes",
        ),
    ];
    let servers = file(THREE.as_bytes());
    for (keys, expected) in cases {
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

/// What the example prints for these lists.
fn printed(client: &str, servers: &str, keys: &str) -> String {
    let (servers, keys) = (file(servers.as_bytes()), file(keys.as_bytes()));
    let output = run(
        &["--client", client, "--servers", &servers, "--keys", &keys],
        b"",
    );
    assert_eq!(String::from_utf8_lossy(&output.stderr), "");
    assert_eq!(output.status.code(), Some(0));
    String::from_utf8(output.stdout).expect("UTF-8")
}

/// What the example says on standard error where it refuses: code 2 and not a word of output.
fn refusal(arguments: &[&str], input: &[u8]) -> String {
    let output = run(arguments, input);
    assert_eq!(output.status.code(), Some(2), "{arguments:?}");
    assert_eq!(String::from_utf8_lossy(&output.stdout), "", "{arguments:?}");
    String::from_utf8(output.stderr).expect("UTF-8")
}

fn run(arguments: &[&str], input: &[u8]) -> Output {
    let mut child = Command::new(example())
        .args(arguments)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the example starts");
    // An example that refuses its arguments does not read its input.
    let _ = child.stdin.take().expect("a pipe").write_all(input);
    child.wait_with_output().expect("the example ends")
}

/// A new file with these contents, by its path.
fn file(contents: &[u8]) -> String {
    static COUNT: AtomicU32 = AtomicU32::new(0);
    let name = format!(
        "place-{}-{}",
        std::process::id(),
        COUNT.fetch_add(1, Ordering::Relaxed)
    );
    let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    fs::write(&path, contents).expect("a writable temporary folder");
    path.to_str().expect("a path in UTF-8").to_owned()
}

/// The example's path, built if need be: cargo builds examples for a whole test run, but not where
/// only this file is tested.
fn example() -> &'static Path {
    static BUILT: OnceLock<PathBuf> = OnceLock::new();
    BUILT.get_or_init(|| {
        let test = env::current_exe().expect("this test is a file");
        let profile_folder = test
            .parent()
            .and_then(Path::parent)
            .expect("target/PROFILE/deps/TEST");
        let profile = match profile_folder.file_name().and_then(|name| name.to_str()) {
            Some("debug") | None => "dev",
            Some(name) => name,
        };
        let target = profile_folder.parent().expect("target/PROFILE");
        let built = Command::new(env!("CARGO"))
            .args([
                "build",
                "--quiet",
                "-p",
                "ringside-model",
                "--example",
                "place",
            ])
            .args(["--profile", profile])
            .arg("--target-dir")
            .arg(target)
            .current_dir(env!("CARGO_MANIFEST_DIR"))
            .status()
            .expect("cargo starts");
        assert!(built.success(), "the example builds");
        profile_folder.join("examples").join("place")
    })
}
