//! The page for everyone: no rule of axe-core is broken on any of its screens.

use e2e::{Key, Outcome, Page, Visit, visit};

#[test]
fn axe_finds_nothing_in_the_light() {
    no_violation(Visit::new(), "light");
}

#[test]
fn axe_finds_nothing_in_the_dark() {
    no_violation(Visit::new(), "dark");
}

#[test]
fn axe_finds_nothing_on_a_phone_in_the_light() {
    no_violation(Visit::new().on_a_phone(), "light");
}

#[test]
fn axe_finds_nothing_on_a_phone_in_the_dark() {
    no_violation(Visit::new().on_a_phone(), "dark");
}

#[test]
fn nothing_moves_where_less_motion_is_wished_for() {
    visit(async |page| {
        page.click_session("session-1").await?;
        assert!(
            moving(page).await? > 0,
            "otherwise the walk of a read is drawn bit by bit"
        );
        page.click_session("session-1").await?;
        page.emulate("prefers-reduced-motion", "reduce").await?;
        page.click_session("session-1").await?;
        page.click_node("node-2").await?;
        assert_eq!(moving(page).await?, 0);
        assert_eq!(
            page.ask::<usize>("document.getAnimations().length").await?,
            0
        );
        Ok(())
    });
}

/// How many elements have an animation, running or over.
async fn moving(page: &Page) -> Outcome<usize> {
    page.ask("all('*').filter((it) => getComputedStyle(it).animationName !== 'none').length")
        .await
}

/// Goes through the screens.
fn no_violation(visit: Visit, scheme: &str) {
    visit.play(async |page| {
        page.emulate("prefers-color-scheme", scheme).await?;
        let screen = async |name: &str| page.is_for_everyone(name).await;
        screen("the opening screen").await?;
        page.click_node("node-3").await?;
        let picture = page.picture().await?;
        let served = picture
            .sessions
            .iter()
            .find(|it| it.said() == "served by replica");
        page.click_session(served.expect("one is served by its replica").key())
            .await?;
        screen("after a crash, with a session selected").await?;
        page.click_button("Remove node-1").await?;
        page.open_panel("Settings").await?;
        screen("the settings").await?;
        page.open_panel("History").await?;
        screen("the history").await?;
        page.open_file("broken.json", "{").await?;
        page.until("it is told", async || page.complaint().await)
            .await?;
        screen("a complaint").await?;
        page.open_scenario("The worked example").await?;
        page.click_node("node-1").await?;
        page.click_session("key-4").await?;
        screen("the worked example").await?;
        page.open_scenario("A database behind it").await?;
        page.click_node("node-2").await?;
        page.click_button("Read all").await?;
        screen("a database").await?;
        page.walk_to("node-1").await?;
        page.press('m').await?;
        screen("the menu of a node").await?;
        page.press(Key::Escape).await?;
        page.open_your_cluster().await?;
        page.paste("Servers", "a:1\nb:2\nbad:0\n").await?;
        page.paste("Keys", "one\ntwo\nwith space\n").await?;
        page.until_seen("the faults are told", 1, async || {
            Ok(page.faults("keys").await?.len())
        })
        .await?;
        page.until_seen("the good lines are placed", 2, async || {
            Ok(page.picture().await?.nodes.len())
        })
        .await?;
        screen("your cluster, with faults").await?;
        page.open_panel("Table").await?;
        screen("the table").await?;
        page.click_button("Help").await?;
        screen("the help").await?;
        Ok(())
    });
}
