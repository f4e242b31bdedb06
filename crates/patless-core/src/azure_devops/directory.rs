//! The Entra tenant that an organization belongs to.

use crate::http::Response;
use patless_catalogue::identifiers::{TenantId, guid};

/// The directory that an organization is connected to.
#[derive(Clone, Debug, Eq, PartialEq)]
#[non_exhaustive]
pub enum Directory {
    /// None: its users have personal Microsoft accounts, so that no service principal can be added.
    MicrosoftAccounts,
    /// A tenant of Entra.
    Tenant(TenantId),
    /// The answer did not say.
    Unknown,
}

impl Directory {
    /// Reads the headers of any answer of the organization, refusals included.
    ///
    /// `X-VSS-ResourceTenant` may occur several times or contain several ids; the zero id means personal
    /// accounts. Git Credential Manager reads it in the same way.
    pub(super) fn told_by(answer: &Response) -> Self {
        let values = answer.headers.get_all("x-vss-resourcetenant").iter();
        let texts = values.filter_map(|value| value.to_str().ok());
        let ids: Vec<_> = texts
            .flat_map(|text| text.split(','))
            .filter_map(|text| guid(text.trim()))
            .collect();
        match ids.iter().find(|id| !id.is_nil()) {
            Some(id) => TenantId::parse(&id.to_string()).map_or(Self::Unknown, Self::Tenant),
            None if ids.is_empty() => Self::Unknown,
            None => Self::MicrosoftAccounts,
        }
    }
}

#[cfg(test)]
mod tests {
    use std::time::SystemTime;

    use reqwest::StatusCode;
    use reqwest::header::{HeaderName, HeaderValue};
    use zeroize::Zeroizing;

    use super::*;

    const ZERO: &str = "00000000-0000-0000-0000-000000000000";
    const ID: &str = "72f988bf-86f1-41af-91ab-2d7cd011db47";

    fn told(values: &[&str]) -> Directory {
        let name = HeaderName::from_static("x-vss-resourcetenant");
        let headers = values
            .iter()
            .map(|value| (name.clone(), HeaderValue::from_str(value).unwrap()));
        Directory::told_by(&Response {
            status: StatusCode::UNAUTHORIZED,
            headers: headers.collect(),
            body: Zeroizing::default(),
            sent_at: SystemTime::UNIX_EPOCH,
        })
    }

    #[test]
    fn the_first_tenant_counts_and_the_zero_id_stands_for_personal_accounts() {
        let tenant = Directory::Tenant(TenantId::parse(ID).unwrap());
        assert_eq!(told(&[ID]), tenant);
        assert_eq!(told(&[ZERO, ID]), tenant);
        assert_eq!(told(&[&format!("{ZERO}, {ID}")]), tenant);
        assert_eq!(told(&[ZERO]), Directory::MicrosoftAccounts);
        assert_eq!(told(&["what"]), Directory::Unknown);
        assert_eq!(told(&[]), Directory::Unknown);
    }
}
