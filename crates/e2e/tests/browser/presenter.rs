//! The page before an audience.

use e2e::{Key, Outcome, Page, Visit, visit};

/// Whether the page is shown to an audience.
async fn presenting(page: &Page) -> Outcome<bool> {
    page.is_there("button", "Leave the presentation").await
}

#[test]
fn a_remote_goes_through_the_events_and_blanks_the_screen() {
    visit(async |page| {
        page.click_node("node-2").await?;
        page.click_node("node-4").await?;
        page.click_button("Present").await?;
        assert!(presenting(page).await?);
        assert!(!page.is_there("tab", "Inspect").await?);
        for (key, at) in [
            (Key::PageUp, 1),
            (Key::PageUp, 0),
            (Key::PageDown, 1),
            (Key::Right, 2),
            (Key::Left, 1),
        ] {
            page.press(key).await?;
            assert_eq!(page.moment().await?.at, at);
        }
        // After a click on the scrubber the remote still turns events, not tenths of them.
        page.tab_to("slider", "Moment").await?;
        page.press(Key::PageDown).await?;
        assert_eq!(page.moment().await?.at, 2);
        page.press(Key::Left).await?;
        assert_eq!(page.moment().await?.at, 1, "one step, not two");

        page.press('b').await?;
        assert_eq!(page.focused().await?.name, "Show the page again");
        page.press('.').await?;
        assert_eq!(page.focused().await?.name, "Moment", "as before");
        page.press('b').await?;
        page.press(Key::Escape).await?;
        assert!(presenting(page).await?, "only the blank screen is over");
        assert_eq!(page.moment().await?.at, 1);
        page.press(Key::Escape).await?;
        assert!(!presenting(page).await?);
        assert!(page.is_there("tab", "Inspect").await?);
        Ok(())
    });
}

#[test]
fn the_presenter_can_still_break_nodes_and_follow_a_read() {
    visit(async |page| {
        page.press('f').await?;
        page.click_node("node-2").await?;
        assert_eq!(page.picture().await?.node("node-2").state(), "down");
        page.click_session("session-1").await?;
        assert_eq!(page.selected_session().await?.as_deref(), Some("session-1"));
        assert!(!page.probes().await?.is_empty());
        Ok(())
    });
}

#[test]
fn an_address_can_ask_for_the_presentation() {
    visit(async |page| {
        page.open_with("?present").await?;
        assert!(presenting(page).await?);
        page.click_button("Leave the presentation").await?;
        assert_eq!(page.focused().await?.name, "Present", "the focus stays");
        Ok(())
    });
}

#[test]
fn in_a_lesson_the_remote_goes_from_step_to_step() {
    visit(async |page| {
        page.open_lesson("One session, three nodes").await?;
        let place =
            async || -> Outcome<Option<String>> { Ok(page.lesson().await?.map(|step| step.place)) };
        let first = place().await?;
        assert!(first.is_some());
        page.press('f').await?;
        // Each step first shows its answer, then the next step follows.
        page.press(Key::PageDown).await?;
        assert_eq!(place().await?, first);
        page.press(Key::PageDown).await?;
        assert_ne!(place().await?, first);
        page.press(Key::PageUp).await?;
        page.press(Key::PageUp).await?;
        assert_eq!(place().await?, first);
        page.is_for_everyone("a lesson").await
    });
}

#[test]
fn the_ring_and_its_words_are_larger_than_otherwise() {
    visit(async |page| {
        let sizes = async || -> Outcome<[f64; 2]> {
            page.ask(
                "[document.querySelector('.ring-base').getBoundingClientRect().width,
                  parseFloat(getComputedStyle(document.querySelector('.news-deed')).fontSize)]",
            )
            .await
        };
        let before = sizes().await?;
        page.press('f').await?;
        let after = sizes().await?;
        assert!(after[0] > before[0], "{after:?} after {before:?}");
        assert!(after[1] > before[1] * 1.3, "{after:?} after {before:?}");
        Ok(())
    });
}

#[test]
fn letters_stay_off_where_they_were_turned_off() {
    visit(async |page| {
        page.click_button("Help").await?;
        page.press(Key::Tab).await?;
        page.press(' ').await?;
        page.press(Key::Escape).await?;
        page.reload().await?;
        let before = page.picture().await?;
        page.press('a').await?;
        page.press('f').await?;
        assert_eq!(page.picture().await?, before);
        assert!(!presenting(page).await?);
        Ok(())
    });
}

#[test]
fn axe_finds_nothing_in_a_presentation() {
    no_violation(&Visit::new());
}

#[test]
fn axe_finds_nothing_in_a_presentation_on_a_phone() {
    no_violation(&Visit::new().on_a_phone());
}

fn no_violation(visit: &Visit) {
    for scheme in ["light", "dark"] {
        visit.clone().play(async |page| {
            page.emulate("prefers-color-scheme", scheme).await?;
            page.click_node("node-2").await?;
            page.click_button("One event back").await?;
            page.click_node("node-3").await?;
            page.is_for_everyone("a branch").await?;
            page.click_button("Present").await?;
            page.is_for_everyone("the presentation").await?;
            page.click_session("session-1").await?;
            page.is_for_everyone("a read").await?;
            page.press('b').await?;
            page.is_for_everyone("the blank screen").await
        });
    }
}
