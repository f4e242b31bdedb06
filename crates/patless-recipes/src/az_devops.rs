//! `az devops` and its siblings: the token in `AZURE_DEVOPS_EXT_PAT`, which they send as a password (Basic).
//!
//! A sign-in of `az login` that the organization accepts comes before the variable, and nothing but another configuration folder
//! for all of `az` would change that: the recipe leaves it.

use crate::destination::without_slash;
use crate::given::Given;
use crate::recipe::Recipe;

/// The variables that the recipe looks at.
pub(crate) const READS: &[&str] = &[ORGANIZATION, PROGRAM, PROGRAM_URL];

/// Makes the recipe.
pub(crate) fn recipe(given: &Given<'_>) -> Recipe {
    let mut recipe = Recipe::default();
    // The token goes into az's environment.
    recipe.secret("AZURE_DEVOPS_EXT_PAT", given.token.expose());
    match given.organization {
        Some(organization) => recipe.pin(given, ORGANIZATION, without_slash(organization)),
        None => recipe.absent(given, ORGANIZATION),
    }
    recipe.absent(given, PROGRAM);
    recipe.absent(given, PROGRAM_URL);
    recipe
}

/// The default organization, which comes before that of az's configuration file. The extension gives its library a prefix that
/// ends in `_`, to which that adds another.
const ORGANIZATION: &str = "AZURE_DEVOPS_EXT__DEFAULTS_ORGANIZATION";
/// The program that `az artifacts universal` runs with the token, and where it is downloaded.
const PROGRAM: &str = "AZURE_DEVOPS_EXT_ARTIFACTTOOL_OVERRIDE_PATH";
const PROGRAM_URL: &str = "AZURE_DEVOPS_EXT_ARTIFACTTOOL_OVERRIDE_URL";

#[cfg(test)]
mod tests {
    use super::*;
    use crate::given::tests::{TOKEN, with};

    const EVIL: [(&str, &str); 3] = [
        (ORGANIZATION, "https://evil.example"),
        (PROGRAM, "/tmp/evil"),
        (PROGRAM_URL, "https://evil.example/tool"),
    ];

    #[test]
    fn the_organization_of_the_job_is_the_default_whatever_the_environment_says() {
        let recipe = with(Some("https://dev.azure.com/acme"), &EVIL, recipe);
        assert_eq!(recipe.text("AZURE_DEVOPS_EXT_PAT"), Some(TOKEN));
        assert_eq!(recipe.secrets(), ["AZURE_DEVOPS_EXT_PAT"]);
        assert_eq!(
            recipe.text(ORGANIZATION),
            Some("https://dev.azure.com/acme")
        );
        assert_eq!(recipe.notes.len(), 3);
    }

    #[test]
    fn without_an_organization_the_environment_names_none() {
        let recipe = with(None, &EVIL, recipe);
        assert_eq!(recipe.settings.len(), 4);
        assert_eq!(recipe.text(ORGANIZATION), None);
        assert_eq!(recipe.text(PROGRAM), None);
        assert_eq!(recipe.text(PROGRAM_URL), None);
    }
}
