//! The hotkeys: one table, read by the listener and by the help.

use ringside_model::event::{All, Who};
use ringside_model::seconds::Seconds;

use crate::effects::Effect;
use crate::state::{JobMsg, Msg, Present, PresentMsg, State, TimeMsg};

/// A key and what it does.
#[derive(Clone, Copy)]
pub struct Hotkey {
    /// How the help names the key.
    pub label: &'static str,
    /// What it does, as the help says it.
    pub does: &'static str,
    /// The keys that do it, as the browser names them, lower case.
    keys: &'static [&'static str],
    /// What is held down with it.
    with: With,
    /// The message to send.
    message: fn(&State) -> Option<Msg>,
}

/// Keys held down with another.
#[derive(Clone, Copy, PartialEq, Eq)]
enum With {
    Nothing,
    Control,
    ControlShift,
}

/// A key as the browser reports it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pressed {
    /// The browser's name of the key.
    pub key: String,
    /// Whether Control, or Command on a Mac, is held.
    pub control: bool,
    /// Whether Shift is held.
    pub shift: bool,
    /// Whether Alt is held.
    pub alt: bool,
}

/// How long *Wait a minute* waits.
pub const MINUTE: Seconds = Seconds(60);

/// Every hotkey of the page.
pub const HOTKEYS: [Hotkey; 18] = [
    Hotkey {
        label: "A",
        does: "Add a node",
        keys: &["a"],
        with: With::Nothing,
        message: |_| Some(Msg::Add(None)),
    },
    Hotkey {
        label: "R",
        does: "Let every session make a request",
        keys: &["r"],
        with: With::Nothing,
        message: |_| Some(Msg::Request(Who::All(All::All))),
    },
    Hotkey {
        label: "G",
        does: "Let every session be read, and write nothing new",
        keys: &["g"],
        with: With::Nothing,
        message: |_| Some(Msg::Read(Who::All(All::All))),
    },
    Hotkey {
        label: "T",
        does: "Let a stream of requests come, as Settings says",
        keys: &["t"],
        with: With::Nothing,
        message: |_| Some(Msg::Traffic),
    },
    Hotkey {
        label: "W",
        does: "Wait a minute",
        keys: &["w"],
        with: With::Nothing,
        message: |_| Some(Msg::Advance(MINUTE)),
    },
    Hotkey {
        label: "U",
        does: "Undo",
        keys: &["u"],
        with: With::Nothing,
        message: undo,
    },
    Hotkey {
        label: "Ctrl+Z",
        does: "Undo",
        keys: &["z"],
        with: With::Control,
        message: undo,
    },
    Hotkey {
        label: "Y",
        does: "Redo",
        keys: &["y"],
        with: With::Nothing,
        message: redo,
    },
    Hotkey {
        label: "Ctrl+Shift+Z",
        does: "Redo",
        keys: &["z"],
        with: With::ControlShift,
        message: redo,
    },
    Hotkey {
        label: "E",
        does: "Look at the moment one event earlier; nothing is undone",
        keys: &["e"],
        with: With::Nothing,
        message: |_| Some(Msg::Time(TimeMsg::Back)),
    },
    Hotkey {
        label: "L",
        does: "Look at the moment one event later",
        keys: &["l"],
        with: With::Nothing,
        message: |_| Some(Msg::Time(TimeMsg::On)),
    },
    Hotkey {
        label: "K",
        does: "Play the events one by one, or pause",
        keys: &["k"],
        with: With::Nothing,
        message: |state| {
            Some(Msg::Time(if state.time.playing {
                TimeMsg::Pause
            } else {
                TimeMsg::Play
            }))
        },
    },
    Hotkey {
        label: "F",
        does: "Present: large type for a projector, and keys for a remote",
        keys: &["f"],
        with: With::Nothing,
        message: |state| match state.present {
            Present::Off => Some(Msg::Present(PresentMsg::Start)),
            _ => presenting(state, PresentMsg::Leave),
        },
    },
    Hotkey {
        label: "Page Down or →",
        does: "While presenting: go on",
        keys: &["pagedown", "arrowright"],
        with: With::Nothing,
        message: |state| presenting(state, PresentMsg::Next),
    },
    Hotkey {
        label: "Page Up or ←",
        does: "While presenting: go back",
        keys: &["pageup", "arrowleft"],
        with: With::Nothing,
        message: |state| presenting(state, PresentMsg::Back),
    },
    Hotkey {
        label: "B or .",
        does: "While presenting: blank the screen, and show it again",
        keys: &["b", "."],
        with: With::Nothing,
        message: |state| presenting(state, PresentMsg::Blank),
    },
    Hotkey {
        label: "Esc",
        does: "Close the help, cancel what takes long, leave the presentation, or select nothing",
        keys: &["escape"],
        with: With::Nothing,
        message: |state| match state.present {
            _ if state.help => Some(Msg::Help(false)),
            Present::Blank => presenting(state, PresentMsg::Show),
            _ if state.jobs.running() => Some(Msg::Job(JobMsg::Cancel)),
            Present::Off => Some(Msg::Select(None)),
            Present::On => presenting(state, PresentMsg::Leave),
        },
    },
    Hotkey {
        label: "?",
        does: "Open or close this help",
        keys: &["?"],
        with: With::Nothing,
        message: |state| Some(Msg::Help(!state.help)),
    },
];

