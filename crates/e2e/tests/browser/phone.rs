//! The page on a phone: 390 by 844, with a finger.

use e2e::{Outcome, Page, Visit};

#[test]
fn nodes_and_sessions_answer_to_a_tap() {
    Visit::new().on_a_phone().play(async |page| {
        page.tap_node("node-3").await?;
        assert_eq!(page.picture().await?.node("node-3").state(), "down");
        page.tap_node("node-3").await?;
        assert_eq!(page.picture().await?.node("node-3").state(), "up");
        for key in ["session-0", "session-7"] {
            page.tap_session(key).await?;
            assert_eq!(page.selected_session().await?.as_deref(), Some(key));
        }
        Ok(())
    });
}

#[test]
fn each_node_and_session_can_be_met_by_a_finger() {
    Visit::new().on_a_phone().play(async |page| {
        let hidden: Vec<String> = page
            .ask("[...nodes(), ...sessions()].filter((it) => spot(it) === null).map(labelOf)")
            .await?;
        assert_eq!(hidden, Vec::<String>::new());
        let small: Vec<String> = page
            .ask(
                "nodes().filter((it) => Math.min(...['width', 'height'].map((side) => it.querySelector('circle').getBoundingClientRect()[side])) < 24)
                 .map(labelOf)",
            )
            .await?;
        assert_eq!(small, Vec::<String>::new(), "less than 24 pixels wide");
        Ok(())
    });
}

#[test]
fn the_ring_comes_first_and_is_seen_without_scrolling() {
    Visit::new().on_a_phone().play(async |page| {
        let (ring, panels, screen): (f64, f64, f64) = page
            .ask(
                "[document.querySelector('.ring-base').getBoundingClientRect().bottom,
                  document.querySelector('[role=tablist]').getBoundingClientRect().top,
                  innerHeight]",
            )
            .await?;
        assert!(
            ring < panels,
            "the ring ends at {ring}, the panels begin at {panels}"
        );
        assert!(
            ring < screen,
            "the ring ends at {ring}, the screen at {screen}"
        );
        Ok(())
    });
}

#[test]
fn the_page_never_scrolls_sideways() {
    Visit::new().on_a_phone().play(async |page| {
        fits(page, "the opening screen").await?;
        page.tap_node("node-3").await?;
        page.tap_session("session-3").await?;
        fits(page, "a selected session").await?;
        for panel in ["Settings", "History"] {
            page.open_panel(panel).await?;
            fits(page, panel).await?;
        }
        page.open_scenario("The worked example").await?;
        page.tap_node("node-1").await?;
        page.tap_session("key-4").await?;
        fits(page, "the worked example").await?;
        page.open_your_cluster().await?;
        let host = "a-very-long-host-name.of-a-data-centre.somewhere-far-away.example";
        page.paste("Servers", &format!("{host}:11211\nb:2\n{host}/bad:1\n"))
            .await?;
        page.paste(
            "Keys",
            &format!("{}\n{}\n", "k".repeat(250), "w".repeat(251)),
        )
        .await?;
        page.until_seen("the faults are told", 1, async || {
            Ok(page.faults("keys").await?.len())
        })
        .await?;
        page.until_seen("the good lines are placed", (2, 1), async || {
            let picture = page.picture().await?;
            Ok((picture.nodes.len(), picture.sessions.len()))
        })
        .await?;
        fits(page, "your cluster").await?;
        page.open_panel("Table").await?;
        fits(page, "the table").await?;
        page.open_panel("Inspect").await?;
        fits(page, "long names").await?;
        page.click_button("Help").await?;
        fits(page, "the help").await
    });
}

async fn fits(page: &Page, what: &str) -> Outcome {
    let (wide, screen): (f64, f64) = page
        .ask("[document.scrollingElement.scrollWidth, document.documentElement.clientWidth]")
        .await?;
    assert!(
        wide <= screen,
        "{what} is {wide} wide on a screen of {screen}"
    );
    let (inner, phone): (f64, f64) = page.ask("[innerWidth, 390]").await?;
    assert!(inner <= phone, "{what} makes the window {inner} wide");
    Ok(())
}
