//! The page is files and nothing else: it runs wherever they lie, and asks for
//! nothing from anywhere else.

use e2e::{Outcome, Page, Visit};
use std::time::Duration;

/// So long that the program never comes while the test looks.
const NEVER: Duration = Duration::from_hours(1);

#[test]
fn the_page_works_at_the_root_of_a_site() {
    Visit::new().under("/").play(async |page| {
        assert_eq!(page.url().matches('/').count(), 3, "{}", page.url());
        page.click_node("node-3").await?;
        assert_eq!(page.picture().await?.node("node-3").state(), "down");
        Ok(())
    });
}

#[test]
fn nothing_is_asked_for_outside_the_folder_of_the_page() {
    Visit::new()
        .under("/some/sub path/")
        .recording_requests()
        .play(async |page| {
            assert!(page.url().ends_with("/some/sub%20path/"));
            let loading = only_its_own(page).await?;
            for ending in [".js", ".wasm", ".svg"] {
                assert!(
                    loading.iter().any(|url| url.ends_with(ending)),
                    "{ending} in {loading:?}"
                );
            }
            page.click_node("node-3").await?;
            page.open_your_cluster().await?;
            page.paste("Servers", "somewhere.example:11211\n").await?;
            page.click_button("Help").await?;
            page.click_button("Close").await?;
            page.save_as("Scenario (JSON)", "ringside-scenario.json")
                .await?;
            page.save_as("Picture (PNG)", "ringside.png").await?;
            only_its_own(page).await?;
            Ok(())
        });
}

#[test]
fn what_the_page_is_can_be_seen_before_its_program_arrives() {
    Visit::new().delaying_wasm(NEVER).play(async |page| {
        page.until("the header and the outline of the ring are painted", async || {
            let painted: bool = page
                .ask(
                    "words(document.querySelector('h1')) === 'Ringside'
                     && document.styleSheets.length > 0
                     && document.querySelector('circle.ring-base')?.getBoundingClientRect().width > 200",
                )
                .await?;
            Ok(painted.then_some(()))
        })
        .await?;
        assert_eq!(page.ask::<usize>("nodes().length").await?, 0, "the program does not run");
        assert!(page.shows("The ring is being set up.").await?);
        assert_eq!(page.failure_banner().await?, None);
        Ok(())
    });
}

#[test]
fn the_program_replaces_what_was_painted_before_it() {
    Visit::new().play(async |page| {
        for (what, expected) in [
            ("h1", 1),
            ("header", 1),
            ("main", 1),
            ("circle.ring-base", 1),
        ] {
            let there: usize = page.ask_about("all(it).length", what).await?;
            assert_eq!(there, expected, "{what}");
        }
        assert!(!page.shows("The ring is being set up.").await?);
        Ok(())
    });
}

/// What was asked for since the last time; all of it must lie under the page.
async fn only_its_own(page: &Page) -> Outcome<Vec<String>> {
    let origin = page.url().trim_end_matches("some/sub%20path/").to_owned();
    let requests = page.requests().await?;
    for url in &requests {
        let own = url.starts_with(page.url()) || url.starts_with(&format!("blob:{origin}"));
        assert!(own || url.starts_with("data:"), "{url} was asked for");
    }
    Ok(requests)
}
