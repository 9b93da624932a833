//! What this device keeps.

use super::*;

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
fn that_the_device_keeps_nothing_is_told_until_it_is_read() {
    let mut state = begun("", None);
    state.update(Msg::NotKept);
    state.update(Msg::Toggle(NodeId(2)));
    let told = state.unkept.expect("a complaint");
    assert!(told.contains("does not keep what you enter"), "{told}");
    state.update(Msg::DismissNotKept);
    assert_eq!(state.unkept, None);
}

#[test]
fn what_is_kept_is_the_change_and_not_what_is_shown_when_the_time_comes() {
    let mut state = begun("", None);
    assert!(keeps_soon(&state.update(Msg::Toggle(NodeId(2)))));
    let own = said(&state);
    let other = said(&busy());
    assert!(!keeps_soon(
        &state.update(Msg::Address(format!("s={other}")))
    ));
    assert_eq!(said(&state), other);
    let effects = state.update(Msg::Share(ShareMsg::Keep));
    assert_eq!(effects, [Effect::KeepWork(own)]);
    assert_eq!(
        state.update(Msg::Share(ShareMsg::Keep)),
        [],
        "nothing has changed since"
    );
}

#[test]
fn what_was_changed_just_before_starting_afresh_is_not_kept() {
    let mut state = busy();
    state.update(Msg::Share(ShareMsg::Afresh));
    assert_eq!(state.update(Msg::Share(ShareMsg::Keep)), []);
}
