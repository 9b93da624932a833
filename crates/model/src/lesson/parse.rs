//! From text to lesson. It is read by the same means as a scenario, so every complaint names its
//! line and column. Each step is played as it is read.

use std::rc::Rc;

use super::figure::Figure;
use super::{
    Ask, Claim, Focus, Lesson, MAX_SESSIONS, MAX_STEPS, Panel, Paragraph, Phase, Question, Step,
    VERSION,
};
use crate::apply::apply;
use crate::list::quoted;
use crate::pace::{Pace, in_one_go};
use crate::roster::Roster;
use crate::scenario::parse::{document, events, fields, setup, text_of};
use crate::scenario::value::{Value, in_order};
use crate::scenario::{Fault, Setup};
use crate::verdict::Verdict;
use crate::world::World;

/// How many characters a title or a goal may have.
const MAX_LINE: usize = 200;
/// How many characters a paragraph may have.
const MAX_PARAGRAPH: usize = 1000;
/// How many paragraphs one part of a step may have.
const MAX_PARAGRAPHS: usize = 12;
/// How many sessions may be asked about by name.
const MOST_ASKED: usize = 24;

const PANELS: [(&str, Panel); 4] = [
    ("inspect", Panel::Inspect),
    ("settings", Panel::Settings),
    ("history", Panel::History),
    ("compare", Panel::Compare),
];

pub(super) fn lesson(text: &str) -> Result<Lesson, Fault> {
    let (whole, fields) = in_one_go(async |pace| {
        let whole = document(text, pace).await?;
        let fields = fields(whole, "lesson", VERSION, "a lesson", pace).await?;
        Ok((whole, fields))
    })?;
    let names = ["lesson", "title", "goal", "minutes", "steps"];
    let [_, title, goal, minutes, steps] = in_order(fields, names)?;
    let title = text_of(title.ok_or_else(|| whole.lacks("title"))?, MAX_LINE)?;
    let goal = text_of(goal.ok_or_else(|| whole.lacks("goal"))?, MAX_LINE)?;
    let minutes = minutes.map_or(Ok(5), |value| value.number(1, 240))?;
    let steps_value = steps.ok_or_else(|| whole.lacks("steps"))?;
    let elements = steps_value.list("a list of steps")?;
    if elements.is_empty() || elements.len() > MAX_STEPS {
        let problem = format!("found {} steps, expected 1 to {MAX_STEPS}", elements.len());
        return Err(steps_value.fault(problem));
    }
    let mut stage: Option<Stage> = None;
    let mut steps = Vec::with_capacity(elements.len());
    for element in elements {
        step(element, &mut steps, &mut stage)?;
    }
    Ok(Lesson {
        title,
        goal,
        minutes,
        steps,
    })
}

pub(super) async fn is_lesson(text: &str, pace: &Pace) -> bool {
    let Ok(whole) = document(text, pace).await else {
        return false;
    };
    let fields = whole.fields_in_slices("a lesson", pace).await;
    fields.is_ok_and(|fields| fields.iter().any(|(_, name, _)| name == "lesson"))
}

/// The scenario that is being played, as far as it has got.
struct Stage {
    setup: Rc<Setup>,
    roster: Roster,
    events: Vec<crate::event::Event>,
    world: Rc<World>,
}

impl Stage {
    /// The scenario of a step that begins one. What it leaves out is as in the one before.
    fn begin(value: Value<'_>, before: Option<&Stage>) -> Result<Self, Fault> {
        let names = ["title", "about", "policy", "nodes", "sessions", "events"];
        let [title, about, policy, nodes, sessions, happened] =
            value.object(names, "a scenario without \"ringside\"")?;
        let parts = [title, about, policy, nodes, sessions];
        let before = before.map(|stage| &*stage.setup);
        let (setup, roster) = in_one_go(async |pace| setup(value, parts, before, pace).await)?;
        if setup.sessions.len() > MAX_SESSIONS {
            let found = setup.sessions.len();
            let problem =
                format!("found {found} sessions, expected at most {MAX_SESSIONS} in a lesson");
            return Err(sessions.unwrap_or(value).fault(problem));
        }
        let setup = Rc::new(setup);
        let world = World::new(Rc::clone(&setup));
        let mut stage = Self {
            world: Rc::new(world.map_err(|(_, refusal)| value.fault(refusal.to_string()))?),
            setup,
            roster,
            events: Vec::new(),
        };
        if let Some(value) = happened {
            stage.play(value)?;
        }
        Ok(stage)
    }