/// Keys that work on what has the focus. The elements themselves listen to them.
pub const FOCUS_KEYS: [(&str, &str); 8] = [
    ("Tab", "Go to the next part of the page"),
    (
        "A letter in the Scenario menu",
        "Choose the scenario that begins with it",
    ),
    (
        "Arrow keys",
        "Go to the next node or session on the ring, or to the next panel",
    ),
    (
        "Enter or Space on a node",
        "Crash it; restart it; let it join again",
    ),
    ("M on a node", "Open its menu: all that can be done to it"),
    (
        "C, S, P, H, J, Delete on a node",
        "Crash it, restart it, cut it off, heal it, let it join, take it out of the list",
    ),
    (
        "Enter or Space on a session",
        "Show its copies, and what a read does now",
    ),
    (
        "+, −, 0 and arrow keys on the ring",
        "Magnify an arc, show more, show the whole ring; move along the arc",
    ),
];

fn undo(state: &State) -> Option<Msg> {
    state.timeline.can_undo().then_some(Msg::Undo)
}

fn redo(state: &State) -> Option<Msg> {
    state.timeline.can_redo().then_some(Msg::Redo)
}

fn presenting(state: &State, msg: PresentMsg) -> Option<Msg> {
    (state.present != Present::Off).then_some(Msg::Present(msg))
}

impl Hotkey {
    /// Whether it is a single character. Who speaks to the computer, or hits keys by chance, can
    /// turn those off.
    fn is_letter(&self) -> bool {
        self.with == With::Nothing && self.keys.iter().all(|key| key.len() == 1)
    }

    /// Whether it acts although something lies over the page.
    fn acts_over(&self, state: &State) -> bool {
        match state.present {
            _ if state.help => ["escape", "?"].contains(&self.keys[0]),
            Present::Blank => matches!((self.message)(state), Some(Msg::Present(_))),
            Present::Off | Present::On => true,
        }
    }
}

/// The name under which the device keeps whether letters act.
pub const LETTERS: &str = "ringside.letters";

/// Keeps whether letters act.
#[must_use]
pub fn kept(act: bool) -> Effect {
    Effect::Keep {
        name: LETTERS,
        text: if act { "on" } else { "off" }.to_owned(),
    }
}

/// What a key means now, if anything.
#[must_use]
pub fn message(state: &State, pressed: &Pressed) -> Option<Msg> {
    // The browser lets Escape close that dialog; no other key goes past it.
    if pressed.alt || state.share.dialog.is_some() {
        return None;
    }
    // There is nothing yet that another key could mean.
    if state.arriving {
        return (pressed.key == "Escape").then_some(Msg::Job(JobMsg::Cancel));
    }
    let with = match (
        pressed.control,
        pressed.shift && pressed.key.len() == 1 && pressed.key != "?",
    ) {
        (false, false) => With::Nothing,
        (true, false) => With::Control,
        (true, true) => With::ControlShift,
        (false, true) => return None,
    };
    let key = pressed.key.to_ascii_lowercase();
    let hotkey = HOTKEYS
        .iter()
        .find(|hotkey| hotkey.keys.contains(&key.as_str()) && hotkey.with == with)?;
    let acts = (state.letters || !hotkey.is_letter()) && hotkey.acts_over(state);
    acts.then(|| (hotkey.message)(state))?
}
