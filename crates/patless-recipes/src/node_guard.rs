//! A file that Node.js loads before Renovate, tfx or vsce, and that keeps the token from every server that it is not for.
//!
//! All three follow a redirect to another host and send it the token: their library does so unless told otherwise, and no
//! option of the tools tells it (azure-devops-node-api 17.0.1, 14.1.0 and 12.5.0, `allowCrossOriginAuthentication`).
//!
//! Renovate has git send the token as well, by `http.extraHeader`, which git repeats after a redirect. Renovate 44.121.2 gives git
//! neither the settings nor the file that `GIT_CONFIG_*` name, and its own option for that, `customEnvVariables`, replaces what its
//! configuration file says. So the same file adds the setting to the environment of each child.

use serde_json::json;

use crate::destination::{marketplace, on_this_machine};
use crate::error::RecipeError;
use crate::given::Given;
use crate::recipe::{InJob, Recipe, Setting, Value};
use crate::tool::Tool;

/// The variable with the options of Node.js.
pub(crate) const OPTIONS: &str = "NODE_OPTIONS";

/// What npm sets the above to for what it runs, in the two spellings that people use. It comes before a `node-options` in the
/// `.npmrc` of a project.
pub(crate) const OF_NPM: [&str; 2] = ["npm_config_node_options", "NPM_CONFIG_NODE_OPTIONS"];

/// Adds the file, and the option that loads it to those that are there. Both are the same for all tools, which are often asked for
/// together.
pub(crate) fn add(recipe: &mut Recipe, given: &Given<'_>, tool: Tool) -> Result<(), RecipeError> {
    let here = on_this_machine(given.organization);
    let here = here.map(|_| marketplace(given.organization));
    let allowed = match &here {
        Some(origin) => vec![origin.as_str()],
        None => SERVERS.to_vec(),
    };
    let file = given.folder.join(FILE);
    let file = file.to_str().ok_or(RecipeError::Path(tool))?;
    let line = format!("const ALLOWED = {};", json!(allowed));
    recipe.file(FILE, TEXT.replace(PLACE, &line));
    let own = format!("--require={}", quoted(file));
    let existing = |name: &str| (given.existing)(name).filter(|it| !it.trim().is_empty());
    let continued = |existing: Option<String>| match existing {
        Some(existing) => format!("{existing} {own}"),
        None => own.clone(),
    };
    recipe.settings.push(Setting {
        name: OPTIONS.to_owned(),
        // In a job's variables, it would be for every program in Node.js.
        in_job: InJob::Named("PATLESS_NODE_OPTIONS"),
        value: Value::Plain(continued(existing(OPTIONS))),
    });
    let [usual, other] = OF_NPM;
    let is_other = existing(usual).is_none() && existing(other).is_some();
    let name = if is_other { other } else { usual };
    recipe.settings.push(Setting {
        name: name.to_owned(),
        in_job: InJob::Left,
        value: Value::Plain(continued(existing(name).or_else(|| existing(OPTIONS)))),
    });
    Ok(())
}

/// Quotes a path for Node.js (<https://nodejs.org/api/cli.html#node_optionsoptions>).
fn quoted(path: &str) -> String {
    format!("\"{}\"", path.replace('\\', r"\\").replace('"', "\\\""))
}

/// The servers of Azure DevOps, the Marketplace and feeds under their older names among them. `*` stands for one name before a
/// host's.
const SERVERS: [&str; 4] = [
    "https://dev.azure.com",
    "https://*.dev.azure.com",
    "https://*.visualstudio.com",
    "https://*.pkgs.visualstudio.com",
];
const TEXT: &str = include_str!("node_guard.js");
const FILE: &str = "node-guard.cjs";
/// What stands in the text for the origins.
const PLACE: &str = "const ALLOWED = [];";

#[cfg(test)]
mod tests {
    use super::*;
    use crate::given::tests::with;

    fn made(organization: Option<&str>, variables: &[(&str, &str)]) -> Recipe {
        with(organization, variables, |given| {
            let mut recipe = Recipe::default();
            add(&mut recipe, given, Tool::Vsce).unwrap();
            recipe
        })
    }

    #[test]
    fn the_guard_names_the_servers() {
        for (organization, servers) in [
            (
                None,
                r#""https://dev.azure.com","https://*.dev.azure.com","https://*.visualstudio.com","https://*.pkgs.visualstudio.com""#,
            ),
            (
                Some("https://localhost:4430/acme"),
                r#""https://localhost:4430""#,
            ),
        ] {
            let guard = made(organization, &[]).files.remove(0);
            let line = format!("\nconst ALLOWED = [{servers}];\n");
            assert!(guard.content.expose().contains(&line), "{line}");
        }
    }

    #[test]
    fn options_that_are_there_are_continued() {
        let own = "--require=\"/t/patless-1/node-guard.cjs\"";
        assert_eq!(made(None, &[]).text(OPTIONS), Some(own));
        let both = format!("--no-deprecation {own}");
        let existing = [(OPTIONS, "--no-deprecation")];
        for name in [OPTIONS, OF_NPM[0]] {
            assert_eq!(made(None, &existing).text(name), Some(both.as_str()));
        }
        let existing = [existing[0], (OF_NPM[1], "--trace-warnings")];
        let of_npm = format!("--trace-warnings {own}");
        let made = made(None, &existing);
        assert_eq!(made.text(OF_NPM[1]), Some(of_npm.as_str()));
        assert_eq!(made.settings.len(), 2);
    }

    #[test]
    fn path_of_windows_is_quoted() {
        assert_eq!(quoted(r"C:\a b\x"), r#""C:\\a b\\x""#);
    }
}
