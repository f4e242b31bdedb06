//! Which stored variables hold a personal access token by their names, and what takes the place of each.

use patless_core::azure_devops::StoredVariable;

use super::names::stored_pat;

/// Tells whether a variable holds a personal access token, by its name.
pub(super) fn holds_token(variable: &StoredVariable) -> bool {
    stored_pat(&variable.name)
}

/// Why a variable is found. `vault` has its value. `None`: Azure DevOps has it.
pub(super) fn reason(variable: &StoredVariable, vault: Option<&str>) -> String {
    let mut text = BY_NAME.to_owned();
    if let Some(vault) = vault {
        text.push_str(", stored in the key vault ");
        text.push_str(vault);
    } else if !variable.is_secret {
        text.push_str(", and everybody who sees the page can read it");
    }
    text
}

/// Why a group is found as a whole.
pub(super) const BY_NAME: &str = "has the name of a personal access token";

/// What takes the place of a variable of this name.
pub(super) fn replacement(name: &str) -> &'static str {
    let name = name.to_ascii_lowercase();
    let has = |part: &str| name.contains(part);
    if has("renovate") {
        "Patless@1 with for: renovate"
    } else if has("vsce") {
        "Patless@1 with for: vsce"
    } else if has("tfx") || has("marketplace") {
        "Patless@1 with for: tfx"
    } else if has("feed") || has("nuget") {
        "the task of the package manager, such as NuGetAuthenticate@1, with azureDevOpsServiceConnection"
    } else if has("azp_token") {
        "config.sh --auth SP, or a token from patless token at registration only"
    } else {
        "a variable that Patless@1 sets in the job; patless scan finds where this one is used"
    }
}
