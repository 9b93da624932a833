//! A device that keeps nothing takes nothing but the memory away.

use e2e::Visit;

const FULL: &str = "Storage.prototype.setItem = () => {
    throw new DOMException('on purpose', 'QuotaExceededError');
};";
const DENIED: &str = "Object.defineProperty(window, 'localStorage', {
    get() { throw new DOMException('on purpose', 'SecurityError'); },
});";
const ABSENT: &str = "Object.defineProperty(window, 'localStorage', { value: null });";

#[test]
fn a_full_storage_is_told_and_hinders_nothing() {
    works_without_storage(FULL);
}

#[test]
fn a_denied_storage_is_told_and_hinders_nothing() {
    works_without_storage(DENIED);
}

#[test]
fn a_missing_storage_is_told_and_hinders_nothing() {
    works_without_storage(ABSENT);
}

fn works_without_storage(script: &'static str) {
    Visit::new().with_script(script).play(async |page| {
        page.click_node("node-3").await?;
        assert_eq!(page.picture().await?.node("node-3").state(), "down");
        page.open_your_cluster().await?;
        page.paste("Servers", "a:1\nb:2\n").await?;
        page.until("it is told", async || {
            let complaint = page.complaint().await?;
            Ok(complaint.filter(|said| said.contains("does not keep what you enter")))
        })
        .await?;
        page.until_seen(
            "the list is placed all the same",
            vec!["a:1".to_owned(), "b:2".to_owned()],
            async || {
                let picture = page.picture().await?;
                Ok(picture
                    .node_names()
                    .into_iter()
                    .map(str::to_owned)
                    .collect())
            },
        )
        .await?;
        assert!(
            page.complaint().await?.is_some(),
            "what holds for every moment is not lost with the next"
        );
        page.click_node("a:1").await?;
        assert_eq!(page.picture().await?.node("a:1").state(), "down");
        Ok(())
    });
}
