//! Clouds: separate instances of Azure, in which services have different resources.

/// The cloud of a service connection.
#[derive(Clone, Debug, Eq, PartialEq)]
#[non_exhaustive]
pub enum Cloud {
    /// The public one.
    Public,
    /// Another, by its name as the service connection spells it: `AzureUSGovernment`.
    Other(String),
}

impl Cloud {
    /// Reads the name of a cloud, as Azure DevOps keeps it with a service connection.
    pub fn named(name: &str) -> Self {
        if name.eq_ignore_ascii_case("AzureCloud") {
            Self::Public
        } else {
            Self::Other(name.to_owned())
        }
    }
}
