//! Playing a scenario on both sides.

use std::collections::BTreeSet;

use ringside_model::apply::{Requests, apply};
use ringside_model::event::Event;
use ringside_model::id::NodeId;
use ringside_model::roster::{Roster, Step};
use ringside_model::scenario::Scenario;
use ringside_model::world::World;

use crate::client::{Client, Served};
use crate::compare::{Comparison, compare};
use crate::nodes::Tools;
use crate::report::{Moment, Report};
use crate::trouble::{Outcome, Trouble, While};

/// Plays a scenario in the model and against real memcached, and compares every session after
/// every event. Costs a get for each session and event, and what the events themselves do.
///
/// # Errors
/// Where memcached cannot be started, or the scenario cannot be played. A difference is no error:
/// the report has it.
pub fn play(scenario: &Scenario, tools: Tools) -> Outcome<Report> {
    let setup = &scenario.setup;
    let mut world = World::new(setup.clone())
        .map_err(|(at, refusal)| Trouble::new(format!("nodes[{at}]: {refusal}")))?;
    let mut client = Client::start(setup, tools, cut_off(scenario)?)?;
    let memcached = client.fleet().version()?;
    let mut moments = vec![moment(&mut client, &world, None, None)?];
    for (at, event) in scenario.events.iter().enumerate() {
        let doing = || format!("events[{at}], {}", happening(event));
        let changes = apply(&mut world, event).while_doing(doing)?;
        let served = client.happen(event).while_doing(doing)?;
        let served = served.map(|served| (served, changes.requests));
        moments.push(moment(&mut client, &world, Some(event), served).while_doing(doing)?);
    }
    Ok(Report {
        title: setup.title.clone(),
        memcached,
        sessions: setup.sessions.len(),
        moments,
    })
}

/// Looks at both sides, and compares.
fn moment(
    client: &mut Client,
    world: &World,
    event: Option<&Event>,
    served: Option<(Served, Option<Requests>)>,
) -> Outcome<Moment> {
    let survey = client.survey()?;
    let sides = Comparison {
        survey: &survey,
        ejected: client.ejected(),
        served: served.as_ref().map(|(real, model)| (real, *model)),
    };
    let differences = compare(&sides, world);
    Ok(Moment {
        happened: event.map_or_else(|| "start".to_owned(), happening),
        counts: survey.counts(),
        survey,
        served: served.map(|(real, _)| real),
        differences,
    })
}

/// The nodes that the scenario will partition.
fn cut_off(scenario: &Scenario) -> Outcome<BTreeSet<NodeId>> {
    let setup = &scenario.setup;
    let mut book = Roster::found(&setup.policy, &setup.nodes)
        .map_err(|(at, refusal)| Trouble::new(format!("nodes[{at}]: {refusal}")))?;
    let mut nodes = BTreeSet::new();
    for (at, event) in scenario.events.iter().enumerate() {
        let step = book
            .apply(event)
            .while_doing(|| format!("events[{at}], {}", happening(event)))?;
        if let Step::Partitioned(node) = step {
            nodes.insert(node);
        }
    }
    Ok(nodes)
}

/// An event in few words.
fn happening(event: &Event) -> String {
    use ringside_model::event::Who;
    let who = |who: &Who| match who {
        Who::All(_) => "all".to_owned(),
        Who::Keys(keys) => format!("{} sessions", keys.len()),
    };
    match event {
        Event::Crash(name) => format!("crash {name}"),
        Event::Restart(name) => format!("restart {name}"),
        Event::Partition(name) => format!("partition {name}"),
        Event::Heal(name) => format!("heal {name}"),
        Event::Join(spec) => format!("join {}", spec.name),
        Event::Leave(name) => format!("leave {name}"),
        Event::Read(whom) => format!("read {}", who(whom)),
        Event::Request(whom) => format!("request {}", who(whom)),
        Event::Advance(time) => format!("advance {time}"),
        Event::Traffic(traffic) => format!("traffic for {}", traffic.length),
    }
}
