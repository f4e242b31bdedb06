//! How each tool that took a personal access token takes an access token of Microsoft Entra: one file a tool.
//!
//! A recipe is a pure function from the token and what is there already to variables and files. It does no I/O: whoever calls
//! it writes what it says. Where the token goes, the recipe itself sets, and takes it from no variable: any text that a step of
//! a pipeline prints can set one.
//!
//! A new tool is a file here, a name in [`Tool`], and an arm in [`recipe`](fn@recipe) and [`reads`].

mod az_devops;
mod destination;
mod error;
mod exposing;
mod git;
mod given;
mod node_guard;
mod recipe;
mod renovate;
mod tfx;
mod tool;
mod vsce;

use patless_core::Target;

pub use error::RecipeError;
pub use given::{Given, Helper, System, Token};
pub use recipe::{InJob, PrivateFile, Recipe, Secret, Setting, Value};
pub use tool::{Tool, UnknownTool};

/// Says what a tool needs to work with a token.
///
/// # Errors
/// Something is missing that the tool cannot do without, or a setting that is there cannot be continued.
pub fn recipe(tool: Tool, given: &Given<'_>) -> Result<Recipe, RecipeError> {
    let mut recipe = match tool {
        Tool::Git => git::recipe(given)?,
        Tool::Renovate => renovate::recipe(given)?,
        Tool::Tfx => tfx::recipe(given)?,
        Tool::Vsce => vsce::recipe(given)?,
        Tool::AzDevops => az_devops::recipe(given),
    };
    exposing::take_away(&mut recipe, given, tool);
    Ok(recipe)
}

/// Checks, before there is a token, that every tool has an organization to work on, as far as it needs one.
///
/// # Errors
/// The first that needs one and has none.
pub fn check_organization(
    tools: &[Tool],
    organization: Option<&Target>,
) -> Result<(), RecipeError> {
    let mut needing = tools.iter().filter(|it| it.needs_organization());
    match (needing.next(), organization) {
        (Some(&tool), None) => Err(RecipeError::NoOrganization(tool)),
        _ => Ok(()),
    }
}

/// The variables of the environment that the recipe of a tool looks at. A test compares them with docs/TOOLS.md.
pub fn reads(tool: Tool) -> impl Iterator<Item = &'static str> {
    let own = match tool {
        Tool::Git => git::READS,
        Tool::Renovate => renovate::READS,
        Tool::Tfx => tfx::READS,
        Tool::Vsce => vsce::READS,
        Tool::AzDevops => az_devops::READS,
    };
    own.iter().copied().chain(exposing::variables(tool))
}
