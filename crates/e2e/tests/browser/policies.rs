//! Every event and every policy, played on the page.

use crate::opening::adds_up;
use e2e::{Key, visit};

#[test]
fn a_node_that_comes_back_with_old_versions_makes_sessions_stale_in_one_click() {
    visit(async |page| {
        page.open_scenario("The node that came back").await?;
        page.click_node("node-2").await?;
        let after = adds_up(page).await?;
        assert_eq!(after.count("stale"), 9);
        page.click_session("session-23").await?;
        let panel = page.session_panel().await?;
        assert!(
            panel.contains("node-2 has an older version and is asked before node-3"),
            "{panel}"
        );
        Ok(())
    });
}

#[test]
fn a_restarted_node_strands_what_stand_ins_have_in_one_click() {
    visit(async |page| {
        page.open_scenario("The stand-in").await?;
        page.click_node("node-2").await?;
        assert_eq!(adds_up(page).await?.count("stranded"), 9);
        Ok(())
    });
}

#[test]
fn a_node_is_cut_off_by_its_menu_and_healed_by_a_click() {
    visit(async |page| {
        page.open_scenario("Cut off").await?;
        page.walk_to("node-2").await?;
        page.press('m').await?;
        page.press(Key::Down).await?;
        page.press(Key::Enter).await?;
        let cut = adds_up(page).await?;
        assert_eq!(cut.node("node-2").state(), "cut off");
        assert_eq!(cut.count("unreachable"), 9);
        assert_eq!(
            page.news().await?.deed,
            "node-2 was cut off. It keeps what it has."
        );
        page.click_node("node-2").await?;
        assert_eq!(adds_up(page).await?.count("safe"), 40);
        Ok(())
    });
}

#[test]
fn the_database_is_a_place_with_its_load() {
    visit(async |page| {
        page.open_scenario("A database behind it").await?;
        page.click_node("node-2").await?;
        page.click_button("Read all").await?;
        assert_eq!(adds_up(page).await?.count("reloaded"), 9);
        let said: String = page
            .ask("document.querySelector('.database').getAttribute('aria-label')")
            .await?;
        assert_eq!(said, "Database: 9 reads, 9 of them by the last event");
        Ok(())
    });
}

#[test]
fn every_preset_is_chosen_from_the_menu() {
    visit(async |page| {
        page.open_panel("Settings").await?;
        let presets: Vec<String> = page.choices("Preset").await?;
        assert!(presets.len() >= 9, "{presets:?}");
        page.choose("Copies (R)", "5").await?;
        assert_eq!(page.chosen("Preset").await?, "settings of your own");
        for preset in presets
            .iter()
            .filter(|title| *title != "settings of your own")
        {
            page.choose("Preset", preset).await?;
            assert_eq!(&page.chosen("Preset").await?, preset);
            assert_eq!(page.complaint().await?, None, "{preset}");
        }
        Ok(())
    });
}

#[test]
fn a_preset_plays_every_event() {
    visit(async |page| {
        page.open_panel("Settings").await?;
        page.choose("Preset", "twemproxy with ejection").await?;
        page.open_panel("Inspect").await?;
        for button in [
            "Crash node-2",
            "Read all",
            "Request all",
            "Restart node-2",
            "Cut off node-3",
            "Request all",
            "Heal node-3",
            "Add a node",
            "Remove node-4",
            "Join node-4",
        ] {
            page.click_button(button).await?;
            let after = adds_up(page).await?;
            assert_eq!(page.complaint().await?, None, "{button}");
            assert_eq!(after.sessions.len(), 40, "{button}");
        }
        Ok(())
    });
}

#[test]
fn time_passes_where_something_depends_on_it() {
    visit(async |page| {
        page.open_panel("Settings").await?;
        page.choose("Copies expire", "1m").await?;
        page.open_panel("Inspect").await?;
        page.click_button("Wait a minute").await?;
        let after = adds_up(page).await?;
        assert_eq!(after.count("lost"), 40);
        assert_eq!(page.news().await?.deed, "1m passed, and 80 copies expired.");
        Ok(())
    });
}

#[test]
fn a_node_is_ejected_after_failures_and_said_to_be() {
    visit(async |page| {
        page.open_panel("Settings").await?;
        page.choose("A dead node is ejected", "after 2 failures in a row")
            .await?;
        page.open_panel("Inspect").await?;
        page.click_node("node-2").await?;
        page.click_button("Read all").await?;
        let after = adds_up(page).await?;
        assert_eq!(after.node("node-2").state(), "down, ejected");
        let deed = page.news().await?.deed;
        assert!(
            deed.ends_with("The client takes node-2 out of its view."),
            "{deed}"
        );
        Ok(())
    });
}

#[test]
fn what_would_have_helped_is_told_side_by_side() {
    visit(async |page| {
        page.open_scenario("Two at once").await?;
        page.open_panel("What would have helped?").await?;
        page.click_button("Play them under other settings").await?;
        let rows: Vec<String> = page
            .ask("[...document.querySelectorAll('.compare tbody tr')].map(row => [...row.children].slice(0, 4).map(cell => cell.textContent.trim()).join(' | '))")
            .await?;
        assert!(
            rows.contains(&"These settings | 31 | 0 | 9".to_owned()),
            "{rows:?}"
        );
        assert!(
            rows.contains(&"These settings, one copy more | 40 | 0 | 0".to_owned()),
            "{rows:?}"
        );
        assert!(
            rows.contains(&"Cache in front of a database | 40 | 0 | 0".to_owned()),
            "{rows:?}"
        );
        Ok(())
    });
}

#[test]
fn a_read_is_stepped_probe_by_probe() {
    visit(async |page| {
        page.open_scenario("The worked example").await?;
        page.click_node("node-3").await?;
        page.click_session("key-3").await?;
        let badges = "document.querySelectorAll('.walk-badge').length";
        assert_eq!(page.ask::<usize>(badges).await?, 2);
        page.click_button("Step back").await?;
        assert_eq!(page.ask::<usize>(badges).await?, 1);
        page.click_button("Step").await?;
        assert_eq!(page.ask::<usize>(badges).await?, 2);
        page.click_button("Play").await?;
        page.until_seen("the whole read is shown", 2, async || {
            page.ask::<usize>(badges).await
        })
        .await?;
        Ok(())
    });
}
