//! Reads the input `for`: the tools that later steps run with a token.

use patless_recipes::{Tool, UnknownTool};

use super::input_names::FOR;
use super::raw::Raw;
use crate::input_error::InputError;

/// Reads the names of the tools, with commas or white space between them. Each counts once.
pub(super) fn read(inputs: &Raw<'_>) -> Result<Vec<Tool>, InputError> {
    let text = inputs.text(FOR).unwrap_or_default();
    let tools: Result<Vec<Tool>, UnknownTool> = Raw::words(text).map(str::parse).collect();
    let tools = tools.map_err(|_| InputError::Value {
        input: FOR,
        text: text.to_owned(),
        expected: "a list of git, renovate, tfx, vsce and az-devops",
    })?;
    Ok(Tool::ALL
        .into_iter()
        .filter(|it| tools.contains(it))
        .collect())
}

#[cfg(test)]
mod tests {
    use patless_core::Environment;

    use super::*;

    fn read_text(text: &str) -> Result<Vec<Tool>, String> {
        let environment = Environment::fixed(&[("INPUT_FOR", text)]);
        read(&Raw(&environment)).map_err(|error| error.to_string())
    }

    #[test]
    fn names_are_a_list_in_every_common_form() {
        for text in ["git,vsce", " git , vsce ", "git\nvsce\ngit", "GIT vsce,"] {
            assert_eq!(read_text(text), Ok(vec![Tool::Git, Tool::Vsce]), "{text}");
        }
        assert_eq!(read_text(" "), Ok(Vec::new()));
    }

    #[test]
    fn another_name_is_refused_with_those_that_there_are() {
        let error = read_text("git,svn").unwrap_err();
        assert!(
            error.contains("\"git,svn\", not a list of git, renovate"),
            "{error}"
        );
    }
}
