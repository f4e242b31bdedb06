//! Catalog of the logging commands that an agent knows.

use crate::agent::restrictions::RestrictedMode;

/// Known command.
#[derive(Clone, Copy, Debug)]
pub(super) struct Entry {
    /// The area, in lower case.
    pub(super) area: &'static str,
    /// The event, in lower case.
    event: &'static str,
    /// Whether restricted mode allows the command.
    pub(super) restricted_mode: RestrictedMode,
    /// What the emulator does.
    pub(super) action: Action,
}

/// What the emulator does for a command.
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
    /// `artifact.upload`.
    UploadArtifact,
    /// `task.complete`.
    Complete,
    /// `task.debug`.
    Debug,
    /// Nothing, because the command has no effect that a step or the log shows.
    Nothing,
    /// Logs that the command is not emulated.
    NotEmulated,
}

/// Returns whether an agent knows the area. The area `plugininternal` is for plug-ins only.
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
const fn allowed(area: &'static str, event: &'static str, action: Action) -> Entry {
    Entry {
        area,
        event,
        restricted_mode: RestrictedMode::Allowed,
        action,
    }
}

/// Makes a command that restricted mode forbids and that is not emulated.
const fn not_emulated(area: &'static str, event: &'static str) -> Entry {
    Entry {
        area,
        event,
        restricted_mode: RestrictedMode::Forbidden,
        action: Action::NotEmulated,
    }
}

/// Every command, by area.
const ENTRIES: [Entry; 25] = [
    allowed("task", "setsecret", Action::SetSecret),
    allowed("task", "setvariable", Action::SetVariable),
    allowed("task", "settaskvariable", Action::SetTaskVariable),
    allowed("task", "prependpath", Action::PrependPath),
    allowed("task", "logissue", Action::LogIssue),
    allowed("task", "issue", Action::LogIssue),
    allowed("task", "complete", Action::Complete),
    allowed("task", "debug", Action::Debug),
    allowed("task", "setprogress", Action::Nothing),
    allowed("task", "logdetail", Action::NotEmulated),
    allowed("telemetry", "publish", Action::Nothing),
    Entry {
        action: Action::SetEndpoint,
        ..not_emulated("task", "setendpoint")
    },
    not_emulated("task", "uploadsummary"),
    not_emulated("task", "uploadfile"),
    not_emulated("task", "addattachment"),
    not_emulated("build", "addbuildtag"),
    not_emulated("build", "uploadlog"),
    not_emulated("build", "uploadsummary"),
    not_emulated("build", "updatebuildnumber"),
    not_emulated("artifact", "associate"),
    Entry {
        action: Action::UploadArtifact,
        ..not_emulated("artifact", "upload")
    },
    not_emulated("results", "publish"),
    not_emulated("codecoverage", "publish"),
    not_emulated("codecoverage", "enable"),
    not_emulated("release", "updatereleasename"),
];
