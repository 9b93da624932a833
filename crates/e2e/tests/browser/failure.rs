//! If all else fails, the page says so and keeps what the person made.

use e2e::{Gate, Visit};
use ringside_model::event::{Event, NodeSpec};
use ringside_model::scenario::Scenario;

const BANNER: &str = "Something in Ringside broke.";

#[test]
fn a_panic_shows_a_banner_that_saves_the_scenario() {
    Visit::new().breaking_the_page().play(async |page| {
        page.click_node("node-2").await?;
        // The program cannot go on once the browser refuses to draw.
        page.sabotage("Element.prototype.setAttribute = () => { throw new Error('on purpose'); };")
            .await?;
        page.press('a').await?;
        let banner = page
            .until("the banner is shown", async || page.failure_banner().await)
            .await?;
        assert!(banner.contains(BANNER), "{banner}");
        let log = page.log_lines().await?.join("\n");
        assert!(log.contains("panicked"), "it was a panic: {log}");

        page.click_named("link", "Save your scenario as a file.")
            .await?;
        let saved = page.saved("ringside-scenario.json").await?;
        let scenario = Scenario::parse(&saved).expect("what was saved can be opened");
        assert_eq!(scenario.setup.title, "Two copies");
        // What was done last is in it, though it could not be drawn any more.
        let crash = Event::Crash("node-2".into());
        let join = Event::Join(NodeSpec::named("node-6"));
        assert_eq!(scenario.events, [crash, join]);

        page.follow("Load the page again.").await?;
        page.until_seen("the banner is gone", None, async || {
            page.failure_banner().await
        })
        .await?;
        page.open_file("rescued.json", saved).await?;
        page.until_seen("the scenario is back", "down".to_owned(), async || {
            Ok(page.picture().await?.node("node-2").state().to_owned())
        })
        .await
    });
}

#[test]
fn an_error_of_the_browser_shows_the_banner_as_well() {
    Visit::new().breaking_the_page().play(async |page| {
        assert_eq!(page.failure_banner().await?, None);
        page.sabotage("setTimeout(() => { throw new Error('on purpose'); });")
            .await?;
        let banner = page
            .until("the banner is shown", async || page.failure_banner().await)
            .await?;
        assert!(banner.contains(BANNER), "{banner}");
        page.click_named("link", "Save your scenario as a file.")
            .await?;
        let saved = page.saved("ringside-scenario.json").await?;
        assert!(Scenario::parse(&saved).is_ok(), "{saved}");
        Ok(())
    });
}

#[test]
fn a_program_that_cannot_be_loaded_shows_the_banner_too() {
    let gate = Gate::default();
    gate.open();
    Visit::new()
        .breaking_the_page()
        .holding_wasm(&gate)
        .with_script(
            "WebAssembly.instantiate = WebAssembly.instantiateStreaming =
                () => Promise.reject(new Error('on purpose'));",
        )
        .play(async |page| {
            let banner = page
                .until("the banner is shown", async || page.failure_banner().await)
                .await?;
            assert!(
                banner.starts_with("Ringside could not be loaded."),
                "{banner}"
            );
            Ok(())
        });
}

#[test]
fn nobody_waits_for_a_program_that_cannot_be_loaded() {
    let gate = Gate::default();
    gate.open();
    Visit::new()
        .breaking_the_page()
        .holding_wasm(&gate)
        .with_script(
            "const later = () => new Promise((_, fail) => { window.fail = () => fail(new Error('on purpose')); });
             WebAssembly.instantiate = WebAssembly.instantiateStreaming = later;",
        )
        .play(async |page| {
            let waiting = "words(document.getElementById('waiting'))";
            page.until_true("the program is asked for", "'fail' in window && nodes().length > 0")
                .await?;
            page.meanwhile(async || page.click_node("node-3").await).await?;
            assert_ne!(page.ask::<String>(waiting).await?, "");
            page.sabotage("window.fail()").await?;
            page.until("the banner is shown", async || page.failure_banner().await)
                .await?;
            assert_eq!(page.ask::<String>(waiting).await?, "");
            page.click_node("node-3").await?;
            assert_eq!(page.ask::<String>(waiting).await?, "");
            Ok(())
        });
}
