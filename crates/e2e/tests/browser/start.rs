//! From the first paint to the running program: nobody sees a ring that is not theirs, and nothing
//! that a person did is lost.

use e2e::page::NODE_FRAMES;
use e2e::{Gate, Key, Outcome, Page, Visit};

/// How many nodes the opening ring has.
const OPENING: usize = 5;

/// Holds the program back, and keeps the nodes of each frame.
fn held(gate: &Gate) -> Visit {
    Visit::new().holding_wasm(gate).with_script(NODE_FRAMES)
}

/// Lets the program come, and waits until it has answered what was done before.
async fn start(page: &Page, gate: &Gate) -> Outcome {
    gate.open();
    page.is_ready().await?;
    page.until_seen("what was done is answered", String::new(), async || {
        waiting(page).await
    })
    .await
}

/// What the page says about waiting.
async fn waiting(page: &Page) -> Outcome<String> {
    page.ask("words(document.getElementById('waiting'))").await
}

/// The nodes of each frame in which any ring was painted, as far as they differ.
async fn frames(page: &Page) -> Outcome<Vec<String>> {
    page.ask("nodeFrames").await
}

/// Does something with the opening ring before the program runs.
async fn before(page: &Page, act: impl AsyncFnOnce() -> Outcome) -> Outcome {
    page.until_seen("the opening ring is painted", OPENING, async || {
        page.ask("nodes().filter((node) => node.checkVisibility()).length")
            .await
    })
    .await?;
    page.meanwhile(act).await
}

/// Paints the opening, lets the program draw it again, and compares.
fn nothing_moves(visit: impl FnOnce(&Gate) -> Visit, scheme: &str) {
    let gate = Gate::default();
    visit(&gate).play(async |page| {
        before(page, async || {
            page.emulate("prefers-color-scheme", scheme).await
        })
        .await?;
        assert_eq!(page.failure_banner().await?, None);
        let painted = page.picture().await?;
        assert_eq!(painted.survivors, "40 of 40 survive");
        start(page, &gate).await?;
        assert_eq!(page.picture().await?, painted);
        assert_eq!(frames(page).await?.len(), 1, "{:?}", frames(page).await?);
        for (what, expected) in [("h1", 1), ("main", 1), ("circle.ring-base", 1)] {
            let there: usize = page.ask_about("all(it).length", what).await?;
            assert_eq!(there, expected, "{what}");
        }
        Ok(())
    });
}

#[test]
fn the_opening_ring_is_painted_before_the_program_and_stays_as_it_is() {
    nothing_moves(held, "light");
}

#[test]
fn the_opening_ring_stays_as_it_is_in_the_dark_on_a_phone() {
    nothing_moves(|gate| held(gate).on_a_phone(), "dark");
}

#[test]
fn a_click_before_the_program_is_kept_and_answered() {
    let gate = Gate::default();
    held(&gate).play(async |page| {
        before(page, async || {
            page.click_node("node-3").await?;
            assert_eq!(
                waiting(page).await?,
                "Still loading. What you did will be answered."
            );
            assert_eq!(page.picture().await?.node("node-3").state(), "up");
            Ok(())
        })
        .await?;
        start(page, &gate).await?;
        let picture = page.picture().await?;
        assert_eq!(picture.node("node-3").state(), "down");
        assert!(picture.count("replica") > 0);
        Ok(())
    });
}

#[test]
fn clicks_before_the_program_are_answered_in_their_order() {
    let gate = Gate::default();
    held(&gate).play(async |page| {
        before(page, async || {
            let free = page.free_turn().await?;
            page.click_node("node-3").await?;
            page.click_node("node-4").await?;
            page.click_node("node-3").await?;
            page.click_ring(free).await?;
            page.click_session("session-1").await?;
            page.click_button("Help").await?;
            Ok(())
        })
        .await?;
        start(page, &gate).await?;
        assert!(page.is_there("dialog", "Help").await?);
        page.press(Key::Escape).await?;
        let picture = page.picture().await?;
        let state = |name| picture.node(name).state();
        assert_eq!([state("node-3"), state("node-4")], ["up", "down"]);
        assert_eq!(picture.node("node-3").copies(), 0, "it is back, empty");
        assert_eq!(picture.nodes.len(), OPENING + 1);
        assert_eq!(page.selected_session().await?.as_deref(), Some("session-1"));
        Ok(())
    });
}

