//! Reads an access token that a variable of this process holds already.

use patless_core::SourceError;
use patless_core::sources::TokenVariable;
use zeroize::Zeroizing;

use crate::environment_name::EnvironmentName;

/// Reads the variable, and the one beside it with the token's expiry. `inherited` reads a variable of this process.
///
/// # Errors
/// As those of [`TokenVariable::read`].
pub(crate) fn held_token(
    name: &EnvironmentName,
    inherited: impl Fn(&str) -> Option<Zeroizing<String>>,
) -> Result<TokenVariable, SourceError> {
    let (text, expires_on) = (inherited(name.as_str()), inherited(&name.expires_on()));
    // The text becomes a secret of the source.
    let text = text.as_ref().map(|text| text.as_str());
    let expires_on = expires_on.as_ref().map(|text| text.as_str());
    TokenVariable::read(name.as_str(), text, expires_on)
}
