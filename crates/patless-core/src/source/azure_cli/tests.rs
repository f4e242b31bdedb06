//! Tests what is asked of `az` and what is made of its answers, in the forms that its versions print.

use std::time::Duration;

use crate::source::tool::stand_in::{Desk, NOW, passed_over};
use crate::{
    Credential, Reuse, Selected, SourceError, SourceName, SourceRequest, TenantId, TokenError,
};

fn named() -> SourceRequest {
    SourceRequest {
        source: Some(SourceName::AzureCli),
        ..SourceRequest::default()
    }
}

/// Prints an answer.
fn prints(answer: &str) -> String {
    format!("cat <<'END'\n{answer}\nEND")
}

/// Fails with these words.
fn fails(words: &str) -> String {
    format!("cat >&2 <<'END'\n{words}\nEND\nexit 1")
}

/// An answer of `az` 2.54 or newer.
const ANSWER: &str = r#"{
  "accessToken": "sekret-az",
  "expiresOn": "2026-11-21 22:05:00.000000",
  "expires_on": 1795298600,
  "subscription": "00000000-0000-4000-8000-00000000000a",
  "tenant": "72f988bf-86f1-41af-91ab-2d7cd011db47",
  "tokenType": "Bearer"
}"#;

async fn fails_with(script: &str) -> (&'static str, String) {
    let desk = Desk::with("az", script);
    let error = desk.select(&named()).await.unwrap_err();
    assert!(matches!(error, SourceError::Broken(_)), "{error:?}");
    assert!(!format!("{error:?} {error}").contains("sekret"));
    (error.cause().name(), error.to_string())
}

#[tokio::test]
async fn the_token_that_shows_that_somebody_is_signed_in_is_used() {
    let desk = Desk::with("az", &prints(ANSWER));
    let selected = desk.select(&SourceRequest::default()).await.unwrap();
    assert_eq!(selected.source.name(), SourceName::AzureCli);
    assert!(selected.passed_over.len() >= 3);
    desk.install("az", "exit 1");
    let context = desk.context().await;
    let credential = Credential::of_selected(selected, context, Reuse::WithinStep);
    let token = credential.token(&desk.token()).await.unwrap();
    assert_eq!(token.expose(), "sekret-az");
    assert_eq!(token.lifetime(), Some(Duration::from_secs(3_600)));
    let tenant = TenantId::parse("72f988bf-86f1-41af-91ab-2d7cd011db47").unwrap();
    assert_eq!(token.tenant(), Some(&tenant));
    assert_eq!(token.expires_on_unix_seconds(), Some(NOW + 3_600));
    assert_eq!(
        desk.noted("az.argv").unwrap(),
        [
            "account",
            "get-access-token",
            "--output",
            "json",
            "--resource",
            "499b84ac-1321-427f-aa17-267ca6975798"
        ]
    );
}

#[tokio::test]
async fn the_tenant_is_passed_on() {
    let desk = Desk::with("az", &prints(ANSWER));
    let request = SourceRequest {
        tenant: Some(TenantId::parse("contoso.example").unwrap()),
        ..named()
    };
    desk.select(&request).await.unwrap();
    let arguments = desk.noted("az.argv").unwrap();
    assert_eq!(arguments[6..], ["--tenant", "contoso.example"]);
}

#[tokio::test]
async fn a_tenant_that_reads_like_an_option_is_refused_before_anything_runs() {
    let desk = Desk::with("az", &prints(ANSWER));
    let request = SourceRequest {
        tenant: Some(TenantId::parse("--debug").unwrap()),
        ..named()
    };
    let error = desk.select(&request).await.unwrap_err();
    assert_eq!(error.cause().name(), "wrong-input");
    assert_eq!(desk.noted("az.argv"), None);
}

#[tokio::test]
async fn with_nobody_signed_in_an_automatic_selection_goes_on_and_a_named_source_says_so() {
    for words in [
        "ERROR: Please run 'az login' to setup account.",
        "ERROR: No subscription found. Run 'az account set' to select a subscription.",
        "ERROR: Can't find token from MSAL cache.\nTo re-authenticate, please run:\naz login",
        "WARNING: old\nERROR: Interactive authentication is needed. Please run:\naz login --scope x/.default",
    ] {
        let desk = Desk::with("az", &fails(words));
        let error = desk.select(&SourceRequest::default()).await.unwrap_err();
        let all = passed_over(&error);
        assert!(
            all.contains("azure-cli: nobody is signed in to az"),
            "{all}"
        );
        assert!(all.contains("device-code: "), "{all}");
        let (cause, text) = fails_with(&fails(words)).await;
        assert_eq!(cause, "az-not-signed-in");
        assert!(text.starts_with("az failed: "), "{text}");
        assert!(!text.contains("WARNING"), "{text}");
    }
}

