//! Clouds: separate instances of Azure, in which services have different resources.

use std::fmt;

/// The cloud of an identity.
#[derive(Clone, Debug, Eq, PartialEq)]
#[non_exhaustive]
pub enum Cloud {
    /// The public one.
    Public,
    /// Azure Government of the United States.
    UsGovernment,
    /// Azure in China, operated by 21Vianet.
    China,
    /// Another, by its name as the service connection spells it: `AzureStack`.
    Other(String),
}

impl Cloud {
    /// Reads the name of a cloud, as Azure DevOps keeps it with a service connection.
    pub fn named(name: &str) -> Self {
        let is = |cloud: &Self| cloud.name().eq_ignore_ascii_case(name);
        let known = [Self::Public, Self::UsGovernment, Self::China];
        let known = known.into_iter().find(is);
        known.unwrap_or_else(|| Self::Other(name.to_owned()))
    }

    /// The name, as Azure DevOps and Azure CLI spell it.
    pub fn name(&self) -> &str {
        match self {
            Self::Public => "AzureCloud",
            Self::UsGovernment => "AzureUSGovernment",
            Self::China => "AzureChinaCloud",
            Self::Other(name) => name,
        }
    }
}

impl fmt::Display for Cloud {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cloud_is_known_by_its_name_in_any_case() {
        for (name, cloud) in [
            ("azurecloud", Cloud::Public),
            ("AzureUSGovernment", Cloud::UsGovernment),
            ("AZURECHINACLOUD", Cloud::China),
            ("AzureStack", Cloud::Other("AzureStack".to_owned())),
        ] {
            assert_eq!(Cloud::named(name), cloud);
        }
    }
}
