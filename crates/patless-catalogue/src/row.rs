//! One entry of the catalogue: how a cause is recognized, what it means, what to do.

use crate::cause::Cause;
use crate::kind::ErrorKind;
use crate::pattern::Pattern;
use crate::remedy::Remedy;
use crate::stand_in::stand_in;
use crate::values::Values;

/// One known failure.
#[derive(Clone, Copy, Debug)]
#[non_exhaustive]
pub struct Row {
    /// The cause.
    pub cause: Cause,
    /// How it is recognized: any one match is enough. Empty if no text identifies it and only our own errors do.
    pub patterns: &'static [Pattern],
    /// The kind, which determines the exit code.
    pub kind: ErrorKind,
    /// The cause, in one phrase without a full stop.
    pub summary: &'static str,
    /// What to do.
    pub remedy: Remedy,
    /// Whether it is retried. This is a description: the retry policy is in patless-core.
    pub retry: Retry,
}

impl Row {
    /// The name of the cause: the anchor of its section.
    pub const fn name(&self) -> &'static str {
        self.cause.name()
    }

    /// The codes of Entra and Azure DevOps by which it is recognized, such as `AADSTS700213`.
    pub fn codes(&self) -> Vec<String> {
        let mut codes = Vec::new();
        for pattern in self.patterns {
            pattern.add_codes(&mut codes);
        }
        codes
    }

    /// How Patless could take the place of what failed, in one phrase without a full stop. `None` if it could not, or if
    /// that would not help: what Azure DevOps or Azure denies to an identity, it denies to Patless as well.
    pub const fn stand_in(&self) -> Option<&'static str> {
        stand_in(self.cause)
    }

    /// What to do next, with the known values filled in. Several lines if it contains YAML, JSON or commands.
    pub fn hint(&self, values: &Values) -> String {
        self.remedy.filled(values)
    }

    /// The path of the section about it, within the repository.
    pub fn anchor(&self) -> String {
        format!("docs/TROUBLESHOOTING.md#{}", self.name())
    }

    /// The full address of the section about it.
    pub fn address(&self) -> String {
        format!("{DOCUMENTS}{}", self.anchor())
    }
}

/// The base address of documents. The workspace's manifest is the only place that names the repository.
pub const DOCUMENTS: &str = concat!(env!("CARGO_PKG_REPOSITORY"), "/blob/main/");

/// Whether a failure is retried.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
#[non_exhaustive]
pub enum Retry {
    /// Never: a retry cannot succeed.
    Never,
    /// Within the time budget.
    TriedAgain,
    /// Once, with a new assertion.
    FreshAssertion,
    /// Only with the input `waitForPropagation`: a new federated credential takes minutes to reach all of Entra's servers.
    WithPropagation,
}

impl Retry {
    /// The same for the error of any tool, which has none of Patless's inputs.
    pub const fn of_any_tool(self) -> &'static str {
        match self {
            Self::TriedAgain => "yes, the same request may succeed (Patless itself tries again)",
            Self::FreshAssertion => "yes, with a new assertion",
            Self::WithPropagation => "yes, in some minutes, if the federated credential is new",
            Self::Never => "no, not before the cause is fixed",
        }
    }

    /// A description in lower case, without a full stop.
    pub const fn in_words(self) -> &'static str {
        match self {
            Self::Never => "no, the same request would fail again",
            Self::TriedAgain => "yes, within the input retryBudget (seconds)",
            Self::FreshAssertion => "yes, once, with a new assertion",
            Self::WithPropagation => {
                "only with the input waitForPropagation (minutes), if the federated credential is new"
            }
        }
    }
}
