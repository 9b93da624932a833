//! The help, and the keys that it names.

use e2e::{Key, visit};

#[test]
fn the_help_opens_and_closes_by_key_and_keeps_other_keys_from_acting() {
    visit(async |page| {
        let before = page.picture().await?;
        page.press('?').await?;
        assert!(page.is_there("dialog", "Help").await?);
        assert_eq!(page.focused().await?.name, "Close");
        page.press('a').await?;
        assert_eq!(
            page.picture().await?,
            before,
            "a key meant for the page behind"
        );
        page.press(Key::Escape).await?;
        assert!(!page.is_there("dialog", "Help").await?);
        page.press('a').await?;
        assert_ne!(page.picture().await?, before);
        Ok(())
    });
}

#[test]
fn tab_does_not_reach_the_page_behind_the_open_help() {
    visit(async |page| {
        page.tab_to("button", "Help").await?;
        page.press(Key::Enter).await?;
        for _ in 0..6 {
            page.press(Key::Tab).await?;
            // From the last element Tab leads to the browser's own controls.
            let inside: bool = page
                .ask("document.activeElement.matches('body, dialog, dialog *')")
                .await?;
            assert!(inside, "Tab leads to {}", page.focused().await?);
        }
        page.press(Key::Escape).await?;
        assert_eq!(
            page.focused().await?.name,
            "Help",
            "closing it leads back to where it was opened"
        );
        Ok(())
    });
}

#[test]
fn every_hotkey_that_the_help_names_does_something() {
    visit(async |page| {
        page.click_button("Help").await?;
        let named: Vec<String> = page
            .ask("all('[role=dialog] kbd, dialog kbd').map(words)")
            .await?;
        for key in ["A", "R", "U", "Ctrl+Z", "Y", "Ctrl+Shift+Z", "Esc", "?"] {
            assert!(
                named.iter().any(|named| named == key),
                "{key} among {named:?}"
            );
        }
        page.press(Key::Escape).await?;

        let start = page.picture().await?;
        page.press('a').await?;
        let added = page.picture().await?;
        assert_eq!(added.nodes.len(), start.nodes.len() + 1);
        page.press('r').await?;
        let requested = page.picture().await?;
        assert_ne!(requested, added);
        page.press('u').await?;
        assert_eq!(page.picture().await?, added);
        page.press_with(&[Key::Control], 'z').await?;
        assert_eq!(page.picture().await?, start);
        page.press('y').await?;
        assert_eq!(page.picture().await?, added);
        page.press_with(&[Key::Control, Key::Shift], 'z').await?;
        assert_eq!(page.picture().await?, requested);
        Ok(())
    });
}

#[test]
fn hotkeys_are_letters_while_something_is_typed() {
    visit(async |page| {
        page.open_your_cluster().await?;
        page.type_into("Keys", "raw").await?;
        assert_eq!(page.text_in("Keys").await?, "raw");
        assert_eq!(page.picture().await?.nodes.len(), 4, "no node was added");
        Ok(())
    });
}
