//! A file that takes long to write is of the moment at which it was asked for.

use ringside::effects::Effect;
use ringside::state::{Export, JobMsg, Msg, ShareMsg, State};
use ringside::text;
use ringside_model::id::NodeId;
use ringside_model::pace::in_one_go;

use crate::stage::{file, finish, large, list, seen, slices};

/// Goes on until nothing is under way, and returns the files that were offered meanwhile.
fn files(state: &mut State) -> Vec<String> {
    let mut files = Vec::new();
    while state.jobs.unfinished() {
        for effect in state.update(Msg::Job(JobMsg::GoOn)) {
            if let Effect::Download { content, .. } = effect {
                files.push(content.concat());
            }
        }
    }
    files
}

fn table(state: &State) -> String {
    let world = state.timeline.world();
    in_one_go(async |pace| text::csv_in_slices(world, pace).await).concat()
}

/// A page with a list that takes long to write.
fn listed() -> State {
    let mut state = large();
    state.update(list("listed", 40_000));
    finish(&mut state);
    state
}

#[test]
fn the_table_of_many_sessions_is_written_beside_what_goes_on() {
    let mut state = large();
    let asked = table(&state);
    let effects = state.update(Msg::Share(ShareMsg::Save(Export::Table)));
    assert!(state.jobs.running(), "{effects:?}");
    slices(&mut state, 3);
    // Something short does not wait for it, and is not in it.
    state.update(Msg::Toggle(NodeId(0)));
    assert_eq!(state.timeline.position(), 1);
    assert!(state.jobs.running());
    let files = files(&mut state);
    assert!(files == [asked], "{} files", files.len());
}

#[test]
fn a_file_that_is_cancelled_is_not_offered() {
    let mut state = large();
    let before = seen(&state);
    state.update(Msg::Share(ShareMsg::Save(Export::Table)));
    slices(&mut state, 3);
    state.update(Msg::Job(JobMsg::Cancel));
    assert!(files(&mut state).is_empty());
    assert_eq!(seen(&state), before);
}

#[test]
fn a_file_that_is_asked_for_during_an_edit_is_of_what_it_makes() {
    let mut state = large();
    state.update(Msg::Request(ringside_model::event::Who::All(
        ringside_model::event::All::All,
    )));
    assert!(state.jobs.running());
    state.update(Msg::Share(ShareMsg::Save(Export::Scenario)));
    let [saved] = &*files(&mut state) else {
        panic!("not one file");
    };
    assert!(saved.contains("request"), "{saved}");
    assert_eq!(state.timeline.position(), 1);
}

#[test]
fn the_link_of_a_long_list_is_written_in_slices() {
    let mut state = listed();
    state.update(Msg::Share(ShareMsg::Show(true)));
    assert!(state.jobs.running());
    assert_eq!(state.share.dialog, None);
    slices(&mut state, 3);
    // What is done meanwhile is in it.
    state.update(Msg::Add(None));
    assert_eq!(state.timeline.position(), 1);
    finish(&mut state);
    let link = state.link();
    assert!(*state.share.dialog.expect("a dialog").link == link);
}

#[test]
fn another_scenario_does_not_cost_a_file_that_is_being_written() {
    let mut state = large();
    let asked = table(&state);
    state.update(Msg::Share(ShareMsg::Save(Export::Table)));
    state.update(file("other", 70_000));
    let files = files(&mut state);
    assert!(files == [asked], "{} files", files.len());
    assert_eq!(state.setup().title, "other");
}

#[test]
fn a_file_does_not_cost_what_is_being_opened() {
    let mut state = large();
    state.update(file("other", 70_000));
    state.update(Msg::Share(ShareMsg::Save(Export::Table)));
    let of_before = table(&state);
    let files = files(&mut state);
    assert!(files == [of_before], "{} files", files.len());
    assert_eq!(state.setup().title, "other");
}

#[test]
fn the_dialog_does_not_open_over_the_help() {
    let mut state = listed();
    state.update(Msg::Share(ShareMsg::Show(true)));
    assert!(state.jobs.running());
    state.update(Msg::Help(true));
    finish(&mut state);
    assert_eq!(state.share.dialog, None);
}

#[test]
fn what_became_of_an_earlier_job_is_not_told_again_in_the_dialog() {
    let mut state = large();
    state.update(Msg::Share(ShareMsg::Save(Export::Table)));
    state.update(Msg::Job(JobMsg::Cancel));
    assert!(state.jobs.told().starts_with("Cancelled."));
    state.update(Msg::Share(ShareMsg::Show(true)));
    assert_eq!(state.jobs.told(), "");
}
