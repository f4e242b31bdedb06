//! Renovate: the token in `RENOVATE_TOKEN` for the platform, and in a rule for the feeds. It sends both as Bearer.
//!
//! Renovate does not use the token of the platform for `pkgs.dev.azure.com`. A variable whose name is made of datasource and host
//! becomes a rule for that host, if the host has a dot in it and no port counts; on this machine, a rule is written as JSON.
//!
//! Where the token goes is said twice: `RENOVATE_ENDPOINT` is what a person looks for, and `RENOVATE_FORCE` what counts. Renovate
//! puts `force` above all other settings, in whatever variable or file it stands, and takes the last one: that of this variable.
//! A redirect would take the token with it: see `node_guard`.

use serde_json::{Map, Value as Json, json};

use crate::destination::on_this_machine;
use crate::error::RecipeError;
use crate::given::Given;
use crate::node_guard;
use crate::recipe::Recipe;
use crate::tool::Tool;

/// The variables that the recipe looks at.
pub(crate) const READS: &[&str] = &[
    PLATFORM,
    ENDPOINT,
    FORCE,
    PREFIX,
    HOST_RULES,
    BASE_DIR,
    node_guard::OPTIONS,
    node_guard::OF_NPM[0],
    node_guard::OF_NPM[1],
];

/// Makes the recipe.
pub(crate) fn recipe(given: &Given<'_>) -> Result<Recipe, RecipeError> {
    let Some(organization) = given.organization else {
        return Err(RecipeError::NoOrganization(Tool::Renovate));
    };
    let mut recipe = Recipe::default();
    node_guard::add(&mut recipe, given, Tool::Renovate)?;
    let endpoint = organization.organization().as_str();
    recipe.pin(given, PLATFORM, "azure");
    recipe.pin(given, ENDPOINT, endpoint);
    recipe.plain(FORCE, forced(given, endpoint)?);
    // With a prefix of its own, Renovate takes other variables for those above.
    recipe.absent(given, PREFIX);
    // The token goes into Renovate's environment.
    recipe.secret("RENOVATE_TOKEN", given.token.expose());
    match on_this_machine(given.organization) {
        None => {
            recipe.plain("RENOVATE_DETECT_HOST_RULES_FROM_ENV", "true");
            // As above.
            recipe.secret("NPM_PKGS_DEV_AZURE_COM_TOKEN", given.token.expose());
        }
        Some(organization) => {
            let origin = organization.organization().origin().ascii_serialization();
            recipe.secret(HOST_RULES, rules_with(given, &origin)?);
        }
    }
    if !given.is_set(BASE_DIR) {
        // git keeps the token in the configuration of each clone, which others may read: the folder keeps them out.
        let folder = given.folder.join(FOLDER);
        let folder = folder.to_str().ok_or(RecipeError::Path(Tool::Renovate))?;
        recipe.plain(BASE_DIR, folder);
        recipe.folders.push(FOLDER.into());
    }
    Ok(recipe)
}

/// The settings that are forced already, with ours in the place of theirs.
fn forced(given: &Given<'_>, endpoint: &str) -> Result<String, RecipeError> {
    let existing = (given.existing)(FORCE).filter(|text| !text.trim().is_empty());
    let mut forced = match existing {
        None => Map::new(),
        Some(text) => match serde_json::from_str(&text) {
            Ok(Json::Object(forced)) => forced,
            _ => return Err(RecipeError::Forced),
        },
    };
    forced.insert("platform".to_owned(), "azure".into());
    forced.insert("endpoint".to_owned(), endpoint.into());
    Ok(Json::Object(forced).to_string())
}

/// The rules that are there, and one more: feeds of this server get the token.
fn rules_with(given: &Given<'_>, origin: &str) -> Result<String, RecipeError> {
    let existing = (given.existing)(HOST_RULES).filter(|text| !text.trim().is_empty());
    let mut rules = match existing {
        None => Vec::new(),
        Some(text) => match serde_json::from_str(&text) {
            Ok(Json::Array(rules)) => rules,
            _ => return Err(RecipeError::HostRules),
        },
    };
    // The token goes into Renovate's environment.
    let rule = json!({
        "hostType": "npm",
        "matchHost": format!("{origin}/"),
        "token": given.token.expose(),
    });
    rules.push(rule);
    Ok(Json::Array(rules).to_string())
}

