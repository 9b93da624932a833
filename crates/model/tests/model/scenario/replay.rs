//! The example `replay`, as a process: its lines, its options, and its complaints.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use ringside_model::catalog::BuiltIn;
use serde_json::{Value, json};

use super::document::with;
use crate::example::{Said, built, said};

const USAGE: &str = "usage: replay [--sessions] SCENARIO.json   (- reads standard input)\n";

/// A command that runs the example.
fn replay() -> Command {
    let mut command = Command::new(built("replay"));
    command.current_dir(scenarios());
    command
}

fn scenarios() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("scenarios")
}

/// Replays a text given on standard input.
fn replayed(options: &[&str], text: &str) -> Said {
    said(replay().args(options).arg("-"), text.as_bytes())
}

fn lines(out: &str) -> Vec<Value> {
    let line = |line| serde_json::from_str(line).expect("a line of JSON");
    out.lines().map(line).collect()
}

/// It ends with exit code 2 and these words, and says nothing else.
fn refuses(said: &Said, words: &str) {
    assert_eq!(
        (said.code, said.out.as_str(), said.err.as_str()),
        (2, "", words)
    );
}

const TWO_EVENTS: &str = r#"[{ "crash": "a" }, { "request": ["s1"] }]"#;

#[test]
fn a_replay_is_a_line_for_the_start_and_one_for_each_event() {
    let said = replayed(&[], &with("events", TWO_EVENTS));
    assert_eq!((said.code, said.err.as_str()), (0, ""));
    let lines = lines(&said.out);
    let counts = |safe: u32, thin: u32, replica: u32| {
        json!({
            "safe": safe, "thin": thin, "replica": replica, "reloaded": 0,
            "stale": 0, "stranded": 0, "unreachable": 0, "lost": 0,
        })
    };
    assert_eq!(
        lines,
        [
            json!({ "verdicts": counts(3, 0, 0), "survivors": 3 }),
            json!({
                "index": 0,
                "event": { "crash": "a" },
                "verdicts": counts(0, 2, 1),
                "survivors": 3,
            }),
            json!({
                "index": 1,
                "event": { "request": ["s1"] },
                "verdicts": counts(0, 2, 1),
                "survivors": 3,
            }),
        ]
    );
    assert!(said.out.ends_with('\n'));
}

#[test]
fn with_sessions_each_line_has_every_sessions_verdict_and_the_node_that_answered() {
    let events = r#"[{ "crash": "a" }, { "crash": "b" }]"#;
    let said = replayed(&["--sessions"], &with("events", events));
    assert_eq!((said.code, said.err.as_str()), (0, ""));
    let lines = lines(&said.out);
    assert_eq!(lines.len(), 3);
    for line in &lines {
        let sessions = line["sessions"].as_array().expect("a list");
        let keys: Vec<_> = sessions.iter().map(|session| &session["key"]).collect();
        assert_eq!(keys, ["s0", "s1", "s2"]);
    }
    let session = |line: usize, at: usize| lines[line]["sessions"][at].clone();
    assert_eq!(
        session(0, 0),
        json!({ "key": "s0", "verdict": "safe", "node": "b" })
    );
    assert_eq!(
        session(1, 0),
        json!({ "key": "s0", "verdict": "thin", "node": "b" })
    );
    assert_eq!(
        session(0, 2),
        json!({ "key": "s2", "verdict": "safe", "node": "a" })
    );
    assert_eq!(
        session(1, 2),
        json!({ "key": "s2", "verdict": "replica", "node": "b" })
    );
    assert_eq!(
        session(2, 2),
        json!({ "key": "s2", "verdict": "lost", "node": null })
    );
}

