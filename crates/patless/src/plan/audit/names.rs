//! Names of variables that hold a personal access token, as people choose them.

/// Returns whether the name of a secret is that of a personal access token for Azure DevOps.
pub(super) fn stored_pat(name: &str) -> bool {
    if EXACT.iter().any(|it| name.eq_ignore_ascii_case(it)) {
        return true;
    }
    let words = words(name);
    let joined = words.concat();
    if FOREIGN.iter().any(|it| joined.contains(it)) || has_any(&words, &FOREIGN_WORDS) {
        return false;
    }
    let is_pat = |word: &String| {
        let owner = word
            .strip_suffix("pats")
            .or_else(|| word.strip_suffix("pat"));
        owner.is_some_and(|it| it.is_empty() || OWNERS.contains(&it))
    };
    let is_token = |word: &String| {
        let owner = word
            .strip_suffix("token")
            .map(|it| it.strip_suffix("access").unwrap_or(it));
        owner.is_some_and(|it| it.is_empty() || OWNERS.contains(&it))
    };
    let of_product = OWNERS.iter().any(|it| joined.contains(it) && it.len() > 4)
        || has_any(&words, &["ado", "azdo", "vsts", "tfs", "vsce", "tfx"]);
    words.iter().any(is_pat)
        || joined.contains("personalaccesstoken")
        || (of_product && words.iter().any(is_token))
}

/// Returns whether a name only says something about a token: who owns it, or when it ends.
pub(super) fn describes(name: &str) -> bool {
    has_any(&words(name), &DESCRIBING)
}

fn has_any(words: &[String], of: &[&str]) -> bool {
    words.iter().any(|word| of.contains(&word.as_str()))
}

/// Splits a name at separators, digits and humps, in lower case: `ADOPat_2` is `ado` and `pat`.
fn words(name: &str) -> Vec<String> {
    let mut words = vec![String::new()];
    let characters: Vec<_> = name.chars().collect();
    for (index, character) in characters.iter().enumerate() {
        let before = index.checked_sub(1).and_then(|it| characters.get(it));
        let after = characters.get(index + 1);
        let is_hump = character.is_uppercase()
            && before.is_some_and(|it| {
                it.is_lowercase()
                    || (it.is_uppercase() && after.is_some_and(|it| it.is_lowercase()))
            });
        if is_hump || !character.is_alphabetic() {
            words.push(String::new());
        }
        if character.is_alphabetic()
            && let Some(word) = words.last_mut()
        {
            word.extend(character.to_lowercase());
        }
    }
    words.retain(|word| !word.is_empty());
    words
}

/// Variables that tools of Microsoft read.
const EXACT: [&str; 3] = [
    "VSS_NUGET_ACCESSTOKEN",
    "VSS_NUGET_EXTERNAL_FEED_ENDPOINTS",
    "AZP_TOKEN",
];

/// What is Azure DevOps, or works on it.
const OWNERS: [&str; 13] = [
    "ado",
    "azdo",
    "azuredevops",
    "devops",
    "vsts",
    "tfs",
    "azure",
    "renovate",
    "vsce",
    "tfx",
    "marketplace",
    "feed",
    "git",
];

/// Servers of others, anywhere in a name.
const FOREIGN: [&str; 10] = [
    "github",
    "gitlab",
    "bitbucket",
    "openvsx",
    "ovsx",
    "sonar",
    "databricks",
    "dockerhub",
    "npmjs",
    "atlassian",
];

/// The same, as a word.
const FOREIGN_WORDS: [&str; 4] = ["gh", "ghe", "ghp", "jira"];

const DESCRIBING: [&str; 20] = [
    "name",
    "owner",
    "user",
    "username",
    "expiry",
    "expires",
    "expiration",
    "date",
    "url",
    "uri",
    "path",
    "file",
    "id",
    "scope",
    "scopes",
    "use",
    "has",
    "is",
    "enabled",
    "connection",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_personal_access_tokens_are_told() {
        for name in [
            "PAT",
            "pat",
            "my-pat",
            "ADO_PAT",
            "adoPat",
            "ADOPat2",
            "AZDOPAT",
            "AZURE_DEVOPS_EXT_PAT",
            "AZDO_PERSONAL_ACCESS_TOKEN",
            "personalAccessToken",
            "gitops-azuredevops-pat",
            "AzureDevOpsToken",
            "AZURE_DEVOPS_TOKEN",
            "ado-access-token",
            "RENOVATE_TOKEN",
            "VSCE_PAT",
            "TfxToken",
            "MARKETPLACE_TOKEN",
            "FEED_PATS",
            "Azp_Token",
            "vss_nuget_external_feed_endpoints",
        ] {
            assert!(stored_pat(name), "{name}");
        }
    }

    #[test]
    fn other_names_and_tokens_of_others_are_not() {
        for name in [
            "",
            "path",
            "PATH",
            "pattern",
            "patch",
            "compat",
            "dispatch",
            "spat",
            "TOKEN",
            "NPM_TOKEN",
            "GITHUB_PAT",
            "GITHUB_COM_TOKEN",
            "gh-pat",
            "OVSX_PAT",
            "GitLabPat",
            "SONAR_TOKEN",
            "MarketplacePublisher",
            "shadowToken",
            "ADO_PROJECT",
            "storage-key",
            "Ⓟat",
        ] {
            assert!(!stored_pat(name), "{name}");
        }
    }

    #[test]
    fn a_name_that_says_something_about_a_token_is_told() {
        for name in ["PAT_EXPIRES_ON", "adoPatOwner", "usePat"] {
            assert!(describes(name), "{name}");
        }
        for name in ["ADO_PAT", "patDated"] {
            assert!(!describes(name), "{name}");
        }
    }
}
