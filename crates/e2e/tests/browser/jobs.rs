//! What takes long: it shows how far it has come, the page answers meanwhile, and cancelled,
//! replaced or left at whatever moment it leaves the scenario before as it was.

use e2e::{Key, Outcome, Page, visit};
use std::time::Duration;

/// Sessions of the large scenario: enough for a second of slices on a fast machine.
const MANY: usize = 1_000_000;

/// After so many milliseconds of a job something is done.
const MOMENTS: [u64; 8] = [0, 20, 60, 120, 200, 300, 450, 700];

fn large(title: &str) -> String {
    format!(
        r#"{{"ringside": 1, "title": "{title}", "policy": {{"placement": "spymemcached", "replicas": 2}},
            "nodes": [{{"name": "a:1"}}, {{"name": "b:1"}}, {{"name": "c:1"}}],
            "sessions": {{"prefix": "s-", "count": {MANY}}}}}"#
    )
}

/// Gives the page a large file without waiting for anything, and waits so many milliseconds.
async fn begin(page: &Page, name: &str, wait: u64) -> Outcome {
    page.open_file(name, large(name)).await?;
    tokio::time::sleep(Duration::from_millis(wait)).await;
    Ok(())
}

/// The scenario as the page saves it.
async fn scenario(page: &Page) -> Outcome<String> {
    let saved = page
        .save_as("Scenario (JSON)", "ringside-scenario.json")
        .await?;
    Ok(String::from_utf8_lossy(&saved).into_owned())
}

/// Whether a job is told of.
async fn told(page: &Page) -> Outcome<bool> {
    page.is_there("button", "Cancel").await
}

/// Waits until a session of the large scenario is there.
async fn is_open(page: &Page, title: &str) -> Outcome {
    page.until_seen("it is open", true, async || {
        Ok(page.news().await?.deed.contains("1000000 sessions"))
    })
    .await?;
    let link = page.link().await?;
    assert!(!link.is_empty(), "{title}");
    Ok(())
}

/// A scenario of one's own, and how the device keeps it.
async fn prepared(page: &Page) -> Outcome<(String, String)> {
    page.open_scenario("One copy only").await?;
    page.click_node("node-3").await?;
    let kept = page
        .until("it is kept", async || {
            let link = page.link().await?;
            let now = page.kept_work().await?;
            Ok(now.filter(|now| link.ends_with(now.as_str())))
        })
        .await?;
    Ok((scenario(page).await?, kept))
}

#[test]
fn a_large_file_cancelled_at_whatever_moment_leaves_the_scenario_as_it_was() {
    visit(async |page| {
        let (before, kept) = prepared(page).await?;
        let (news, picture) = (page.news().await?, page.picture().await?);
        let mut cancelled = 0;
        for wait in MOMENTS {
            begin(page, "large.json", wait).await?;
            page.press(Key::Escape).await?;
            page.until_seen("nothing is told of", false, async || told(page).await)
                .await?;
            // On a fast machine it was open already, at the last moments.
            if page.news().await?.deed.contains("1000000 sessions") {
                page.open_scenario("One copy only").await?;
                page.click_node("node-3").await?;
                continue;
            }
            cancelled += 1;
            assert_eq!(page.news().await?, news, "after {wait} ms");
            assert_eq!(page.picture().await?, picture, "after {wait} ms");
            assert_eq!(scenario(page).await?, before, "after {wait} ms");
            // No slice comes late.
            tokio::time::sleep(Duration::from_millis(150)).await;
            assert_eq!(page.news().await?, news, "after {wait} ms");
            assert_eq!(page.kept_work().await?.as_deref(), Some(kept.as_str()));
        }
        assert!(cancelled >= 2, "{cancelled}");
        Ok(())
    });
}

#[test]
fn a_large_file_replaced_at_whatever_moment_never_shows() {
    visit(async |page| {
        for (wait, title) in MOMENTS
            .into_iter()
            .zip(["One copy only", "Two copies"].into_iter().cycle())
        {
            begin(page, "large.json", wait).await?;
            page.open_scenario(title).await?;
            let news = page.news().await?;
            assert!(!news.deed.contains("1000000"), "{news:?}");
            tokio::time::sleep(Duration::from_millis(150)).await;
            assert_eq!(page.news().await?, news, "after {wait} ms");
            assert_eq!(page.chosen("Scenario").await?, title);
            assert!(!told(page).await?);
        }
        // Of two large ones, the second.
        begin(page, "first.json", 100).await?;
        begin(page, "second.json", 0).await?;
        is_open(page, "second").await?;
        assert!(scenario(page).await?.contains("second.json"));
        Ok(())
    });
}

