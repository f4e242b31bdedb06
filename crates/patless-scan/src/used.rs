//! Finds the secret among the variables of a piece of script.

use std::ops::Range;

use crate::document::Document;
use crate::holds::Holds;
use crate::level::Level;
use crate::names::{Says, credential, says};
use crate::reference::Reference;
use crate::script::Script;
use crate::servers::{Server, server};

/// A secret that a piece of script uses.
#[derive(Clone, Debug)]
pub(crate) struct Used<'t> {
    /// The variable with it.
    pub(crate) reference: Reference<'t>,
    /// How bad it is: a stored PAT, or the token of the job.
    pub(crate) level: Level,
}

impl Used<'_> {
    /// Says what is used: `ADO_PAT holds a stored PAT`.
    pub(crate) fn subject(&self) -> String {
        if self.level == Level::Note {
            format!("{} holds the token of the job", self.reference.name)
        } else if says(self.reference.name) == Says::Pat {
            format!("{} holds a stored PAT", self.reference.name)
        } else {
            format!("{} seems to hold a stored PAT", self.reference.name)
        }
    }
}

impl<'t> Document<'t> {
    /// Finds the secret that goes to a server. A variable about which nothing is known counts if its name sounds like a secret and the server is that of Azure DevOps.
    pub(crate) fn used_at(
        &self,
        script: &Script<'t>,
        within: Range<usize>,
        server: Server,
    ) -> Option<Used<'t>> {
        self.pick(script, within, |reference, holds| {
            let level = holds.level_at(server);
            level.filter(|_| holds != Holds::Unknown || credential(reference.name))
        })
    }

    /// Finds the secret in a place that only takes PATs of Azure DevOps: any variable, unless it is known that it holds something else.
    pub(crate) fn used_as_pat(
        &self,
        script: &Script<'t>,
        within: Range<usize>,
    ) -> Option<Used<'t>> {
        self.pick(script, within, |_, holds| {
            holds.level_at(Server::AzureDevOps)
        })
    }

    /// Tells whose server a piece of script talks to: by its command, else by the whole script.
    pub(crate) fn server_of(&self, script: &Script<'_>, command: Range<usize>) -> Server {
        match server(self.slice(command)) {
            Server::Unnamed if self.server_in(script) == Server::AzureDevOps => Server::AzureDevOps,
            known => known,
        }
    }

    /// The first stored PAT, else the first token of the job.
    fn pick(
        &self,
        script: &Script<'t>,
        within: Range<usize>,
        level: impl Fn(&Reference<'t>, Holds) -> Option<Level>,
    ) -> Option<Used<'t>> {
        let mut picked: Option<Used<'t>> = None;
        for reference in script.holders(within) {
            if NO_SECRETS
                .iter()
                .any(|name| reference.name.eq_ignore_ascii_case(name))
            {
                continue;
            }
            let holds = self.holds(script, &reference);
            let Some(mut level) = level(&reference, holds) else {
                continue;
            };
            // In a program, `token` is more often one of Entra or of the job than a PAT.
            if holds == Holds::Unknown && script.language.has_bare_names() {
                level = level.min(Level::Info);
            }
            if picked.as_ref().is_none_or(|other| other.level < level) {
                picked = Some(Used { reference, level });
            }
        }
        picked
    }
}

/// Names that every language has.
const NO_SECRETS: &[&str] = &[
    "null",
    "none",
    "nil",
    "undefined",
    "true",
    "false",
    "await",
    "new",
    "string.Empty",
    "_",
];
