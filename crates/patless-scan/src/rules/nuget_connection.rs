//! `dotnet` and `nuget` sign in with a service connection that stores a PAT.

use crate::document::Document;
use crate::fix::FixClass;
use crate::kind::Kind;
use crate::rule::{Findings, Found, Rule};

pub(super) const RULE: Rule = Rule {
    id: "nuget-connection",
    title: "NuGet signs in with a connection that stores a PAT",
    fix: FixClass::Never,
    needles: &["nugetserviceconnections", "externalfeedcredentials"],
    look,
};

/// Tasks that have such an input, and the input.
const INPUTS: &[(&str, &str)] = &[
    ("nugetauthenticate", "nuGetServiceConnections"),
    ("nugetcommand", "externalFeedCredentials"),
    ("dotnetcorecli", "externalFeedCredentials"),
];

fn look(document: &Document<'_>, findings: &mut Findings) {
    if document.kind != Kind::Pipeline {
        return;
    }
    for (_, step) in document.steps() {
        let Some(task) = step.task() else { continue };
        for (_, name) in INPUTS.iter().filter(|(with, _)| *with == task) {
            let entry = step.inputs().iter().find(|input| input.has_key(name));
            // One finding for all of them: the line changes as a whole.
            let found =
                entry.and_then(|entry| Some((entry, document.connection_with_pat(&entry.value)?)));
            let Some((entry, (connection, level))) = found else {
                continue;
            };
            findings.add(Found {
                at: entry.key.at.start..entry.value.at.end,
                level,
                sink: "NuGet".to_owned(),
                message: format!(
                    "NuGet signs in with the service connection {connection}, of a type that stores a PAT or key"
                ),
                replacement: "Put a connection of type Azure DevOps in its place, whose identity may read the feed; one task for each feed. For feeds of this organization, the task needs neither line:\n- task: NuGetAuthenticate@1\n  inputs:\n    azureDevOpsServiceConnection: CONNECTION\n    feedUrl: https://pkgs.dev.azure.com/ORGANIZATION/_packaging/FEED/nuget/v3/index.json".to_owned(),
                fix: None,
            });
        }
    }
}
