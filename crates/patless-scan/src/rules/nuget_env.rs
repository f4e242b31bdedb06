//! The credential provider for packages of .NET gets a PAT from the environment.

use crate::document::Document;
use crate::fix::{Fix, FixClass};
use crate::given::{Given, Takes, secret_part};
use crate::kind::Kind;
use crate::language::Language;
use crate::level::Level;
use crate::pattern::pattern;
use crate::rule::{Findings, Found, Rule};

pub(super) const RULE: Rule = Rule {
    id: "nuget-env",
    title: "NuGet's credential provider gets a PAT",
    fix: FixClass::Safe,
    needles: &[
        "vss_nuget_accesstoken",
        "external_feed_endpoints",
        "artifacts_credentialprovider_accesstoken",
        "nugetpackagesourcecredentials_",
    ],
    look,
};

pattern!(
    /// The JSON has spaces and quotes: it goes on to the end of the line. `ENV NAME value` has no `=`.
    ENDPOINTS,
    r#"\b(?:VSS_NUGET|ARTIFACTS_CREDENTIALPROVIDER)_EXTERNAL_FEED_ENDPOINTS["'\]}]{0,2}(?:[ \t]*=[ \t]*|[ \t]+)(?P<value>['"]?\{[^\n]*)"#
);

pattern!(
    /// What a Dockerfile keeps in the image.
    IN_IMAGE,
    r"(?i)^[ \t]*env[ \t]+(?:(?:VSS_NUGET|ARTIFACTS_CREDENTIALPROVIDER)_(?:EXTERNAL_FEED_ENDPOINTS|ACCESSTOKEN)|NuGetPackageSourceCredentials_[A-Za-z0-9_]+)(?:=|[ \t])(?P<value>[^\n]*)"
);

fn is_token(name: &str) -> bool {
    matches!(
        name,
        "VSS_NUGET_ACCESSTOKEN" | "ARTIFACTS_CREDENTIALPROVIDER_ACCESSTOKEN"
    ) || name.starts_with("NuGetPackageSourceCredentials_")
        || name.ends_with("_EXTERNAL_FEED_ENDPOINTS")
}

fn look(document: &Document<'_>, findings: &mut Findings) {
    for script in document.scripts() {
        for set in script.find(&ENDPOINTS) {
            let given = set
                .group("value")
                .and_then(|value| document.given(&script, value, Takes::PatsOnly));
            if let Some(given) = given {
                let fix = document.swapped_given(&script, &given);
                report(document, given, fix, findings);
            }
        }
    }
    in_image(document, findings);
    for setting in document.settings_of(is_token, Takes::PatsOnly) {
        let fix = document.swapped_setting(&setting);
        report(document, setting.given, fix, findings);
    }
}

/// An argument of the build is reported where it is declared. What puts it into the image is one more place.
fn in_image(document: &Document<'_>, findings: &mut Findings) {
    if document.kind != Kind::Source(Language::Docker) {
        return;
    }
    for script in document.scripts() {
        for set in script.find(&IN_IMAGE) {
            let Some(value) = set.group("value") else {
                continue;
            };
            let from = value.start + secret_part(document.slice(value.clone()));
            let reference = script
                .references(value)
                .into_iter()
                .find(|reference| from <= reference.at.start);
            if let Some(reference) =
                reference.filter(|found| document.build_arguments().contains(found.name))
            {
                let given = Given {
                    at: reference.at.clone(),
                    reference: Some(reference),
                };
                report(document, given, None, findings);
            }
        }
    }
}

fn report(document: &Document<'_>, given: Given<'_>, fix: Option<Fix>, findings: &mut Findings) {
    let replacement = match document.kind {
        Kind::Pipeline => format!(
            "- task: NuGetAuthenticate@1\n  inputs:\n    azureDevOpsServiceConnection: {0}\n    feedUrl: URL of the feed\n\nwithout inputs for feeds of the own organization. Or the same variable with a token, and before the step:\n{1}",
            document.connection,
            document.token_step_text(&document.new_variable())
        ),
        _ => "Leave the PAT out of the file, and hand over a token for one command:\npatless exec --variable FEED_TOKEN -- dotnet restore\n\nIn an image, mount it for one instruction:\nRUN --mount=type=secret,id=FEED_TOKEN,env=FEED_TOKEN dotnet restore".to_owned(),
    };
    findings.add(Found {
        message: format!(
            "NuGet's credential provider gets the stored PAT in {}",
            given.name()
        ),
        at: given.at,
        level: Level::Warning,
        sink: "NuGet".to_owned(),
        replacement,
        fix,
    });
}
