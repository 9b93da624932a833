//! The strip chart and the settings of traffic, rendered without a browser.

use std::rc::Rc;

use futures::executor::block_on;
use ringside::components::strip_chart::{self, StripChart};
use ringside::components::traffic::{self as settings, TrafficSettings};
use ringside::effects::Effect;
use ringside::form::Form;
use ringside::shown::Shown;
use ringside::state::{Msg, Place, State, Tab};
use ringside::{hotkeys, traffic};
use ringside_model::apply::{Changes, Requests};
use ringside_model::catalog::BuiltIn;
use ringside_model::event::Event;
use ringside_model::scenario::Scenario;
use ringside_model::seconds::Seconds;
use ringside_model::timeline::Timeline;
use ringside_model::traffic::Traffic;
use yew::{Callback, LocalServerRenderer};

fn opened(scenario: BuiltIn) -> State {
    let mut state = State::open(Form::new(None, None));
    state.update(Msg::Open(Place::BuiltIn(scenario)));
    state
}

fn chart(timeline: &Timeline) -> String {
    let props = strip_chart::Props {
        events: Shown(Rc::clone(timeline.events())),
        changes: Shown(Rc::clone(timeline.changes())),
        counts: timeline.world().counts(),
        position: timeline.position(),
        send: Callback::noop(),
    };
    let renderer = LocalServerRenderer::<StripChart>::with_props(props);
    block_on(renderer.hydratable(false).render())
}

#[test]
fn where_no_time_has_passed_the_chart_invites() {
    let mut state = opened(BuiltIn::TwoCopies);
    state.update(Msg::Toggle(ringside_model::id::NodeId(1)));
    let html = chart(&state.timeline);
    assert!(html.contains("No time has passed yet"), "{html}");
    assert!(html.contains("Let requests come"), "{html}");
    assert!(!html.contains("strip-row"), "{html}");
}

#[test]
fn the_chart_has_four_rows_with_words_for_those_who_do_not_see_them() {
    let state = opened(BuiltIn::ColdCache);
    assert_eq!(
        state.tab,
        Tab::OverTime,
        "a scenario with traffic shows its curves"
    );
    let html = chart(&state.timeline);
    assert_eq!(html.matches("class=\"strip-row").count(), 4);
    for said in [
        "Survivors: All 200 sessions survive all the time.",
        "Repair copies: None.",
    ] {
        assert!(html.contains(said), "{said}: {html}");
    }
    let reads = state.timeline.world().load().database_reads;
    assert!(
        html.contains(&format!("Database reads: {reads} in all; the most")),
        "{html}"
    );
    assert_eq!(
        html.matches("role=\"button\"").count(),
        state.timeline.events().len()
    );
    assert_eq!(
        html.matches("tabindex=\"0\"").count(),
        2,
        "one mark, and the table"
    );
    assert!(
        html.contains("aria-label=\"1m: node-2 crashed.\""),
        "{html}"
    );
}

#[test]
fn the_table_adds_up_to_what_was_counted() {
    let state = opened(BuiltIn::RepairInTime);
    let html = chart(&state.timeline);
    let cells: Vec<u32> = html
        .split("<td class=\"number\">")
        .skip(1)
        .map(|cell| cell.split('<').next().and_then(|text| text.parse().ok()))
        .collect::<Option<_>>()
        .expect("numbers");
    let (rows, rest) = cells.as_chunks::<4>();
    assert!(
        rest.is_empty() && (5..=20).contains(&rows.len()),
        "{cells:?}"
    );
    let world = state.timeline.world();
    let load = world.load();
    assert_eq!(
        rows.iter().map(|row| row[2]).sum::<u32>(),
        load.repair_copies
    );
    assert_eq!(
        rows.iter().map(|row| row[3]).sum::<u32>(),
        load.database_reads
    );
    assert_eq!(
        rows.last().map(|row| row[0]),
        Some(world.counts().survivors())
    );
    assert!(load.repair_copies > 20);
}

#[test]
fn very_many_events_make_few_elements() {
    let mut state = opened(BuiltIn::TwoCopies);
    for _ in 0..300 {
        state.update(Msg::Traffic);
        state.update(Msg::Toggle(ringside_model::id::NodeId(1)));
    }
    let html = chart(&state.timeline);
    let drawn = html.matches("<path").count() + html.matches("<rect").count();
    assert!((50..300).contains(&drawn), "{drawn}");
    assert!(html.len() < 120_000, "{}", html.len());
}

