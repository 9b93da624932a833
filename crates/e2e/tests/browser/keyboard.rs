//! Whatever can be clicked can be reached with Tab and the arrow keys.

use e2e::{Key, Outcome, Page, visit};

#[test]
fn everything_interactive_is_reached_on_the_opening_screen() {
    visit(async |page| {
        page.click_node("node-2").await?;
        all_reached(page).await
    });
}

#[test]
fn everything_interactive_is_reached_in_every_panel() {
    visit(async |page| {
        page.open_scenario("The worked example").await?;
        page.click_session("key-3").await?;
        all_reached(page).await?;
        page.open_panel("Settings").await?;
        all_reached(page).await?;
        page.click_node("node-1").await?;
        page.open_panel("History").await?;
        all_reached(page).await?;
        page.open_your_cluster().await?;
        page.paste("Keys", "one\ntwo\n").await?;
        all_reached(page).await?;
        page.open_panel("Table").await?;
        all_reached(page).await
    });
}

#[test]
fn the_arrow_keys_go_round_the_panels() {
    visit(async |page| {
        page.tab_to("tab", "Inspect").await?;
        for panel in [
            "Settings",
            "History",
            "Over time",
            "What would have helped?",
            "Inspect",
        ] {
            page.press(Key::Right).await?;
            let focused = page.focused().await?;
            assert_eq!(
                (focused.role.as_str(), focused.name.as_str()),
                ("tab", panel)
            );
        }
        page.press(Key::End).await?;
        assert_eq!(page.focused().await?.name, "What would have helped?");
        page.press(Key::Home).await?;
        assert_eq!(page.focused().await?.name, "Inspect");
        Ok(())
    });
}

#[test]
fn the_arrow_keys_go_round_the_ring() {
    visit(async |page| {
        page.walk_to("node-1").await?;
        for node in ["node-2", "node-3", "node-4", "node-5", "node-1"] {
            page.press(Key::Right).await?;
            assert!(page.focused().await?.name.starts_with(&format!("{node}: ")));
        }
        page.press(Key::Left).await?;
        assert!(page.focused().await?.name.starts_with("node-5: "));
        // Tab leaves the nodes at once, and comes back to where one was.
        page.press(Key::Tab).await?;
        assert!(!page.focused().await?.name.starts_with("node-"));
        page.press_with(&[Key::Shift], Key::Tab).await?;
        assert!(page.focused().await?.name.starts_with("node-5: "));
        Ok(())
    });
}

#[test]
fn a_node_keeps_the_focus_when_it_is_crashed_by_key() {
    visit(async |page| {
        page.walk_to("node-4").await?;
        page.press(Key::Enter).await?;
        assert!(
            page.focused()
                .await?
                .name
                .starts_with("node-4: 0 copies, down")
        );
        page.press(' ').await?;
        assert!(
            page.focused()
                .await?
                .name
                .starts_with("node-4: 0 copies, up")
        );
        Ok(())
    });
}

#[test]
fn a_button_of_a_node_keeps_the_focus_and_takes_back_what_it_did() {
    visit(async |page| {
        for (does, takes_back) in [
            ("Crash", "Restart"),
            ("Cut off", "Heal"),
            ("Remove", "Join"),
        ] {
            page.tab_to("button", &format!("{does} node-2")).await?;
            for now in [takes_back, does] {
                page.press(Key::Enter).await?;
                let wanted = format!("{now} node-2");
                page.until_seen("the focus stays", wanted, async || {
                    Ok(page.focused().await?.name)
                })
                .await?;
            }
        }
        Ok(())
    });
}

async fn all_reached(page: &Page) -> Outcome {
    let missed = page.out_of_reach().await?;
    assert_eq!(
        missed,
        Vec::<String>::new(),
        "neither Tab nor an arrow key leads there"
    );
    Ok(())
}
