//! A file that Node.js loads before tfx or vsce, and that keeps the token from every server that it is not for.
//!
//! Both tools follow a redirect to another host and send it the token: their library does so unless told otherwise, and no
//! option of the tools tells it (azure-devops-node-api 14.1.0 and 12.5.0, `allowCrossOriginAuthentication`).

use serde_json::json;

use crate::destination::{marketplace, on_this_machine};
use crate::error::RecipeError;
use crate::given::Given;
use crate::recipe::{Recipe, Setting, Value};
use crate::tool::Tool;

/// The variable with the options of Node.js.
pub(crate) const OPTIONS: &str = "NODE_OPTIONS";

/// Adds the file, and the option that loads it to those that are there. Both are the same for both tools, which are often asked for
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
    let existing = (given.existing)(OPTIONS).filter(|it| !it.trim().is_empty());
    recipe.settings.push(Setting {
        name: OPTIONS.to_owned(),
        // In a job's variables, it would be for every program in Node.js.
        name_in_job: Some("PATLESS_NODE_OPTIONS"),
        value: Value::Plain(match existing {
            Some(existing) => format!("{existing} {own}"),
            None => own,
        }),
    });
    Ok(())
}

/// Quotes a path for Node.js (<https://nodejs.org/api/cli.html#node_optionsoptions>).
fn quoted(path: &str) -> String {
    format!("\"{}\"", path.replace('\\', r"\\").replace('"', "\\\""))
}

/// The servers of Azure DevOps, the Marketplace among them. `*` stands for any names before a host's.
const SERVERS: [&str; 3] = [
    "https://dev.azure.com",
    "https://*.dev.azure.com",
    "https://*.visualstudio.com",
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
                r#""https://dev.azure.com","https://*.dev.azure.com","https://*.visualstudio.com""#,
            ),
            (
                Some("https://localhost:4430/acme"),
                r#""https://localhost:4430""#,
            ),
        ] {
            let guard = made(organization, &[]).files.remove(0);
            let line = format!(
                "
const ALLOWED = [{servers}];
"
            );
            assert!(guard.content.expose().contains(&line), "{line}");
        }
    }

    #[test]
    fn options_that_are_there_are_continued() {
        let own = "--require=\"/t/patless-1/node-guard.cjs\"";
        assert_eq!(made(None, &[]).text(OPTIONS), Some(own));
        let both = format!("--no-deprecation {own}");
        let existing = [(OPTIONS, "--no-deprecation")];
        assert_eq!(made(None, &existing).text(OPTIONS), Some(both.as_str()));
    }

    #[test]
    fn path_of_windows_is_quoted() {
        assert_eq!(quoted(r"C:\a b\x"), r#""C:\\a b\\x""#);
    }
}
