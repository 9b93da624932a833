//! The program is in two halves, and nobody notices.

use e2e::Visit;

/// The rest never comes in the background.
const HELD_BACK: &str = "{
    const before = window.fetch;
    window.fetch = (what, ...more) =>
        String(what).includes('_rest') ? new Promise(() => {}) : before(what, ...more);
}";

/// The rest cannot be had at all.
const MISSING: &str = "{
    const before = window.fetch;
    window.fetch = (what, ...more) =>
        String(what).includes('_rest') ? new Promise(() => {}) : before(what, ...more);
    const open = XMLHttpRequest.prototype.open;
    XMLHttpRequest.prototype.open = function (how, what, ...more) {
        open.call(this, how, String(what).includes('_rest') ? 'nowhere.wasm' : what, ...more);
    };
}";

#[test]
fn the_first_screen_needs_the_first_half_alone_and_a_click_brings_the_rest() {
    Visit::new().with_script(HELD_BACK).play(async |page| {
        assert_eq!(page.picture().await?.node_names().len(), 5);
        let whole: u32 = page.ask("halves.exports.whole.value").await?;
        assert_eq!(whole, 0, "the first screen called something of the rest");
        page.click_node("node-3").await?;
        assert_eq!(page.picture().await?.node("node-3").state(), "down");
        let whole: u32 = page.ask("halves.exports.whole.value").await?;
        assert_eq!(whole, 1);
        Ok(())
    });
}

#[test]
fn the_rest_comes_by_itself() {
    Visit::new().play(async |page| {
        page.until("all of the program is there", async || {
            let whole: u32 = page.ask("halves.exports.whole.value").await?;
            Ok((whole == 1).then_some(()))
        })
        .await?;
        page.click_node("node-3").await?;
        assert_eq!(page.picture().await?.node("node-3").state(), "down");
        Ok(())
    });
}

#[test]
fn a_rest_that_cannot_be_had_is_told() {
    Visit::new()
        .breaking_the_page()
        .with_script(MISSING)
        .play(async |page| {
            assert_eq!(page.failure_banner().await?, None);
            page.click_node("node-3").await?;
            let banner = page
                .until("the banner is shown", async || page.failure_banner().await)
                .await?;
            assert!(banner.contains("load the page again"), "{banner}");
            Ok(())
        });
}
