//! Another scenario: from the menu, from a file, from the lists of *Your cluster*.

use std::rc::Rc;

use ringside_model::catalog::BuiltIn;
use ringside_model::lesson::Lesson;
use ringside_model::pace::Pace;
use ringside_model::policy::Policy;
use ringside_model::scenario::Scenario;
use ringside_model::timeline::Timeline;

use super::job::{Finish, Kind};
use super::{Place, State, Tab};
use crate::effects::Effect;

/// What a file says.
enum Opened {
    Scenario(Box<Timeline>),
    Lesson(String),
    /// Nothing that can be shown, and why.
    Nothing(String),
}

impl State {
    pub(super) fn replace(&mut self, timeline: Timeline, place: Place) {
        self.drop_job();
        self.timeline = timeline;
        self.place = place;
        self.before = None;
        self.selected = None;
        self.highlight = None;
        self.shown_anew();
    }

    pub(super) fn go_to(&mut self, place: Place) -> Vec<Effect> {
        match place {
            Place::BuiltIn(scenario) => {
                self.leave_lesson();
                self.replace(built_in(scenario), place);
                self.tab = Tab::first(self.timeline.events());
                Vec::new()
            }
            Place::YourCluster => {
                // It begins with the idea, whatever was shown before.
                let policy = if self.place == Place::YourCluster {
                    self.setup().policy.clone()
                } else {
                    Policy::of(self.form.client)
                };
                self.place_lists(&policy, State::enter_your_cluster)
            }
            Place::File => vec![Effect::ChooseScenario],
            Place::Lesson | Place::Link | Place::Kept => Vec::new(),
        }
    }

    fn enter_your_cluster(&mut self) {
        self.leave_lesson();
        self.tab = Tab::Lists;
        self.place = Place::YourCluster;
        self.selected = None;
        self.highlight = None;
    }

    pub(super) fn open_file(
        &mut self,
        name: String,
        content: Result<String, String>,
    ) -> Vec<Effect> {
        self.start(Kind::Opens, async move |pace: &Pace| {
            let opened = match content {
                Ok(text) => read_file(text, pace).await,
                Err(why) => Opened::Nothing(why),
            };
            let finish: Finish = Box::new(move |state| state.opened(&name, opened));
            finish
        })
    }

    fn opened(&mut self, name: &str, opened: Opened) -> Vec<Effect> {
        match opened {
            Opened::Scenario(timeline) => {
                self.leave_lesson();
                self.replace(*timeline, Place::File);
                self.tab = Tab::Inspect;
            }
            Opened::Lesson(text) => return self.open_lesson_file(name, &text),
            Opened::Nothing(why) => {
                self.complaint = Some(format!(
                    "{name} was not opened: {why}. Nothing has changed."
                ));
            }
        }
        Vec::new()
    }

    /// Shows the cluster that the lists describe, as far as they are good, and does something
    /// before; that is done in any case.
    pub(super) fn place_lists(&mut self, policy: &Policy, before: fn(&mut Self)) -> Vec<Effect> {
        let Some(setup) = self.form.setup(policy) else {
            self.drop_job();
            before(self);
            return Vec::new();
        };
        self.start(Kind::Opens, async move |pace: &Pace| {
            let scenario = Scenario {
                setup: Rc::new(setup),
                events: Vec::new(),
            };
            let placed = Timeline::in_slices(&scenario, pace).await;
            let finish: Finish = Box::new(move |state| {
                before(state);
                match placed {
                    Ok(timeline) => {
                        state.drop_job();
                        state.timeline = timeline;
                        state.place = Place::YourCluster;
                        state.before = None;
                        state.shown_anew();
                    }
                    Err((_, why)) => {
                        state.complaint = Some(format!(
                            "Your lists were not placed: {why}. The ring is as it was."
                        ));
                    }
                }
                Vec::new()
            });
            finish
        })
    }
}

async fn read_file(text: String, pace: &Pace) -> Opened {
    let fault = match Scenario::parse_in_slices(&text, pace).await {
        Ok(scenario) => {
            drop(text);
            return match Timeline::in_slices(&scenario, pace).await {
                Ok(timeline) => Opened::Scenario(Box::new(timeline)),
                Err((at, why)) => Opened::Nothing(format!("event {at}: {why}")),
            };
        }
        Err(fault) => fault,
    };
    // No lesson is a scenario.
    if Lesson::is_lesson_in_slices(&text, pace).await {
        Opened::Lesson(text)
    } else {
        Opened::Nothing(fault.to_string())
    }
}

/// A scenario that comes with Ringside. Tests play every one of them.
pub(super) fn built_in(scenario: BuiltIn) -> Timeline {
    let read = Scenario::parse(scenario.json()).expect("a built-in scenario is well written");
    Timeline::new(&read).expect("a built-in scenario can happen")
}
