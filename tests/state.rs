//! What messages do to the state, without a browser.

use ringside::effects::Effect;
use ringside::form::{Form, FormMsg};
use ringside::state::{Export, Msg, Place, Selected, Setting, ShareMsg, State, Tab};
use ringside::text;
use ringside::verb::Verb;
use ringside_model::catalog::BuiltIn;
use ringside_model::client::Client;
use ringside_model::event::{All, Who};
use ringside_model::id::NodeId;
use ringside_model::policy::{FallThrough, Preset};
use ringside_model::read::walk;
use ringside_model::scenario::Scenario;
use ringside_model::verdict::Verdict;

fn opened(scenario: BuiltIn) -> State {
    let mut state = State::open(Form::new(None, None));
    state.update(Msg::Open(Place::BuiltIn(scenario)));
    state
}

/// What a read of each key of the worked example does now.
fn reads(state: &State) -> Vec<String> {
    let world = state.timeline.world();
    let sessions = world.sessions().in_scenario_order().into_iter();
    sessions
        .map(|session| text::probes(world, &walk(world, session)))
        .collect()
}

#[test]
fn the_five_cases_of_the_worked_example_read_as_in_the_original() {
    let cases = [
        (
            Msg::Toggle(NodeId(2)),
            ["node-3 unavailable → node-1 hit", "node-1 hit"],
        ),
        (
            Msg::Toggle(NodeId(0)),
            ["node-3 hit", "node-1 unavailable → node-2 hit"],
        ),
        (Msg::Add(None), ["node-3 hit", "node-4 miss → node-1 hit"]),
    ];
    let mut state = opened(BuiltIn::WorkedExample);
    for (msg, expect) in cases {
        assert_eq!(reads(&state), ["node-3 hit", "node-1 hit"]);
        state.update(msg);
        assert_eq!(reads(&state), expect);
        state.update(Msg::Undo);
    }
}

#[test]
fn a_click_crashes_a_node_and_the_next_restarts_it_empty() {
    let mut state = opened(BuiltIn::TwoCopies);
    state.update(Msg::Toggle(NodeId(1)));
    assert_eq!(state.news.deed, "node-2 crashed and lost its 16 copies.");
    assert!(
        state
            .news
            .consequence
            .starts_with("All 40 sessions survive"),
        "{}",
        state.news.consequence
    );
    state.update(Msg::Toggle(NodeId(1)));
    assert_eq!(state.news.deed, "node-2 restarted, empty.");
    assert!(
        state
            .timeline
            .world()
            .cluster()
            .stored_on(NodeId(1))
            .is_empty()
    );
}

#[test]
fn a_removed_node_joins_again_at_a_click() {
    let mut state = opened(BuiltIn::TwoCopies);
    state.update(Msg::Do(Verb::Remove, NodeId(0)));
    assert!(!state.timeline.world().roster().node(NodeId(0)).listed);
    state.update(Msg::Toggle(NodeId(0)));
    assert!(state.timeline.world().roster().node(NodeId(0)).listed);
    assert!(
        state
            .timeline
            .world()
            .cluster()
            .stored_on(NodeId(0))
            .is_empty()
    );
}

#[test]
fn what_is_not_possible_is_said_and_changes_nothing() {
    let mut state = opened(BuiltIn::WorkedExample);
    state.update(Msg::Add(None));
    let before = state.timeline.world().clone();
    state.update(Msg::Add(None));
    let complaint = state.complaint.clone().expect("a complaint");
    assert_eq!(
        complaint,
        "That is not possible: all 4 points of the ring are taken."
    );
    assert_eq!(state.timeline.world(), &before);
    state.update(Msg::Dismiss);
    assert_eq!(state.complaint, None);
}

#[test]
fn a_setting_replays_the_events_and_can_be_undone() {
    let mut state = opened(BuiltIn::TwoCopies);
    state.update(Msg::Toggle(NodeId(1)));
    state.update(Msg::Toggle(NodeId(1)));
    let survivors = |state: &State| state.timeline.world().counts().survivors();
    assert_eq!(survivors(&state), 40);
    state.update(Msg::Set(Setting::FallThrough(FallThrough::Error)));
    assert_eq!(
        survivors(&state),
        31,
        "a restarted, empty node says \"not found\", and that is final"
    );
    state.update(Msg::Undo);
    assert_eq!(survivors(&state), 40);
    assert_eq!(state.timeline.position(), 2);
}

