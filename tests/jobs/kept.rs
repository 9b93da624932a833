//! What the device keeps of what takes long.

use crate::stage::*;
use ringside::address::Address;
use ringside::effects::Effect;
use ringside::form::Form;
use ringside::state::{JobMsg, Msg, Place, ShareMsg, State};
use ringside_model::id::NodeId;

/// What the device is asked to keep, once all is done.
fn kept(state: &mut State) -> Option<String> {
    let mut effects = state.update(Msg::Share(ShareMsg::Keep));
    while state.jobs.unfinished() {
        effects.extend(state.update(Msg::Job(JobMsg::GoOn)));
    }
    asked(effects)
}

fn asked(effects: Vec<Effect>) -> Option<String> {
    effects.into_iter().find_map(|effect| match effect {
        Effect::KeepWork(link) => Some(link),
        _ => None,
    })
}

#[test]
fn a_click_while_the_kept_scenario_is_read_does_not_cost_it() {
    let mut left = large();
    left.update(Msg::Toggle(NodeId(2)));
    finish(&mut left);
    let link = kept(&mut left).expect("something to keep");

    let form = Form::new(None, None);
    let mut back = State::arrive(form, &Address::new("page"), Some(&link));
    assert!(back.jobs.running());
    back.update(Msg::Toggle(NodeId(0)));
    let opening = asked(back.update(Msg::Share(ShareMsg::Keep)));
    assert!(opening.is_none_or(|opening| opening != link));
    finish(&mut back);
    assert_eq!(back.timeline.scenario(), left.timeline.scenario());
    // The click's own keeping may have been first, so it is kept again.
    back.update(Msg::Share(ShareMsg::Noticed));
    assert_eq!(kept(&mut back), Some(link));
}

#[test]
fn a_large_scenario_that_was_kept_comes_back_in_slices_and_stays_kept_if_cancelled() {
    let state = large();
    let link = state.link();
    let (_, kept) = link.split_once("#s=").expect("a link");
    let arrive = || {
        State::arrive(
            Form::new(None, None),
            &Address::new("https://a/"),
            Some(kept),
        )
    };
    let mut state = arrive();
    assert_eq!(state.setup().title, "Two copies");
    assert!(!state.jobs.effects().is_empty());
    finish(&mut state);
    assert_eq!(state.setup().title, "large");
    assert_eq!(state.place, Place::Kept);
    assert!(state.share.returned);

    let mut state = arrive();
    slices(&mut state, 3);
    let effects = state.update(Msg::Job(JobMsg::Cancel));
    assert!(!effects.iter().any(Effect::keeps), "{effects:?}");
    assert_eq!(state.setup().title, "Two copies");
    assert!(!state.share.returned);
}

#[test]
fn what_is_kept_of_a_large_key_list_is_written_in_slices() {
    let mut state = opened();
    state.update(list("keys.json", MANY));
    finish(&mut state);
    let link = state.link();
    state.update(Msg::Share(ShareMsg::Keep));
    assert!(!state.jobs.running(), "nobody waits for it");
    let mut kept = Vec::new();
    while state.jobs.unfinished() {
        kept.extend(state.update(Msg::Job(JobMsg::GoOn)));
    }
    let kept = kept.into_iter().filter_map(|effect| match effect {
        Effect::KeepWork(text) => Some(text),
        _ => None,
    });
    let kept: Vec<String> = kept.collect();
    assert_eq!(kept.len(), 1);
    assert!(link.ends_with(&kept[0]));
}
