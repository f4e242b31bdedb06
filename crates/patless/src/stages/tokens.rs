//! The stages that ask servers for tokens: the assertion with its claims, and the access tokens.

use std::sync::Arc;
use std::time::Duration;

use patless_core::{
    AccessToken, Assertion, Credential, Deadline, Scope, ServiceConnection, TokenRequest,
};

use super::claims;
use super::event::Passed;
use super::expected::Expected;
use super::no_token::{without_access_token, without_assertion};
use super::progress::{Outcome, Progress};
use super::stage::Stage;
use super::stopped::Stopped;
use crate::failure::Failure;

/// Everything that is required to get tokens.
pub(super) struct Way<'a> {
    pub(super) credential: Credential,
    pub(super) deadline: &'a Deadline,
    pub(super) minimum_lifetime: Duration,
    /// Whether an assertion is wanted for its own sake.
    pub(super) wants_assertion: bool,
    /// Who the identity must be.
    pub(super) expected: &'a Expected,
}

/// Asks for an assertion. `None` if the service connection has a secret of its own, and no assertions.
pub(super) async fn assertion(
    progress: &mut Progress<'_>,
    way: Result<&Way<'_>, &Arc<Failure>>,
    connection: Result<&ServiceConnection, &Arc<Failure>>,
) -> Result<Outcome<Option<Arc<Assertion>>>, Stopped> {
    let (way, connection) = match (way, connection) {
        (Ok(way), Ok(connection)) => (way, connection),
        (Err(failure), _) | (_, Err(failure)) => {
            let why = "it requires the job, the job token and the service connection";
            progress.skipped(Stage::Assertion, why)?;
            return Ok(Err(Arc::clone(failure)));
        }
    };
    if !connection.is_federated() && !way.wants_assertion {
        let subject = way.expected.check_subject(None);
        let _ = progress.judge(Stage::Claims, subject, |_, ()| Ok(()))?;
        progress.skipped(Stage::Assertion, WITHOUT_FEDERATION)?;
        return Ok(Ok(None));
    }
    let result = match way.credential.assertion(way.deadline).await {
        Ok(assertion) => {
            let subject = assertion.claims().subject.as_deref();
            way.expected.check_subject(subject).map(|()| assertion)
        }
        Err(error) => Err(without_assertion(error)?),
    };
    let assertion = progress.judge(Stage::Assertion, result, |progress, assertion| {
        progress.passed(Passed::Assertion(assertion, connection))
    })?;
    Ok(assertion.map(Some))
}

const WITHOUT_FEDERATION: &str = "the service connection does not use workload identity federation";

/// Reads the claims. Whatever they are, Entra is still asked: its decision counts.
pub(super) fn claims(
    progress: &mut Progress<'_>,
    assertion: Result<&Option<Arc<Assertion>>, &Arc<Failure>>,
    connection: Result<&ServiceConnection, &Arc<Failure>>,
) -> Result<(), Stopped> {
    let (assertion, connection) = match (assertion, connection) {
        (Ok(Some(assertion)), Ok(connection)) => (assertion, connection),
        (Ok(None), _) => return progress.skipped(Stage::Claims, WITHOUT_FEDERATION),
        _ => return progress.skipped(Stage::Claims, "there is no assertion"),
    };
    let claims = claims::refuse_pipeline(assertion);
    let _ = progress.judge(Stage::Claims, claims, |progress, ()| {
        progress.passed(Passed::Claims(assertion, connection))
    })?;
    Ok(())
}

/// Requests one token for each scope. Without an assertion, all fail with that error.
pub(super) async fn tokens(
    progress: &mut Progress<'_>,
    way: Result<&Way<'_>, &Arc<Failure>>,
    scopes: &[Scope],
) -> Result<Vec<Outcome<Arc<AccessToken>>>, Stopped> {
    let way = match way {
        Ok(way) => way,
        Err(failure) => {
            progress.skipped(Stage::AccessToken, "there is no assertion")?;
            return Ok(vec![Err(Arc::clone(failure))]);
        }
    };
    if scopes.is_empty() {
        progress.skipped(Stage::AccessToken, "the inputs name no valid scope")?;
    }
    let request = |scope| {
        TokenRequest::new(scope, way.deadline.clone()).with_minimum_lifetime(way.minimum_lifetime)
    };
    let requests: Vec<_> = scopes.iter().cloned().map(request).collect();
    let results = way.credential.tokens(&requests).await;
    let minimum_min = way.minimum_lifetime.as_secs() / 60;
    let mut tokens = Vec::new();
    for (result, scope) in results.into_iter().zip(scopes) {
        tokens.push(match result {
            Ok(token) => {
                progress.passed(Passed::AccessToken(&token))?;
                Ok(token)
            }
            Err(error) => {
                let failure = without_access_token(error, scope, minimum_min)?.into();
                progress.failed(Stage::AccessToken, &failure)?;
                Err(failure)
            }
        });
    }
    progress.settle()?;
    Ok(tokens)
}
