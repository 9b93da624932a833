//! The harness itself: what a visit leaves behind, and what the next one knows of it.

use e2e::{Failure, Outcome, Page, Visit, tools, visit};
use ringside_model::scenario::Scenario;
use std::io::{BufRead, BufReader};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, ExitStatus, Stdio};
use std::time::{Duration, Instant};
use std::{env, fs, thread};
use xtask::server::Server;

/// What a visit finds that another may have left: in the storage, as a cookie, by a script, as the
/// system's colours, as the window's width.
const FOUND: &str = "[localStorage.getItem('left'), document.cookie, window.left ?? null,
    matchMedia('(prefers-color-scheme: dark)').matches, innerWidth]";

type Found = (Option<String>, String, Option<bool>, bool, u32);

#[test]
fn a_visit_finds_nothing_that_another_left_in_the_same_browser() {
    let elsewhere = Server::of(tools::dist().expect("a page")).start();
    let elsewhere = elsewhere.expect("a server");
    // Another test may borrow the browser in between.
    let same = (0..10).any(|_| {
        let (mut first, mut second) = (PathBuf::new(), PathBuf::new());
        let marked = Visit::new().with_script("window.left = true;");
        marked.play(async |page| {
            first = browser_of(page)?;
            leave_much(page, elsewhere.url()).await
        });
        visit(async |page| {
            second = browser_of(page)?;
            page.go(elsewhere.url()).await?;
            page.is_ready().await?;
            let nothing: Found = (None, String::new(), None, false, 1280);
            assert_eq!(page.ask::<Found>(FOUND).await?, nothing);
            let saved = page
                .save_as("Scenario (JSON)", "ringside-scenario.json")
                .await?;
            let saved = String::from_utf8_lossy(&saved);
            let saved = Scenario::parse(&saved).expect("a scenario");
            assert_eq!(saved.events, [], "another's file was taken");
            Ok(())
        });
        first == second
    });
    assert!(same, "no two visits had the same browser");
}

async fn leave_much(page: &Page, elsewhere: &str) -> Outcome {
    page.go(elsewhere).await?;
    page.is_ready().await?;
    page.sabotage(
        "localStorage.setItem('left', 'behind'); document.cookie = 'left=behind; max-age=9999';",
    )
    .await?;
    page.emulate("prefers-color-scheme", "dark").await?;
    page.size(500, 900).await?;
    let much: Found = (
        Some("behind".into()),
        "left=behind".into(),
        Some(true),
        true,
        500,
    );
    assert_eq!(page.ask::<Found>(FOUND).await?, much);
    page.click_node("node-3").await?;
    page.click_button("Share…").await?;
    page.click_button("Scenario (JSON)").await?;
    let mut saved = page.file("mine", "")?;
    saved.pop();
    saved.push("downloads/ringside-scenario.json");
    page.until("the file is saved", async || {
        Ok(saved.exists().then_some(()))
    })
    .await
}

#[test]
#[cfg(target_os = "linux")]
fn a_visit_that_panics_leaves_no_process_and_no_file_behind() {
    let mut folder = PathBuf::new();
    let result = catch_unwind(AssertUnwindSafe(|| {
        visit(async |page: &Page| {
            folder = browser_of(page)?;
            assert!(!processes_with(&folder).is_empty(), "the browser runs");
            assert!(temporary(&folder).exists(), "it has temporary files");
            panic!("on purpose");
        });
    }));
    assert!(result.is_err());
    assert_eq!(left_of(&folder), Vec::<String>::new());
}

#[test]
#[cfg(target_os = "linux")]
fn a_browser_in_which_a_page_was_broken_is_not_used_again() {
    let mut folder = PathBuf::new();
    Visit::new().breaking_the_page().play(async |page| {
        folder = browser_of(page)?;
        Ok(())
    });
    assert_eq!(left_of(&folder), Vec::<String>::new());
}

#[test]
#[cfg(target_os = "linux")]
fn tests_that_end_leave_no_process_and_no_file_behind() {
    let ended = ends("visits::a_visit_that_tells_its_browser", |_| {});
    assert!(ended.success(), "{ended}");
}