const PLATFORM: &str = "RENOVATE_PLATFORM";
const ENDPOINT: &str = "RENOVATE_ENDPOINT";
const FORCE: &str = "RENOVATE_FORCE";
const PREFIX: &str = "ENV_PREFIX";
const HOST_RULES: &str = "RENOVATE_HOST_RULES";
const BASE_DIR: &str = "RENOVATE_BASE_DIR";
/// Renovate's base folder, below the private folder.
const FOLDER: &str = "renovate";

#[cfg(test)]
mod tests {
    use super::*;
    use crate::given::tests::{TOKEN, with};

    const SERVICES: Option<&str> = Some("https://dev.azure.com/acme");

    #[test]
    fn the_organization_decides_where_the_token_goes() {
        let evil = [(ENDPOINT, "https://evil.example"), (PLATFORM, "gitea")];
        let recipe = with(SERVICES, &evil, recipe).unwrap();
        for (name, expected) in [
            (PLATFORM, "azure"),
            (ENDPOINT, "https://dev.azure.com/acme/"),
            ("RENOVATE_TOKEN", TOKEN),
            ("NPM_PKGS_DEV_AZURE_COM_TOKEN", TOKEN),
            ("RENOVATE_DETECT_HOST_RULES_FROM_ENV", "true"),
            (BASE_DIR, "/t/patless-1/renovate"),
        ] {
            assert_eq!(recipe.text(name), Some(expected), "{name}");
        }
        let secrets = ["RENOVATE_TOKEN", "NPM_PKGS_DEV_AZURE_COM_TOKEN"];
        assert_eq!(recipe.secrets(), secrets);
        assert_eq!(recipe.notes.len(), 2);
        assert_eq!(recipe.text(HOST_RULES), None);
    }

    #[test]
    fn what_is_forced_and_a_prefix_do_not_move_the_token() {
        let evil = r#"{"endpoint":"https://evil.example","platform":"gitea","onboarding":false}"#;
        let made = with(SERVICES, &[(FORCE, evil), (PREFIX, "X_")], recipe).unwrap();
        let forced: Json = serde_json::from_str(made.text(FORCE).unwrap()).unwrap();
        let expected = json!({
            "endpoint": "https://dev.azure.com/acme/",
            "platform": "azure",
            "onboarding": false,
        });
        assert_eq!(forced, expected);
        assert_eq!(made.text(PREFIX), None);
        assert!(made.notes[0].contains(PREFIX), "{:?}", made.notes);
        let error = with(SERVICES, &[(FORCE, "[]")], recipe).unwrap_err();
        assert_eq!(error, RecipeError::Forced);
    }

    #[test]
    fn rules_that_are_there_are_continued_on_this_machine() {
        let here = Some("https://localhost:4430/acme");
        let rules = [(HOST_RULES, r#"[{"matchHost":"x","token":"t"}]"#)];
        let made = with(here, &rules, recipe).unwrap();
        let rules: Json = serde_json::from_str(made.text(HOST_RULES).unwrap()).unwrap();
        assert_eq!(rules[0]["matchHost"], "x");
        assert_eq!(rules[1]["matchHost"], "https://localhost:4430/");
        assert_eq!(rules[1]["token"], TOKEN);
        assert!(made.secrets().contains(&HOST_RULES));
        assert_eq!(made.text("NPM_PKGS_DEV_AZURE_COM_TOKEN"), None);
        let error = with(here, &[(HOST_RULES, "{}")], recipe).unwrap_err();
        assert_eq!(error, RecipeError::HostRules);
    }

    #[test]
    fn a_base_folder_of_the_user_stays() {
        let recipe = with(SERVICES, &[(BASE_DIR, "/cache")], recipe).unwrap();
        assert_eq!(recipe.text(BASE_DIR), None);
        assert!(recipe.folders.is_empty());
    }

    #[test]
    fn redirected_the_token_goes_nowhere_else() {
        let made = with(SERVICES, &[], recipe).unwrap();
        let [guard] = &made.files[..] else {
            panic!("{made:?}")
        };
        assert!(!guard.content.expose().contains(TOKEN));
        let option = made.text(node_guard::OPTIONS).unwrap();
        assert!(option.contains("node-guard.cjs"), "{option}");
    }

    #[test]
    fn without_an_organization_there_is_no_recipe() {
        let error = with(None, &[(ENDPOINT, "https://dev.azure.com/acme/")], recipe).unwrap_err();
        assert_eq!(error, RecipeError::NoOrganization(Tool::Renovate));
    }
}
