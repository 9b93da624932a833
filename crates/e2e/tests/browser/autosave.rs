//! The device keeps what was shown, gives it back, and never loses it silently.

use e2e::{Outcome, Page, Visit, visit};

const RETURNED: &str = "You are back where you were at your last visit.";

const FULL: &str = "Storage.prototype.setItem = () => {
    throw new DOMException('on purpose', 'QuotaExceededError');
};";

/// Waits until the device keeps something else than this, and returns it.
async fn kept_anew(page: &Page, before: Option<&str>) -> Outcome<String> {
    page.until("it is kept", async || {
        let kept = page.kept_work().await?;
        Ok(kept.filter(|kept| Some(kept.as_str()) != before))
    })
    .await
}

#[test]
fn the_next_visit_begins_where_the_last_one_ended() {
    visit(async |page| {
        assert_eq!(page.kept_work().await?, None, "nothing has changed yet");
        page.open_scenario("One copy only").await?;
        let kept = kept_anew(page, None).await?;
        page.click_node("node-3").await?;
        page.click_button("Add a node").await?;
        page.click_button("Undo").await?;
        let kept = kept_anew(page, Some(&kept)).await?;
        // The last of several changes is what stays.
        page.until("the last change is kept", async || {
            let link = page.link().await?;
            let now = page.kept_work().await?;
            Ok(now.filter(|now| link.ends_with(now.as_str())))
        })
        .await?;
        let picture = page.picture().await?;
        page.open_with("").await?;
        assert!(page.shows(RETURNED).await?, "{kept}");
        assert_eq!(page.picture().await?, picture);
        assert_eq!(page.chosen("Scenario").await?, "One copy only");
        page.click_button("Go on").await?;
        assert!(!page.shows(RETURNED).await?);
        assert_eq!(page.picture().await?, picture);

        page.open_with("").await?;
        page.click_button("Start afresh").await?;
        assert_eq!(page.chosen("Scenario").await?, "Two copies");
        assert_eq!(page.kept_work().await?, None);
        page.open_with("").await?;
        assert!(!page.shows(RETURNED).await?);
        Ok(())
    });
}

#[test]
fn your_cluster_comes_back_with_its_lists() {
    visit(async |page| {
        page.open_your_cluster().await?;
        page.paste("Servers", "a:1\nb:2\nc:3\n").await?;
        page.paste("Keys", "one\ntwo\n").await?;
        page.until_seen("the lists are placed", (3, 2), async || {
            let picture = page.picture().await?;
            Ok((picture.nodes.len(), picture.sessions.len()))
        })
        .await?;
        page.click_node("b:2").await?;
        page.until("it is kept", async || {
            let link = page.link().await?;
            let now = page.kept_work().await?;
            Ok(now.filter(|now| link.ends_with(now.as_str())))
        })
        .await?;
        page.open_with("").await?;
        assert!(page.shows(RETURNED).await?);
        assert_eq!(page.chosen("Scenario").await?, "Your cluster");
        assert_eq!(page.picture().await?.node("b:2").state(), "down");
        page.open_panel("Servers and keys").await?;
        assert_eq!(page.text_in("Servers").await?, "a:1\nb:2\nc:3\n");
        Ok(())
    });
}

#[test]
fn a_link_goes_before_what_is_kept_and_does_not_touch_it() {
    visit(async |page| {
        let usual = page.link().await?;
        page.click_node("node-3").await?;
        let kept = kept_anew(page, None).await?;
        let after = usual.strip_prefix(page.url()).expect("a link to this page");
        page.open_with(after).await?;
        assert_eq!(page.picture().await?.node("node-3").state(), "up");
        assert_eq!(page.kept_work().await?.as_deref(), Some(kept.as_str()));
        page.click_node("node-1").await?;
        kept_anew(page, Some(&kept)).await?;
        Ok(())
    });
}

#[test]
fn a_damaged_store_is_told_and_kept_until_something_changes() {
    visit(async |page| {
        for store in ["1damaged", "9abc", "", "{}", "é"] {
            page.sabotage(&format!("localStorage.setItem('ringside.work', '{store}')"))
                .await?;
            page.open_with("").await?;
            let complaint = page.complaint().await?.unwrap_or_default();
            assert!(complaint.contains("cannot be read"), "{store}: {complaint}");
            assert_eq!(page.chosen("Scenario").await?, "Two copies");
            page.click_button("OK").await?;
            page.open_panel("Settings").await?;
            assert_eq!(page.kept_work().await?.as_deref(), Some(store));
            page.click_node("node-3").await?;
            kept_anew(page, Some(store)).await?;
        }
        Ok(())
    });
}

#[test]
fn what_does_not_fit_is_told_once() {
    Visit::new().with_script(FULL).play(async |page| {
        page.click_node("node-3").await?;
        let complaint = page
            .until("it is told", async || page.complaint().await)
            .await?;
        assert!(complaint.contains("does not keep"), "{complaint}");
        page.click_node("node-3").await?;
        assert!(
            page.complaint().await?.is_some(),
            "it holds for every moment"
        );
        page.click_button("OK").await?;
        assert_eq!(page.complaint().await?, None);
        // Long enough for it to be tried again.
        for _ in 0..20 {
            page.open_panel("Settings").await?;
            page.open_panel("Inspect").await?;
        }
        assert_eq!(page.complaint().await?, None, "once is enough");
        Ok(())
    });
}