#[test]
fn a_click_on_what_is_gone_by_its_turn_does_nothing_else() {
    let gate = Gate::default();
    held(&gate).play(async |page| {
        before(page, async || {
            page.click_button("Crash node-1").await?;
            // Where this button was, another one is then, which takes the node off the list.
            page.click_button("Cut off node-1").await?;
            page.click_button("Lessons").await?;
            page.click_button("Add a node").await
        })
        .await?;
        start(page, &gate).await?;
        assert!(page.room_has("Open a lesson file").await?);
        let picture = page.picture().await?;
        assert_eq!(picture.node("node-1").state(), "down");
        assert_eq!(picture.nodes.len(), OPENING + 1);
        Ok(())
    });
}

#[test]
fn a_search_before_the_program_is_answered() {
    let gate = Gate::default();
    held(&gate).play(async |page| {
        before(page, async || {
            page.tab_to("searchbox", "Key").await?;
            page.type_in("session-12\n").await
        })
        .await?;
        start(page, &gate).await?;
        assert_eq!(
            page.selected_session().await?.as_deref(),
            Some("session-12")
        );
        assert_eq!(
            page.picture().await?.nodes.len(),
            OPENING,
            "letters typed are no hotkeys"
        );
        Ok(())
    });
}

/// Clicks a node at the moment at which the program has drawn it, before anything else happens.
const CLICK_AT_ONCE: &str = "{
    const observer = new MutationObserver(() => {
        const node = document.getElementById('node-2');
        if (document.getElementById('opening') || !node || document.readyState === 'loading') return;
        observer.disconnect();
        node.dispatchEvent(new MouseEvent('click', { bubbles: true, cancelable: true }));
    });
    observer.observe(document, { subtree: true, childList: true, attributes: true });
}";

#[test]
fn a_click_at_the_moment_of_taking_over_is_answered_once() {
    let gate = Gate::default();
    let visit = held(&gate).with_script(CLICK_AT_ONCE);
    visit.play(async |page| {
        before(page, async || page.click_node("node-1").await).await?;
        start(page, &gate).await?;
        let picture = page.picture().await?;
        assert_eq!(picture.node("node-1").state(), "down");
        assert_eq!(picture.node("node-3").state(), "down");
        assert_eq!(page.moment().await?.of, 2);
        Ok(())
    });
}

#[test]
fn a_key_held_before_the_program_counts_once() {
    let gate = Gate::default();
    held(&gate).play(async |page| {
        before(page, async || {
            page.press('a').await?;
            page.sabotage(
                "for (let again = 0; again < 9; again += 1) {
                    document.body.dispatchEvent(new KeyboardEvent('keydown', { key: 'a', repeat: true, bubbles: true }));
                 }",
            )
            .await
        })
        .await?;
        start(page, &gate).await?;
        assert_eq!(page.picture().await?.nodes.len(), OPENING + 1);
        Ok(())
    });
}

#[test]
fn what_is_painted_before_the_program_is_for_everyone() {
    let gate = Gate::default();
    held(&gate).play(async |page| {
        before(page, async || {
            page.is_for_everyone("the opening before the program")
                .await?;
            page.click_node("node-3").await?;
            page.is_for_everyone("the opening, waiting").await
        })
        .await?;
        start(page, &gate).await?;
        gate.close();
        page.go(&format!("{}?present", page.url())).await?;
        page.until_true(
            "the frame is there",
            "nodes().length === 0 && all('main').length === 1",
        )
        .await?;
        page.is_for_everyone("the frame").await?;
        start(page, &gate).await
    });
}

