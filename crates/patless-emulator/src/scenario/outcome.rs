//! What a scenario means for a client that behaves well.

/// End of a client that asks once for an assertion, exchanges it, and uses the access token.
///
/// Such a client repeats what the servers call transient (no connection, a broken one, 408, 429 and 5xx), obeys
/// `Retry-After`, and has about half a minute. It repeats nothing else.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Outcome {
    /// The servers give it what it wants in the end.
    Succeeds,
    /// A server refuses, and would refuse again.
    Fails {
        /// Where.
        stage: Stage,
    },
    /// A server refuses as if for good, but answers normally after some more requests.
    ///
    /// Only a client that knows the refusal, and was told to wait, survives.
    Recovers {
        /// Where.
        stage: Stage,
        /// Number of refusals.
        refusals: u32,
    },
}

/// Stage of the way from the job to the target.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Stage {
    /// What the client is given is wrong, as it can see without a request.
    Configuration,
    /// Azure DevOps gives no assertion.
    Assertion,
    /// Entra gives no access token.
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
