//! tfx: it reads the token from its command line, its standard input, or files in the home folder. The recipe makes a home of its
//! own with these files.
//!
//! Read in tfx-cli 0.23.1. Two files decide: `.tfx/<service>/.allusers` is the stored login of a service, for all commands but
//! those of `extension`; `.tfx/cache/.command-options` holds defaults of options by working folder and group of commands, and is
//! the only place besides the command line that `tfx extension` takes a token from without asking. `.tfx/cache/.connection` is the
//! service that commands use where none is named. A redirect would take the token with it: see `node_guard`.

use std::path::Path;

use serde_json::json;

use crate::destination::{marketplace, without_slash};
use crate::error::RecipeError;
use crate::given::{Given, System};
use crate::node_guard;
use crate::recipe::{InJob, Recipe, Setting, Value};
use crate::tool::Tool;

/// The variables that the recipe looks at.
pub(crate) const READS: &[&str] = &[
    "HOME",
    "USERPROFILE",
    CACHE,
    "NPM_CONFIG_CACHE",
    "npm_config_userconfig",
    USER_CONFIG,
    node_guard::OPTIONS,
    node_guard::OF_NPM[0],
    node_guard::OF_NPM[1],
];

/// Makes the recipe.
pub(crate) fn recipe(given: &Given<'_>) -> Result<Recipe, RecipeError> {
    let unicode = |path: &Path| {
        let text = path.to_str().map(str::to_owned);
        text.ok_or(RecipeError::Path(Tool::Tfx))
    };
    let mut recipe = Recipe::default();
    node_guard::add(&mut recipe, given, Tool::Tfx)?;
    let marketplace = format!("{}/", marketplace(given.organization));
    // The token goes into files that only their owner may read.
    let login = || format!("pat:{}", given.token.expose());
    recipe.file(store(&marketplace), login());
    let connection = match given.organization {
        None => marketplace.clone(),
        Some(organization) => {
            // With a slash at the end, tfx takes the URL for one of a project.
            let organization = without_slash(organization).to_owned();
            recipe.file(store(&organization), login());
            organization
        }
    };
    recipe.file(file("cache/.connection"), connection);
    let group = format!("{}.extension", unicode(given.working_folder)?);
    // As above.
    let options = json!({
        format!("{group}.token"): given.token.expose(),
        format!("{group}.serviceUrl"): marketplace,
    });
    recipe.file(file("cache/.command-options"), options.to_string());
    let home = match given.system {
        System::Unix => "HOME",
        System::Windows => "USERPROFILE",
    };
    recipe.settings.push(Setting {
        name: home.to_owned(),
        // In a job's variables, it would be the home of everything.
        in_job: InJob::Named("PATLESS_TFX_HOME"),
        value: Value::Plain(unicode(&given.folder.join(HOME))?),
    });
    keep_npm(&mut recipe, given, home);
    Ok(recipe)
}

/// Has npm, which may run tfx, look where it did.
fn keep_npm(recipe: &mut Recipe, given: &Given<'_>, home: &str) {
    let Some(home) = (given.existing)(home).filter(|home| !home.is_empty()) else {
        return;
    };
    let is_free = |name: &str| !given.is_set(name) && !given.is_set(&name.to_uppercase());
    // On Windows, it is not in the home folder.
    if given.system == System::Unix && is_free(CACHE) {
        recipe.plain(CACHE, format!("{home}/.npm"));
    }
    if is_free("npm_config_userconfig") {
        recipe.plain(USER_CONFIG, format!("{home}/.npmrc"));
    }
}

/// The stored login of a service.
fn store(service: &str) -> String {
    file(&format!(
        "{}/.allusers",
        service.replace(':', "").replace('/', "_")
    ))
}

fn file(path: &str) -> String {
    format!("{HOME}/.tfx/{path}")
}

/// The home folder, below the private folder.
const HOME: &str = "tfx";
const CACHE: &str = "npm_config_cache";
const USER_CONFIG: &str = "NPM_CONFIG_USERCONFIG";

#[cfg(test)]
mod tests {
    use super::*;
    use crate::given::tests::{TOKEN, with};

    fn content<'r>(recipe: &'r Recipe, path: &str) -> &'r str {
        let path = Path::new("tfx/.tfx").join(path);
        let file = recipe.files.iter().find(|it| it.path == path);
        file.unwrap_or_else(|| panic!("no {path:?}: {recipe:?}"))
            .content
            .expose()
    }

    #[test]
    fn the_home_of_tfx_holds_the_logins_and_the_options() {
        let home = [("HOME", "/home/ada")];
        let recipe = with(Some("https://dev.azure.com/acme"), &home, recipe).unwrap();
        let login = format!("pat:{TOKEN}");
        assert_eq!(
            content(&recipe, "https__marketplace.visualstudio.com_/.allusers"),
            login
        );
        assert_eq!(
            content(&recipe, "https__dev.azure.com_acme/.allusers"),
            login
        );
        assert_eq!(
            content(&recipe, "cache/.connection"),
            "https://dev.azure.com/acme"
        );
        let options = content(&recipe, "cache/.command-options");
        let options: serde_json::Value = serde_json::from_str(options).unwrap();
        assert_eq!(options["/w/1/s.extension.token"], TOKEN);
        assert_eq!(
            options["/w/1/s.extension.serviceUrl"],
            "https://marketplace.visualstudio.com/"
        );
        assert_eq!(recipe.text("HOME"), Some("/t/patless-1/tfx"));
        assert!(recipe.secrets().is_empty());
    }

    #[test]
    fn npm_looks_where_it_did() {
        let home = [("HOME", "/home/ada")];
        let here = with(None, &home, recipe).unwrap();
        assert_eq!(here.text("npm_config_cache"), Some("/home/ada/.npm"));
        assert_eq!(here.text("NPM_CONFIG_USERCONFIG"), Some("/home/ada/.npmrc"));
        let set = [
            home[0],
            ("NPM_CONFIG_CACHE", "/c"),
            ("npm_config_userconfig", "/u"),
        ];
        let set = with(None, &set, recipe).unwrap();
        assert_eq!(set.settings.len(), 3, "{set:?}");
        assert_eq!(with(None, &[], recipe).unwrap().settings.len(), 3);
    }

    #[test]
    fn without_an_organization_the_connection_is_the_marketplace() {
        let recipe = with(None, &[], recipe).unwrap();
        let marketplace = "https://marketplace.visualstudio.com/";
        assert_eq!(content(&recipe, "cache/.connection"), marketplace);
        assert_eq!(recipe.files.len(), 4);
    }

    #[test]
    fn in_a_job_the_home_of_everything_else_stays() {
        let recipe = with(None, &[], recipe).unwrap();
        let names: Vec<_> = recipe
            .settings
            .iter()
            .filter_map(Setting::name_in_job)
            .collect();
        assert_eq!(names, ["PATLESS_NODE_OPTIONS", "PATLESS_TFX_HOME"]);
    }
}
