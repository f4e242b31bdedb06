//! Tells by a variable's name what it holds: a PAT of Azure DevOps, the job's token, or somebody else's secret.

/// What a name says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Says {
    /// A PAT, or a token in a place where PATs of Azure DevOps were kept.
    Pat,
    /// The token of the job: `System.AccessToken`.
    JobToken,
    /// A secret of another service: GitHub, npmjs, Open VSX …
    Foreign,
    /// Nothing.
    Nothing,
}

/// Tells whether a variable of this name probably holds a PAT of Azure DevOps: `ADO_PAT`, `personalAccessToken`, `RENOVATE_TOKEN`.
///
/// Upper and lower case do not count, as in Azure Pipelines. `PATH`, `GITHUB_PAT` and `System.AccessToken` do not.
pub fn stored_pat(name: &str) -> bool {
    says(name) == Says::Pat
}

/// Says what a name says.
pub(crate) fn says(name: &str) -> Says {
    let words = words(name);
    // `usePat`, `PAT_EXPIRES_ON` and `patSecretName` hold no PAT.
    let about = words
        .first()
        .is_some_and(|first| ASKS.contains(&first.as_str()))
        || words
            .last()
            .is_some_and(|last| DESCRIBES.contains(&last.as_str()));
    if about {
        return Says::Nothing;
    }
    let joined = words.concat();
    // What NuGetAuthenticate sets for later steps is the job's token too.
    if joined.ends_with("systemaccesstoken")
        || matches!(joined.as_str(), "systemtoken" | "vssnugetaccesstoken")
    {
        return Says::JobToken;
    }
    if words.iter().any(|word| FOREIGN.contains(&word.as_str()))
        || FOREIGN_INSIDE.iter().any(|part| joined.contains(part))
    {
        return Says::Foreign;
    }
    let has = |wanted: &[&str]| words.iter().any(|word| wanted.contains(&word.as_str()));
    let pat = has(&[
        "pat",
        "pats",
        "azpat",
        "adopat",
        "azdopat",
        "vstspat",
        "tfspat",
        "devopspat",
    ]) || joined.contains("personalaccesstoken");
    let token = has(&["token", "accesstoken", "tok"]) || joined.ends_with("token");
    let of_a_tool = has(&["renovate", "vsce", "tfx", "marketplace", "azp"]);
    if pat || token && (of_azure_devops(name) || of_a_tool) {
        Says::Pat
    } else {
        Says::Nothing
    }
}

/// Tells whether a name says that it is about Azure DevOps: `ADO_PAT`, `AzureDevOpsToken`.
pub(crate) fn of_azure_devops(name: &str) -> bool {
    let words = words(name);
    let joined = words.concat();
    words
        .iter()
        .any(|word| OF_AZURE_DEVOPS.contains(&word.as_str()))
        || joined.contains("azuredevops")
        || joined.contains("azdevops")
}

/// Tells whether a name sounds like a secret of any kind: `TOKEN`, `gitPassword`.
pub(crate) fn credential(name: &str) -> bool {
    words(name).iter().any(|word| {
        SECRETS.contains(&word.as_str()) || word.ends_with("token") || word.ends_with("password")
    })
}

/// Words for secrets.
const SECRETS: &[&str] = &[
    "pat",
    "token",
    "secret",
    "password",
    "passwd",
    "pwd",
    "pass",
    "cred",
    "creds",
    "credential",
    "credentials",
    "auth",
    "apikey",
    "b64",
    "base64",
];

/// Words of Azure DevOps.
const OF_AZURE_DEVOPS: &[&str] = &[
    "ado",
    "azdo",
    "vsts",
    "tfs",
    "azp",
    "azpat",
    "adopat",
    "azdopat",
    "vstspat",
    "tfspat",
    "devopspat",
    "azdevops",
    "azuredevops",
    "azurerepos",
    "devops",
];

/// Tells whether a variable that a file of settings reads is there for a PAT. Not `ADO_TOKEN`, which takes its place.
pub(crate) fn keeps_pat(name: &str) -> bool {
    says(name) == Says::Pat && !name.to_ascii_uppercase().starts_with("ADO_TOKEN")
}

