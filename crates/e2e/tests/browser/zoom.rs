//! The ring at any scale: an arc of it is magnified down to single sessions and tokens, and what
//! is in view is always told exactly.

use e2e::{Key, Outcome, Page, Visit, visit};

const WHOLE: &str = "Whole ring, ";

/// A scenario of so many sessions on so many nodes.
fn scenario(sessions: u32, nodes: u32) -> String {
    let nodes: Vec<String> = (1..=nodes)
        .map(|node| format!(r#"{{"name":"n{node}:1"}}"#))
        .collect();
    format!(
        r#"{{"ringside":1,"policy":{{"placement":"spymemcached","replicas":2}},
            "nodes":[{}],"sessions":{{"prefix":"s-","count":{sessions}}}}}"#,
        nodes.join(",")
    )
}

async fn open(page: &Page, sessions: u32, nodes: u32) -> Outcome {
    page.open_file("many.json", scenario(sessions, nodes))
        .await?;
    page.until_seen("all sessions are there", sessions, async || {
        page.sessions_in_view().await
    })
    .await
}

#[test]
fn the_wheel_magnifies_down_to_sessions_that_can_be_clicked() {
    visit(async |page| {
        open(page, 20_000, 10).await?;
        assert_eq!(page.picture().await?.sessions.len(), 0, "they are painted");
        let mut seen = page.sessions_in_view().await?;
        for _ in 0..6 {
            page.wheel(0.3, -400.0).await?;
            let now = page.sessions_in_view().await?;
            assert!(now < seen, "{now} after {seen}");
            seen = now;
        }
        let drawn = page.picture().await?.sessions;
        assert_eq!(drawn.len(), seen as usize, "each in view has a mark");
        page.click_session(drawn[drawn.len() / 2].key()).await?;
        assert_eq!(
            page.selected_session().await?.as_deref(),
            Some(drawn[drawn.len() / 2].key())
        );
        page.is_for_everyone("magnified").await?;
        page.click_button("Whole ring").await?;
        page.rests().await?;
        assert!(page.in_view().await?.starts_with(WHOLE));
        Ok(())
    });
}

#[test]
fn keys_magnify_move_along_and_show_the_whole_ring_again() {
    visit(async |page| {
        page.walk_to("node-2").await?;
        page.press('+').await?;
        page.rests().await?;
        let arc = page.in_view().await?;
        assert!(arc.starts_with("Arc "), "{arc}");
        page.press(Key::Right).await?;
        page.rests().await?;
        let along = page.in_view().await?;
        assert_ne!(along, arc, "the focus is on the stage");
        page.press(Key::Left).await?;
        page.rests().await?;
        assert_eq!(page.in_view().await?, arc);
        page.press('+').await?;
        page.rests().await?;
        page.press('-').await?;
        page.rests().await?;
        assert_eq!(page.in_view().await?, arc);
        page.press('0').await?;
        page.rests().await?;
        assert!(page.in_view().await?.starts_with(WHOLE));
        assert_eq!(page.picture().await?.nodes.len(), 5);
        Ok(())
    });
}

#[test]
fn a_drag_moves_along_the_ring_and_clicks_nothing() {
    visit(async |page| {
        open(page, 20_000, 10).await?;
        page.wheel(0.6, -400.0).await?;
        let arc = page.in_view().await?;
        page.drag(-150.0).await?;
        assert_ne!(page.in_view().await?, arc);
        assert_eq!(page.selected_session().await?, None);
        page.drag(150.0).await?;
        assert_eq!(page.in_view().await?, arc);
        Ok(())
    });
}

#[test]
fn two_fingers_magnify_on_a_phone() {
    Visit::new().on_a_phone().play(async |page| {
        open(page, 20_000, 10).await?;
        page.pinch(3.0).await?;
        let seen = page.sessions_in_view().await?;
        assert!(seen < 10_000, "{seen}");
        page.pinch(0.2).await?;
        assert!(page.in_view().await?.starts_with(WHOLE));
        page.is_for_everyone("magnified").await?;
        Ok(())
    });
}

#[test]
fn where_less_motion_is_wished_for_the_arc_is_there_at_once() {
    visit(async |page| {
        page.emulate("prefers-reduced-motion", "reduce").await?;
        page.click_button("Magnify").await?;
        let first: String = page
            .ask("document.querySelector('.ring-svg').outerHTML")
            .await?;
        page.rests().await?;
        assert_eq!(
            page.ask::<String>("document.querySelector('.ring-svg').outerHTML")
                .await?,
            first
        );
        Ok(())
    });
}

#[test]
fn a_token_of_an_arc_crashes_its_node() {
    visit(async |page| {
        open(page, 20_000, 10).await?;
        for _ in 0..7 {
            page.click_button("Magnify").await?;
        }
        page.rests().await?;
        let token: String = page
            .ask("group('Tokens').map(labelOf).find((label) => label.includes('up.')).split(': ')[0]")
            .await?;
        page.tab_to("button", &format!("{token}: token at "))
            .await?;
        page.press(Key::Enter).await?;
        assert!(page.shows(&format!("{token} crashed")).await?);
        Ok(())
    });
}

#[test]
fn a_million_sessions_are_opened_crashed_magnified_and_picked() {
    visit(async |page| {
        open(page, 1_000_000, 100).await?;
        page.click_node("n50:1").await?;
        let counts = page.picture().await?.legend;
        assert_eq!(counts.values().sum::<usize>(), 1_000_000);
        page.click_cloud(0.3).await?;
        assert!(page.selected_session().await?.is_some());
        let mut seen = 1_000_000;
        for _ in 0..9 {
            page.wheel(0.4, -600.0).await?;
            let now = page.sessions_in_view().await?;
            assert!(now <= seen);
            seen = now;
        }
        assert!(seen < 200, "{seen}");
        let drawn = page.picture().await?.sessions;
        assert_eq!(drawn.len(), seen as usize);
        let key = drawn[0].key().to_owned();
        page.click_session(&key).await?;
        assert_eq!(page.selected_session().await?, Some(key));
        Ok(())
    });
}
