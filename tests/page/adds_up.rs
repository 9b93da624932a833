//! Under every policy and every client, what is counted is what is drawn, named and listed.

use std::collections::{BTreeMap, BTreeSet};
use std::num::NonZeroU16;
use std::rc::Rc;

use ringside::components::nodes::{self, NodeTable};
use ringside::components::verdict_bar::{self, VerdictBar};
use ringside::shown::Shown;
use ringside::state::{Msg, Place, Setting};
use ringside::text;
use ringside::verb::Verb;
use ringside_model::catalog::BuiltIn;
use ringside_model::client::Client;
use ringside_model::event::{All, Who};
use ringside_model::id::NodeId;
use ringside_model::policy::Preset;
use ringside_model::verdict::Verdict;
use yew::Callback;

use crate::reader::{Page, attribute, tags};
use crate::rendered::{render, words};

/// The numbers on the legend, by verdict.
fn legend(page: &Page) -> BTreeMap<String, usize> {
    let html = render::<VerdictBar>(verdict_bar::Props {
        counts: page.state.timeline.world().counts(),
        before: None,
        highlight: None,
        send: Callback::noop(),
    });
    let buttons = html.split("data-verdict=\"").skip(1);
    buttons
        .map(|button| {
            let (verdict, rest) = button.split_once('"').expect("a verdict");
            let (_, count) = rest.split_once("<b>").expect("a number");
            let count = count.split("</b>").next().unwrap_or_default();
            (verdict.to_owned(), count.parse().expect("a number"))
        })
        .collect()
}

/// The rows of the table of nodes: name, state, copies, and of how many sessions it is the primary.
fn table(page: &Page) -> Vec<(String, String, usize, usize)> {
    let html = render::<NodeTable>(nodes::Props {
        world: Shown(Rc::clone(page.state.timeline.world())),
        before: None,
        send: Callback::noop(),
    });
    let rows = html.split("<tr data-node").skip(1);
    rows.map(|row| {
        let row = format!("tr data-node{row}");
        let tag = row.split('>').next().unwrap_or_default();
        let number = |text: &str| text.parse::<usize>().expect("a number");
        let cells: Vec<&str> = row.split("<td").skip(1).collect();
        let cell = |at: usize| words(&format!("<td{}", cells[at]));
        (
            attribute(tag, "data-node").expect("a name"),
            cell(0),
            number(&attribute(tag, "data-copies").expect("copies")),
            number(&cell(2)),
        )
    })
    .collect()
}

/// What is counted is what is drawn, named and listed. Returns what is counted.
fn adds_up(page: &Page, when: &str) -> BTreeMap<String, usize> {
    let (ring, legend) = (page.ring(), legend(page));
    assert_eq!(legend.len(), Verdict::ALL.len(), "{when}");
    let mut drawn = 0;
    for verdict in Verdict::ALL {
        let marks = tags(&ring, "session").filter(|tag| {
            let classes = attribute(tag, "class").unwrap_or_default();
            classes.split(' ').any(|class| class == verdict.word())
        });
        let labels: Vec<String> = marks
            .filter_map(|tag| attribute(tag, "aria-label"))
            .collect();
        let said = format!(": {}, ", text::name(verdict));
        assert!(labels.iter().all(|label| label.contains(&said)), "{when}");
        assert_eq!(legend[verdict.word()], labels.len(), "{verdict:?}, {when}");
        drawn += labels.len();
    }
    assert_eq!(page.keys().len(), drawn, "{when}");
    let rows = table(page);
    let labels: Vec<String> = tags(&ring, "node")
        .filter_map(|tag| attribute(tag, "aria-label"))
        .collect();
    assert_eq!(rows.len(), labels.len(), "{when}");
    for (name, state, copies, _) in &rows {
        let copies = text::count(*copies, "copy", "copies");
        let label = format!("{name}: {copies}, {state}. ");
        assert!(
            labels.iter().any(|it| it.starts_with(&label)),
            "{label} in {labels:?}, {when}"
        );
    }
    let primaries: usize = rows.iter().map(|row| row.3).sum();
    assert_eq!(primaries, drawn, "each session has one primary, {when}");
    let survivors = ["safe", "thin", "replica", "reloaded"];
    let survivors: usize = survivors.iter().map(|verdict| legend[*verdict]).sum();
    let (_, centre) = ring.split_once("class=\"ring-centre\"").expect("a centre");
    let centre = centre.split("</g>").next().unwrap_or_default();
    let expected = format!("{survivors} of {drawn} survive");
    assert!(words(centre).ends_with(&expected), "{centre}, {when}");
    legend
}

fn two_copies() -> Page {
    let mut page = Page::new();
    page.act(Msg::Open(Place::BuiltIn(BuiltIn::TwoCopies)));
    page
}

#[test]
fn every_preset_plays_every_event() {
    let (all, node) = (Who::All(All::All), NodeId);
    let mut seen = BTreeSet::new();
    for preset in Preset::ALL {
        let mut page = two_copies();
        page.act(Msg::Preset(preset));
        for (done, msg) in (1..).zip([
            Msg::Do(Verb::Crash, node(1)),
            Msg::Read(all.clone()),
            Msg::Request(all.clone()),
            Msg::Do(Verb::Restart, node(1)),
            Msg::Do(Verb::Partition, node(2)),
            Msg::Request(all.clone()),
            Msg::Do(Verb::Heal, node(2)),
            Msg::Add(None),
            Msg::Do(Verb::Remove, node(3)),
            Msg::Do(Verb::Join, node(3)),
        ]) {
            let when = format!("{}: {msg:?}", preset.title());
            page.act(msg);
            let counts = adds_up(&page, &when);
            assert_eq!(page.complaint(), None, "{when}");
            assert_eq!(page.state.timeline.position(), done, "{when}");
            assert_eq!(counts.values().sum::<usize>(), 40, "{when}");
            let here = counts.into_iter().filter(|&(_, count)| count > 0);
            seen.extend(here.map(|(verdict, _)| verdict));
        }
    }
    assert!(seen.len() >= 6, "they differ: {seen:?}");
}

#[test]
fn another_client_puts_the_same_keys_elsewhere() {
    let mut page = two_copies();
    let mut shares = BTreeSet::new();
    for client in Client::ALL {
        page.act(Msg::Set(Setting::Client(client)));
        assert_eq!(page.complaint(), None, "{client}");
        assert_eq!(page.state.setup().policy.placement, client);
        adds_up(&page, client.name());
        let primaries: Vec<usize> = table(&page).iter().map(|row| row.3).collect();
        shares.insert(primaries);
    }
    assert!(shares.len() >= 8, "many place differently: {shares:?}");
}

#[test]
fn more_tokens_share_the_keys_more_evenly() {
    let mut page = Page::new();
    page.act(Msg::Open(Place::YourCluster));
    let mut greatest = |tokens: u16| {
        page.act(Msg::Set(Setting::Tokens(NonZeroU16::new(tokens))));
        let primaries = table(&page).into_iter().map(|row| row.3);
        primaries.max().expect("a node")
    };
    let (coarse, fine) = (greatest(1), greatest(160));
    assert!(fine < coarse, "{fine} of 1000 sessions, {coarse} before");
    assert!(fine < 400, "{fine} where 250 would be even");
}