#[test]
fn a_page_left_while_a_large_file_opens_comes_back_with_the_scenario_before() {
    visit(async |page| {
        let (before, kept) = prepared(page).await?;
        for wait in MOMENTS.into_iter().take(4) {
            begin(page, "large.json", wait).await?;
            page.open_with("").await?;
            let news = page.news().await?;
            assert!(!news.deed.contains("1000000"), "{news:?}");
            assert_eq!(page.kept_work().await?.as_deref(), Some(kept.as_str()));
            assert_eq!(scenario(page).await?, before, "after {wait} ms");
        }
        Ok(())
    });
}

#[test]
fn it_shows_how_far_it_has_come_for_everyone_and_the_page_answers_meanwhile() {
    visit(async |page| {
        // Its turns come late, so that there is time to look at it.
        page.sabotage(
            "window.held = setTimeout;
             window.late = (by) => (f, t, ...more) => held(f, t === 0 ? by : t, ...more);
             window.setTimeout = late(100);
             window.bars = [];
             new MutationObserver(() => {
                const bar = document.querySelector('progress');
                if (bar) bars.push([bar.getAttribute('aria-label'), Number(bar.value)]);
             }).observe(document.body, { subtree: true, childList: true, attributes: true });",
        )
        .await?;
        begin(page, "large.json", 0).await?;
        page.until_seen("it is told of", true, async || told(page).await)
            .await?;
        // What was there before can be used.
        page.click_node("node-2").await?;
        page.until("the click is answered", async || {
            let deed = page.news().await?.deed;
            let answered = deed.contains("node-2 crashed") || deed.contains("1000000");
            Ok(answered.then_some(()))
        })
        .await?;
        is_open(page, "large").await?;
        let bars: Vec<(String, f64)> = page.ask("window.bars").await?;
        assert!(!bars.is_empty());
        for (name, value) in &bars {
            assert_eq!(name, "Placing 1,000,000 sessions…");
            assert!((0.0..100.0).contains(value), "{bars:?}");
        }
        assert!(
            bars.is_sorted_by(|(_, one), (_, two)| one <= two),
            "{bars:?}"
        );

        // Over a small scenario, held still: the next turn comes very late.
        page.open_scenario("One copy only").await?;
        let news = page.news().await?;
        page.sabotage("window.setTimeout = late(20000);").await?;
        begin(page, "again.json", 0).await?;
        page.until_seen("it is told of", true, async || told(page).await)
            .await?;
        page.sabotage("window.setTimeout = held;").await?;
        page.is_for_everyone("a job under way").await?;
        page.click_button("Cancel").await?;
        page.until_seen("nothing is told of", false, async || told(page).await)
            .await?;
        let focused: String = page.ask("document.activeElement.id").await?;
        assert_eq!(focused, "job");
        assert!(
            page.shows("Cancelled. What was shown before is still here.")
                .await?
        );
        assert_eq!(page.news().await?, news);
        page.is_for_everyone("a job cancelled").await
    });
}

#[test]
fn a_long_table_is_written_in_the_dialog_where_it_can_be_cancelled() {
    visit(async |page| {
        begin(page, "large.json", 0).await?;
        is_open(page, "large").await?;
        let news = page.news().await?;
        page.click_button("Share…").await?;
        page.click_button("Table (CSV)").await?;
        page.until_seen("it is told of", true, async || told(page).await)
            .await?;
        assert!(page.shows("Writing…").await?);
        page.is_for_everyone("a table being written").await?;
        page.click_button("Cancel").await?;
        page.until_seen("nothing is told of", false, async || told(page).await)
            .await?;
        page.click_button("Close").await?;
        assert_eq!(page.news().await?, news);
        // Something else can be saved.
        assert!(scenario(page).await?.contains("\"large.json\""));
        Ok(())
    });
}

#[test]
fn a_table_of_several_megabytes_is_saved_whole() {
    visit(async |page| {
        let text = large("half").replace("1000000", "100000");
        page.open_file("half.json", text).await?;
        page.until_seen("it is open", true, async || {
            Ok(page.news().await?.deed.contains("100000 sessions"))
        })
        .await?;
        let saved = page.save_as("Table (CSV)", "ringside-table.csv").await?;
        // It is handed to the browser in parts of four megabytes.
        assert!(saved.len() > 5 << 20, "{} bytes", saved.len());
        let table = String::from_utf8_lossy(&saved);
        let rows: Vec<&str> = table.split("\r\n").collect();
        assert_eq!(rows.len(), 100_002);
        assert!(rows[0].starts_with("\u{feff}key,"), "{}", rows[0]);
        for (at, row) in rows[1..100_001].iter().enumerate() {
            assert!(row.starts_with(&format!("s-{at},")), "{at}: {row}");
            assert!(row.ends_with('"'), "{at}: {row}");
        }
        assert_eq!(rows[100_001], "");
        Ok(())
    });
}
