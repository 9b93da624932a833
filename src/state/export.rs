//! What is written of what is shown: the link of the dialog, and files.

use std::rc::Rc;

use ringside_model::pace::Pace;
use ringside_model::scenario;

use super::job::{Finish, Kind};
use super::share::{Dialog, Moment};
use super::{Present, State};
use crate::address::SCENARIO;
use crate::effects::{Effect, Image};
use crate::text;

/// A file that can be saved.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Export {
    /// The scenario, as JSON.
    Scenario,
    /// Every session, as CSV.
    Table,
    /// The picture, as SVG or PNG.
    Picture(Image),
}

impl State {
    /// Opens the dialog once the link to what is shown then is written.
    pub(super) fn open_dialog(&mut self) -> Vec<Effect> {
        let due = Moment::of(&self.timeline);
        self.start(Kind::Writes, async move |pace: &Pace| {
            let fragment = due.fragment_in_slices(pace).await;
            let finish: Finish = Box::new(move |state| {
                if !due.is_shown(&state.timeline) {
                    return state.open_dialog();
                }
                // Who asked for it has turned to something else by now.
                if state.help || state.present == Present::Blank {
                    return Vec::new();
                }
                state.share.dialog = Some(state.dialog(&fragment));
                Vec::new()
            });
            finish
        })
    }

    pub(super) fn dialog(&self, fragment: &str) -> Dialog {
        let before = self.share.dialog.as_ref();
        let page = &self.share.page;
        let title = text::escaped(&self.setup().title);
        Dialog {
            embed: format!(
                "<iframe src=\"{page}?embed#{SCENARIO}={fragment}\" title=\"Ringside: {title}\" width=\"720\" height=\"760\" style=\"border: 0\" loading=\"lazy\"></iframe>"
            )
            .into(),
            link: format!("{page}#{SCENARIO}={fragment}").into(),
            enlarged: before.is_some_and(|before| before.enlarged),
            copied: None,
        }
    }

    pub(super) fn save(&mut self, export: Export) -> Vec<Effect> {
        let timeline = &self.timeline;
        match export {
            Export::Scenario => {
                let Moment { setup, events, .. } = Moment::of(timeline);
                self.start(Kind::Writes, async move |pace: &Pace| {
                    let json = scenario::write::in_slices(&setup, &events, pace).await;
                    saved(Effect::download(
                        "ringside-scenario.json",
                        "application/json",
                        json,
                    ))
                })
            }
            Export::Table => {
                let world = Rc::clone(timeline.world());
                self.start(Kind::Writes, async move |pace: &Pace| {
                    let csv = text::csv_in_slices(&world, pace).await;
                    saved(Effect::download("ringside-table.csv", "text/csv", csv))
                })
            }
            Export::Picture(image) => vec![Effect::Picture {
                image,
                title: self.setup().title.clone(),
                said: format!("{} {}", self.news.deed, self.news.consequence),
                counts: timeline.world().counts(),
            }],
        }
    }
}

/// The end of a job that makes a file.
fn saved(file: Effect) -> Finish {
    Box::new(|_| vec![file])
}
