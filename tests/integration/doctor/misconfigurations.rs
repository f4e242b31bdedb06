//! The misconfigurations that the doctor must name, as a table.

/// One way in which things can be set up wrongly.
pub(super) struct Misconfiguration {
    /// What is wrong.
    pub(super) condition: &'static str,
    /// The emulator's scenario.
    pub(super) scenario: &'static str,
    /// Variables that are set, or taken away with `None`.
    pub(super) variables: &'static [(&'static str, Option<&'static str>)],
    /// Further arguments.
    pub(super) arguments: &'static [&'static str],
    /// The check that names it first.
    pub(super) check: &'static str,
    /// The row of the catalogue.
    pub(super) name: &'static str,
    pub(super) exit_code: i32,
}

/// What is wrong with the job or the arguments.
const fn given(
    condition: &'static str,
    variables: &'static [(&'static str, Option<&'static str>)],
    arguments: &'static [&'static str],
    (check, name, exit_code): (&'static str, &'static str, i32),
) -> Misconfiguration {
    Misconfiguration {
        condition,
        scenario: "default",
        variables,
        arguments,
        check,
        name,
        exit_code,
    }
}

/// What is wrong on the servers: a scenario.
const fn scenario(
    scenario: &'static str,
    check: &'static str,
    name: &'static str,
    exit_code: i32,
) -> Misconfiguration {
    Misconfiguration {
        condition: scenario,
        scenario,
        variables: &[],
        arguments: &[],
        check,
        name,
        exit_code,
    }
}