#[test]
fn the_button_plays_what_is_set_and_shows_the_chart() {
    let mut state = opened(BuiltIn::TwoCopies);
    let wanted = Traffic {
        length: Seconds(120),
        rate: 5,
        think: None,
        logins: 10,
        seed: 0,
    };
    let effects = state.update(Msg::SetTraffic(wanted));
    let kept = effects.iter().find_map(|effect| match effect {
        Effect::Keep { name, text } if *name == traffic::TRAFFIC => Some(text.clone()),
        _ => None,
    });
    assert_eq!(traffic::read(&kept.expect("it is kept")), wanted);
    let pressed = hotkeys::Pressed {
        key: "t".to_owned(),
        control: false,
        shift: false,
        alt: false,
    };
    assert_eq!(hotkeys::message(&state, &pressed), Some(Msg::Traffic));
    state.update(Msg::Traffic);
    assert_eq!(state.tab, Tab::OverTime);
    assert_eq!(**state.timeline.events(), [Event::Traffic(wanted)]);
    assert!(
        state
            .news
            .deed
            .starts_with("2m of traffic: 600 requests, none missed."),
        "{}",
        state.news.deed
    );
    assert_eq!(state.timeline.world().now(), 120);
}

#[test]
fn what_is_kept_of_another_kind_is_the_usual() {
    for text in [
        "",
        "60",
        "60 2 10",
        "60 2 10 5 1",
        "60 3 10 5",
        "-1 2 10 5",
        "61 2 10 5",
        "x y z w",
    ] {
        assert_eq!(traffic::read(text), traffic::usual(), "{text:?}");
    }
    let none = Traffic {
        think: None,
        ..traffic::usual()
    };
    assert_eq!(traffic::read("60 2 0 5"), none);
}

#[test]
fn each_choice_of_the_settings_can_be_kept_and_too_much_is_none_of_them_and_refused_in_words() {
    for length in traffic::LENGTHS {
        for rate in traffic::RATES {
            let traffic = Traffic {
                length: Seconds(length),
                rate,
                ..traffic::usual()
            };
            let Effect::Keep { text, .. } = traffic::kept(&traffic) else {
                panic!("it is kept");
            };
            let expected = match traffic.check() {
                Ok(()) => traffic,
                Err(_) => traffic::usual(),
            };
            assert_eq!(traffic::read(&text), expected);
        }
    }
    let hour = Traffic {
        length: Seconds(3600),
        ..traffic::usual()
    };
    let props = settings::Props {
        traffic: hour,
        send: Callback::noop(),
    };
    let settings = LocalServerRenderer::<TrafficSettings>::with_props(props);
    let settings = block_on(settings.hydratable(false).render());
    let rates = settings.split("id=\"traffic-rate\"").nth(1).expect("rates");
    let rates = rates.split("</select>").next().expect("rates");
    assert!(rates.contains("value=\"20\""), "{rates}");
    assert!(
        !rates.contains("value=\"50\""),
        "more than an event may ask: {rates}"
    );

    let mut state = opened(BuiltIn::TwoCopies);
    state.update(Msg::SetTraffic(Traffic {
        length: Seconds(3600),
        rate: 50,
        ..traffic::usual()
    }));
    state.update(Msg::Traffic);
    let complaint = state.complaint.clone().expect("a complaint");
    assert!(complaint.contains("found 180000 requests"), "{complaint}");
    assert!(state.timeline.events().is_empty());
}

#[test]
fn another_policy_gives_other_curves_of_the_same_requests() {
    let parsed = Scenario::parse(BuiltIn::RepairInTime.json()).expect("a scenario");
    let with = Timeline::new(&parsed).expect("possible");
    let text = BuiltIn::RepairInTime.json().replace("write-back", "none");
    let without = Timeline::new(&Scenario::parse(&text).expect("a scenario")).expect("possible");
    let lost = |timeline: &Timeline| {
        let after = timeline.changes()[4].after;
        after.total() - after.survivors()
    };
    assert!(
        lost(&with) < lost(&without),
        "{} {}",
        lost(&with),
        lost(&without)
    );
    for (one, other) in with.changes().iter().zip(&**without.changes()) {
        let reads = |change: &Changes| change.requests.map(Requests::reads);
        assert_eq!(reads(one), reads(other));
    }
    let (dip, end) = (with.changes()[4].after, with.world().counts());
    assert!(
        end.survivors() > dip.survivors(),
        "logins bring sessions back"
    );
}
