//! Outcome of a scenario for a well-behaved client.

/// Outcome for a client that requests an assertion, exchanges it, and uses the access token.
///
/// The client retries transient failures (no connection, a broken connection, 408, 429 and 5xx), obeys `Retry-After`,
/// and has about half a minute. It retries nothing else.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Outcome {
    /// The client succeeds in the end.
    Succeeds,
    /// A server refuses, and keeps refusing.
    Fails {
        /// Stage of the refusal.
        stage: Stage,
    },
    /// A server refuses as if permanently, but responds normally after some requests.
    ///
    /// Only a client that recognizes the refusal and is configured to wait succeeds.
    Recovers {
        /// Stage of the refusal.
        stage: Stage,
        /// Number of refusals.
        refusals: u32,
    },
}

/// Stage on the way from the job to the target.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Stage {
    /// The configuration is wrong, and the client can see it without a request.
    Configuration,
    /// Azure DevOps issues no assertion.
    Assertion,
    /// Entra issues no access token.
    Exchange,
    /// Azure DevOps refuses the access token.
    Target,
}

impl Outcome {
    /// Makes the outcome of a refusal at this stage.
    pub(super) const fn fails(stage: Stage) -> Self {
        Self::Fails { stage }
    }
}