    /// Lets events happen.
    fn play(&mut self, value: Value<'_>) -> Result<(), Fault> {
        let setup = &self.setup;
        let roster = &mut self.roster;
        let happening = in_one_go(async |pace| {
            events(value, &setup.policy, roster, &setup.sessions, pace).await
        })?;
        for event in happening {
            apply(Rc::make_mut(&mut self.world), &event)
                .map_err(|refusal| value.fault(refusal.to_string()))?;
            self.events.push(event);
        }
        Ok(())
    }
}

fn step(value: Value<'_>, steps: &mut Vec<Step>, stage: &mut Option<Stage>) -> Result<(), Fault> {
    let names = [
        "name", "title", "scenario", "before", "question", "events", "after", "focus", "claims",
    ];
    let [
        name,
        title,
        scenario,
        before,
        question,
        happens,
        after,
        focus,
        claims,
    ] = value.object(names, "a step")?;
    let name = name.map_or(Ok(String::new()), |name| label(name, steps))?;
    let title = text_of(title.ok_or_else(|| value.lacks("title"))?, MAX_LINE)?;
    if let Some(value) = scenario {
        *stage = Some(Stage::begin(value, stage.as_ref())?);
    }
    let Some(stage) = stage else {
        return Err(value.lacks("scenario"));
    };
    let (begin, start) = (stage.events.len(), Rc::clone(&stage.world));
    if let Some(value) = happens {
        stage.play(value)?;
    }
    steps.push(Step {
        name,
        title,
        setup: Rc::clone(&stage.setup),
        events: stage.events.clone(),
        begin,
        before: Vec::new(),
        question: None,
        after: Vec::new(),
        focus: None,
        claims: Vec::new(),
        start,
        end: Rc::clone(&stage.world),
    });
    // Figures may be about the step itself, so it is there, as yet without its text.
    let before = before.map_or(Ok(Vec::new()), |text| {
        paragraphs(text, Phase::Before, steps)
    })?;
    let after = after.map_or(Ok(Vec::new()), |text| paragraphs(text, Phase::After, steps))?;
    let question = question
        .map(|value| self::question(value, steps))
        .transpose()?;
    let focus = focus.map(|value| self::focus(value, steps)).transpose()?;
    let claims = claims.map_or(Ok(Vec::new()), |value| self::claims(value, steps))?;
    if let Some(step) = steps.last_mut() {
        (step.before, step.after) = (before, after);
        (step.question, step.focus, step.claims) = (question, focus, claims);
    }
    Ok(())
}

/// The world of the last step in a phase.
fn shown(steps: &[Step], phase: Phase) -> Option<&World> {
    steps.last().map(|step| &**step.world(phase))
}

/// A step's name: short, and no other step's.
fn label(value: Value<'_>, steps: &[Step]) -> Result<String, Fault> {
    const EXPECTED: &str = "a name of small letters, digits and hyphens, other than \"before\"";
    let name = value.text(EXPECTED)?;
    let fits = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-';
    if name.is_empty() || name.len() > 40 || name == "before" || !name.bytes().all(fits) {
        return Err(value.expected(EXPECTED));
    }
    if let Some(first) = steps.iter().position(|step| step.name == name) {
        let found = quoted(&name);
        return Err(value.fault(format!(
            "found the name {found} again, first in steps[{first}]; expected each name once"
        )));
    }
    Ok(name)
}

fn paragraphs(value: Value<'_>, phase: Phase, steps: &[Step]) -> Result<Vec<Paragraph>, Fault> {
    let elements = value.list("a list of paragraphs")?;
    if elements.len() > MAX_PARAGRAPHS {
        let problem = format!(
            "found {} paragraphs, expected at most {MAX_PARAGRAPHS}",
            elements.len()
        );
        return Err(value.fault(problem));
    }
    elements
        .into_iter()
        .map(|element| paragraph(element, phase, steps))
        .collect()
}

fn paragraph(value: Value<'_>, phase: Phase, steps: &[Step]) -> Result<Paragraph, Fault> {
    let text = text_of(value, MAX_PARAGRAPH)?;
    let world = shown(steps, phase).ok_or_else(|| value.expected("a step"))?;
    Paragraph::parse(&text, world, steps).map_err(|problem| value.fault(problem))
}

