//! What can be wrong with `az` and `azd`: stand-ins print what the real ones do.

use patless_catalogue::Cause;
use patless_core::SourceName;

use super::row::Row;

/// A row where `az` is this script.
fn az(cause: Cause, fix: &'static str, script: &'static str) -> Row {
    Row::at_a_desk(SourceName::AzureCli, cause, fix)
        .with(move |call| call.program("az", "/bin/sh", script))
}

/// A row where `azd` is this script.
fn azd(cause: Cause, fix: &'static str, script: &'static str) -> Row {
    Row::at_a_desk(SourceName::AzureDeveloperCli, cause, fix)
        .with(move |call| call.program("azd", "/bin/sh", script))
}

/// The rows.
pub(super) fn rows() -> Vec<Row> {
    let mut rows = of_az();
    rows.extend(of_azd());
    rows
}

fn of_az() -> Vec<Row> {
    let same_command = "az account get-access-token";
    let not_here = "install Azure CLI";
    vec![
        Row::at_a_desk(SourceName::AzureCli, Cause::NoSource, not_here),
        az(
            Cause::AzNotSignedIn,
            "run az login",
            "echo \"ERROR: Please run 'az login' to setup account.\" >&2; exit 1",
        ),
        az(
            Cause::AzNotSignedIn,
            "run az login",
            "echo \"ERROR: Subscription '0' not found. Check the spelling. Run 'az account set' first.\" >&2; exit 1",
        ),
        // The refresh token is too old.
        az(
            Cause::UserSignIn,
            "sign in again: az login",
            "printf 'ERROR: AADSTS700082: The refresh token has expired due to inactivity.\\r\\nInteractive authentication is needed. Please run:\\naz login --scope x/.default\\n' >&2; exit 1",
        ),
        // A policy wants more of the person: a challenge with claims.
        az(
            Cause::SecondFactor,
            "run the command that the message shows",
            "printf 'ERROR: AADSTS50076: Due to a configuration change made by your administrator, you must use multi-factor authentication.\\nInteractive authentication is needed. Please run:\\naz logout\\naz login --claims-challenge \"eyJhIjoxfQ==\"\\n' >&2; exit 1",
        ),
        az(
            Cause::UnknownTenant,
            "which is from --tenant",
            "echo \"ERROR: AADSTS90002: Tenant 'contoso.example' not found.\" >&2; exit 1",
        )
        .flags(&["--tenant", "contoso.example"]),
        az(
            Cause::UnknownResource,
            "check the resource, or the scope",
            "echo \"ERROR: AADSTS500011: The resource principal named x was not found in the tenant.\" >&2; exit 1",
        ),
        az(Cause::WrongInput, "correct or unset the variable", "exit 0").flags(&["--tenant=-x"]),
        az(
            Cause::ToolFailed,
            same_command,
            "echo 'ERROR: something' >&2; exit 1",
        ),
        az(Cause::ToolFailed, same_command, "exit 3"),
        az(Cause::ToolFailed, same_command, "kill -9 $$"),
        Row::at_a_desk(SourceName::AzureCli, Cause::ToolFailed, same_command)
            .with(|call| call.program("az", "/not/there", "")),
        az(Cause::ToolNotInTime, same_command, "exec sleep 60").in_vain(),
        az(
            Cause::UnreadableToolAnswer,
            "see which one runs",
            "echo 'no JSON'",
        ),
        az(
            Cause::UnreadableToolAnswer,
            "see which one runs",
            "echo '{}' | sed 's/}/\"expires_on\":4102444800}/'",
        ),
        az(Cause::UnreadableToolAnswer, "see which one runs", "exit 0"),
        az(
            Cause::OldAz,
            "az upgrade",
            "echo '{\"accessToken\":\"x\",\"expiresOn\":\"2026-11-21 21:05:11.000000\"}'",
        ),
        az(
            Cause::ShortLifetime,
            "minimumLifetime",
            "echo '{\"accessToken\":\"x\",\"expires_on\":1}'",
        ),
    ]
}

fn of_azd() -> Vec<Row> {
    let same_command = "azd auth token";
    let not_here = "install Azure Developer CLI";
    vec![
        Row::at_a_desk(SourceName::AzureDeveloperCli, Cause::NoSource, not_here),
        azd(
            Cause::AzdNotSignedIn,
            "run azd auth login",
            "echo 'ERROR: not logged in, run `azd auth login` to login' >&2; exit 1",
        ),
        // Since 1.24.
        azd(
            Cause::AzdNotSignedIn,
            "run azd auth login",
            "echo '{\"error\":\"auth\",\"message\":\"not logged in\",\"suggestion\":\"Run `azd auth login`.\"}' >&2; exit 1",
        ),
        // Before 1.23.7.
        azd(
            Cause::AzdNotSignedIn,
            "run azd auth login",
            "printf '{\"type\":\"consoleMessage\",\"timestamp\":\"t\",\"data\":{\"message\":\"\\\\nERROR: not logged in, run `azd auth login` to login\\\\n\"}}\\n' >&2; exit 1",
        ),
        azd(
            Cause::UserSignIn,
            "azd auth login",
            "echo 'ERROR: fetching token: AADSTS70043: The refresh token has expired. run `azd auth login` to acquire a new token.' >&2; exit 1",
        ),
        azd(
            Cause::UnknownTenant,
            "which is from --tenant",
            "echo \"ERROR: fetching token: AADSTS90002: Tenant 'contoso.example' not found.\" >&2; exit 1",
        )
        .flags(&["--tenant", "contoso.example"]),
        azd(Cause::WrongInput, "correct or unset the variable", "exit 0").flags(&["--tenant=-x"]),
        azd(Cause::ToolFailed, same_command, "echo 'ERROR: something' >&2; exit 1"),
        azd(Cause::ToolNotInTime, same_command, "exec sleep 60").in_vain(),
        azd(Cause::UnreadableToolAnswer, "see which one runs", "echo 'no JSON'"),
        azd(
            Cause::UnreadableToolAnswer,
            "install azd anew",
            "echo '{\"token\":\"x\",\"expiresOn\":\"tomorrow\"}'",
        ),
    ]
}