#[test]
fn a_broken_scenario_file_is_refused_and_changes_nothing() {
    let mut state = opened(BuiltIn::OneCopy);
    let before = state.timeline.world().clone();
    state.update(Msg::OpenFile("mine.json".to_owned(), Ok("{".to_owned())));
    let complaint = state.complaint.clone().expect("a complaint");
    assert!(
        complaint.starts_with("mine.json was not opened: line 1, column 2: found the end"),
        "{complaint}"
    );
    assert_eq!(state.timeline.world(), &before);
    assert_eq!(state.place, Place::BuiltIn(BuiltIn::OneCopy));
}

#[test]
fn a_saved_scenario_opens_again_as_it_was() {
    let mut state = opened(BuiltIn::TwoAtOnce);
    state.update(Msg::Request(Who::All(All::All)));
    let effects = state.update(Msg::Share(ShareMsg::Save(Export::Scenario)));
    let [Effect::Download { content, .. }] = effects.as_slice() else {
        panic!("{effects:?}")
    };
    let content = content.concat();
    let saved = Scenario::parse(&content).expect("a scenario");
    assert_eq!(saved, state.timeline.scenario());
    let world = state.timeline.world().clone();
    state.update(Msg::OpenFile("saved.json".to_owned(), Ok(content)));
    assert_eq!(state.place, Place::File);
    assert_eq!(state.timeline.world(), &world);
}

#[test]
fn lists_are_kept_as_typed_and_placed_as_far_as_they_are_good() {
    let mut state = opened(BuiltIn::TwoCopies);
    state.update(Msg::Open(Place::YourCluster));
    assert_eq!(state.tab, Tab::Lists);
    let typed = "10.0.0.1:11211\n10.0.0.2:70000\n10.0.0.3 2\n";
    let effects = state.update(Msg::Form(FormMsg::Servers(typed.to_owned())));
    assert!(effects.contains(&Effect::Keep {
        name: ringside::form::SERVERS,
        text: typed.to_owned()
    }));
    state.update(Msg::PlaceLists);
    let world = state.timeline.world();
    let names: Vec<_> = world
        .roster()
        .nodes()
        .map(|(_, node)| node.spec.name.clone())
        .collect();
    assert_eq!(names, ["10.0.0.1:11211", "10.0.0.3:11211"]);
    assert_eq!(world.roster().node(NodeId(1)).spec.weight, 2);
    assert_eq!(state.form.server_faults.len(), 1);
    let fault = state.form.server_faults[0].to_string();
    assert_eq!(
        fault,
        "line 2, column 10: found port 70000, expected a port from 1 to 65535"
    );
    assert_eq!(world.sessions().len(), 1000);
}

#[test]
fn the_client_of_your_cluster_is_the_client_of_the_ring() {
    let mut state = opened(BuiltIn::TwoCopies);
    state.update(Msg::Open(Place::YourCluster));
    state.update(Msg::Set(Setting::Client(Client::Spymemcached)));
    assert_eq!(state.form.client, Client::Spymemcached);
    state.update(Msg::Form(FormMsg::Client(Client::NginxConsistent)));
    state.update(Msg::PlaceLists);
    assert_eq!(state.setup().policy.placement, Client::NginxConsistent);
}

#[test]
fn a_selection_is_by_name_and_outlives_events() {
    let mut state = opened(BuiltIn::TwoCopies);
    let session = Some(Selected::Session("session-7".to_owned()));
    state.update(Msg::Select(session.clone()));
    state.update(Msg::Toggle(NodeId(3)));
    assert_eq!(state.selected, session);
}

/// The sessions with a verdict, after these messages.
fn verdicts(state: &State, verdict: Verdict) -> u32 {
    state.timeline.world().counts().of(verdict)
}