#[tokio::test]
async fn whoever_entra_refuses_is_signed_in() {
    let words = "ERROR: AADSTS50076: Due to a configuration change, you must use multi-factor authentication. Trace ID: 1\nRun the command below to authenticate interactively; additional arguments may be added as needed:\naz logout\naz login --tenant \"x\" --scope \"y\"";
    let desk = Desk::with("az", &fails(words));
    let error = desk.select(&SourceRequest::default()).await.unwrap_err();
    assert_eq!(error.cause().name(), "second-factor");
    let text = error.to_string();
    assert!(text.starts_with("az failed: AADSTS50076: Due to"), "{text}");
    assert!(!text.contains('\n'), "{text}");
}

#[tokio::test]
async fn another_failure_is_told_in_the_words_of_az() {
    let words = "ERROR: Connection refused\u{1b}[31m ##vso[task.complete]";
    let (cause, text) = fails_with(&fails(words)).await;
    assert_eq!(cause, "tool-failed");
    assert!(text.starts_with("az failed: Connection refused"), "{text}");
    assert!(!text.contains('\u{1b}'), "{text}");
    let (cause, text) = fails_with("exit 3").await;
    assert_eq!(
        (cause, text.as_str()),
        ("tool-failed", "az failed without a message")
    );
}

#[tokio::test]
async fn a_trace_of_python_is_not_shown_and_its_code_counts() {
    // As 2.91 tells it.
    let words = "ERROR: The command failed with an unexpected error. Here is the traceback:\nERROR: Unable to get authority configuration for https://login.microsoftonline.com/contoso.example.\nTraceback (most recent call last):\n  File \"/opt/az/lib/msal/authority.py\", line 98, in __init__\nValueError: OIDC Discovery failed. Error: {\"error_description\":\"AADSTS90002: Tenant not found\"}";
    let (cause, text) = fails_with(&fails(words)).await;
    assert_eq!(cause, "unknown-tenant");
    assert_eq!(
        text,
        "az failed: Unable to get authority configuration for https://login.microsoftonline.com/contoso.example. (AADSTS90002)"
    );
    let words = "ERROR: Connection refused\nTraceback (most recent call last):\n  File \"x\"";
    let (cause, text) = fails_with(&fails(words)).await;
    let expected = "az failed: Connection refused";
    assert_eq!((cause, text.as_str()), ("tool-failed", expected));
}

#[tokio::test]
async fn an_answer_without_a_usable_token_is_named() {
    for (answer, expected) in [
        ("", "unreadable-tool-answer"),
        ("sekret", "unreadable-tool-answer"),
        ("[]", "unreadable-tool-answer"),
        (r#"{"expires_on":1795298600}"#, "unreadable-tool-answer"),
        (
            r#"{"accessToken":"","expires_on":1795298600}"#,
            "unreadable-tool-answer",
        ),
        (
            r#"{"accessToken":"sekret a","expires_on":1795298600}"#,
            "unreadable-tool-answer",
        ),
        (
            r#"{"accessToken":"sekret","expires_on":18446744073709551615}"#,
            "unreadable-tool-answer",
        ),
        (
            r#"{"accessToken":"sekret","expires_on":1995298600}"#,
            "unreadable-tool-answer",
        ),
        // Before 2.54.
        (
            r#"{"accessToken":"sekret","expiresOn":"2026-11-21 22:05:00.000000"}"#,
            "old-az",
        ),
    ] {
        let (cause, _) = fails_with(&prints(answer)).await;
        assert_eq!(cause, expected, "{answer}");
    }
}

#[tokio::test]
async fn a_tenant_that_is_none_is_not_repeated() {
    for tenant in ["", "##vso[task.complete]", "a b"] {
        let answer = ANSWER.replace("72f988bf-86f1-41af-91ab-2d7cd011db47", tenant);
        let desk = Desk::with("az", &prints(&answer));
        let selected = desk.select(&named()).await.unwrap();
        let context = desk.context().await;
        let credential = Credential::of_selected(selected, context, Reuse::WithinStep);
        let token = credential.token(&desk.token()).await.unwrap();
        assert_eq!(token.tenant(), None, "{tenant}");
    }
}

#[tokio::test]
async fn a_token_that_az_kept_too_long_is_never_called_valid() {
    let desk = Desk::with(
        "az",
        &prints(r#"{"accessToken":"sekret","expires_on":"1795294999"}"#),
    );
    let selected = desk.select(&named()).await.unwrap();
    let first: Selected = selected;
    let context = desk.context().await;
    let credential = Credential::of_selected(first, context, Reuse::WithinStep);
    let request = desk.token().with_minimum_lifetime(Duration::from_secs(1));
    let error = credential.token(&request).await.unwrap_err();
    assert!(matches!(*error, TokenError::TooShort { .. }), "{error}");
}

#[tokio::test]
async fn a_failure_after_the_selection_has_its_cause() {
    let desk = Desk::with("az", &prints(ANSWER));
    let selected = desk.select(&named()).await.unwrap();
    let context = desk.context().await;
    let credential = Credential::of_selected(selected, context, Reuse::WithinStep);
    credential.token(&desk.token()).await.unwrap();
    desk.install(
        "az",
        &fails("ERROR: Please run 'az login' to setup account."),
    );
    desk.clock.tick(Duration::from_secs(3_700));
    let error = credential.token(&desk.token()).await.unwrap_err();
    assert_eq!(error.cause().name(), "az-not-signed-in");
}
