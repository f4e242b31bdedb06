//! The hosts of Entra's clouds.

/// The hosts at which Entra accepts an assertion, by cloud; the first of each cloud is the one that Microsoft documents.
///
/// Sources: <https://learn.microsoft.com/entra/identity-platform/authentication-national-cloud> for the first of each
/// cloud; the aliases are those that Entra itself lists, `metadata` of
/// `https://login.microsoftonline.com/common/discovery/instance?api-version=1.1`. Germany is left out: it closed in 2021.
const CLOUDS: [&[&str]; 3] = [
    // The public cloud.
    &[
        "login.microsoftonline.com",
        "login.windows.net",
        "login.microsoft.com",
        "sts.windows.net",
    ],
    // US Government.
    &[
        "login.microsoftonline.us",
        "login.usgovcloudapi.net",
        "login-us.microsoftonline.com",
    ],
    // China, operated by 21Vianet.
    &["login.partner.microsoftonline.cn", "login.chinacloudapi.cn"],
];

/// Returns whether a host, in lower case, is one of Entra's clouds.
pub(super) fn is_of_cloud(host: &str) -> bool {
    CLOUDS.iter().any(|cloud| cloud.contains(&host))
}
