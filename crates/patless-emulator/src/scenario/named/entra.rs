//! Scenarios of the tenant: federated credentials, applications, policies and replies.

use super::row::{NamedScenario, rows};
use crate::scenario::{
    AccessTokenField, AccessTokenShape, Client, ConditionalAccess, FederatedCredentials,
    NumberFormat, Outcome, RefusalForm, ResourceTable, ServicePrincipal, Stage, Tenant, Throttle,
};

/// Rows of this group.
pub(super) const ROWS: &[NamedScenario] = rows! {
    "jwt-shaped-token",
    "access tokens are signed JWTs that could be decoded",
    Outcome::Succeeds,
    { entra.access_token_shape: AccessTokenShape::JwtShaped };

    "long-lived-token",
    "access tokens live for 24 h, as those of a managed identity",
    Outcome::Succeeds,
    { entra.access_token_lifetime_s: Some(86_399) };

    "numbers-as-strings",
    "the token endpoint sends its numbers as strings",
    Outcome::Succeeds,
    { entra.numbers: NumberFormat::Strings };

    "entra-throttled-by-rate",
    "the token endpoint takes 10 exchanges a second, and answers those beyond with 429 and Retry-After: 5",
    Outcome::Succeeds,
    { entra.throttle: Some(Throttle { per_second: 10, burst: 10, retry_after_s: 5 }) };

    "wrong-subject",
    "federated credentials name another subject: AADSTS700213",
    REFUSED,
    { world.federated_credentials: FederatedCredentials::WrongSubject };

    "wrong-issuer",
    "federated credentials name another issuer: AADSTS700211",
    REFUSED,
    { world.federated_credentials: FederatedCredentials::WrongIssuer };

    "wrong-audience",
    "federated credentials name another audience: AADSTS700212",
    REFUSED,
    { world.federated_credentials: FederatedCredentials::WrongAudience };

    "subject-case",
    "federated credentials name the subject in other case: AADSTS7002138",
    REFUSED,
    { world.federated_credentials: FederatedCredentials::SubjectCase };

    "no-federated-credential",
    "applications have no federated credential: AADSTS70025",
    REFUSED,
    { world.federated_credentials: FederatedCredentials::Missing };

    "propagation",
    "the first two exchanges do not see the federated credential yet: AADSTS70021",
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
    "assertions come from a cache and expired a minute ago: AADSTS700024",
    REFUSED,
    { azure_devops.assertion_age_s: 3600 + 60, azure_devops.assertion_lifetime_s: Some(3600) };

    "entra-clock-ahead",
    "the clock of Entra is two days ahead of the job's: AADSTS700024",
    REFUSED,
    { entra.clock_offset_s: 2 * 86_400 };

    "unknown-client",
    "connections name a client that the tenant does not have: AADSTS700016",
    REFUSED,
    { world.client: Client::Unknown };

    "unknown-tenant",
    "connections name a tenant that does not exist: AADSTS90002",
    REFUSED,
    { world.tenant: Tenant::Unknown };

    "no-service-principal",
    "applications have no service principal in the tenant: AADSTS7000229",
    REFUSED,
    { entra.service_principal: ServicePrincipal::Missing };

    "disabled-service-principal",
    "service principals of the applications are disabled: AADSTS7000112",
    REFUSED,
    { entra.service_principal: ServicePrincipal::Disabled };

    "conditional-access",
    "a conditional access policy blocks the application: AADSTS53003 with the policy's ID",
    REFUSED,
    { entra.conditional_access: ConditionalAccess::Blocks };

    "bad-scope",
    "the tenant knows none of the resources that a client can ask for: AADSTS500011",
    REFUSED,
    { world.resources: ResourceTable::Empty };

    "no-access-token-in-reply",
    "the token endpoint answers 200 with an empty access token",
    REFUSED,
    { entra.access_token_field: AccessTokenField::Empty };

    "missing-access-token-in-reply",
    "the token endpoint answers 200 without an access token",
    REFUSED,
    { entra.access_token_field: AccessTokenField::Missing };

    "refusal-with-line-breaks",
    "AADSTS700213 with \\r\\n before trace ID, correlation ID and time",
    REFUSED,
    {
        world.federated_credentials: FederatedCredentials::WrongSubject,
        entra.refusal_form: RefusalForm::LineBreaks,
    };

    "refusal-with-escaped-apostrophes",
    "AADSTS700213 in JSON text with \\u0027 instead of apostrophes",
    REFUSED,
    {
        world.federated_credentials: FederatedCredentials::WrongSubject,
        entra.refusal_form: RefusalForm::EscapedApostrophes,
    };

    "refusal-with-escaped-quotes",
    "AADSTS700213 with the subject in quotation marks, which JSON escapes",
    REFUSED,
    {
        world.federated_credentials: FederatedCredentials::WrongSubject,
        entra.refusal_form: RefusalForm::EscapedQuotes,
    };

    "refusal-with-codes-as-strings",
    "AADSTS700213 with strings in error_codes",
    REFUSED,
    {
        world.federated_credentials: FederatedCredentials::WrongSubject,
        entra.refusal_form: RefusalForm::CodesAsStrings,
    };
};

const REFUSED: Outcome = Outcome::fails(Stage::Exchange);