fn question(value: Value<'_>, steps: &[Step]) -> Result<Question, Fault> {
    let names = [
        "ask", "survive", "count", "within", "first", "answers", "verdict",
    ];
    let [text, survive, count, within, first, answers, verdict] =
        value.object(names, "a question")?;
    let text = paragraph(
        text.ok_or_else(|| value.lacks("ask"))?,
        Phase::Before,
        steps,
    )?;
    let ask = match (survive, count, first, answers, verdict) {
        (Some(keys), None, None, None, None) => Ask::Survive(asked(keys, steps)?),
        (None, Some(count), None, None, None) => Ask::Count {
            figure: counted(count, steps)?,
            within: within.map_or(Ok(0), |value| value.number(0, 1_000_000))?,
        },
        (None, None, Some(value), None, None) => Ask::First(key(value, steps)?),
        (None, None, None, Some(value), None) => Ask::Answers(key(value, steps)?),
        (None, None, None, None, Some(value)) => Ask::Verdict(key(value, steps)?),
        _ => {
            return Err(value.fault("expected just one of \"survive\", \"count\", \"first\", \"answers\" and \"verdict\""));
        }
    };
    if let (Some(value), false) = (within, matches!(ask, Ask::Count { .. })) {
        return Err(value.fault("found \"within\", expected it only beside \"count\""));
    }
    Ok(Question { text, ask })
}

/// A session's key.
fn key(value: Value<'_>, steps: &[Step]) -> Result<String, Fault> {
    let key = value.text("a session's key")?;
    let there = shown(steps, Phase::After).and_then(|world| world.sessions().find(&key));
    match there {
        Some(_) => Ok(key),
        None => Err(value.fault(format!(
            "found {}, expected the key of a session",
            quoted(&key)
        ))),
    }
}

/// The sessions of which one is asked which survive: all, or these.
fn asked(value: Value<'_>, steps: &[Step]) -> Result<Vec<String>, Fault> {
    let keys: Vec<String> = if value.json() == "\"all\"" {
        shown(steps, Phase::After)
            .map(|world| {
                let order = world.sessions().in_scenario_order().into_iter();
                order
                    .map(|session| world.sessions().key(session).into_owned())
                    .collect()
            })
            .unwrap_or_default()
    } else {
        let elements = value.list("\"all\" or a list of sessions' keys")?;
        elements
            .into_iter()
            .map(|element| key(element, steps))
            .collect::<Result<_, _>>()?
    };
    if keys.is_empty() || keys.len() > MOST_ASKED {
        let problem = format!(
            "found {} sessions to ask about, expected 1 to {MOST_ASKED}",
            keys.len()
        );
        return Err(value.fault(problem));
    }
    Ok(keys)
}

fn counted(value: Value<'_>, steps: &[Step]) -> Result<Figure, Fault> {
    let text = text_of(value, MAX_LINE)?;
    let world = shown(steps, Phase::After).ok_or_else(|| value.expected("a step"))?;
    let figure = Figure::parse(&text, world, steps).map_err(|problem| value.fault(problem))?;
    if figure.is_count(steps, steps.len() - 1) {
        Ok(figure)
    } else {
        Err(value.expected("a figure that is a whole number"))
    }
}

fn focus(value: Value<'_>, steps: &[Step]) -> Result<Focus, Fault> {
    const EXPECTED: &str = "an object with \"session\", \"node\", \"verdict\" or \"panel\"";
    let (place, kind, of) = value.only_field(EXPECTED)?;
    Ok(match kind.as_str() {
        "session" => Focus::Session(key(of, steps)?),
        "node" => {
            let name = of.text("a node's name")?;
            let world = shown(steps, Phase::After);
            if world.and_then(|world| world.roster().find(&name)).is_none() {
                return Err(of.fault(format!(
                    "found {}, expected the name of a node",
                    quoted(&name)
                )));
            }
            Focus::Node(name)
        }
        "verdict" => {
            Focus::Verdict(of.word(&Verdict::ALL.map(|verdict| (verdict.word(), verdict)))?)
        }
        "panel" => Focus::Panel(of.word(&PANELS)?),
        _ => return Err(place.expected(EXPECTED)),
    })
}

fn claims(value: Value<'_>, steps: &[Step]) -> Result<Vec<Claim>, Fault> {
    let read = |element: Value<'_>| {
        let text = text_of(element, MAX_LINE)?;
        let world = shown(steps, Phase::After).ok_or_else(|| element.expected("a step"))?;
        let claim = Claim::parse(&text, world, steps).map_err(|problem| element.fault(problem))?;
        match claim.check(steps, steps.len() - 1) {
            Ok(()) => Ok(claim),
            Err(found) => Err(element.fault(format!(
                "found {found}, so {} does not hold; expected a claim that holds",
                quoted(&text)
            ))),
        }
    };
    value
        .list("a list of claims")?
        .into_iter()
        .map(read)
        .collect()
}
