//! What the core says of a token that it did not get, as a failure of the step.

use std::io;

use patless_core::{ExchangeError, Scope, TokenError};

use crate::failure::Failure;

/// Says why there is no assertion.
///
/// # Errors
/// The agent, or whoever else is told of secrets, cannot be told anything any more.
pub(crate) fn without_assertion(error: &TokenError) -> io::Result<Failure> {
    match error {
        TokenError::Assertion(error) => Ok(Failure::Assertion(error.clone())),
        other => Err(untold(other)),
    }
}

/// Says why there is no access token for `scope`. `minimum_min`: how long it has to live, in minutes.
///
/// # Errors
/// The agent, or whoever else is told of secrets, cannot be told anything any more.
pub(crate) fn without_access_token(
    error: &TokenError,
    scope: &Scope,
    minimum_min: u64,
) -> io::Result<Failure> {
    let scope = scope.clone();
    let source = match error {
        TokenError::Assertion(error) => ExchangeError::Assertion(error.clone()),
        TokenError::Exchange(error) => error.clone(),
        TokenError::TooShort { left } => {
            return Ok(Failure::Lifetime {
                scope,
                left_min: left.as_secs() / 60,
                minimum_min,
            });
        }
        other => return Err(untold(other)),
    };
    Ok(Failure::Exchange { scope, source })
}

fn untold(error: &TokenError) -> io::Error {
    match error {
        TokenError::Unannounced(error) => io::Error::new(error.kind(), error.to_string()),
        other => io::Error::other(other.to_string()),
    }
}

#[cfg(test)]
mod tests {
    use patless_core::{Cloud, ScopeName};

    use super::*;

    #[test]
    fn where_nobody_can_be_told_of_a_secret_there_is_nobody_to_tell_the_failure() {
        let scope = ScopeName::parse("azureDevOps").unwrap();
        let scope = scope.resolve(&Cloud::Public).unwrap();
        let gone = || TokenError::Unannounced(io::ErrorKind::BrokenPipe.into());
        for error in [
            without_assertion(&gone()).unwrap_err(),
            without_access_token(&gone(), &scope, 0).unwrap_err(),
        ] {
            assert_eq!(error.kind(), io::ErrorKind::BrokenPipe);
        }
    }
}
