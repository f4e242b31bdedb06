//! A file that Node.js loads before tfx or vsce, and that keeps the token from every server that it is not for.
//!
//! Both tools follow a redirect to another host and send it the token: their library does so unless told otherwise, and no
//! option of the tools tells it (azure-devops-node-api 14.1.0 and 12.5.0, `allowCrossOriginAuthentication`).

use serde_json::json;

use crate::error::RecipeError;
use crate::given::Given;
use crate::recipe::{Recipe, Setting, Value};
use crate::tool::Tool;

/// The variable with the options of Node.js.
pub(crate) const OPTIONS: &str = "NODE_OPTIONS";

/// Adds the file, and the option that loads it to those that are there. The token may go to these origins only, in which `*.`
/// stands for any names before a host's.
pub(crate) fn add(
    recipe: &mut Recipe,
    given: &Given<'_>,
    tool: Tool,
    allowed: &[&str],
) -> Result<(), RecipeError> {
    let path = format!("{tool}-guard.cjs");
    let file = given.folder.join(&path);
    let file = file.to_str().ok_or(RecipeError::Path(tool))?;
    recipe.file(
        path,
        TEXT.replace(PLACE, &format!("const ALLOWED = {};", json!(allowed))),
    );
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

const TEXT: &str = include_str!("node_guard.js");
/// What stands in the text for the origins.
const PLACE: &str = "const ALLOWED = [];";

#[cfg(test)]
mod tests {
    use super::*;
    use crate::given::tests::with;

    fn made(variables: &[(&str, &str)]) -> Recipe {
        with(None, variables, |given| {
            let mut recipe = Recipe::default();
            add(&mut recipe, given, Tool::Vsce, &["https://a.example"]).unwrap();
            recipe
        })
    }

    #[test]
    fn the_guard_names_the_servers() {
        let text = made(&[]).files.remove(0).content;
        let line = "\nconst ALLOWED = [\"https://a.example\"];\n";
        assert!(text.expose().contains(line));
    }

    #[test]
    fn options_that_are_there_are_continued() {
        let own = "--require=\"/t/patless-1/vsce-guard.cjs\"";
        assert_eq!(made(&[]).text(OPTIONS), Some(own));
        let both = format!("--no-deprecation {own}");
        let existing = [(OPTIONS, "--no-deprecation")];
        assert_eq!(made(&existing).text(OPTIONS), Some(both.as_str()));
    }

    #[test]
    fn path_of_windows_is_quoted() {
        assert_eq!(quoted(r"C:\a b\x"), r#""C:\\a b\\x""#);
    }
}
