//! The shape of an issuer or a subject: its form, and its parts in plain text.

use std::fmt;

use super::Part;

/// Which issuer writes the text, and about what.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
#[non_exhaustive]
pub enum Form {
    /// The Azure DevOps issuer, about a service connection: names, and `vstoken.dev.azure.com`.
    AzureDevOps,
    /// The Entra issuer, about a service connection: ids, and `login.microsoftonline.com`.
    Entra,
    /// The GitHub issuer, about the job of a workflow.
    GitHub,
    /// Another issuer, or a form that is not known yet.
    Other,
    /// The pipeline itself, without a service connection.
    Pipeline,
}

impl fmt::Display for Form {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::AzureDevOps => "the Azure DevOps issuer",
            Self::Entra => "the Entra issuer",
            Self::GitHub => "the GitHub issuer",
            Self::Other => "another issuer",
            Self::Pipeline => "the pipeline itself",
        })
    }
}

/// A parsed issuer or subject.
///
/// The agent masks the whole issuer and the whole subject of a service connection, so a log shows `***` for them. It does
/// not mask their parts, so those can be shown instead.
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

    /// The form.
    pub fn form(&self) -> Form {
        self.form
    }

    /// One part, in plain text. `None` if this form has no such part.
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
        // These are the same in every subject of the public cloud.
        let is_specific =
            |part: &Part| !matches!(part, Part::ApplicationId | Part::Cloud | Part::Host);
        for (part, text) in self.parts().filter(|(part, _)| is_specific(part)) {
            write!(f, "{separator}{part} {text}")?;
            separator = ", ";
        }
        Ok(())
    }
}
