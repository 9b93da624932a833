//! Traffic: a stream of requests, and its curves, by mouse, by keyboard and for everyone.

use e2e::{Key, Visit, visit};

#[test]
fn the_button_lets_requests_come_and_shows_what_came_of_them() {
    visit(async |page| {
        page.click_node("node-2").await?;
        page.click_button("Traffic").await?;
        let news = page.news().await?;
        assert!(
            news.deed.starts_with("1m of traffic: 120 requests"),
            "{news:?}"
        );
        assert!(page.shows("Survivors").await?);
        assert!(page.shows("Database reads").await?);
        let rows: usize = page.ask("all('.strip-row svg').length").await?;
        assert_eq!(rows, 4);
        page.click_button("Let more requests come").await?;
        assert_eq!(page.moment().await?.of, 3);
        Ok(())
    });
}

#[test]
fn a_mark_leads_to_its_moment_by_mouse_and_by_key() {
    visit(async |page| {
        page.open_scenario("A cold cache").await?;
        page.open_panel("Over time").await?;
        page.click_named("button", "1m: node-2 crashed.").await?;
        assert_eq!(page.moment().await?.at, 2);
        assert_eq!(
            page.picture().await?.node("node-2").state(),
            "down, ejected"
        );
        page.tab_to("button", "1m: node-2 crashed.").await?;
        page.press(Key::Left).await?;
        assert_eq!(
            page.focused().await?.name,
            "1m: 1m of traffic: 600 requests."
        );
        page.press(Key::Enter).await?;
        assert_eq!(page.moment().await?.at, 1);
        Ok(())
    });
}

#[test]
fn the_settings_of_the_stream_are_kept() {
    visit(async |page| {
        page.open_panel("Over time").await?;
        page.click_button("How many requests, and of whom").await?;
        assert_eq!(page.focused().await?.name, "For how long");
        page.choose("Requests a second", "5").await?;
        page.reload().await?;
        page.click_button("Traffic").await?;
        let news = page.news().await?;
        assert!(news.deed.starts_with("1m of traffic: "), "{news:?}");
        page.open_panel("Settings").await?;
        assert_eq!(page.chosen("Requests a second").await?, "5");
        Ok(())
    });
}

#[test]
fn axe_finds_nothing_at_the_curves_in_the_light() {
    no_violation(Visit::new(), "light");
}

#[test]
fn axe_finds_nothing_at_the_curves_on_a_phone_in_the_dark() {
    no_violation(Visit::new().on_a_phone(), "dark");
}

fn no_violation(visit: Visit, scheme: &str) {
    visit.play(async |page| {
        page.emulate("prefers-color-scheme", scheme).await?;
        page.open_panel("Over time").await?;
        page.is_for_everyone("the invitation to traffic").await?;
        page.open_scenario("Repair in time").await?;
        page.open_panel("Over time").await?;
        page.is_for_everyone("the curves").await?;
        page.click_named("button", "30s: node-2 crashed.").await?;
        page.ask::<bool>("(document.querySelector('.strip details').open = true)")
            .await?;
        page.is_for_everyone("the curves at an earlier moment, and the table")
            .await?;
        Ok(())
    });
}
