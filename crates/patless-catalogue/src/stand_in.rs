//! How Patless could take the place of a tool that failed.

use crate::cause::Cause;

/// One phrase for each cause where a token from Patless makes the failing part unnecessary. A refused permission is not among
/// them: it would be refused to Patless as well.
pub(crate) const fn stand_in(cause: Cause) -> Option<&'static str> {
    match cause {
        Cause::WrongSecret | Cause::ExpiredSecret | Cause::ConnectionSecretExpired => Some(
            "Patless@1 with a service connection that uses workload identity federation needs no secret at all",
        ),
        Cause::AzDevopsTokenRefused | Cause::AzDevopsWithoutCredential => {
            Some("Patless@1 with variable: TOKEN gives az devops its token: docs/TOOLS.md")
        }
        Cause::ProviderWithoutAssertion
        | Cause::ProviderWithoutCredential
        | Cause::TerraformWithoutVariables
        | Cause::AzPrincipalNotSupported => Some(
            "Patless@1 with identityVariables: true sets the ids, and with assertion: ARM_OIDC_TOKEN the assertion, which older versions of the provider take: docs/EXAMPLES.md#terraform",
        ),
        Cause::PulumiWithoutAssertion => Some(
            "Patless@1 with assertion: ARM_OIDC_TOKEN gives the step an assertion to map in env:",
        ),
        Cause::DatabricksWithoutCredential
        | Cause::DatabricksAzConfig
        | Cause::DatabricksWithoutVariables
        | Cause::OldDatabricks => Some(
            "Patless@1 with scope: databricks gives Azure Databricks a token, to map as DATABRICKS_TOKEN: docs/EXAMPLES.md#databricks",
        ),
        Cause::AzcopyNotSignedIn | Cause::OldAzcopy => Some(
            "Patless@1 with keepFresh: true answers AzCopy as a managed identity does, for as long as the job takes: AZCOPY_AUTO_LOGIN_TYPE: MSI, docs/LONG-JOBS.md",
        ),
        _ => None,
    }
}
