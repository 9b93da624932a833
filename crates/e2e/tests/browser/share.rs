//! A link holds all that is shown, and whoever opens it sees the same.

use e2e::{Key, Outcome, Page, Visit, visit};

const NO_CLIPBOARD: &str = "Object.defineProperty(navigator, 'clipboard', { value: undefined });";

/// Something happens, so that there is something to share.
async fn break_something(page: &Page) -> Outcome {
    page.click_node("node-3").await?;
    page.click_button("Add a node").await?;
    page.click_button("Request all").await?;
    page.click_button("Undo").await
}

#[test]
fn a_link_opens_to_the_same_picture_at_the_same_moment() {
    visit(async |page| {
        let scenario = "The worked example";
        page.open_scenario(scenario).await?;
        break_something(page).await?;
        let (picture, news) = (page.picture().await?, page.news().await?);
        let link = page.link().await?;
        let after = link.strip_prefix(page.url()).expect("a link to this page");
        page.open_with(after).await?;
        assert_eq!(page.picture().await?, picture, "{link}");
        assert_eq!(page.news().await?, news);
        assert_eq!(page.chosen("Scenario").await?, scenario);
        assert_eq!(page.complaint().await?, None);
        Ok(())
    });
}

#[test]
fn a_link_pasted_into_the_open_page_is_followed() {
    visit(async |page| {
        break_something(page).await?;
        let (link, picture) = (page.link().await?, page.picture().await?);
        let (_, fragment) = link.split_once('#').expect("a fragment");
        page.open_scenario("One copy only").await?;
        page.paste_fragment("x=2").await?;
        assert_eq!(page.complaint().await?, None, "that is for others to read");
        page.paste_fragment(fragment).await?;
        page.until_seen("the link's picture is shown", picture, async || {
            page.picture().await
        })
        .await
    });
}

#[test]
fn a_damaged_or_foreign_link_is_told_and_leaves_the_work_alone() {
    visit(async |page| {
        break_something(page).await?;
        let (link, picture) = (page.link().await?, page.picture().await?);
        let (_, fragment) = link.split_once('#').expect("a fragment");
        let mut other = fragment.to_owned();
        other.replace_range(2..3, "7");
        for (damaged, why) in [
            (&fragment[..fragment.len() - 2], "missing or changed"),
            (&other, "version 7"),
            ("s=hello", "not a link to a scenario"),
        ] {
            page.paste_fragment(damaged).await?;
            let told = format!("it is told: {why}");
            page.until(&told, async || {
                let complaint = page.complaint().await?;
                Ok(complaint
                    .filter(|said| said.contains(why) && said.contains("Nothing has changed")))
            })
            .await?;
            assert_eq!(page.picture().await?, picture, "{damaged}");
        }
        page.open_with("#s=1nonsense").await?;
        let complaint = page.complaint().await?.expect("a complaint");
        assert!(
            complaint.contains("This is the usual opening."),
            "{complaint}"
        );
        assert_eq!(page.chosen("Scenario").await?, "Two copies");
        Ok(())
    });
}

#[test]
fn the_link_is_copied_and_that_is_said() {
    visit(async |page| {
        let link = page.link().await?;
        page.click_button("Share…").await?;
        page.click_button("Copy link").await?;
        page.until("it is said", async || {
            Ok(page.shows("Copied.").await?.then_some(()))
        })
        .await?;
        page.click_button("Close").await?;
        page.click_named("field", "Key").await?;
        page.press_with(&[Key::Control], 'v').await?;
        assert_eq!(page.text_in("Key").await?, link);
        Ok(())
    });
}

#[test]
fn where_the_browser_does_not_copy_the_link_is_selected() {
    Visit::new().with_script(NO_CLIPBOARD).play(async |page| {
        page.click_button("Share…").await?;
        page.click_button("Copy link").await?;
        page.until("it is said", async || {
            Ok(page.shows("press Ctrl+C").await?.then_some(()))
        })
        .await?;
        let whole = "((field) => field === named(it) && field.selectionStart === 0
            && field.selectionEnd === field.value.length)(document.activeElement)";
        let it = serde_json::json!({ "role": "field", "name": "Link" });
        assert!(page.ask_about::<bool>(whole, it).await?);
        Ok(())
    });
}

#[test]
fn the_code_fills_the_screen_and_the_keyboard_gets_everywhere() {
    visit(async |page| {
        page.tab_to("button", "Share…").await?;
        page.press(Key::Enter).await?;
        assert_eq!(page.focused().await?.name, "Copy link");
        page.tab_to("button", "Fill the screen").await?;
        page.press(Key::Enter).await?;
        let part = "document.querySelector('.qr').getBoundingClientRect().height / innerHeight";
        assert!(page.ask::<f64>(part).await? > 0.7);
        assert_eq!(page.focused().await?.name, "Smaller");
        page.press(Key::Enter).await?;
        assert!(page.ask::<f64>(part).await? < 0.5);
        page.press(Key::Escape).await?;
        page.until_seen("the dialog is closed", false, async || {
            page.is_there("dialog", "Share").await
        })
        .await?;
        assert_eq!(page.focused().await?.name, "Share…");
        Ok(())
    });
}

#[test]
fn keys_do_nothing_to_the_page_behind_the_dialog() {
    visit(async |page| {
        let before = page.picture().await?;
        page.click_button("Share…").await?;
        for key in ['a', 'r', 'u'] {
            page.press(key).await?;
        }
        page.click_button("Close").await?;
        assert_eq!(page.picture().await?, before);
        Ok(())
    });
}

#[test]
fn a_link_that_is_too_long_for_a_code_says_so() {
    visit(async |page| {
        page.open_your_cluster().await?;
        // No number in them that counts up.
        let keys: Vec<String> = (0..1500u32)
            .map(|at| format!("k{:x}", at.wrapping_mul(2_654_435_761)))
            .collect();
        page.drop_file("Keys", "keys.txt", keys.join("\n")).await?;
        page.until_seen("the keys are placed", true, async || {
            page.shows("of 1500 survive").await
        })
        .await?;
        page.click_button("Share…").await?;
        assert!(page.shows("too long for a QR code").await?);
        assert!(!page.is_there("button", "Fill the screen").await?);
        Ok(())
    });
}

#[test]
fn axe_finds_nothing_in_what_is_shared_and_embedded() {
    for (visit, scheme) in [
        (Visit::new(), "light"),
        (Visit::new(), "dark"),
        (Visit::new().on_a_phone(), "light"),
        (Visit::new().on_a_phone(), "dark"),
    ] {
        no_violation(visit, scheme);
    }
}

fn no_violation(visit: Visit, scheme: &str) {
    visit.play(async |page| {
        page.emulate("prefers-color-scheme", scheme).await?;
        let screen = async |name: &str| page.is_for_everyone(name).await;
        page.click_node("node-3").await?;
        page.click_button("Share…").await?;
        screen("the dialog").await?;
        page.click_button("Copy link").await?;
        screen("something is copied").await?;
        page.click_button("Fill the screen").await?;
        screen("the code").await?;
        page.click_button("Close").await?;
        page.until("it is kept", async || page.kept_work().await)
            .await?;
        page.open_with("").await?;
        screen("back from an earlier visit").await?;
        page.open_with("?embed=toolbar,panels").await?;
        screen("embedded").await?;
        Ok(())
    });
}
