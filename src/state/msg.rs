//! Messages: all that can happen on the page.

use ringside_model::catalog::BuiltIn;
use ringside_model::event::{Event, Who};
use ringside_model::id::NodeId;
use ringside_model::policy::Preset;
use ringside_model::seconds::Seconds;
use ringside_model::traffic::Traffic;
use ringside_model::verdict::Verdict;

use super::{JobMsg, LessonMsg, PresentMsg, Setting, ShareMsg, TimeMsg};
use crate::form::FormMsg;
use crate::verb::Verb;

/// Where the scenario shown comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// One of the built-in scenarios.
    BuiltIn(BuiltIn),
    /// The server list and keys that the person gave.
    YourCluster,
    /// A scenario opened from a file.
    File,
    /// The scenario of a lesson's step.
    Lesson,
    /// A scenario opened from a link.
    Link,
    /// A scenario that this device has kept since an earlier visit.
    Kept,
}

/// What the inspector is about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Selected {
    /// The session with this key.
    Session(String),
    /// The node with this name.
    Node(String),
}

/// The panels beside the ring, of which one is open.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tab {
    /// The nodes, the matrix, the selected session.
    Inspect,
    /// The client's settings.
    Settings,
    /// Every event so far.
    History,
    /// What was true from second to second.
    OverTime,
    /// The same events under other policies.
    Compare,
    /// The server list and the keys of *Your cluster*.
    Lists,
    /// The placement as a table.
    Table,
}

impl Tab {
    /// The panel that shows a scenario with these events best.
    #[must_use]
    pub fn first(events: &[Event]) -> Self {
        let streams = |event: &Event| matches!(event, Event::Traffic(_));
        if events.iter().any(streams) {
            Self::OverTime
        } else {
            Self::Inspect
        }
    }
}

/// All that can happen on the page.
#[derive(Clone, Debug, PartialEq)]
pub enum Msg {
    /// Another scenario was chosen.
    Open(Place),
    /// A scenario file was opened: its name and its text.
    OpenFile(String, Result<String, String>),
    /// Something happened to what is under way.
    Job(JobMsg),
    /// The fragment of the page's address has changed, to this.
    Address(String),
    /// Something happened to what is shared and kept.
    Share(ShareMsg),
    /// Something happened in the lesson room.
    Lesson(LessonMsg),
    /// A node was clicked: it crashes, or restarts, or joins again.
    Toggle(NodeId),
    /// A verb of a node's menu was chosen.
    Do(Verb, NodeId),
    /// A node's menu is to be opened or closed.
    Menu(Option<NodeId>),
    /// A new node is to join; on a plain ring at this point, if given.
    Add(Option<u32>),
    /// Every session, or one, makes a request.
    Request(Who),
    /// Every session, or one, is read.
    Read(Who),
    /// Time is to pass.
    Advance(Seconds),
    /// A stream of requests is to come, as it is set.
    Traffic,
    /// Another stream is to come from now on.
    SetTraffic(Traffic),
    /// All settings are to be those of a preset.
    Preset(Preset),
    /// The read of the selected session is to be shown up to this probe, or whole.
    Step(Option<usize>),
    /// The read of the selected session is to be played, probe by probe.
    Play,
    /// The next probe of the read that is playing is to be shown.
    PlayOn,
    /// The same events are to be played under other policies.
    Compare,
    /// A setting of the client was changed.
    Set(Setting),
    /// Something was selected, or nothing.
    Select(Option<Selected>),
    /// The sessions with a verdict are to stand out, or again all.
    Highlight(Option<Verdict>),
    /// A panel was opened.
    Show(Tab),
    /// Another moment or branch is to be shown, or the events are to be played.
    Time(TimeMsg),
    /// The page is to be shown to an audience, or something is to be done before it.
    Present(PresentMsg),
    /// The last edit is to be taken back.
    Undo,
    /// The edit taken back is to be made again.
    Redo,
    /// Something changed in *Your cluster*.
    Form(FormMsg),
    /// The lists of *Your cluster* are to be placed now.
    PlaceLists,
    /// Something could not be done, and this says why.
    Complain(String),
    /// The device does not keep what is entered.
    NotKept,
    /// The keyboard focus is to go to the element with this id.
    Focus(String),
    /// The help is to be opened or closed.
    Help(bool),
    /// Keys that are a single character are to act, or to do nothing.
    Letters(bool),
    /// The complaint was read.
    Dismiss,
    /// That the device does not keep what is entered was read.
    DismissNotKept,
}

impl Msg {
    /// Whether the events, if they are playing, go on to do so.
    #[must_use]
    pub fn lets_play_on(&self) -> bool {
        matches!(
            self,
            Self::Time(TimeMsg::PlayOn | TimeMsg::Speed(_))
                | Self::Share(ShareMsg::Keep | ShareMsg::Copied(..))
                | Self::Lesson(LessonMsg::Light(_))
                | Self::Job(JobMsg::GoOn | JobMsg::Show(_))
                | Self::NotKept
                | Self::Focus(_)
        )
    }
}
