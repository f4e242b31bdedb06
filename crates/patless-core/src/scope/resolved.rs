//! A scope in Entra's form.

use std::fmt;

use super::short_names::{AZURE_DEVOPS, SHORT_NAMES};

/// A scope in Entra's form for a client without a user: a resource and `/.default`.
///
/// It is made from what a user writes: see [`ScopeName`](super::ScopeName).
#[derive(Clone, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub struct Scope(String);

impl Scope {
    /// The scope's text.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Returns whether the scope is for Azure DevOps.
    pub fn is_azure_devops(&self) -> bool {
        self.resource().eq_ignore_ascii_case(AZURE_DEVOPS)
    }

    pub(super) fn of_resource(resource: &str) -> Self {
        Self(format!("{resource}{DEFAULT_SUFFIX}"))
    }

    /// The resource: what comes before `/.default`.
    pub(crate) fn resource(&self) -> &str {
        self.0.strip_suffix(DEFAULT_SUFFIX).unwrap_or(&self.0)
    }
}

pub(super) const DEFAULT_SUFFIX: &str = "/.default";

impl fmt::Display for Scope {
    /// Shows the short name beside the scope if there is one, because GUIDs are hard to recognize.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let resource = self.resource();
        match SHORT_NAMES
            .iter()
            .find(|short| short.resource.eq_ignore_ascii_case(resource))
        {
            Some(short) => write!(f, "{} ({})", short.name, self.0),
            None => f.write_str(&self.0),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn display_names_what_people_know() {
        assert_eq!(
            Scope::of_resource(AZURE_DEVOPS).to_string(),
            "azureDevOps (499b84ac-1321-427f-aa17-267ca6975798/.default)"
        );
    }
}
