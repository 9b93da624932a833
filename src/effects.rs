//! Effects: all that touches the browser beyond drawing. They are values; [`Runner::run`] is
//! the only place that carries them out.

mod clipboard;
mod fetch;
mod file;
pub mod panic;
mod picture;
mod turn;
mod underway;

use gloo::timers::callback::Timeout;
use ringside_model::lesson::catalog::Entry;
use ringside_model::verdict::Counts;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement, Storage, SvgElement};
use yew::Callback;

pub use turn::Turn;
pub use underway::{Token, Underway};

use crate::address::Address;

use crate::state::{Copyable, JobMsg, Msg, ShareMsg, TimeMsg};

/// Something to be done in the browser.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Effect {
    /// Offer a text as a file.
    Download {
        /// The file's name.
        name: String,
        /// Its media type.
        kind: &'static str,
        /// What is in it, in pieces.
        content: Vec<String>,
    },
    /// Let the person choose a scenario file.
    ChooseScenario,
    /// Keep a text on this device.
    Keep {
        /// Under this name.
        name: &'static str,
        /// The text.
        text: String,
    },
    /// Place the lists of *Your cluster* once the typing pauses.
    PlaceSoon,
    /// Show the next probe of a read that is playing, after a moment.
    StepSoon,
    /// Fetch the text of a lesson.
    FetchLesson {
        /// The lesson.
        entry: &'static Entry,
        /// The step to open it at.
        step: Option<usize>,
    },
    /// Show the next event of those that are playing, after so many milliseconds.
    EventSoon(u32),
    /// Put the keyboard focus on the element with this id.
    Focus(String),
    /// If what has the focus goes when the page is drawn anew, put it on the element with this id.
    MindFocus(&'static str),
    /// Go on with what is under way, once the browser has done what is waiting for it.
    GoOnSoon,
    /// Tell of the job with this number, if it is still under way after a moment.
    ShowJobSoon(u32),
    /// Copy a text of the share dialog.
    Copy {
        /// Which it is.
        which: Copyable,
        /// The text.
        text: String,
    },
    /// Offer the drawing as a file.
    Picture {
        /// In which form.
        image: Image,
        /// What stands over it.
        title: String,
        /// What happened last, and what that means.
        said: String,
        /// How many sessions have each verdict.
        counts: Counts,
    },
    /// Make the whole page look as it does before an audience, or no more.
    ShowPresenting(bool),
    /// Keep what is shown on this device once it has not changed for a moment.
    KeepSoon,
    /// Keep the scenario of this link on this device.
    KeepWork(String),
    /// Forget the scenario that was kept.
    ForgetWork,
}

/// The forms of a picture.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Image {
    /// Lines and texts.
    Svg,
    /// Pixels, twice as many as the drawing has units.
    Png,
}

impl Effect {
    /// A text as a file.
    #[must_use]
    pub fn download(name: &str, kind: &'static str, content: Vec<String>) -> Self {
        Self::Download {
            name: name.to_owned(),
            kind,
            content,
        }
    }

    /// Whether it changes what the device keeps.
    #[must_use]
    pub fn keeps(&self) -> bool {
        matches!(
            self,
            Self::Keep { .. } | Self::KeepSoon | Self::KeepWork(_) | Self::ForgetWork
        )
    }
}

/// How long typing must pause before its result is shown, in milliseconds.
const PAUSE: u32 = 250;

/// How long each probe of a read that is playing is shown before the next, in milliseconds.
const STEP: u32 = 900;

/// No browser keeps a longer text for a page, in bytes, and to let it refuse takes long.
const MOST_KEPT: usize = 5 << 20;

/// How long a job may take before it is told of, in milliseconds.
const UNNOTICED: u32 = 150;

/// Carries effects out, and keeps what must outlive them.
#[derive(Debug, Default)]
pub struct Runner {
    /// What is under way.
    pub underway: Underway,
    keeping: Option<Timeout>,
    placing: Option<Timeout>,
    stepping: Option<Timeout>,
    /// What is to have the focus once the page is drawn anew.
    focus: Option<String>,
    /// What is to have it if what has it now goes.
    heir: Option<&'static str>,
    passing: Option<Timeout>,
    working: Option<Timeout>,
    showing: Option<Timeout>,
    /// Whether it was told that the device does not keep what is entered.
    told: bool,
}

impl Runner {
    /// Does what had to wait until the page was drawn anew.
    pub fn drawn(&mut self) {
        let heir = self.heir.take().filter(|_| !something_has_focus());
        if let Some(id) = self.focus.take().or(heir.map(str::to_owned)) {
            focus(&id);
        }
    }