#[test]
#[cfg(target_os = "linux")]
fn tests_that_are_killed_leave_no_process_and_no_file_behind() {
    let ended = ends("visits::a_visit_without_an_end", |tests| {
        tests.kill().expect("killed");
    });
    assert!(!ended.success(), "{ended}");
}

/// Runs a test in a process of its own, does something to that once it has a browser, and waits
/// until nothing of that is left.
#[cfg(target_os = "linux")]
fn ends(test: &str, act: impl FnOnce(&mut Child)) -> ExitStatus {
    let mut tests = Command::new(env::current_exe().expect("these tests"))
        .args(["--exact", test, "--ignored", "--nocapture"])
        .stdout(Stdio::piped())
        .spawn()
        .expect("started");
    let mut said = BufReader::new(tests.stdout.take().expect("what it says")).lines();
    let folder = said
        .find_map(|line| Some(PathBuf::from(line.ok()?.split_once(BROWSER)?.1)))
        .expect("it tells its browser");
    assert!(!processes_with(&folder).is_empty(), "the browser runs");
    assert!(temporary(&folder).exists(), "it has temporary files");
    act(&mut tests);
    said.for_each(drop);
    let ended = tests.wait().expect("it ends");
    let start = Instant::now();
    while !left_of(&folder).is_empty() {
        let left = left_of(&folder);
        assert!(start.elapsed() < Duration::from_secs(30), "{left:#?}");
        thread::sleep(Duration::from_millis(20));
    }
    ended
}

const BROWSER: &str = "the browser is in ";

#[test]
#[ignore = "others run it in a process of its own"]
fn a_visit_that_tells_its_browser() {
    visit(async |page| {
        println!("{BROWSER}{}", browser_of(page)?.display());
        Ok(())
    });
}

#[test]
#[ignore = "another kills it"]
fn a_visit_without_an_end() {
    visit(async |page| {
        println!("{BROWSER}{}", browser_of(page)?.display());
        std::future::pending().await
    });
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

/// A page that has something to do after each key, and after `b` for ever.
const BUSY: &str = "<!doctype html><html lang=en data-boot data-settled><title>Busy</title>
    <link rel=icon href=data:,><script>
        const mark = document.documentElement.dataset;
        addEventListener('keydown', ({ key }) => {
            delete mark.settled;
            if (key !== 'b') setTimeout(() => { mark.settled = ''; }, 200);
        });
    </script>";

#[test]
fn acting_waits_until_the_page_has_settled_unless_it_is_done_meanwhile() {
    visit(async |page| {
        let file = page.file("index.html", BUSY)?;
        let server = Server::of(file.parent().expect("a folder")).start()?;
        page.go(server.url()).await?;
        let settled = "'settled' in document.documentElement.dataset";
        page.press('a').await?;
        assert!(page.ask::<bool>(settled).await?);
        page.meanwhile(async || page.press('b').await).await?;
        assert!(!page.ask::<bool>(settled).await?);
        Ok(())
    });
}

/// The folder of a visit's browser. Those of its visits are in it.
fn browser_of(page: &Page) -> Outcome<PathBuf> {
    let mut file = page.file("of-this-visit", "")?;
    file.pop();
    file.pop();
    Ok(file)
}

/// What is left of a browser: its folders, and programs that were started with one of them.
#[cfg(target_os = "linux")]
fn left_of(folder: &Path) -> Vec<String> {
    let mut left = processes_with(folder);
    let there = [folder.to_owned(), temporary(folder)]
        .into_iter()
        .filter(|folder| folder.exists())
        .map(|folder| folder.display().to_string());
    left.extend(there);
    left
}

/// Where a browser has its temporary files.
#[cfg(target_os = "linux")]
fn temporary(folder: &Path) -> PathBuf {
    let name = folder.file_name().expect("a name");
    env::temp_dir().join(format!("ringside-{}", name.display()))
}

#[cfg(target_os = "linux")]
fn processes_with(folder: &Path) -> Vec<String> {
    let folder = folder.to_string_lossy();
    let processes = fs::read_dir("/proc").into_iter().flatten().flatten();
    processes
        .filter_map(|process| fs::read(process.path().join("cmdline")).ok())
        .map(|line| String::from_utf8_lossy(&line).replace('\0', " "))
        .filter(|line| line.contains(&*folder))
        .collect()
}
