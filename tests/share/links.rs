//! Links: opened, pasted, and told of where they are damaged.

use super::*;

/// A scenario that takes minutes to play, and its link.
fn endless() -> (String, String) {
    let event = r#"{ "request": "all" }"#;
    let events = [event; 200].join(",");
    let json = format!(
        r#"{{ "ringside": 1, "policy": {{ "placement": "plain" }}, "nodes": [{{ "name": "a" }}],
        "sessions": {{ "prefix": "s", "count": 1000000 }}, "events": [{events}] }}"#
    );
    let scenario = Scenario::parse(&json).expect("a scenario");
    let link = link::encode(&scenario.setup, &scenario.events, 0);
    (json, link)
}

#[test]
fn a_link_opens_the_same_scenario_at_the_same_moment() {
    let state = busy();
    let opened = begun(&format!("#x=3&s={}", said(&state)), None);
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
    for other in ["#", "#top", "#x=1", "#s"] {
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
    for ignored in ["", "x=2"] {
        state.update(Msg::Address(ignored.to_owned()));
        assert_eq!(state.complaint, None);
    }
    state.update(Msg::Address("s=1damaged".to_owned()));
    same(&state, &busy);
    let complaint = state.complaint.clone().expect("a complaint");
    assert!(complaint.ends_with("Nothing has changed."), "{complaint}");
}

#[test]
fn a_link_and_a_file_of_the_same_moment_say_the_same() {
    let state = busy();
    let json = to_json(state.timeline.setup(), state.timeline.events());
    let opened = begun(&format!("#s={}", said(&state)), None);
    assert_eq!(Scenario::parse(&json), Ok(opened.timeline.scenario()));
}

#[test]
fn a_link_pasted_after_a_return_is_no_return() {
    let mut state = begun("", Some(&said(&busy())));
    assert!(state.share.returned);
    state.update(Msg::Address("s=1damaged".to_owned()));
    assert!(state.share.returned, "nothing has changed");
    state.update(Msg::Address(format!("s={}", said(&begun("", None)))));
    assert!(!state.share.returned);
}

#[test]
fn what_takes_too_long_to_play_is_told_and_changes_nothing() {
    let (json, link) = endless();
    assert!(link.len() < 300, "{}", link.len());
    let most = format!("expected at most {MAX_STEPS}");
    let told = |state: &State| {
        let complaint = state.complaint.clone().expect("a complaint");
        assert!(complaint.contains(&most), "{complaint}");
        complaint
    };
    let usual = begun("", None);
    let opened = begun(&format!("#s={link}"), None);
    assert!(told(&opened).starts_with("The link was not opened"));
    same(&opened, &usual);
    let returned = begun("", Some(&link));
    assert!(told(&returned).contains("What is kept stays"));
    same(&returned, &usual);

    let mut state = busy();
    state.update(Msg::Address(format!("s={link}")));
    assert!(told(&state).ends_with("Nothing has changed."));
    state.update(Msg::OpenFile("endless.json".to_owned(), Ok(json)));
    assert!(told(&state).starts_with("endless.json was not opened"));
    same(&state, &busy());
}

#[test]
fn a_link_to_any_scenario_of_the_menu_opens_it_at_the_same_moment() {
    for built_in in BuiltIn::ALL {
        let mut state = begun("", None);
        state.update(Msg::Open(Place::BuiltIn(built_in)));
        state.update(Msg::Toggle(NodeId(2)));
        state.update(Msg::Add(None));
        state.update(Msg::Request(Who::All(All::All)));
        state.update(Msg::Time(TimeMsg::Back));
        let opened = begun(&format!("#s={}", said(&state)), None);
        same(&state, &opened);
        assert_eq!(opened.news, state.news);
        assert_eq!(opened.place, state.place);
        assert_eq!(opened.complaint, None);
    }
}
