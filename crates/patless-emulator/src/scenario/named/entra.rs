//! Scenarios of the tenant: federated credentials, applications, policies and responses.

use super::row::{NamedScenario, rows};
use crate::scenario::{
    AccessTokenField, AccessTokenShape, Client, ConditionalAccess, FederatedCredentials,
    NumberFormat, Outcome, RefusalForm, ResourceTable, ServicePrincipal, Stage, Tenant, Throttle,
};

/// Rows of this group.
pub(super) const ROWS: &[NamedScenario] = rows! {
    "jwt-shaped-token",
    "access tokens are signed JWTs that can be decoded",
    Outcome::Succeeds,
    { entra.access_token_shape: AccessTokenShape::JwtShaped };

    "long-lived-token",
    "the lifetime of access tokens is 24 h, as for a managed identity",
    Outcome::Succeeds,
    { entra.access_token_lifetime_s: Some(86_399) };

    "numbers-as-strings",
    "the token endpoint sends numbers as strings",
    Outcome::Succeeds,
    { entra.numbers: NumberFormat::Strings };

    "entra-throttled-by-rate",
    "the token endpoint accepts 10 exchanges per second, and refuses the rest: 429 with Retry-After: 5",
    Outcome::Succeeds,
    { entra.throttle: Some(Throttle { per_second: 10, burst: 10, retry_after_s: 5 }) };

    "wrong-subject",
    "the federated credentials have another subject: AADSTS700213",
    REFUSED,
    { world.federated_credentials: FederatedCredentials::WrongSubject };

    "wrong-issuer",
    "the federated credentials have another issuer: AADSTS700211",
    REFUSED,
    { world.federated_credentials: FederatedCredentials::WrongIssuer };

    "wrong-audience",
    "the federated credentials have another audience: AADSTS700212",
    REFUSED,
    { world.federated_credentials: FederatedCredentials::WrongAudience };

    "subject-case",
    "the federated credentials have the subject in another case: AADSTS7002138",
    REFUSED,
    { world.federated_credentials: FederatedCredentials::SubjectCase };

    "no-federated-credential",
    "the applications have no federated credential: AADSTS70025",
    REFUSED,
    { world.federated_credentials: FederatedCredentials::Missing };

    "propagation",
    "Entra does not see the federated credential until the third exchange: AADSTS70021",
    Outcome::Recovers { stage: Stage::Exchange, refusals: 2 },
    { entra.propagation_failures: 2 };

    "propagation-returns",
    "the first exchange fails with AADSTS70021, the second succeeds, the third fails again",
    Outcome::Recovers { stage: Stage::Exchange, refusals: 1 },
    { entra.propagation_failures: 1, entra.late_propagation_failures: 1 };

    "propagation-after-success",
    "the first exchange succeeds, the second fails with AADSTS70021",
    Outcome::Succeeds,
    { entra.late_propagation_failures: 1 };

    "expired-assertion",
    "assertions come from a cache and expired one minute ago: AADSTS700024",
    REFUSED,
    { azure_devops.assertion_age_s: 3600 + 60, azure_devops.assertion_lifetime_s: Some(3600) };

    "entra-clock-ahead",
    "the clock of Entra is two days ahead of the job's clock: AADSTS700024",
    REFUSED,
    { entra.clock_offset_s: 2 * 86_400 };

    "unknown-client",
    "the service connections have an unknown client ID: AADSTS700016",
    REFUSED,
    { world.client: Client::Unknown };

    "unknown-tenant",
    "the service connections have an unknown tenant ID: AADSTS90002",
    REFUSED,
    { world.tenant: Tenant::Unknown };

    "no-service-principal",
    "the applications have no service principal in the tenant: AADSTS7000229",
    REFUSED,
    { entra.service_principal: ServicePrincipal::Missing };

    "disabled-service-principal",
    "the service principals of the applications are disabled: AADSTS7000112",
    REFUSED,
    { entra.service_principal: ServicePrincipal::Disabled };

    "conditional-access",
    "a conditional access policy blocks the application: AADSTS53003 with the policy's ID",
    REFUSED,
    { entra.conditional_access: ConditionalAccess::Blocks };

    "bad-scope",
    "the tenant has none of the requested resources: AADSTS500011",
    REFUSED,
    { world.resources: ResourceTable::Empty };

    "no-access-token-in-reply",
    "the token endpoint returns 200 with an empty access token",
    REFUSED,
    { entra.access_token_field: AccessTokenField::Empty };

    "missing-access-token-in-reply",
    "the token endpoint returns 200 without an access token",
    REFUSED,
    { entra.access_token_field: AccessTokenField::Missing };

    "refusal-with-line-breaks",
    "AADSTS700213 with \\r\\n before the trace ID, the correlation ID and the time",
    REFUSED,
    {
        world.federated_credentials: FederatedCredentials::WrongSubject,
        entra.refusal_form: RefusalForm::LineBreaks,
    };

    "refusal-with-escaped-apostrophes",
    "AADSTS700213 with apostrophes escaped as \\u0027 in JSON",
    REFUSED,
    {
        world.federated_credentials: FederatedCredentials::WrongSubject,
        entra.refusal_form: RefusalForm::EscapedApostrophes,
    };

    "refusal-with-escaped-quotes",
    "AADSTS700213 with the subject in double quotes, escaped in JSON",
    REFUSED,
    {
        world.federated_credentials: FederatedCredentials::WrongSubject,
        entra.refusal_form: RefusalForm::EscapedQuotes,
    };

    "refusal-with-codes-as-strings",
    "AADSTS700213 with strings instead of numbers in error_codes",
    REFUSED,
    {
        world.federated_credentials: FederatedCredentials::WrongSubject,
        entra.refusal_form: RefusalForm::CodesAsStrings,
    };
};

const REFUSED: Outcome = Outcome::fails(Stage::Exchange);
