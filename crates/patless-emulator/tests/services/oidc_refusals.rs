//! Tests the refusals of the assertion endpoint.

use crate::job::{assertion, emulator, exchange, part, request_assertion};

#[test]
fn scenario_is_refused_like_the_real_mistake() {
    let rows = [
        ("no-api-version", 400, "VssVersionNotSpecifiedException"),
        (
            "preview-api-version",
            400,
            "VssInvalidPreviewVersionException",
        ),
        (
            "api-version-out-of-range",
            400,
            "VssVersionOutOfRangeException",
        ),
        (
            "request-content-type",
            400,
            "VssRequestContentTypeNotSupportedException",
        ),
        ("unknown-connection", 400, "EndpointNotFoundException"),
        ("project-name-in-path", 400, ""),
        ("unknown-hub", 404, ""),
        (
            "unknown-plan",
            404,
            "TaskOrchestrationPlanNotFoundException",
        ),
        ("unknown-job", 404, "TaskOrchestrationJobNotFoundException"),
        ("connection-without-federation", 404, ""),
        (
            "connection-not-referenced",
            400,
            "There is no explicit reference to service connection",
        ),
        (
            "connection-not-referenced-forbidden",
            403,
            "There is no explicit reference",
        ),
        (
            "connection-not-referenced-not-found",
            404,
            "There is no explicit reference",
        ),
        (
            "method-not-allowed",
            405,
            "does not support http method 'POST'",
        ),
        ("length-required", 411, "HTTP Error 411"),
        ("sign-in-redirect", 302, "Object moved"),
        ("sign-in-page", 203, "<!DOCTYPE html>"),
        (
            "other-job-token",
            403,
            "TaskOrchestrationPlanSecurityException",
        ),
        ("bad-job-token", 401, "TF400813"),
    ];
    for (name, status, text) in rows {
        let response = request_assertion(&emulator(name), "azure-devops-wif");
        assert_eq!(response.status, status, "{name}");
        assert!(response.body.contains(text), "{name}: {}", response.body);
        assert_eq!(response.body.is_empty(), text.is_empty(), "{name}");
        assert_eq!(response.all_headers("Date").len(), 1, "{name}");
    }
}

#[test]
fn redirect_to_sign_in_ignores_the_suppress_header() {
    let response = request_assertion(&emulator("sign-in-redirect"), "azure-devops-wif");
    assert!(
        response
            .header("Location")
            .unwrap()
            .contains("/_signin?realm=")
    );
}

#[test]
fn hidden_plan_becomes_visible() {
    let emulator = emulator("plan-not-yet-visible");
    let statuses = [(); 3].map(|()| request_assertion(&emulator, "azure-devops-wif").status);
    assert_eq!(statuses, [403, 403, 200]);
}

#[test]
fn pipeline_assertion_is_refused_for_its_subject() {
    let emulator = emulator("pipeline-assertion");
    let claims = part(&assertion(&emulator, "azure-devops-wif"), 1);
    assert_eq!(claims["sub"], "p://acme/Widgets/widgets-ci");
    let response = exchange(&emulator, "azure-devops-wif");
    assert_eq!(response.json()["error_codes"][0], 700_213);
}
