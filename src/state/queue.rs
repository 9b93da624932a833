//! What waits for an edit that is under way.

use super::job::Kind;
use super::{Msg, ShareMsg, State, TimeMsg};

impl State {
    /// Lets a message wait, if it is about what an edit that is under way will make. To take back
    /// the last edit that waits is to forget it; with none, the edit itself is given up. Another
    /// scenario comes last, and of several only the one asked for last: whoever clicks on does so
    /// in the one that is shown.
    pub(super) fn waits(&mut self, msg: Msg) -> Result<(), Msg> {
        let Some((kind, waiting)) = self.jobs.queue() else {
            return Err(msg);
        };
        match (kind, msg) {
            (Kind::Edits, Msg::Undo) => match waiting.iter().rposition(edits) {
                Some(last) => drop(waiting.remove(last)),
                None => self.cancel(),
            },
            (Kind::Edits, msg) if opens(&msg) => {
                waiting.retain(|before| !opens(before));
                waiting.push_back(msg);
            }
            (Kind::Edits, msg) if edits(&msg) || writes(&msg) => {
                let moves = |msg: &Msg| matches!(msg, Msg::Time(TimeMsg::To(_)));
                // A hand that drags on, or looks at something else, does not want what was between.
                waiting.retain(|before| !matches!(before, Msg::Compare));
                let other = waiting.pop_back_if(|last| opens(last));
                if moves(&msg) {
                    waiting.pop_back_if(|last| moves(last));
                }
                waiting.push_back(msg);
                waiting.extend(other);
            }
            // It would stop the reading; once that is done the lists are placed anyway.
            (Kind::Reads(_), Msg::PlaceLists) => {}
            (_, msg) => return Err(msg),
        }
        Ok(())
    }
}

/// Whether a message may bring another scenario: one that is no good must not cost an edit.
fn opens(msg: &Msg) -> bool {
    matches!(msg, Msg::OpenFile(..) | Msg::Address(_))
}

/// Whether a message asks for something to be written of what is shown.
fn writes(msg: &Msg) -> bool {
    matches!(msg, Msg::Share(ShareMsg::Save(_) | ShareMsg::Show(true)))
}

/// Whether a message is about the timeline as it will be after an edit.
fn edits(msg: &Msg) -> bool {
    match msg {
        Msg::Toggle(_)
        | Msg::Do(..)
        | Msg::Add(_)
        | Msg::Request(_)
        | Msg::Read(_)
        | Msg::Advance(_)
        | Msg::Traffic
        | Msg::Preset(_)
        | Msg::Set(_)
        | Msg::Compare
        | Msg::Redo => true,
        Msg::Time(msg) => !matches!(msg, TimeMsg::Pause | TimeMsg::Speed(_)),
        _ => false,
    }
}