/// Words of services that are not Azure DevOps.
const FOREIGN: &[&str] = &[
    "github",
    "gh",
    "ghcr",
    "gitlab",
    "bitbucket",
    "npmjs",
    "ovsx",
    "openvsx",
    "dockerhub",
    "docker",
    "sonar",
    "sonarcloud",
    "sonarqube",
    "snyk",
    "slack",
    "jira",
    "atlassian",
    "databricks",
    "snowflake",
    "aws",
    "gcp",
    "google",
    "nugetorg",
    "pypi",
    "codecov",
    "cachix",
    "vault",
    "hashicorp",
    "tfe",
    "tfc",
    "artifactory",
    "jfrog",
    "nexus",
    "sentry",
    "datadog",
    "newrelic",
    "airtable",
    "figma",
    "circleci",
    "buildkite",
    "octopus",
    "hf",
    "huggingface",
    "openai",
    "myget",
    "proget",
    "telerik",
    "devexpress",
    "syncfusion",
    "cloudsmith",
    "chocolatey",
    "confluence",
];
/// First words of a name that asks whether there is a PAT.
const ASKS: &[&str] = &[
    "use",
    "has",
    "is",
    "enable",
    "skip",
    "no",
    "needs",
    "require",
    "connection",
];
/// Last words of a name that tells something about a PAT.
const DESCRIBES: &[&str] = &[
    "name",
    "id",
    "expiry",
    "expires",
    "expiration",
    "on",
    "days",
    "date",
    "owner",
    "user",
    "username",
    "scope",
    "scopes",
    "url",
    "uri",
    "length",
    "count",
    "enabled",
    "type",
    "version",
    "connection",
    "connections",
    "endpoint",
    "file",
    "path",
    "folder",
    "pool",
    "organization",
    "org",
    "project",
    "repository",
    "repo",
];
/// Services of others, where words are not told apart.
const FOREIGN_INSIDE: &[&str] = &[
    "githubtoken",
    "githubpat",
    "githubcom",
    "gitlabtoken",
    "npmjstoken",
    "openvsx",
    "sonartoken",
    "nugetorg",
];

/// Splits a name at `_`, `-`, `.`, spaces and where small letters end, and makes all small.
fn words(name: &str) -> Vec<String> {
    let mut words: Vec<String> = Vec::new();
    let mut word = String::new();
    let mut previous = ' ';
    let mut letters = name.chars().peekable();
    while let Some(letter) = letters.next() {
        let mut ahead = letters.clone();
        // The plural of capitals is one word: `PATs`.
        let plural = ahead.next() == Some('s')
            && ahead
                .next()
                .is_none_or(|letter| !letter.is_ascii_lowercase());
        let next_is_small = !plural && letters.peek().is_some_and(char::is_ascii_lowercase);
        let starts = letter.is_ascii_uppercase()
            && (previous.is_ascii_lowercase()
                || previous.is_ascii_digit()
                || previous.is_ascii_uppercase() && next_is_small);
        if (starts || !letter.is_ascii_alphanumeric()) && !word.is_empty() {
            words.push(std::mem::take(&mut word));
        }
        if letter.is_ascii_alphanumeric() {
            word.push(letter.to_ascii_lowercase());
        }
        previous = letter;
    }
    if !word.is_empty() {
        words.push(word);
    }
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_fix_writes_into_settings_keeps_no_pat() {
        assert!(keeps_pat("AZURE_DEVOPS_PAT"));
        for name in ["ADO_TOKEN", "ado_token_2", "GITHUB_PAT", "FEED_TOKEN"] {
            assert!(!keeps_pat(name), "{name}");
        }
    }

    #[test]
    fn names_of_pats_are_told_from_others() {
        for name in [
            "PAT",
            "ADO_PAT",
            "adoPat",
            "AZURE_DEVOPS_EXT_PAT",
            "personalAccessToken",
            "PERSONAL_ACCESS_TOKEN",
            "kv-azure-devops-pat",
            "RENOVATE_TOKEN",
            "VSCE_PAT",
            "azureDevOpsToken",
            "AZDO_PERSONAL_ACCESS_TOKEN",
            "patToken",
            "AZP_TOKEN",
            "MyPATToken",
            "tfx.token",
            "AzDevOpsPat",
            "AZURE_DEVOPS_TOKEN",
            "Marketplace PATs",
            "AZPAT",
        ] {
            assert_eq!(says(name), Says::Pat, "{name}");
        }
        for name in [
            "PATH",
            "patch",
            "pattern",
            "GradlePatch",
            "token",
            "ACCESS_TOKEN",
            "compat",
            "dispatch",
            "ARM_ACCESS_TOKEN",
            "paths",
            "usePat",
            "ADO_PAT_EXPIRES_ON",
            "adoPatSecretName",
            "patUserName",
            "connectionNamePAT",
            "AZP_TOKEN_FILE",
            "PAT_POOL",
            "marketplacePatServiceConnection",
        ] {
            assert_eq!(says(name), Says::Nothing, "{name}");
        }
        for name in [
            "GITHUB_PAT",
            "GITHUB_COM_TOKEN",
            "OVSX_PAT",
            "gitHubPat",
            "GH_PAT",
            "npmjs-token",
            "dn-bot-gitlab-pat",
            "BotAccount-dotnet-renovate-github-PAT",
        ] {
            assert_eq!(says(name), Says::Foreign, "{name}");
        }
        for name in [
            "System.AccessToken",
            "SYSTEM_ACCESSTOKEN",
            "system.accesstoken",
            "_options.SystemAccessToken",
            "VSS_NUGET_ACCESSTOKEN",
        ] {
            assert_eq!(says(name), Says::JobToken, "{name}");
        }
    }

    #[test]
    fn a_pat_alone_may_be_anybodys() {
        for name in [
            "ado_token",
            "AZURE_DEVOPS_EXT_PAT",
            "azure-devops-token",
            "AZP_TOKEN",
            "AZPAT",
        ] {
            assert!(of_azure_devops(name), "{name}");
        }
        for name in ["PAT", "PERSONAL_ACCESS_TOKEN", "RELEASE_TOKEN", "shadow"] {
            assert!(!of_azure_devops(name), "{name}");
        }
    }
}
