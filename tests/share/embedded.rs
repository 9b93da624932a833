//! The page inside another one.

use super::*;

#[test]
fn a_page_inside_another_one_keeps_nothing_and_leads_out_to_what_it_shows() {
    let kept = said(&busy());
    let mut state = begun("?embed=panels", Some(&kept));
    same(&state, &begun("", None));
    assert!(!keeps_soon(&state.update(Msg::Toggle(NodeId(0)))));
    same(&begun(&format!("#s={}", said(&state)), None), &state);
}

#[test]
fn nothing_in_a_page_inside_another_one_is_kept() {
    let mut state = begun("?embed=toolbar,panels", None);
    let mut alone = begun("", None);
    let name = LESSONS[0].name;
    let text = std::fs::read_to_string(format!("static/lessons/{name}.json")).expect("a lesson");
    for (msg, keeps) in [
        (Msg::Letters(false), true),
        (Msg::Open(Place::YourCluster), true),
        (Msg::Form(FormMsg::Servers("a:1".to_owned())), true),
        (Msg::Toggle(NodeId(0)), true),
        (Msg::Share(ShareMsg::Keep), true),
        (Msg::Lesson(LessonMsg::Open(name, Some(1))), false),
        (
            Msg::Lesson(LessonMsg::Arrived(name, Some(1), Ok(text))),
            true,
        ),
        (Msg::Share(ShareMsg::Afresh), true),
    ] {
        let kept: Vec<Effect> = state.update(msg.clone());
        assert!(!kept.iter().any(Effect::keeps), "{msg:?}: {kept:?}");
        let kept = alone.update(msg.clone());
        let kept = kept.iter().any(Effect::keeps);
        assert_eq!(kept, keeps, "a page of its own keeps it: {msg:?}");
    }
    assert!(!state.letters, "it works all the same");
}

#[test]
fn the_way_out_of_a_page_inside_another_one_is_made_only_when_something_changes() {
    let mut state = begun("?embed=panels", None);
    let first = Rc::clone(&state.share.out);
    assert_eq!(*first, *state.link());
    for msg in [Msg::Help(true), Msg::Select(None), Msg::Dismiss] {
        state.update(msg);
        assert!(Rc::ptr_eq(&state.share.out, &first));
    }
    for msg in [
        Msg::Toggle(NodeId(0)),
        Msg::Time(TimeMsg::To(0)),
        Msg::Address(format!("s={}", said(&busy()))),
        Msg::Share(ShareMsg::Afresh),
    ] {
        let before = Rc::clone(&state.share.out);
        state.update(msg);
        assert_eq!(*state.share.out, *state.link());
        assert_ne!(before, state.share.out);
    }
}
