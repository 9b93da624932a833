//! The hotkeys: one table, read by the listener and by the help.

use ringside_model::event::{All, Who};
use ringside_model::seconds::Seconds;

use crate::state::{Msg, State};

/// A key and what it does.
#[derive(Clone, Copy)]
pub struct Hotkey {
    /// How the help names the key.
    pub label: &'static str,
    /// What it does, as the help says it.
    pub does: &'static str,
    /// The key as the browser names it, lower case.
    key: &'static str,
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
pub const HOTKEYS: [Hotkey; 10] = [
    Hotkey {
        label: "A",
        does: "Add a node",
        key: "a",
        with: With::Nothing,
        message: |_| Some(Msg::Add(None)),
    },
    Hotkey {
        label: "R",
        does: "Let every session make a request",
        key: "r",
        with: With::Nothing,
        message: |_| Some(Msg::Request(Who::All(All::All))),
    },
    Hotkey {
        label: "G",
        does: "Let every session be read, and write nothing new",
        key: "g",
        with: With::Nothing,
        message: |_| Some(Msg::Read(Who::All(All::All))),
    },
    Hotkey {
        label: "W",
        does: "Wait a minute",
        key: "w",
        with: With::Nothing,
        message: |_| Some(Msg::Advance(MINUTE)),
    },
    Hotkey {
        label: "U",
        does: "Undo",
        key: "u",
        with: With::Nothing,
        message: undo,
    },
    Hotkey {
        label: "Ctrl+Z",
        does: "Undo",
        key: "z",
        with: With::Control,
        message: undo,
    },
    Hotkey {
        label: "Y",
        does: "Redo",
        key: "y",
        with: With::Nothing,
        message: redo,
    },
    Hotkey {
        label: "Ctrl+Shift+Z",
        does: "Redo",
        key: "z",
        with: With::ControlShift,
        message: redo,
    },
    Hotkey {
        label: "Esc",
        does: "Close the help, or select nothing",
        key: "escape",
        with: With::Nothing,
        message: |state| {
            Some(if state.help {
                Msg::Help(false)
            } else {
                Msg::Select(None)
            })
        },
    },
    Hotkey {
        label: "?",
        does: "Open or close this help",
        key: "?",
        with: With::Nothing,
        message: |state| Some(Msg::Help(!state.help)),
    },
];

/// Keys that work on what has the focus. The elements themselves listen to them.
pub const FOCUS_KEYS: [(&str, &str); 7] = [
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
];

fn undo(state: &State) -> Option<Msg> {
    state.timeline.can_undo().then_some(Msg::Undo)
}

fn redo(state: &State) -> Option<Msg> {
    state.timeline.can_redo().then_some(Msg::Redo)
}

/// What a key means now, if anything.
#[must_use]
pub fn message(state: &State, pressed: &Pressed) -> Option<Msg> {
    // The browser lets Escape close that dialog; no other key goes past it.
    if pressed.alt || state.share.dialog.is_some() {
        return None;
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
    let key = pressed.key.to_lowercase();
    let hotkey = HOTKEYS
        .iter()
        .find(|hotkey| hotkey.key == key && hotkey.with == with)?;
    if state.help && !matches!(hotkey.key, "escape" | "?") {
        return None;
    }
    (hotkey.message)(state)
}
