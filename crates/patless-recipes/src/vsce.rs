//! vsce: the token in `VSCE_PAT`, which it sends as the password of `OAuth` (Basic) to the Marketplace.
//!
//! The address of the Marketplace comes from `VSCE_MARKETPLACE_URL`. With a token in the variable, vsce opens no store of its own.
//! It would follow a redirect with the token: see `node_guard`.

use crate::destination::marketplace;
use crate::error::RecipeError;
use crate::given::Given;
use crate::node_guard;
use crate::recipe::Recipe;
use crate::tool::Tool;

/// The variables that the recipe looks at.
pub(crate) const READS: &[&str] = &[
    MARKETPLACE_URL,
    node_guard::OPTIONS,
    node_guard::OF_NPM[0],
    node_guard::OF_NPM[1],
];

/// Makes the recipe.
pub(crate) fn recipe(given: &Given<'_>) -> Result<Recipe, RecipeError> {
    let mut recipe = Recipe::default();
    // The token goes into vsce's environment.
    recipe.secret("VSCE_PAT", given.token.expose());
    recipe.pin(given, MARKETPLACE_URL, marketplace(given.organization));
    node_guard::add(&mut recipe, given, Tool::Vsce)?;
    Ok(recipe)
}

const MARKETPLACE_URL: &str = "VSCE_MARKETPLACE_URL";

#[cfg(test)]
mod tests {
    use super::*;
    use crate::given::tests::{TOKEN, with};

    #[test]
    fn the_token_goes_to_the_marketplace_whatever_the_environment_says() {
        let evil = [(MARKETPLACE_URL, "https://evil.example")];
        let recipe = with(Some("https://dev.azure.com/acme"), &evil, recipe).unwrap();
        assert_eq!(recipe.text("VSCE_PAT"), Some(TOKEN));
        assert_eq!(recipe.secrets(), ["VSCE_PAT"]);
        assert_eq!(
            recipe.text(MARKETPLACE_URL),
            Some("https://marketplace.visualstudio.com")
        );
        assert_eq!(recipe.notes.len(), 1);
        // Redirected, it goes nowhere else.
        let [guard] = &recipe.files[..] else {
            panic!("{recipe:?}")
        };
        assert!(!guard.content.expose().contains(TOKEN));
    }
}
