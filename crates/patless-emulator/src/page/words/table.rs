//! Codes of refusals: the check that refuses with each of them, and what that means.

/// Check that refuses with a code.
pub(super) struct Row {
    /// Code.
    pub(super) code: &'static str,
    /// The check, as the end of a sentence.
    pub(super) check: &'static str,
    /// What it means, and what to do.
    pub(super) meaning: &'static str,
}

/// Makes rows, each with a code, a check and a meaning.
macro_rules! rows {
    ($($code:literal $check:literal: $meaning:literal;)*) => {
        &[$(Row {
            code: $code,
            check: $check,
            meaning: $meaning,
        },)*]
    };
}

/// Rows in the order of the checks, Entra first.
pub(super) const ROWS: &[Row] = rows! {
    "AADSTS90002" "the tenant":
        "Entra has no tenant with the ID or the domain in the path.";
    "AADSTS900023" "the tenant":
        "The tenant in the path is neither an ID nor a domain. A variable may not have been expanded.";
    "AADSTS9001023" "the tenant":
        "This grant needs the tenant itself in the path, not `common` or `organizations`.";
    "AADSTS900561" "the method":
        "The token endpoint takes POST only.";
    "AADSTS900144" "the form":
        "A field of the form is missing or empty.";
    "AADSTS9000411" "the form":
        "A field of the form is there twice.";
    "AADSTS901002" "the form":
        "The v2.0 endpoint takes `scope`, not `resource`.";
    "AADSTS70003" "the grant type":
        "The application may not use this grant, or it does not exist.";
    "AADSTS7000218" "the credential of the client":
        "The form has neither a client assertion with its type nor a client secret.";
    "AADSTS700038" "the client ID":
        "The client ID is not the ID of an application. A variable may not have been expanded.";
    "AADSTS700016" "the client ID":
        "The tenant has no application with this client ID. Compare both IDs with the app registration.";
    "AADSTS7000229" "the service principal":
        "The application exists, but it has no service principal in this tenant.";
    "AADSTS7000112" "the service principal":
        "The application is disabled in this tenant.";
    "AADSTS700025" "the kind of the application":
        "A public client must not present a credential.";
    "AADSTS7000215" "the client secret":
        "The client secret is wrong. Its ID may have been used in place of its value.";
    "AADSTS7000222" "the client secret":
        "The client secret is expired.";
    "AADSTS7000232" "the client secret":
        "A managed identity has no client secret.";
    "AADSTS50027" "the form of the assertion":
        "The client assertion is not a JWT that Entra accepts, or it was used before.";
    "AADSTS5002727" "the form of the assertion":
        "The header of the assertion names another type than JWT.";
    "AADSTS5002738" "the algorithm of the assertion":
        "The assertion is signed with an algorithm that is not accepted here.";
    "AADSTS70025" "the federated credential":
        "The application has no federated credential at all. Create one with the claims of the assertion.";
    "AADSTS70021" "the federated credential":
        "This replica of Entra does not see the federated credential yet. Wait a moment and try again.";
    "AADSTS700211" "the issuer":
        "No federated credential of the application has the issuer of the assertion.";
    "AADSTS700213" "the subject":
        "A federated credential has the issuer of the assertion, but none with it has its subject. Organization, \
         project or service connection may have been renamed.";
    "AADSTS7002138" "the subject":
        "The subject differs in upper and lower case only, and must be exactly the same.";
    "AADSTS700212" "the audience":
        "A federated credential has issuer and subject of the assertion, but another audience.";
    "AADSTS700027" "the signature":
        "The signature of the assertion is not that of a known key.";
    "AADSTS700021" "the parties of the assertion":
        "Issuer and subject of an assertion that an application signs are both its client ID.";
    "AADSTS700023" "the audience":
        "The audience of the assertion is not the token endpoint of the tenant.";
    "AADSTS700024" "the time":
        "The assertion is expired, or not valid yet. A clock may be wrong, or the assertion was kept too long.";
    "AADSTS1002012" "the scope":
        "Without a user, the scope is a resource with `/.default` at its end.";
    "AADSTS70011" "the scope":
        "The scope is not one that Entra understands.";
    "AADSTS28002" "the scope":
        "The scope is not one that Entra understands.";
    "AADSTS500011" "the resource":
        "The tenant has no resource with the name in the scope.";
    "AADSTS53003" "conditional access":
        "Everything else is right, but a policy of the tenant blocks the application.";
    "AADSTS70016" "the device code":
        "The person has not signed in yet. The client asks again.";
    "AADSTS70018" "the device code":
        "The device code is not one that Entra knows.";
    "AADSTS70020" "the device code":
        "The device code is expired.";
    "TF400813" "the credential":
        "Azure DevOps does not accept the token: none, expired, for another resource, or of an identity that may \
         not come in.";
    "TF401444" "membership":
        "The identity is not a user of the organization. Add it in the organization's settings.";
    "VS403463" "conditional access":
        "A policy of the tenant blocks the token at Azure DevOps.";
    "TF400733" "the rate limit":
        "The identity asked for too much. Wait as long as Retry-After says.";
    "VS800075" "the project":
        "The project does not exist, or the identity may not see it.";
    "TF200016" "the project":
        "The project does not exist, or the identity may not see it.";
    "TF401019" "the repository":
        "The repository does not exist, or the identity may not see it.";
    "TF401027" "rights on the repository":
        "The identity may read the repository, but not change it.";
    "TaskOrchestrationPlanSecurityException" "the job token":
        "The token is not that of the job in the path, or the job has ended.";
    "TaskOrchestrationPlanNotFoundException" "the plan":
        "There is no plan with the ID in the path.";
    "TaskOrchestrationJobNotFoundException" "the job":
        "The plan has no job with the ID in the path.";
    "EndpointNotFoundException" "the service connection":
        "The project has no service connection with this ID.";
    "VssRequestContentTypeNotSupportedException" "the content type":
        "The body must be JSON, and the request must say so.";
    "VssVersionNotSpecifiedException" "the API version":
        "The request must name an API version.";
    "VssInvalidPreviewVersionException" "the API version":
        "This API is a preview: its version needs `-preview`.";
    "VssVersionOutOfRangeException" "the API version":
        "The service does not have this version of the API.";
    "AccessCheckException" "rights":
        "The identity lacks the permission for this.";
};
