//! The shape of an issuer or a subject: which form it has, and its parts in clear.

use std::fmt;

use super::Part;

/// Who speaks in such a text.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
#[non_exhaustive]
pub enum Form {
    /// Azure DevOps itself, about a service connection: names, and `vstoken.dev.azure.com`.
    AzureDevOps,
    /// Entra, about a service connection: ids, and `login.microsoftonline.com`.
    Entra,
    /// Somebody else, or a form that is not known yet.
    Other,
    /// The pipeline itself, about no service connection.
    Pipeline,
}

impl fmt::Display for Form {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::AzureDevOps => "the Azure DevOps issuer",
            Self::Entra => "the Entra issuer",
            Self::Other => "another issuer",
            Self::Pipeline => "the pipeline itself",
        })
    }
}

/// An issuer or a subject, taken apart.
///
/// The agent masks issuer and subject of a service connection as wholes, so that a log shows `***` for them. The parts
/// it does not mask: they are what helps there.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Shape {
    form: Form,
    parts: Vec<(Part, String)>,
}

impl Shape {
    pub(super) fn new(form: Form, parts: &[(Part, &str)]) -> Self {
        let parts = parts.iter().map(|&(part, text)| (part, text.to_owned()));
        Self {
            form,
            parts: parts.collect(),
        }
    }

    /// Who speaks.
    pub fn form(&self) -> Form {
        self.form
    }

    /// One part, in clear. `None` where this form has no such part.
    pub fn part(&self, part: Part) -> Option<&str> {
        let (_, text) = self.parts.iter().find(|(own, _)| *own == part)?;
        Some(text)
    }

    /// The parts in their order.
    pub fn parts(&self) -> impl Iterator<Item = (Part, &str)> {
        self.parts.iter().map(|(part, text)| (*part, text.as_str()))
    }
}

impl fmt::Display for Shape {
    /// Writes form and parts on one line: `the Azure DevOps issuer: organization acme, project web, connection deploy`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.form)?;
        let mut separator = ": ";
        // The same in every subject of the public cloud: no help.
        let telling = |part: &Part| !matches!(part, Part::ApplicationId | Part::Cloud | Part::Host);
        for (part, text) in self.parts().filter(|(part, _)| telling(part)) {
            write!(f, "{separator}{part} {text}")?;
            separator = ", ";
        }
        Ok(())
    }
}
