//! The harness itself: what a visit leaves behind.

use e2e::{Failure, Page, visit};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::PathBuf;

#[test]
#[cfg(target_os = "linux")]
fn a_visit_that_panics_leaves_no_process_and_no_file_behind() {
    let mut folder = PathBuf::new();
    let result = catch_unwind(AssertUnwindSafe(|| {
        visit(async |page: &Page| {
            folder = page.file("left-behind", "")?;
            folder.pop();
            assert!(!processes_with(&folder).is_empty(), "the browser runs");
            panic!("on purpose");
        });
    }));
    assert!(result.is_err());
    assert!(!folder.exists());
    assert_eq!(processes_with(&folder), Vec::<String>::new());
}

#[test]
fn a_visit_fails_where_the_browser_complains() {
    let result = catch_unwind(|| {
        visit(async |page| page.sabotage("console.error('on purpose')").await);
    });
    let message = result.expect_err("a failure");
    let message = message
        .downcast_ref::<String>()
        .cloned()
        .unwrap_or_default();
    assert!(message.contains("on purpose"), "{message}");
}

#[test]
fn a_visit_that_fails_says_why() {
    let result = catch_unwind(|| visit(async |_| Err(Failure::new("the reason"))));
    let message = result.expect_err("a failure");
    assert_eq!(
        message.downcast_ref::<String>().map(String::as_str),
        Some("the reason")
    );
}

/// The running programs that were told of this folder.
#[cfg(target_os = "linux")]
fn processes_with(folder: &std::path::Path) -> Vec<String> {
    let folder = folder.to_string_lossy();
    let processes = std::fs::read_dir("/proc").into_iter().flatten().flatten();
    processes
        .filter_map(|process| std::fs::read(process.path().join("cmdline")).ok())
        .map(|line| String::from_utf8_lossy(&line).replace('\0', " "))
        .filter(|line| line.contains(&*folder))
        .collect()
}
