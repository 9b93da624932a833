//! Links, what the device keeps, and the page inside another one, without a browser.

use ringside::address::Address;
use ringside::effects::Effect;
use ringside::form::{Form, FormMsg};
use ringside::hotkeys::{self, Pressed};
use ringside::state::{Copyable, Msg, Place, Setting, ShareMsg, State, TimeMsg};
use ringside_model::catalog::BuiltIn;
use ringside_model::id::NodeId;
use ringside_model::policy::FallThrough;
use ringside_model::scenario::{Scenario, to_json};

const PAGE: &str = "https://example.org/ringside/";

fn form() -> Form {
    Form::new(None, None)
}

/// The page, opened with this after its address, and with this kept on the device.
fn begun(after: &str, kept: Option<&str>) -> State {
    State::arrive(form(), &Address::new(&format!("{PAGE}{after}")), kept)
}

/// What a link says of a state, without the page that it leads to.
fn said(state: &State) -> String {
    let link = state.link();
    let said = link.strip_prefix("https://example.org/ringside/#s=");
    said.expect("a link to the page").to_owned()
}

/// A state in which something has happened: after five events the moment after three is shown.
fn busy() -> State {
    let mut state = begun("", None);
    for node in [0, 1, 1] {
        state.update(Msg::Toggle(NodeId(node)));
    }
    state.update(Msg::Set(Setting::FallThrough(FallThrough::Error)));
    state.update(Msg::Add(None));
    state.update(Msg::Toggle(NodeId(2)));
    state.update(Msg::Time(TimeMsg::To(3)));
    state
}

fn same(a: &State, b: &State) {
    assert_eq!(a.timeline.scenario(), b.timeline.scenario());
    assert_eq!(a.timeline.position(), b.timeline.position());
    assert_eq!(a.timeline.world(), b.timeline.world());
}

fn keeps_soon(effects: &[Effect]) -> bool {
    effects.contains(&Effect::KeepSoon)
}

#[test]
fn a_link_opens_the_same_scenario_at_the_same_moment() {
    let state = busy();
    let opened = begun(&format!("#lesson=3&s={}", said(&state)), None);
    same(&state, &opened);
    assert_eq!(opened.place, Place::BuiltIn(BuiltIn::TwoCopies));
    assert_eq!(opened.complaint, None);
    assert_eq!(
        opened.timeline.events().len(),
        5,
        "what comes later is there too"
    );
}

#[test]
fn a_link_to_what_is_in_no_menu_is_from_a_link() {
    let text = BuiltIn::OneCopy.json().replace("One copy only", "Another");
    let mut state = begun("", None);
    state.update(Msg::OpenFile("another.json".to_owned(), Ok(text)));
    assert_eq!(
        begun(&format!("#s={}", said(&state)), None).place,
        Place::Link
    );
}

#[test]
fn a_damaged_or_foreign_link_is_told_and_shows_the_usual_opening() {
    let usual = begun("", None);
    let link = said(&busy());
    let cut = &link[..link.len() - 1];
    for (fragment, why) in [
        (cut, "a part of it is missing or changed"),
        (
            "2abc",
            "it is a link of version 2, and this page reads version 1",
        ),
        ("hello", "it is not a link to a scenario of Ringside"),
        ("", "it is not a link to a scenario of Ringside"),
    ] {
        let state = begun(&format!("#s={fragment}"), Some(&said(&busy())));
        let expect = format!("The link was not opened: {why}. This is the usual opening.");
        assert_eq!(state.complaint, Some(expect));
        same(&state, &usual);
    }
    for other in ["#", "#top", "#lesson=1", "#s"] {
        let state = begun(other, None);
        assert_eq!(state.complaint, None, "{other}");
        same(&state, &usual);
    }
}

#[test]
fn a_link_pasted_into_the_open_page_is_followed_or_told() {
    let mut state = begun("", None);
    let busy = busy();
    let effects = state.update(Msg::Address(format!("s={}", said(&busy))));
    same(&state, &busy);
    assert!(
        !keeps_soon(&effects),
        "what was kept stays until something changes"
    );
    for ignored in ["", "lesson=2"] {
        state.update(Msg::Address(ignored.to_owned()));
        assert_eq!(state.complaint, None);
    }
    state.update(Msg::Address("s=1damaged".to_owned()));
    same(&state, &busy);
    let complaint = state.complaint.clone().expect("a complaint");
    assert!(complaint.ends_with("Nothing has changed."), "{complaint}");
}

