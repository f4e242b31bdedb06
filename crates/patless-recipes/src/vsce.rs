//! vsce: the token in `VSCE_PAT`, which it sends as the password of `OAuth` (Basic) to the Marketplace.
//!
//! The address of the Marketplace comes from `VSCE_MARKETPLACE_URL`. With a token in the variable, vsce opens no store of its own.

use crate::destination::marketplace;
use crate::given::Given;
use crate::recipe::Recipe;

/// The variables that the recipe looks at.
pub(crate) const READS: &[&str] = &[MARKETPLACE_URL];

/// Makes the recipe.
pub(crate) fn recipe(given: &Given<'_>) -> Recipe {
    let mut recipe = Recipe::default();
    // The token goes into vsce's environment.
    recipe.secret("VSCE_PAT", given.token.expose());
    recipe.pin(given, MARKETPLACE_URL, marketplace(given.organization));
    recipe
}

const MARKETPLACE_URL: &str = "VSCE_MARKETPLACE_URL";

#[cfg(test)]
mod tests {
    use super::*;
    use crate::given::tests::{TOKEN, with};

    #[test]
    fn the_token_goes_to_the_marketplace_whatever_the_environment_says() {
        let evil = [(MARKETPLACE_URL, "https://evil.example")];
        let recipe = with(Some("https://dev.azure.com/acme"), &evil, recipe);
        assert_eq!(recipe.text("VSCE_PAT"), Some(TOKEN));
        assert_eq!(recipe.secrets(), ["VSCE_PAT"]);
        assert_eq!(
            recipe.text(MARKETPLACE_URL),
            Some("https://marketplace.visualstudio.com")
        );
        assert_eq!(recipe.notes.len(), 1);
        assert!(recipe.files.is_empty() && recipe.folders.is_empty());
    }
}
