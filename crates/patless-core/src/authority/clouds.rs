//! The hosts of Entra's clouds.

use crate::cloud::Cloud;

/// The hosts at which Entra accepts an assertion, by cloud; the first of each cloud is the one that Microsoft documents.
///
/// Sources: <https://learn.microsoft.com/entra/identity-platform/authentication-national-cloud> for the first of each
/// cloud; the aliases are those that Entra itself lists, `metadata` of
/// `https://login.microsoftonline.com/common/discovery/instance?api-version=1.1`. Germany is left out: it closed in 2021.
static CLOUDS: [(Cloud, &[&str]); 3] = [
    (
        Cloud::Public,
        &[
            "login.microsoftonline.com",
            "login.windows.net",
            "login.microsoft.com",
            "sts.windows.net",
        ],
    ),
    (
        Cloud::UsGovernment,
        &[
            "login.microsoftonline.us",
            "login.usgovcloudapi.net",
            "login-us.microsoftonline.com",
        ],
    ),
    (
        Cloud::China,
        &["login.partner.microsoftonline.cn", "login.chinacloudapi.cn"],
    ),
];

/// The cloud of Entra that a host, in lower case, belongs to. `None` if it belongs to none.
pub(super) fn cloud_of(host: &str) -> Option<&'static Cloud> {
    let mut clouds = CLOUDS.iter();
    let (cloud, _) = clouds.find(|(_, hosts)| hosts.contains(&host))?;
    Some(cloud)
}
