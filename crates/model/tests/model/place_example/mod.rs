//! The example `place`, run as a process on good and on malformed input.

mod process;
mod refusals;

use std::io::Read;
use std::process::{Command, Stdio};

use process::{THREE, example, file, printed, run};

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
    assert_eq!(text.lines().count(), 17);
    assert!(
        text.lines().all(|line| line.split('\t').count() == 2),
        "{text}"
    );
}

#[test]
fn a_reader_who_goes_away_is_no_error() {
    let keys: Vec<String> = (0..100_000)
        .map(|number| format!("session-{number}"))
        .collect();
    let keys = keys.join("\n");
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
