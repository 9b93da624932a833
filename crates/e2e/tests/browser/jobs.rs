//! What takes long: it shows how far it has come, the page answers meanwhile, and cancelled,
//! replaced or left at whatever moment it leaves the scenario before as it was.

use e2e::{Key, Outcome, Page, Visit, visit};

/// Sessions of the large scenario: enough for several turns on a fast machine.
const MANY: usize = 1_000_000;

/// After this many turns of a job something is done.
const MOMENTS: [u32; 8] = [0, 1, 2, 3, 5, 8, 16, 32];

/// Lets a job be held still; see the file.
const TURNS: &str = include_str!("turns.js");

/// A visit where jobs can be held still.
fn holding_jobs(test: impl AsyncFnOnce(&Page) -> Outcome) {
    Visit::new().with_script(TURNS).play(test);
}

fn large(title: &str) -> String {
    format!(
        r#"{{"ringside": 1, "title": "{title}", "policy": {{"placement": "spymemcached", "replicas": 2}},
            "nodes": [{{"name": "a:1"}}, {{"name": "b:1"}}, {{"name": "c:1"}}],
            "sessions": {{"prefix": "s-", "count": {MANY}}}}}"#
    )
}

/// Gives the page a large file, and holds its job after this many turns, or lets it end before.
async fn begin(page: &Page, name: &str, turns: u32) -> Outcome {
    hold_after(page, turns, async || {
        page.open_file(name, large(name)).await
    })
    .await
}

/// Begins a job, and holds it after this many turns, or lets it end before.
async fn hold_after(page: &Page, turns: u32, act: impl AsyncFnOnce() -> Outcome) -> Outcome {
    page.sabotage(&format!("turns.asked = 0; turns.allow({turns});"))
        .await?;
    page.meanwhile(act).await?;
    page.until_true(
        "the job is held or has ended",
        "turns.asked > 0 && (turns.isHeld() || turns.isOver())",
    )
    .await
}

/// Lets all turns be taken that were held, and waits for the last.
async fn go_on(page: &Page) -> Outcome {
    page.sabotage("turns.allow(Infinity)").await?;
    page.until_true("no turn is left", "turns.isOver()").await?;
    page.settle().await
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

/// Whether the large scenario is open.
async fn opened(page: &Page) -> Outcome<bool> {
    Ok(page.news().await?.deed.contains("1000000 sessions"))
}

/// Waits until the large scenario with this title is open.
async fn is_open(page: &Page, title: &str) -> Outcome {
    page.until_seen("it is open", true, async || opened(page).await)
        .await?;
    assert!(scenario(page).await?.contains(&format!("\"{title}\"")));
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
    holding_jobs(async |page| {
        let (before, kept) = prepared(page).await?;
        let (news, picture) = (page.news().await?, page.picture().await?);
        let mut cancelled = 0;
        for turns in MOMENTS {
            begin(page, "large.json", turns).await?;
            page.meanwhile(async || page.press(Key::Escape).await)
                .await?;
            assert!(!told(page).await?, "after {turns} turns");
            // A turn that was due comes late.
            go_on(page).await?;
            // On a fast machine it was open already, at the last moments.
            if opened(page).await? {
                page.open_scenario("One copy only").await?;
                page.click_node("node-3").await?;
                continue;
            }
            cancelled += 1;
            assert_eq!(page.news().await?, news, "after {turns} turns");
            assert_eq!(page.picture().await?, picture, "after {turns} turns");
            assert_eq!(scenario(page).await?, before, "after {turns} turns");
            assert_eq!(page.kept_work().await?.as_deref(), Some(kept.as_str()));
        }
        assert!(cancelled >= MOMENTS.len() / 2, "{cancelled}");
        Ok(())
    });
}

#[test]
fn a_large_file_replaced_at_whatever_moment_never_shows() {
    holding_jobs(async |page| {
        for (turns, title) in MOMENTS
            .into_iter()
            .zip(["One copy only", "Two copies"].into_iter().cycle())
        {
            begin(page, "large.json", turns).await?;
            page.meanwhile(async || page.open_scenario(title).await)
                .await?;
            let news = page.news().await?;
            assert!(!news.deed.contains("1000000"), "{news:?}");
            go_on(page).await?;
            assert_eq!(page.news().await?, news, "after {turns} turns");
            assert_eq!(page.chosen("Scenario").await?, title);
            assert!(!told(page).await?);
        }
        // Of two large ones, the second.
        begin(page, "first.json", 8).await?;
        begin(page, "second.json", 0).await?;
        go_on(page).await?;
        is_open(page, "second.json").await
    });
}

#[test]
fn a_page_left_while_a_large_file_opens_comes_back_with_the_scenario_before() {
    holding_jobs(async |page| {
        let (before, kept) = prepared(page).await?;
        for turns in MOMENTS.into_iter().take(4) {
            begin(page, "large.json", turns).await?;
            page.open_with("").await?;
            let news = page.news().await?;
            assert!(!news.deed.contains("1000000"), "{news:?}");
            assert_eq!(page.kept_work().await?.as_deref(), Some(kept.as_str()));
            assert_eq!(scenario(page).await?, before, "after {turns} turns");
        }
        Ok(())
    });
}

#[test]
fn it_shows_how_far_it_has_come_for_everyone_and_the_page_answers_meanwhile() {
    holding_jobs(async |page| {
        page.sabotage(
            "window.bars = [];
             new MutationObserver(() => {
                const bar = document.querySelector('progress');
                if (bar) bars.push([bar.getAttribute('aria-label'), Number(bar.value)]);
             }).observe(document.body, { subtree: true, childList: true, attributes: true });",
        )
        .await?;
        begin(page, "large.json", 2).await?;
        page.until_seen("it is told of", true, async || told(page).await)
            .await?;
        // What was there before can be used.
        page.meanwhile(async || page.click_node("node-2").await)
            .await?;
        assert!(page.news().await?.deed.contains("node-2 crashed"));
        go_on(page).await?;
        is_open(page, "large.json").await?;
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

        // Over a small scenario.
        page.open_scenario("One copy only").await?;
        let news = page.news().await?;
        begin(page, "again.json", 2).await?;
        page.until_seen("it is told of", true, async || told(page).await)
            .await?;
        page.sabotage("turns.keep();").await?;
        page.is_for_everyone("a job under way").await?;
        page.meanwhile(async || page.click_button("Cancel").await)
            .await?;
        page.until_seen("nothing is told of", false, async || told(page).await)
            .await?;
        go_on(page).await?;
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
    holding_jobs(async |page| {
        page.open_file("large.json", large("large.json")).await?;
        is_open(page, "large.json").await?;
        let news = page.news().await?;
        page.click_button("Share…").await?;
        let write = async || page.click_button("Table (CSV)").await;
        hold_after(page, 2, write).await?;
        page.until_seen("it is told of", true, async || told(page).await)
            .await?;
        page.sabotage("turns.keep();").await?;
        assert!(page.shows("Writing…").await?);
        page.is_for_everyone("a table being written").await?;
        page.meanwhile(async || page.click_button("Cancel").await)
            .await?;
        page.until_seen("nothing is told of", false, async || told(page).await)
            .await?;
        go_on(page).await?;
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
