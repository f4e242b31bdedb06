//! Lists the commands that an agent knows.

use crate::agent::restrictions::Harmless;

/// One known command.
#[derive(Clone, Copy, Debug)]
pub(super) struct Entry {
    /// The area, in lower case.
    pub(super) area: &'static str,
    /// The event, in lower case.
    event: &'static str,
    /// Whether restricted mode allows it.
    pub(super) harmless: Harmless,
    /// What the emulator does.
    pub(super) action: Action,
}

/// What the emulator does on a command.
#[derive(Clone, Copy, Debug)]
pub(super) enum Action {
    /// `task.setsecret`.
    SetSecret,
    /// `task.setvariable`.
    SetVariable,
    /// `task.setendpoint`.
    SetEndpoint,
    /// `task.settaskvariable`.
    SetTaskVariable,
    /// `task.prependpath`.
    PrependPath,
    /// `task.logissue`.
    LogIssue,
    /// `task.complete`.
    Complete,
    /// `task.debug`.
    Debug,
    /// Has no effect that a step or the log could show.
    Nothing,
    /// Is accepted and named in the log.
    NotEmulated,
}

/// Tells whether an agent knows the area; `plugininternal` belongs to plug-ins only.
pub(super) fn has_area(area: &str) -> bool {
    ENTRIES
        .iter()
        .any(|entry| entry.area.eq_ignore_ascii_case(area))
}

/// Finds a command.
pub(super) fn find(area: &str, event: &str) -> Option<Entry> {
    let found = ENTRIES.iter().find(|entry| {
        entry.area.eq_ignore_ascii_case(area) && entry.event.eq_ignore_ascii_case(event)
    });
    found.copied()
}

/// Makes a command that restricted mode allows.
const fn harmless(area: &'static str, event: &'static str, action: Action) -> Entry {
    Entry {
        area,
        event,
        harmless: Harmless::Yes,
        action,
    }
}

/// Makes a command that restricted mode forbids, and that the emulator does not play.
const fn other(area: &'static str, event: &'static str) -> Entry {
    Entry {
        area,
        event,
        harmless: Harmless::No,
        action: Action::NotEmulated,
    }
}

/// Every command, by area.
const ENTRIES: [Entry; 25] = [
    harmless("task", "setsecret", Action::SetSecret),
    harmless("task", "setvariable", Action::SetVariable),
    harmless("task", "settaskvariable", Action::SetTaskVariable),
    harmless("task", "prependpath", Action::PrependPath),
    harmless("task", "logissue", Action::LogIssue),
    harmless("task", "issue", Action::LogIssue),
    harmless("task", "complete", Action::Complete),
    harmless("task", "debug", Action::Debug),
    harmless("task", "setprogress", Action::Nothing),
    harmless("task", "logdetail", Action::NotEmulated),
    harmless("telemetry", "publish", Action::Nothing),
    Entry {
        action: Action::SetEndpoint,
        ..other("task", "setendpoint")
    },
    other("task", "uploadsummary"),
    other("task", "uploadfile"),
    other("task", "addattachment"),
    other("build", "addbuildtag"),
    other("build", "uploadlog"),
    other("build", "uploadsummary"),
    other("build", "updatebuildnumber"),
    other("artifact", "associate"),
    other("artifact", "upload"),
    other("results", "publish"),
    other("codecoverage", "publish"),
    other("codecoverage", "enable"),
    other("release", "updatereleasename"),
];