#[test]
fn what_was_kept_comes_back_and_can_be_forgotten() {
    let mut left = busy();
    let effects = left.update(Msg::Share(ShareMsg::Keep));
    let [Effect::KeepWork(kept)] = effects.as_slice() else {
        panic!("{effects:?}")
    };
    let mut state = begun("", Some(kept));
    same(&state, &left);
    assert!(state.share.returned);
    let mut gone_on = begun("", Some(kept));
    gone_on.update(Msg::Add(None));
    assert!(!gone_on.share.returned, "it is no news any more");

    let effects = state.update(Msg::Share(ShareMsg::Afresh));
    assert_eq!(effects, [Effect::ForgetWork]);
    same(&state, &begun("", None));
    assert!(!state.share.returned);
}

#[test]
fn the_usual_opening_is_no_work_to_come_back_to() {
    let state = begun("", Some(&said(&begun("", None))));
    assert!(!state.share.returned);
}

#[test]
fn a_damaged_store_is_told_and_stays_until_something_changes() {
    let mut state = begun("", Some("1damaged"));
    let complaint = state.complaint.clone().expect("a complaint");
    assert!(
        complaint.contains("cannot be read: a part of it is missing or changed."),
        "{complaint}"
    );
    same(&state, &begun("", None));
    for msg in [
        Msg::Dismiss,
        Msg::Help(true),
        Msg::Help(false),
        Msg::Select(None),
    ] {
        assert!(!keeps_soon(&state.update(msg)));
    }
    assert!(keeps_soon(&state.update(Msg::Toggle(NodeId(0)))));
}

#[test]
fn every_change_of_what_is_shown_is_kept() {
    let mut state = begun("", None);
    for msg in [
        Msg::Toggle(NodeId(0)),
        Msg::Undo,
        Msg::Redo,
        Msg::Time(TimeMsg::To(0)),
        Msg::Set(Setting::Database(true)),
        Msg::Open(Place::BuiltIn(BuiltIn::OneCopy)),
        Msg::Open(Place::YourCluster),
    ] {
        assert!(keeps_soon(&state.update(msg.clone())), "{msg:?}");
    }
}

#[test]
fn your_cluster_comes_back_as_your_cluster_with_its_lists() {
    let typed = Some("a:1\nb:2\nc:3\n".to_owned());
    let mut left = State::arrive(Form::new(typed.clone(), None), &Address::new(PAGE), None);
    left.update(Msg::Open(Place::YourCluster));
    let client = ringside_model::client::Client::Spymemcached;
    left.update(Msg::Form(FormMsg::Client(client)));
    left.update(Msg::PlaceLists);
    left.update(Msg::Toggle(NodeId(1)));
    let kept = said(&left);

    let back = State::arrive(Form::new(typed, None), &Address::new(PAGE), Some(&kept));
    assert_eq!(back.place, Place::YourCluster);
    assert_eq!(back.form.client, client);
    same(&back, &left);
    let other = State::arrive(form(), &Address::new(PAGE), Some(&kept));
    assert_eq!(other.place, Place::Kept, "the lists are others now");
}

#[test]
fn what_does_not_fit_the_device_is_told_once() {
    let mut state = begun("", None);
    state.update(Msg::Share(ShareMsg::NotKept));
    let complaint = state.complaint.clone().expect("a complaint");
    assert!(complaint.contains("too large"), "{complaint}");
    state.update(Msg::Dismiss);
    state.update(Msg::Share(ShareMsg::NotKept));
    assert_eq!(state.complaint, None);
}

#[test]
fn a_page_inside_another_one_keeps_nothing_and_leads_out_to_what_it_shows() {
    let kept = said(&busy());
    let mut state = begun("?embed=panels", Some(&kept));
    same(&state, &begun("", None));
    assert!(!keeps_soon(&state.update(Msg::Toggle(NodeId(0)))));
    same(&begun(&format!("#s={}", said(&state)), None), &state);
}

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

#[test]
fn a_link_and_a_file_of_the_same_moment_say_the_same() {
    let state = busy();
    let json = to_json(state.timeline.setup(), state.timeline.events());
    let opened = begun(&format!("#s={}", said(&state)), None);
    assert_eq!(Scenario::parse(&json), Ok(opened.timeline.scenario()));
}
