//! Converts the core's token errors to failures of the step.

use std::io;
use std::sync::Arc;

use patless_core::{Scope, TokenError};

use crate::failure::Failure;

/// Says why there is no assertion.
///
/// # Errors
/// The announcer can no longer write its output.
pub(crate) fn without_assertion(error: Arc<TokenError>) -> io::Result<Failure> {
    refuse_silence(&error)?;
    Ok(Failure::Assertion(error))
}

/// Says why there is no access token for `scope`. `minimum_min`: the required lifetime, in minutes.
///
/// # Errors
/// The announcer can no longer write its output.
pub(crate) fn without_access_token(
    source: Arc<TokenError>,
    scope: &Scope,
    minimum_min: u64,
) -> io::Result<Failure> {
    refuse_silence(&source)?;
    let scope = scope.clone();
    if let TokenError::TooShort { left } = &*source {
        return Ok(Failure::Lifetime {
            scope,
            left_min: left.as_secs() / 60,
            minimum_min,
        });
    }
    Ok(if source.is_of_issuer() {
        Failure::NewAssertion { scope, source }
    } else {
        Failure::Exchange { scope, source }
    })
}

/// The error of an announcer that could not write.
fn refuse_silence(error: &TokenError) -> io::Result<()> {
    match error {
        TokenError::Unannounced(error) => Err(io::Error::new(error.kind(), error.to_string())),
        _ => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use patless_core::errors::Refused;
    use patless_core::{Cloud, ScopeName};

    use super::*;
    use crate::report::headline;

    #[test]
    fn an_exchange_for_want_of_a_new_assertion_says_so() {
        let scope = ScopeName::parse("azureDevOps").unwrap();
        let scope = scope.resolve(&Cloud::Public).unwrap();
        let error = TokenError::from(Refused::JobToken { request_id: None });
        let failure = without_access_token(Arc::new(error), &scope, 0).unwrap();
        let expected = format!(
            "no access token for {scope}: no new assertion: Azure DevOps did not accept the job's own token: HTTP 401"
        );
        let headline = headline(&failure);
        assert!(headline.ends_with(&expected), "{headline}");
    }

    #[test]
    fn where_nobody_can_be_told_of_a_secret_there_is_nobody_to_tell_the_failure() {
        let scope = ScopeName::parse("azureDevOps").unwrap();
        let scope = scope.resolve(&Cloud::Public).unwrap();
        let gone = || Arc::new(TokenError::Unannounced(io::ErrorKind::BrokenPipe.into()));
        for error in [
            without_assertion(gone()).unwrap_err(),
            without_access_token(gone(), &scope, 0).unwrap_err(),
        ] {
            assert_eq!(error.kind(), io::ErrorKind::BrokenPipe);
        }
    }
}
