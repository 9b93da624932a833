//! What real processes do besides answering: they wake up again, and they must not be left behind.

use std::collections::BTreeSet;
use std::path::Path;
use std::process::{Command, Stdio};
use std::thread::sleep;
use std::time::{Duration, Instant};

use super::common::{folder, tools};
use ringside_model::scenario::Scenario;
use ringside_model::verdict::Verdict;
use verify::nodes::{Fleet, Partition};
use verify::play::play;

/// Why the model's partition is a cut way and not a stopped process.
#[test]
fn a_frozen_process_carries_out_what_it_was_sent_as_soon_as_it_goes_on() {
    let text = r#"{
      "ringside": 1,
      "policy": { "placement": "plain", "replicas": 1, "fall_through": "none", "ttl": "1h" },
      "nodes": [{ "name": "node-1" }],
      "sessions": { "prefix": "session-", "count": 3 },
      "events": [{ "partition": "node-1" }, { "request": "all" }, { "heal": "node-1" }, { "advance": "1s" }]
    }"#;
    let scenario = Scenario::parse(text).unwrap();
    let report = play(&scenario, tools().with(Partition::Freeze)).unwrap();
    // The client was told of no success ...
    assert_eq!(report.after(2).served.as_ref().unwrap().failed.len(), 3);
    assert_eq!(report.after(2).differences, []);
    // ... and yet the versions are there, a moment after it woke.
    let healed = report.after(4);
    assert_eq!(healed.counts.of(Verdict::Safe), 3);
    assert_eq!(healed.differences.len(), 3);

    let cut = play(&scenario, tools()).unwrap();
    assert_eq!(cut.after(4).counts.of(Verdict::Stale), 3);
    assert_eq!(cut.differences(), 0);
}

fn running(id: u32) -> bool {
    // One that has been killed but not yet waited for has no memory any more.
    let status = std::fs::read_to_string(format!("/proc/{id}/status"));
    status.is_ok_and(|status| status.contains("VmRSS"))
}

#[test]
#[cfg(target_os = "linux")]
fn a_panic_leaves_no_process_behind() {
    let (sent, received) = std::sync::mpsc::channel();
    let panicked = std::thread::spawn(move || {
        let fleet = Fleet::start(tools(), 2, BTreeSet::new()).unwrap();
        let processes = fleet.processes();
        let all_run = processes.iter().all(|&id| running(id));
        sent.send((processes, all_run)).unwrap();
        panic!("this panic is part of a test");
    });
    let (processes, all_run) = received.recv().unwrap();
    assert!(panicked.join().is_err());
    assert_eq!((processes.len(), all_run), (2, true));
    assert!(!processes.into_iter().any(running));
}

/// The processes with this parent.
fn children(of: u32) -> Vec<u32> {
    let entries = std::fs::read_dir("/proc").unwrap();
    let ids = entries.filter_map(|entry| entry.ok()?.file_name().to_str()?.parse().ok());
    let parent = format!("PPid:\t{of}\n");
    let child = |id: &u32| {
        let status =
            std::fs::read_to_string(Path::new("/proc").join(id.to_string()).join("status"));
        status.is_ok_and(|status| status.contains(&parent))
    };
    ids.filter(child).collect()
}

fn wait_until(mut reached: impl FnMut() -> bool) -> bool {
    let start = Instant::now();
    while !reached() {
        if start.elapsed() > Duration::from_secs(20) {
            return false;
        }
        sleep(Duration::from_millis(10));
    }
    true
}

#[test]
#[cfg(target_os = "linux")]
fn a_player_that_is_killed_leaves_no_process_behind() {
    let mut player = Command::new(env!("CARGO_BIN_EXE_verify"))
        .arg(folder().join("expiry.json"))
        .stdout(Stdio::null())
        .spawn()
        .unwrap();
    // Five nodes and the keeper; the scenario then takes seconds.
    assert!(wait_until(|| children(player.id()).len() == 6));
    let left = children(player.id());
    assert!(left.len() == 6 && left.iter().all(|&id| running(id)));
    player.kill().unwrap();
    player.wait().unwrap();
    assert!(wait_until(|| !left.iter().any(|&id| running(id))));
}

fn run(arguments: &[&str]) -> (Option<i32>, String) {
    let output = Command::new(env!("CARGO_BIN_EXE_verify"))
        .args(arguments)
        .output()
        .unwrap();
    let text = [output.stdout, output.stderr].concat();
    (output.status.code(), String::from_utf8(text).unwrap())
}

#[test]
fn a_file_that_is_no_scenario_is_named_with_line_and_column() {
    let file = Path::new(env!("CARGO_TARGET_TMPDIR")).join("bad.json");
    std::fs::write(&file, "{\n  \"ringside\": 2\n}").unwrap();
    let (code, said) = run(&[file.to_str().unwrap()]);
    assert_eq!(code, Some(2), "{said}");
    assert!(
        said.contains("bad.json:2:15: in ringside: found 2"),
        "{said}"
    );
}

#[test]
fn words_that_mean_nothing_are_answered_with_the_usage() {
    for words in [&[][..], &["--frieze", "a.json"], &["a.json", "b.json"]] {
        let (code, said) = run(words);
        assert_eq!(code, Some(2), "{said}");
        assert!(said.contains("Usage:"), "{said}");
    }
}

#[test]
fn a_file_is_played_and_its_comparison_printed() {
    let file = folder().join("worked-example.json");
    let (code, said) = run(&[file.to_str().unwrap()]);
    assert_eq!(code, Some(0), "{said}");
    assert!(
        said.contains("crash node-3: 1 safe, 1 replica; 0 differences"),
        "{said}"
    );
    assert!(
        said.contains("The worked example: 8 events, 2 sessions, 0 differences"),
        "{said}"
    );
}