    /// Carries an effect out. What comes of it later is sent as a message.
    pub fn run(&mut self, effect: Effect, send: &Callback<Msg>) {
        match effect {
            Effect::Download {
                name,
                kind,
                content,
            } => {
                file::save(name, kind, content, &self.underway.until_sent(send));
            }
            Effect::ShowPresenting(presenting) => {
                show_presenting(presenting);
            }
            Effect::ChooseScenario => {
                choose_scenario();
            }
            Effect::Keep { name, text } => {
                if keep(name, &text).is_err() {
                    self.tell(send);
                }
            }
            Effect::PlaceSoon => {
                self.placing = Some(later(
                    PAUSE,
                    Msg::PlaceLists,
                    &self.underway.until_sent(send),
                ));
            }
            Effect::StepSoon => {
                self.stepping = Some(later(STEP, Msg::PlayOn, send));
            }
            Effect::FetchLesson { entry, step } => {
                fetch::lesson(entry, step, self.underway.until_sent(send));
            }
            Effect::EventSoon(pause) => {
                let send = send.clone();
                self.passing = Some(Timeout::new(pause, move || {
                    // Nobody looks at a page in the background.
                    let on = if hidden() {
                        TimeMsg::Pause
                    } else {
                        TimeMsg::PlayOn
                    };
                    send.emit(Msg::Time(on));
                }));
            }
            Effect::Focus(id) => {
                self.focus = Some(id);
            }
            Effect::MindFocus(id) => {
                self.heir = something_has_focus().then_some(id);
            }
            Effect::GoOnSoon => {
                self.working = Some(later(
                    0,
                    Msg::Job(JobMsg::GoOn),
                    &self.underway.until_sent(send),
                ));
            }
            Effect::ShowJobSoon(number) => {
                self.showing = Some(later(UNNOTICED, Msg::Job(JobMsg::Show(number)), send));
            }
            Effect::Copy { which, text } => {
                clipboard::copy(which, text, self.underway.until_sent(send));
            }
            Effect::Picture {
                image,
                title,
                said,
                counts,
            } => {
                picture::save(
                    image,
                    &title,
                    &said,
                    &counts,
                    &self.underway.until_sent(send),
                );
            }
            Effect::KeepSoon => {
                self.keeping = Some(later(PAUSE, Msg::Share(ShareMsg::Keep), send));
            }
            Effect::KeepWork(link) => {
                // Where the device keeps nothing at all there is nothing to tell: nobody asked.
                let room = link.len() <= MOST_KEPT;
                if storage().is_some() && (!room || keep(WORK, &link).is_err()) {
                    self.tell(send);
                }
            }
            Effect::ForgetWork => {
                self.keeping = None;
                if let Some(storage) = storage() {
                    storage.remove_item(WORK).unwrap_or_default();
                }
            }
        }
    }

    /// Tells once that the device does not keep what is entered.
    fn tell(&mut self, send: &Callback<Msg>) {
        if !std::mem::replace(&mut self.told, true) {
            send.emit(Msg::NotKept);
        }
    }
}

/// Under this name the scenario and the moment shown are kept on the device, as a link says them.
pub const WORK: &str = "ringside.work";

/// The address that the page was opened with.
#[must_use]
pub fn address() -> Address {
    let href = web_sys::window().and_then(|window| window.location().href().ok());
    Address::new(&href.unwrap_or_default())
}

/// Says something to those who look into the browser's console.
pub fn warn(text: &str) {
    web_sys::console::warn_1(&text.into());
}

/// Lets the person choose a file.
fn choose_scenario() {
    let input = element(SCENARIO_FILE);
    if let Some(input) = input.and_then(|input| input.dyn_into::<HtmlElement>().ok()) {
        input.click();
    }
}

/// The class is on the root, which sets how large type is. A rule that asks whether the root has such a thing in it would be
/// asked again at each change of the page.
fn show_presenting(presenting: bool) {
    let document = web_sys::window().and_then(|window| window.document());
    if let Some(root) = document.and_then(|document| document.document_element()) {
        root.set_class_name(if presenting { "presenting" } else { "" });
    }
}

/// The id of the input that opens scenario files.
pub const SCENARIO_FILE: &str = "scenario-file";

/// Sends a message after so many milliseconds, unless this is dropped before.
fn later(pause: u32, msg: Msg, send: &Callback<Msg>) -> Timeout {
    let send = send.clone();
    Timeout::new(pause, move || send.emit(msg))
}

/// Whether the page is in the background.
fn hidden() -> bool {
    let document = web_sys::window().and_then(|window| window.document());
    document.is_some_and(|document| document.hidden())
}

fn element(id: &str) -> Option<Element> {
    web_sys::window()?.document()?.get_element_by_id(id)
}

/// Whether any element has the focus, and not just the page.
fn something_has_focus() -> bool {
    let document = web_sys::window().and_then(|window| window.document());
    let focused = document.and_then(|document| document.active_element());
    focused.is_some_and(|element| element.tag_name() != "BODY")
}

/// Puts the focus on an element. One that cannot have it stays as it is.
fn focus(id: &str) {
    let Some(element) = element(id) else { return };
    // Nodes and sessions are SVG, tabs are HTML.
    let _ = match element.dyn_into::<HtmlElement>() {
        Ok(html) => html.focus(),
        Err(other) => other
            .dyn_into::<SvgElement>()
            .map_or(Ok(()), |svg| svg.focus()),
    };
}

/// The device's storage, where the browser lets the page have it.
fn storage() -> Option<Storage> {
    web_sys::window()?.local_storage().ok()?
}

fn keep(name: &str, text: &str) -> Result<(), ()> {
    storage().ok_or(())?.set_item(name, text).map_err(|_| ())
}

/// What was kept under a name on this device.
#[must_use]
pub fn kept(name: &str) -> Option<String> {
    storage()?.get_item(name).ok()?
}
