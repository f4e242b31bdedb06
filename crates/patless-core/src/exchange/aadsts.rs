//! Owns what Entra's error codes mean here, and what to do about each.
//!
//! Source: <https://learn.microsoft.com/entra/identity-platform/reference-error-codes> and the texts that users report.
//! A new code is one row here.

#![expect(
    clippy::unreadable_literal,
    reason = "codes are searched for as Microsoft writes them"
)]

/// What one AADSTS code means for an exchange of an assertion.
#[derive(Clone, Copy, Debug)]
#[non_exhaustive]
pub struct Row {
    /// The number after `AADSTS`.
    pub code: u32,
    /// The cause, in half a sentence.
    pub cause: &'static str,
    /// What to do about it.
    pub remedy: Remedy,
}

/// What to do about a refusal.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
#[non_exhaustive]
pub enum Remedy {
    /// Correct the federated credential, as the text says: showing the right one helps.
    FederatedCredential(&'static str),
    /// What the text says.
    Other(&'static str),
    /// Wait: the same request may work a little later.
    Wait,
}

impl Remedy {
    /// What to do next, in words.
    pub const fn hint(self) -> &'static str {
        match self {
            Self::FederatedCredential(hint) | Self::Other(hint) => hint,
            Self::Wait => "it passes by itself: run the job again",
        }
    }
}

const fn row(code: u32, cause: &'static str, hint: &'static str) -> Row {
    Row {
        code,
        cause,
        remedy: Remedy::Other(hint),
    }
}

const fn credential(code: u32, cause: &'static str, hint: &'static str) -> Row {
    Row {
        code,
        cause,
        remedy: Remedy::FederatedCredential(hint),
    }
}

const fn passing(code: u32, cause: &'static str) -> Row {
    Row {
        code,
        cause,
        remedy: Remedy::Wait,
    }
}

/// Finds the row of a code. `None` for a code that nobody has explained yet.
pub fn explain(code: u32) -> Option<&'static Row> {
    ROWS.iter().find(|row| row.code == code)
}

const CREATE: &str =
    "create or correct the federated credential of the app or managed identity; it must be:";

/// The rows, in the order of their codes.
pub const ROWS: &[Row] = &[
    row(
        50027,
        "the assertion is no well-formed JWT",
        "report this: the assertion was changed on its way",
    ),
    passing(50166, "Entra could not reach the issuer of the assertion"),
    row(
        53003,
        "a Conditional Access policy blocks this identity",
        "give the correlation id to the tenant's administrator; the policy applies to the agent's address or the identity's risk",
    ),
    credential(
        70021,
        "no federated credential matches the assertion",
        CREATE,
    ),
    credential(70025, "the app has no federated credential at all", CREATE),
    row(
        70052,
        "an app of several tenants cannot stand behind this service connection",
        "use an app registration of one tenant, or a managed identity",
    ),
    row(
        90002,
        "there is no such tenant",
        "correct the tenant id of the service connection, or the cloud it is for",
    ),
    passing(90033, "Entra is out of order for a moment"),
    passing(90055, "the tenant is throttled"),
    passing(90061, "Entra could not reach the issuer of the assertion"),
    row(
        500011,
        "the tenant knows no such resource",
        "check the scope; for Azure DevOps use scope: azureDevOps",
    ),
    row(
        501051,
        "the resource asks for an assignment that the identity does not have",
        "assign the identity a role of the resource's enterprise application, or turn off 'Assignment required' there",
    ),
    passing(501661, "Entra could not reach the issuer of the assertion"),
    row(
        700016,
        "the tenant knows no app with this client id",
        "check that client id and tenant id of the service connection belong together; the object id is not the client id",
    ),
    row(
        700024,
        "the assertion is too old or too new",
        "check the clock of the agent; run the job again",
    ),
    row(
        700027,
        "the signature of the assertion is not valid",
        "report this: the assertion was changed on its way",
    ),
    credential(700211, "no federated credential has this issuer", CREATE),
    credential(
        700212,
        "no federated credential has this audience",
        "set the audience of the federated credential to api://AzureADTokenExchange, whatever the assertion says of its own; it must be:",
    ),
    credential(700213, "no federated credential has this subject", CREATE),
    row(
        900023,
        "the tenant id is malformed",
        "correct the tenant id of the service connection",
    ),
    row(
        1002012,
        "the scope is not valid",
        "use a resource, or a scope that ends in /.default",
    ),
    row(
        7000112,
        "the app is disabled",
        "enable the enterprise application in the tenant",
    ),
    row(
        7000229,
        "the app has no service principal in the tenant",
        "create it: az ad sp create --id CLIENT_ID",
    ),
    credential(
        7002138,
        "the subject differs from the federated credential's in upper and lower case only",
        "delete the federated credential and create it anew, in exactly this spelling:",
    ),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_code_has_one_row() {
        assert!(ROWS.is_sorted_by_key(|row| row.code));
        for (index, row) in ROWS.iter().enumerate() {
            assert!(
                ROWS[..index].iter().all(|other| other.code != row.code),
                "{}",
                row.code
            );
            assert!(
                !row.cause.ends_with('.') && !row.remedy.hint().ends_with('.'),
                "{}",
                row.code
            );
        }
    }
}
