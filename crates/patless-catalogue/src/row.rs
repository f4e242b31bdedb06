//! The row of a cause: how it is recognized, what it means, what to do.

use crate::cause::Cause;
use crate::kind::ErrorKind;
use crate::pattern::Pattern;
use crate::remedy::Remedy;
use crate::values::Values;

/// One failure that is known.
#[derive(Clone, Copy, Debug)]
#[non_exhaustive]
pub struct Row {
    /// The cause.
    pub cause: Cause,
    /// How it is recognized: any one of these is enough. Empty where nothing shows it and our errors alone know it.
    pub patterns: &'static [Pattern],
    /// The kind, and with it the exit code.
    pub kind: ErrorKind,
    /// The cause, in half a sentence.
    pub summary: &'static str,
    /// What to do about it.
    pub remedy: Remedy,
    /// Whether it is tried again. It says so and decides nothing.
    pub retry: Retry,
}

impl Row {
    /// The name of the cause: the anchor of its section.
    pub const fn name(&self) -> &'static str {
        self.cause.name()
    }

    /// What to do next, with the values that are known. Over several lines where a text or a file is to be written.
    pub fn hint(&self, values: &Values) -> String {
        self.remedy.filled(values)
    }

    /// Where the whole story is, within the repository.
    pub fn anchor(&self) -> String {
        format!("docs/TROUBLESHOOTING.md#{}", self.name())
    }

    /// Where the whole story is, as a full address.
    pub fn address(&self) -> String {
        format!("{DOCUMENTS}{}", self.anchor())
    }
}

/// The address in front of the path of a document: the repository is named in the workspace's manifest alone.
pub const DOCUMENTS: &str = concat!(env!("CARGO_PKG_REPOSITORY"), "/blob/main/");

/// Whether a failure is tried again.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
#[non_exhaustive]
pub enum Retry {
    /// Never: it cannot work.
    Never,
    /// Within the budget of time.
    TriedAgain,
    /// Once, with a new assertion.
    FreshAssertion,
    /// With the input `waitForPropagation` only: a federated credential takes minutes to be known everywhere.
    WithPropagation,
}

impl Retry {
    /// Says it in words, lower case, without a full stop.
    pub const fn in_words(self) -> &'static str {
        match self {
            Self::Never => "no, it would fail in the same way",
            Self::TriedAgain => "yes, within the input retryBudget (seconds)",
            Self::FreshAssertion => "yes, once, with a new assertion",
            Self::WithPropagation => {
                "only with the input waitForPropagation (minutes), where the federated credential is new"
            }
        }
    }
}
