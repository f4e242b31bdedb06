//! The page where a user enters a code: only one of Microsoft's is shown.

use url::Url;

use super::super::application::Application;
use super::super::error::Broken;
use super::super::name::SourceName;
use crate::origin::host_and_port;
use patless_catalogue::Cause;

/// Checks a page that a server names, and drops what is not needed of it: no user name, no query and no fragment, which
/// could hold a logging command.
///
/// Whoever enters the code on a page of somebody else's may sign that one in.
pub(super) fn checked(page: &Url, application: &Application) -> Result<Url, Broken> {
    let is_plain = page.username().is_empty() && page.password().is_none();
    let is_microsofts = page.scheme() == "https"
        && page.port().is_none()
        && MICROSOFTS
            .iter()
            .any(|&(host, path)| page.host_str() == Some(host) && is_within(page.path(), path));
    if !is_plain || !(is_microsofts || application.is_at_authority(page)) {
        let reason = format!(
            "the code should be entered on a page of {}, which is not Microsoft's",
            host_and_port(page)
        );
        let cause = Cause::ForeignSignInPage;
        return Err(Broken::new(SourceName::DeviceCode, cause, reason));
    }
    let mut page = page.clone();
    page.set_query(None);
    page.set_fragment(None);
    Ok(page)
}

/// Whether a path is this one, or is below it.
fn is_within(path: &str, known: &str) -> bool {
    let rest = path.strip_prefix(known);
    rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
}

/// The hosts and paths that Entra names, in each cloud.
const MICROSOFTS: [(&str, &str); 8] = [
    ("aka.ms", "/devicelogin"),
    ("aka.ms", "/deviceloginchina"),
    ("login.microsoft.com", "/device"),
    ("microsoft.com", "/devicelogin"),
    ("microsoft.com", "/deviceloginchina"),
    ("microsoft.com", "/deviceloginus"),
    ("www.microsoft.com", "/devicelogin"),
    ("www.microsoft.com", "/link"),
];
