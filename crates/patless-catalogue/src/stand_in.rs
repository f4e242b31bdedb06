//! How Patless could take the place of a tool that failed.

use crate::cause::Cause;

/// One phrase for each cause where a token from Patless makes the failing part unnecessary. A refused permission is not among
/// them: it would be refused to Patless as well.
pub(crate) const fn stand_in(cause: Cause) -> Option<&'static str> {
    match cause {
        Cause::WrongSecret | Cause::ExpiredSecret | Cause::ConnectionSecretExpired => Some(
            "Patless@1 with a service connection that uses workload identity federation needs no secret at all",
        ),
        Cause::ExpiredAppCertificate => Some(
            "Patless@1 with a service connection that uses workload identity federation needs no certificate",
        ),
        Cause::WrongPassword | Cause::PasswordExpired | Cause::SecondFactor => Some(
            "in a pipeline, Patless@1 takes the token from a service connection, so that no user signs in",
        ),
        Cause::AzDevopsTokenRefused | Cause::AzDevopsWithoutCredential | Cause::AzDevopsKeyring => {
            Some(
                "Patless@1 with variable: TOKEN gets a token; map it into the step of az devops as AZURE_DEVOPS_EXT_PAT: $(TOKEN): docs/TOOLS.md",
            )
        }
        Cause::GitWithoutCredential | Cause::GcmNoStore => Some(
            "patless git setup, or patless exec --for git for one command, gives git a token each time it asks, and stores none: docs/GIT.md",
        ),
        Cause::GitBadRequest => Some(
            "patless git setup gives git a token each time it asks, and makes it ignore the headers stored for the checkout: docs/GIT.md",
        ),
        Cause::RenovateWithoutToken => Some(
            "patless exec --for renovate gives Renovate its token and its endpoint: docs/TOOLS.md",
        ),
        Cause::NoCredentialInChain
        | Cause::NoManagedIdentity
        | Cause::ManagedIdentityNotAssigned => Some(
            "in a pipeline, Patless@1 with keepFresh: true answers like a managed identity, so that programs in later steps get tokens of the service connection: docs/LONG-JOBS.md",
        ),
        Cause::ExpiredAccessToken | Cause::AzOutlivedAssertion => Some(
            "Patless@1 with keepFresh: true gives programs a valid token whenever they ask, until the job ends: docs/LONG-JOBS.md",
        ),
        Cause::AuthorityNotReached | Cause::OutdatedProxyLibrary => Some(
            "Patless@1 signs in through the agent's proxy, also with its user name and password (docs/NETWORK.md), and a script can use its token in place of this task",
        ),
        Cause::ProviderWithoutAssertion
        | Cause::ProviderWithoutCredential
        | Cause::TerraformWithoutVariables
        | Cause::AzPrincipalNotSupported => Some(
            "Patless@1 with identityVariables: true sets the ids for the provider; with assertion: ARM_OIDC_TOKEN also the assertion, which older providers need: docs/EXAMPLES.md#terraform",
        ),
        Cause::PulumiWithoutAssertion => Some(
            "Patless@1 with assertion: ARM_OIDC_TOKEN requests an assertion; map it in the env: of the step that runs pulumi",
        ),
        Cause::DatabricksWithoutCredential
        | Cause::DatabricksAzConfig
        | Cause::DatabricksWithoutVariables
        | Cause::OldDatabricks => Some(
            "Patless@1 with scope: databricks requests a token for Azure Databricks; map it as DATABRICKS_TOKEN: docs/EXAMPLES.md#databricks",
        ),
        Cause::AzcopyNotSignedIn | Cause::AzcopyPowershell | Cause::OldAzcopy => Some(
            "Patless@1 with keepFresh: true answers AzCopy as a managed identity does, for as long as the job takes: AZCOPY_AUTO_LOGIN_TYPE: MSI, docs/LONG-JOBS.md",
        ),
        Cause::VsceNotAuthorized
        | Cause::VsceTokenNotRead
        | Cause::VsceWithoutCredential
        | Cause::VsceOidc
        | Cause::SemanticReleaseVsce => Some(
            "patless exec --for vsce requests a token and puts it into VSCE_PAT of one command: docs/TOOLS.md",
        ),
        Cause::TfxNotAuthorized | Cause::TfxWithoutToken => Some(
            "patless exec --for tfx requests a token and puts it where tfx looks, for one command: docs/TOOLS.md",
        ),
        _ => None,
    }
}