#[test]
fn three_clicks_show_a_stale_a_stranded_and_an_unreachable_session() {
    let mut state = opened(BuiltIn::CameBack);
    state.update(Msg::Toggle(NodeId(1)));
    assert_eq!(verdicts(&state, Verdict::Stale), 9);
    let mut state = opened(BuiltIn::StandIn);
    state.update(Msg::Toggle(NodeId(1)));
    assert_eq!(verdicts(&state, Verdict::Stranded), 9);
    let mut state = opened(BuiltIn::CutOff);
    state.update(Msg::Menu(Some(NodeId(1))));
    state.update(Msg::Do(Verb::Partition, NodeId(1)));
    assert_eq!(verdicts(&state, Verdict::Unreachable), 9);
    state.update(Msg::Toggle(NodeId(1)));
    assert_eq!(
        verdicts(&state, Verdict::Safe),
        40,
        "a healed node has what it had"
    );
}

#[test]
fn a_database_loses_nothing_and_bears_the_load() {
    let mut state = opened(BuiltIn::Database);
    state.update(Msg::Toggle(NodeId(1)));
    state.update(Msg::Read(Who::All(All::All)));
    let world = state.timeline.world();
    assert_eq!(
        (
            verdicts(&state, Verdict::Reloaded),
            world.load().database_reads
        ),
        (9, 9)
    );
    assert_eq!(
        state.news.deed,
        "Every session was read. Of the reads 31 found the latest version and 9 went to the database."
    );
}

#[test]
fn every_preset_can_be_chosen_and_undone() {
    let mut state = opened(BuiltIn::TwoCopies);
    state.update(Msg::Toggle(NodeId(1)));
    let before = state.setup().policy.clone();
    for preset in Preset::ALL {
        state.update(Msg::Preset(preset));
        assert_eq!(state.complaint, None, "{}", preset.title());
        let chosen = preset.policy(before.placement, before.tokens);
        assert_eq!(state.setup().policy, chosen, "{}", preset.title());
        let world = state.timeline.world();
        assert_eq!(world.counts().total(), 40, "{}", preset.title());
        if state.setup().policy != before {
            state.update(Msg::Undo);
        }
        assert_eq!(state.setup().policy, before, "{}", preset.title());
    }
}

#[test]
fn other_policies_are_compared_over_the_same_events() {
    let mut state = opened(BuiltIn::TwoAtOnce);
    state.update(Msg::Compare);
    let found = state.alternatives.clone().expect("a comparison");
    let survivors = |title: &str| {
        let other = found
            .iter()
            .find(|other| other.title == title)
            .expect(title);
        other.counts.survivors()
    };
    assert_eq!(survivors("These settings"), 31);
    assert_eq!(survivors("These settings, one copy more"), 40);
    assert_eq!(survivors("Cache in front of a database"), 40);
    assert_eq!(survivors("Single copy"), 24);
    state.update(Msg::Toggle(NodeId(0)));
    assert_eq!(
        state.alternatives, None,
        "a comparison is of the events that it was made for"
    );
}

#[test]
fn a_read_plays_probe_by_probe() {
    let mut state = opened(BuiltIn::WorkedExample);
    state.update(Msg::Toggle(NodeId(2)));
    state.update(Msg::Select(Some(Selected::Session("key-3".to_owned()))));
    assert_eq!(state.update(Msg::Play), [Effect::StepSoon]);
    let mut seen = vec![state.step];
    while state.update(Msg::PlayOn) == [Effect::StepSoon] {
        seen.push(state.step);
    }
    assert_eq!(seen, [Some(0), Some(1), Some(2)]);
    assert_eq!(state.step, None, "in the end the whole read is shown");
}

#[test]
fn a_menu_does_not_outlive_the_moment_in_which_its_node_joined() {
    let joined = NodeId(5);
    let mut state = opened(BuiltIn::TwoCopies);
    state.update(Msg::Add(None));
    state.update(Msg::Menu(Some(joined)));
    assert_eq!(state.menu, Some(joined));
    state.update(Msg::Undo);
    assert_eq!(state.menu, None);
    state.update(Msg::Menu(Some(joined)));
    assert_eq!(state.menu, None, "there is no such node now");
}
