//! What the tests share: playing a scenario, and complaining about differences.

use std::io::Write;
use std::path::{Path, PathBuf};

use ringside_model::scenario::Scenario;
use verify::nodes::{Partition, Tools};
use verify::play::play;
use verify::report::Report;

/// The folder of the scenarios.
pub fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("scenarios")
}

/// The memcached to play with, and this crate's own program as the keeper.
pub fn tools() -> Tools {
    Tools::found(PathBuf::from(env!("CARGO_BIN_EXE_verify")))
}

/// Reads a scenario of the folder.
pub fn scenario(file: &str) -> Scenario {
    verify::file::read(&folder().join(file)).unwrap()
}

/// Plays a scenario, says so in a line that the test runner does not swallow, and fails on any
/// difference in any moment.
pub fn check(file: &str, partition: Partition) -> Report {
    let scenario = scenario(file);
    let report = play(&scenario, tools().with(partition)).unwrap();
    let line = format!("{report}\n");
    std::io::stderr().write_all(line.as_bytes()).unwrap();
    assert_eq!(report.moments.len(), 1 + scenario.events.len(), "{file}");
    for moment in &report.moments {
        assert!(moment.differences.is_empty(), "{file}: {moment}");
    }
    report
}