/// The table.
pub(super) const MISCONFIGURATIONS: &[Misconfiguration] = &[
    given(
        "no service connection is named",
        &[("AZURESUBSCRIPTION_SERVICE_CONNECTION_ID", None)],
        &[],
        ("inputs", "wrong-input", 2),
    ),
    given(
        "the service connection is named by its name",
        &[],
        &["--service-connection", "renovate"],
        ("inputs", "wrong-input", 2),
    ),
    given(
        "the tenant is not told",
        &[("AZURESUBSCRIPTION_TENANT_ID", None)],
        &[],
        ("inputs", "wrong-input", 2),
    ),
    given(
        "the tenant is an unexpanded macro",
        &[],
        &["--tenant", "$(tenantId)"],
        ("inputs", "wrong-input", 2),
    ),
    given(
        "the client is a name",
        &[],
        &["--client", "renovate"],
        ("inputs", "wrong-input", 2),
    ),
    given(
        "the target is not in Azure DevOps",
        &[],
        &["--target", "https://github.com/acme/web"],
        ("inputs", "wrong-input", 2),
    ),
    given(
        "the target is named as an error of the network",
        &[],
        &["--target", "https://github.com/ECONNREFUSED"],
        ("inputs", "wrong-input", 2),
    ),
    given(
        "a path is named as an error of the network",
        &[("AGENT_CAINFO", Some("/no/such/ECONNREFUSED.pem"))],
        &[],
        ("environment", "wrong-environment", 3),
    ),
    given(
        "the process is in no job",
        &[
            ("SYSTEM_COLLECTIONURI", None),
            ("SYSTEM_OIDCREQUESTURI", None),
        ],
        &[],
        ("environment", "not-in-a-job", 3),
    ),
    given(
        "a variable sends the job's token to a strange host",
        &[(
            "SYSTEM_OIDCREQUESTURI",
            Some("https://evil.example/oidctoken"),
        )],
        &[],
        ("environment", "foreign-host", 3),
    ),
    given(
        "variables send the job's token to a strange collection",
        &[
            ("SYSTEM_COLLECTIONURI", Some("https://evil.example/acme/")),
            (
                "SYSTEM_OIDCREQUESTURI",
                Some("https://evil.example/acme/oidctoken"),
            ),
        ],
        &[],
        ("environment", "foreign-host", 3),
    ),
    given(
        "a variable makes up the system connection",
        &[
            (
                "ENDPOINT_URL_SYSTEMVSSCONNECTION",
                Some("https://evil.example/"),
            ),
            (
                "SYSTEM_OIDCREQUESTURI",
                Some("https://evil.example/acme/oidctoken"),
            ),
        ],
        &[],
        ("environment", "foreign-host", 3),
    ),
    given(
        "tenant and client are those of another service connection",
        &[],
        &[
            "--service-connection",
            "a1d4f7b2-6c3e-4b85-9f10-8d2e5a7c4b01",
        ],
        ("inputs", "wrong-input", 2),
    ),
    given(
        "a printed line names a file of the kernel as one of certificates",
        &[("SSL_CERT_FILE", Some("/proc/self/environ"))],
        &[],
        ("environment", "brought-authority", 3),
    ),
    given(
        "the file of CA certificates is not there",
        &[("AGENT_CAINFO", Some("/no/such/file.pem"))],
        &[],
        ("environment", "wrong-environment", 3),
    ),
    given(
        "the job's token is not mapped",
        &[("SYSTEM_ACCESSTOKEN", None)],
        &[],
        ("job token", "no-job-token", 3),
    ),
    given(
        "the job's token is an unexpanded macro",
        &[("SYSTEM_ACCESSTOKEN", Some("$(System.AccessToken)"))],
        &[],
        ("job token", "unexpanded-job-token", 3),
    ),
    given(
        "the job's token holds a line break",
        &[("SYSTEM_ACCESSTOKEN", Some("one\ntwo"))],
        &[],
        ("job token", "no-job-token", 3),
    ),
    given(
        "the authority host is not secure",
        &[],
        &["--authority-host", "http://login.example"],
        ("service connection", "wrong-environment", 3),
    ),
    given(
        "the scope is no resource",
        &[],
        &["--scope", "devops"],
        ("inputs", "wrong-input", 2),
    ),
    given(
        "the scope is two",
        &[],
        &["--scope", "https://a.example https://b.example"],
        ("inputs", "wrong-input", 2),
    ),
    given(
        "nothing listens at the target",
        &[],
        &["--target", "https://localhost:1/nobody"],
        ("tenant", "connection-refused", 6),
    ),
    scenario("bad-job-token", "assertion", "bad-job-token", 4),
    scenario("expired-job-token", "assertion", "bad-job-token", 4),
    scenario("other-job-token", "assertion", "other-job-token", 4),
    scenario(
        "connection-not-referenced",
        "assertion",
        "connection-not-referenced",
        4,
    ),
    scenario(
        "connection-not-referenced-legacy",
        "assertion",
        "nothing-issued",
        4,
    ),
    scenario(
        "connection-without-federation",
        "assertion",
        "nothing-issued",
        4,
    ),
    scenario("unknown-connection", "assertion", "unknown-connection", 4),
    scenario("sign-in-page", "assertion", "sign-in-page", 4),
    scenario(
        "no-assertion-in-reply",
        "assertion",
        "no-assertion-in-reply",
        4,
    ),
    scenario("pipeline-assertion", "claims", "pipeline-subject", 5),
    scenario("wrong-subject", "access token", "wrong-subject", 5),
    scenario("subject-case", "access token", "subject-case", 5),
    scenario("wrong-issuer", "access token", "wrong-issuer", 5),
    scenario("wrong-audience", "access token", "wrong-audience", 5),
    scenario(
        "no-federated-credential",
        "access token",
        "no-federated-credential",
        5,
    ),
    scenario("unknown-client", "access token", "unknown-client", 5),
    scenario("unknown-tenant", "access token", "unknown-tenant", 5),
    scenario(
        "no-service-principal",
        "access token",
        "no-service-principal",
        5,
    ),
    scenario(
        "disabled-service-principal",
        "access token",
        "disabled-service-principal",
        5,
    ),
    scenario(
        "conditional-access",
        "access token",
        "conditional-access",
        5,
    ),
    scenario(
        "organization-of-another-tenant",
        "tenant",
        "wrong-tenant",
        3,
    ),
    scenario(
        "organization-of-microsoft-accounts",
        "tenant",
        "organization-without-tenant",
        3,
    ),
    scenario("not-in-organization", "identity", "not-in-organization", 3),
    scenario("identity-not-authorized", "identity", "not-authorized", 3),
    scenario("credential-ignored", "identity", "no-credential-seen", 3),
    scenario(
        "target-conditional-access",
        "identity",
        "target-conditional-access",
        3,
    ),
    scenario("target-throttled", "identity", "rate-limited", 6),
    scenario("target-sign-in-page", "identity", "target-sign-in-page", 3),
    scenario("project-not-visible", "project", "no-project-access", 3),
    scenario(
        "repository-not-visible",
        "repository",
        "no-repository-access",
        3,
    ),
    scenario(
        "stakeholder-license",
        "repository",
        "no-repository-access",
        3,
    ),
];
