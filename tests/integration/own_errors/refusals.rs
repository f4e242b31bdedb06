//! A sample of each refusal of Azure DevOps.

use patless_core::errors::Refusal;

use super::answers::id;

fn refusal(status: u16, message: Option<&str>, type_key: Option<&str>) -> Refusal {
    let mut refusal = Refusal::default();
    refusal.status = status;
    refusal.message = message.map(str::to_owned);
    refusal.type_key = type_key.map(str::to_owned);
    refusal.request_id = Some(id());
    refusal
}

/// What Azure DevOps answers.
pub(super) fn refusals() -> Vec<Refusal> {
    let mut refusals: Vec<_> = [
        201, 202, 204, 300, 302, 400, 401, 402, 403, 404, 405, 407, 409, 411, 413, 418, 451,
    ]
    .into_iter()
    .flat_map(|status| {
        [
            refusal(status, None, None),
            refusal(status, Some("a message"), None),
            refusal(status, Some("a message"), Some("SomethingException")),
        ]
    })
    .collect();
    for (status, message, type_key) in [
        (
            400,
            "There is no explicit reference to service connection x in this job",
            "InvalidOperationException",
        ),
        (
            404,
            "Service endpoint 1 not found",
            "EndpointNotFoundException",
        ),
        (404, "No plan", "TaskOrchestrationPlanNotFoundException"),
        (404, "No job", "TaskOrchestrationJobNotFoundException"),
        (
            403,
            "x does not have write permissions for orchestration plan y",
            "TaskOrchestrationPlanSecurityException",
        ),
        (
            400,
            "No api-version was supplied for the \"POST\" request",
            "VssVersionNotSpecifiedException",
        ),
        (400, "preview", "VssInvalidPreviewVersionException"),
        (415, "type", "VssRequestContentTypeNotSupportedException"),
        (
            405,
            "The requested resource does not support http method 'GET'.",
            "",
        ),
        (
            401,
            "TF400813: The user 'aaaaaaaa-aaaa-aaaa-aaaa-aaaaaaaaaaaa' is not authorized to access this resource.",
            "UnauthorizedRequestException",
        ),
        (
            401,
            "TF400813: The user 'x' is not authorized to access this resource.",
            "UnauthorizedRequestException",
        ),
        (
            401,
            "TF401444: Please sign-in at least once as a\\b\\c in a web browser",
            "",
        ),
        (
            403,
            "TF401027: You need the Git 'GenericRead' permission to perform this action.",
            "GitNeedsPermissionException",
        ),
        (
            403,
            "VS403463: The conditional access policy defined by your Microsoft Entra administrator has failed.",
            "",
        ),
        (
            404,
            "TF401019: The Git repository with name or identifier x does not exist",
            "GitRepositoryNotFoundException",
        ),
        (
            404,
            "VS800075: The project with id 'vstfs:///1' does not exist",
            "ProjectDoesNotExistException",
        ),
        (
            404,
            "TF200016: The following project does not exist: x.",
            "ProjectDoesNotExistWithNameException",
        ),
        (
            403,
            "VS30063: You are not authorized to access https://dev.azure.com.",
            "",
        ),
        (403, "TF999999: something new", ""),
        (429, "TF400733: The request has been canceled", ""),
        (
            403,
            "x needs the following permission(s) on the resource y to perform this action: z",
            "AccessCheckException",
        ),
        (403, "x", "InvalidAccessException"),
    ] {
        let type_key = Some(type_key).filter(|key| !key.is_empty());
        refusals.push(refusal(status, Some(message), type_key));
    }
    refusals
}

/// The refusal of a request for a profile that is not there.
pub(super) fn without_profile() -> Refusal {
    let message = "VSS011031: The profile of the identity does not exist.";
    refusal(404, Some(message), Some("ProfileDoesNotExistException"))
}
