//! The dialog.

use super::*;

#[test]
fn the_dialog_has_the_link_of_the_moment_and_its_lines_for_another_page() {
    let mut state = busy();
    state.update(Msg::Share(ShareMsg::Show(true)));
    let dialog = state.share.dialog.clone().expect("open");
    assert_eq!(*dialog.link, state.link());
    let said = said(&state);
    assert!(
        dialog
            .embed
            .contains(&format!("src=\"{PAGE}?embed#s={said}\""))
    );
    assert!(dialog.embed.contains("title=\"Ringside: Two copies\""));
    let copied = state.update(Msg::Share(ShareMsg::Copy(Copyable::Link)));
    let text = state.link();
    assert_eq!(
        copied,
        [Effect::Copy {
            which: Copyable::Link,
            text
        }]
    );

    state.update(Msg::Address(format!("s={}", self::said(&begun("", None)))));
    let dialog = state.share.dialog.clone().expect("still open");
    assert_eq!(*dialog.link, state.link(), "it follows");
}

#[test]
fn a_title_cannot_break_out_of_the_lines() {
    let text = BuiltIn::OneCopy
        .json()
        .replace("One copy only", r#"\"><script>&"#);
    let mut state = begun("", None);
    state.update(Msg::OpenFile("bad.json".to_owned(), Ok(text)));
    state.update(Msg::Share(ShareMsg::Show(true)));
    let lines = state.share.dialog.expect("open").embed;
    assert!(
        lines.contains("title=\"Ringside: &quot;&gt;&lt;script&gt;&amp;\""),
        "{lines}"
    );
}

#[test]
fn no_key_goes_past_the_dialog() {
    let mut state = begun("", None);
    let pressed = Pressed {
        key: "a".to_owned(),
        control: false,
        shift: false,
        alt: false,
    };
    assert!(hotkeys::message(&state, &pressed).is_some());
    state.update(Msg::Share(ShareMsg::Show(true)));
    assert_eq!(hotkeys::message(&state, &pressed), None);
}