/// The first session comes to each verdict that the shorter replays do not end in.
#[test]
fn a_replay_calls_every_verdict_by_its_name() {
    let ring = r#""placement": "plain/12", "replicas": 1"#;
    let verdict = |policy: &str, events: &str| {
        let text = with("policy", &format!("{{ {ring}{policy} }}"));
        let nowhere = r#""events": []"#;
        let text = text.replace(nowhere, &format!("\"events\": {events}"));
        let said = replayed(&["--sessions"], &text);
        assert_eq!((said.code, said.err.as_str()), (0, ""));
        let last = lines(&said.out).pop().expect("a line");
        let first = last["sessions"][0].clone();
        let name = first["verdict"].as_str().expect("a name").to_owned();
        let count = last["verdicts"][&name].as_u64().expect("a count");
        assert!(count > 0, "{last}");
        (name, first["node"].clone(), last["survivors"] == 3)
    };
    let both = |verb: &str| format!(r#"[{{ "{verb}": "a" }}, {{ "{verb}": "b" }}]"#);
    assert_eq!(
        verdict("", &both("partition")),
        ("unreachable".to_owned(), Value::Null, false)
    );
    assert_eq!(
        verdict("", &both("crash")),
        ("lost".to_owned(), Value::Null, false)
    );
    assert_eq!(
        verdict(r#", "database": true"#, &both("crash")),
        ("reloaded".to_owned(), Value::Null, true)
    );
    let behind = r#"[{ "partition": "b" }, { "request": "all" }, { "heal": "b" }]"#;
    assert_eq!(verdict("", behind), ("stale".to_owned(), json!("b"), false));
    assert_eq!(
        verdict("", r#"[{ "leave": "b" }]"#),
        ("stranded".to_owned(), Value::Null, false)
    );
}

#[test]
fn a_file_and_standard_input_give_the_same_bytes_and_so_does_a_second_run() {
    for built_in in BuiltIn::ALL {
        let file = format!("{}.json", built_in.name());
        let from_file = || said(replay().args(["--sessions", &file]), b"");
        let first = from_file();
        assert_eq!(first.code, 0, "{file}: {}", first.err);
        assert_eq!(first, from_file());
        assert_eq!(first, replayed(&["--sessions"], built_in.json()));
        assert_eq!(lines(&first.out).len(), 1 + events_of(built_in.json()));
    }
}

fn events_of(json: &str) -> usize {
    let document: Value = serde_json::from_str(json).expect("a scenario is JSON");
    document["events"].as_array().map_or(0, Vec::len)
}

#[test]
fn a_malformed_scenario_is_refused_with_file_line_and_column() {
    let zero = with("policy", r#"{ "placement": "plain", "replicas": 0 }"#);
    let words = "in policy.replicas: found 0, expected a whole number from 1 to 255\n";
    refuses(&replayed(&[], &zero), &format!("<stdin>:3:49: {words}"));

    let file = Path::new(env!("CARGO_TARGET_TMPDIR")).join("replicas zero.json");
    fs::write(&file, zero).expect("a folder for tests");
    let said = said(replay().arg(&file), b"");
    refuses(&said, &format!("{}:3:49: {words}", file.display()));

    let array = replayed(&[], "[]");
    let words = "found a list, expected a scenario: an object with \"ringside\": 1\n";
    refuses(&array, &format!("<stdin>:1:1: {words}"));
}

#[test]
fn a_text_that_is_not_utf_8_is_refused_at_the_byte() {
    let words = "found a byte that is not UTF-8, expected UTF-8 text\n";
    for (bytes, place) in [
        (b"\xff{}".as_slice(), "1:1"),
        (b"{\n \"\xc3\xa9\xc3\": 1}", "2:4"),
        (b"{\r\n\r\n\xe2\x82", "3:1"),
    ] {
        refuses(
            &said(replay().arg("-"), bytes),
            &format!("<stdin>:{place}: {words}"),
        );
    }
}

#[test]
fn a_missing_file_is_named() {
    let said = said(replay().arg("nowhere.json"), b"");
    assert_eq!((said.code, said.out.as_str()), (2, ""));
    assert!(said.err.starts_with("nowhere.json: "), "{}", said.err);
    assert_eq!(said.err.lines().count(), 1);
}

#[test]
fn a_command_line_that_means_nothing_is_answered_with_the_usage() {
    let with_arguments = |arguments: &[&str]| said(replay().args(arguments), b"");
    for (arguments, words) in [
        (&["--session", "-"] as &[&str], "unknown option --session"),
        (&["-s", "-"], "unknown option -s"),
        (&["-", "--", "x"], "unknown option --"),
        (&[], "found no scenario, expected one"),
        (&["--sessions"], "found no scenario, expected one"),
        (
            &["one.json", "two.json"],
            "found two scenarios, expected one",
        ),
    ] {
        refuses(&with_arguments(arguments), &format!("{words}\n{USAGE}"));
    }
    for help in ["--help", "-h"] {
        let said = with_arguments(&[help]);
        assert_eq!(
            (said.code, said.out.as_str(), said.err.as_str()),
            (0, USAGE, "")
        );
    }
}

#[cfg(unix)]
#[test]
fn a_file_name_that_is_not_utf_8_is_no_reason_to_panic() {
    use std::ffi::OsStr;
    use std::os::unix::ffi::OsStrExt;

    let said = said(replay().arg(OsStr::from_bytes(b"no\xffwhere")), b"");
    assert_eq!((said.code, said.out.as_str()), (2, ""));
    assert!(said.err.starts_with("no\u{fffd}where: "), "{}", said.err);
}

/// As in `replay ... | head -1`.
#[test]
fn a_reader_that_has_seen_enough_is_no_error() {
    let sessions = with("sessions", r#"{ "prefix": "s", "count": 20000 }"#);
    let file = Path::new(env!("CARGO_TARGET_TMPDIR")).join("many sessions.json");
    fs::write(&file, sessions).expect("a folder for tests");
    let mut child = replay()
        .arg("--sessions")
        .arg(file)
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the example starts");
    drop(child.stdout.take());
    let output = child.wait_with_output().expect("the example ends");
    assert_eq!(
        (output.status.code(), output.stderr.as_slice()),
        (Some(0), b"".as_slice())
    );
}