#[test]
fn keys_before_the_program_are_answered_where_they_lead() {
    let gate = Gate::default();
    held(&gate).play(async |page| {
        before(page, async || {
            page.tab_to("button", "node-1: ").await?;
            page.press(Key::Right).await?;
            page.press(Key::Enter).await?;
            page.press('a').await?;
            Ok(())
        })
        .await?;
        start(page, &gate).await?;
        let picture = page.picture().await?;
        assert_eq!(picture.node("node-2").state(), "down");
        assert_eq!(picture.nodes.len(), OPENING + 1);
        assert!(page.focused().await?.name.starts_with("node-2: "));
        Ok(())
    });
}

#[test]
fn a_choice_and_the_focus_before_the_program_stay() {
    let gate = Gate::default();
    held(&gate).play(async |page| {
        before(page, async || {
            page.choose("Scenario", "The worked example").await?;
            page.tab_to("button", "Share").await?;
            Ok(())
        })
        .await?;
        start(page, &gate).await?;
        assert_eq!(page.picture().await?.nodes.len(), 3);
        assert_eq!(page.chosen("Scenario").await?, "The worked example");
        assert_eq!(page.focused().await?.name, "Share…");
        Ok(())
    });
}

/// Arrives with this after the address while the program is held back, clicks where a node of the
/// opening would be, and lets the program come. Returns how many nodes there are in the end.
async fn arrives(page: &Page, gate: &Gate, after: &str) -> Outcome<usize> {
    page.go("about:blank").await?;
    gate.close();
    page.go(&format!("{}{after}", page.url())).await?;
    page.until_true(
        "the frame is painted",
        "all('main').some((it) => it.checkVisibility())",
    )
    .await?;
    // An audience is told nothing.
    let told = !after.contains("present");
    let said = page.shows("The ring is being set up.").await?;
    assert_eq!(said, told, "{after}");
    page.meanwhile(async || {
        page.click_at(382, 416).await?;
        page.press('a').await
    })
    .await?;
    assert_eq!(
        frames(page).await?,
        [""],
        "{after}: no node before the program"
    );
    start(page, gate).await?;
    let frames = frames(page).await?;
    assert_eq!(frames.len(), 2, "{after}: one ring alone: {frames:?}");
    let nodes = page.picture().await?.nodes.len();
    assert_eq!(frames[1].lines().count(), nodes, "{after}");
    assert_eq!(page.complaint().await?, None, "{after}");
    Ok(nodes)
}

/// Arrivals without a ring of the opening: what comes after the address, and how many nodes there
/// are in the end. The click and the key meanwhile added none.
fn no_other_ring(after: &str, nodes: usize) {
    let gate = Gate::default();
    held(&gate).play(async |page| {
        assert_eq!(arrives(page, &gate, after).await?, nodes, "{after}");
        Ok(())
    });
}

#[test]
fn no_other_ring_is_seen_before_a_lesson() {
    no_other_ring("#lesson=worked-example", 3);
}

#[test]
fn no_ring_is_seen_before_an_embedded_page() {
    no_other_ring("?embed=toolbar,timeline", OPENING);
}

#[test]
fn no_ring_is_seen_before_a_presentation() {
    no_other_ring("?present", OPENING);
}

#[test]
fn no_other_ring_is_seen_before_a_link_or_kept_work() {
    let gate = Gate::default();
    gate.open();
    held(&gate).play(async |page| {
        page.is_ready().await?;
        page.open_scenario("The worked example").await?;
        page.click_node("node-3").await?;
        let link = page.link().await?;
        page.until("it is kept", async || page.kept_work().await)
            .await?;
        let after = link.strip_prefix(page.url()).expect("a link to the page");
        assert_eq!(arrives(page, &gate, after).await?, 3);
        assert_eq!(page.picture().await?.node("node-3").state(), "down");
        assert_eq!(arrives(page, &gate, "").await?, 3);
        assert_eq!(page.picture().await?.node("node-3").state(), "down");
        Ok(())
    });
}
