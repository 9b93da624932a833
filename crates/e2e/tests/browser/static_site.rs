//! The page is files and nothing else: it runs wherever they lie, and asks for
//! nothing from anywhere else.

use e2e::{Outcome, Page, Visit};

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
