//! Tests what is asked of `azd` and what is made of its answers, in the forms that its versions print.

use std::time::Duration;

use crate::source::tool::stand_in::{Desk, passed_over};
use crate::{Credential, Reuse, SourceName, SourceRequest, TenantId};

fn named() -> SourceRequest {
    SourceRequest {
        source: Some(SourceName::AzureDeveloperCli),
        ..SourceRequest::default()
    }
}

/// Fails with these words.
fn fails(words: &str) -> String {
    format!("cat >&2 <<'END'\n{words}\nEND\nexit 1")
}

const ANSWER: &str =
    r#"printf '{"token":"sekret-azd","expiresOn":"2026-11-21T23:03:20+01:00","new":1}'"#;

#[tokio::test]
async fn its_token_is_used_and_the_tenant_is_passed_on() {
    let desk = Desk::with("azd", ANSWER);
    let request = SourceRequest {
        tenant: Some(TenantId::parse("contoso.example").unwrap()),
        ..SourceRequest::default()
    };
    let selected = desk.select(&request).await.unwrap();
    assert_eq!(selected.source.name(), SourceName::AzureDeveloperCli);
    let context = desk.context().await;
    let credential = Credential::of_selected(selected, context, Reuse::WithinStep);
    let token = credential.token(&desk.token()).await.unwrap();
    assert_eq!(token.expose(), "sekret-azd");
    // The offset counts: it is not the local time of this machine.
    assert_eq!(token.lifetime(), Some(Duration::from_secs(3_600)));
    assert_eq!(
        desk.noted("azd.argv").unwrap(),
        [
            "auth",
            "token",
            "--output",
            "json",
            "--no-prompt",
            "--scope",
            "499b84ac-1321-427f-aa17-267ca6975798/.default",
            "--tenant-id",
            "contoso.example"
        ]
    );
}

#[tokio::test]
async fn with_nobody_signed_in_every_version_is_understood() {
    for words in [
        r#"{"error":"x","message":"fetching token: not logged in, run `azd auth login` to login","suggestion":""}"#,
        "{\"type\":\"consoleMessage\",\"timestamp\":\"2026-01-01T00:00:00Z\",\"data\":{\"message\":\"\\n\"}}\n{\"error\":\"auth\",\"message\":\"not signed in\",\"suggestion\":\"Run `azd auth login`.\"}",
        r#"{"type":"consoleMessage","timestamp":"2024-01-01T00:00:00Z","data":{"message":"\nERROR: fetching token: not logged in, run `azd auth login` to login\n"}}"#,
    ] {
        let desk = Desk::with("azd", &fails(words));
        let error = desk.select(&SourceRequest::default()).await.unwrap_err();
        let all = passed_over(&error);
        assert!(
            all.contains("azure-developer-cli: nobody is signed in to azd"),
            "{all}"
        );
        let error = desk.select(&named()).await.unwrap_err();
        assert_eq!(error.cause().name(), "azd-not-signed-in");
        let text = error.to_string();
        assert!(
            text.contains("azd failed: ") && !text.contains('{'),
            "{text}"
        );
    }
}

#[tokio::test]
async fn a_refusal_of_entra_stops_an_automatic_selection() {
    let words = r#"{"type":"consoleMessage","timestamp":"t","data":{"message":"\nERROR: fetching token: failed to authenticate:\n(invalid_grant) AADSTS70043: The refresh token has expired. Run `azd auth login`.\n"}}"#;
    let desk = Desk::with("azd", &fails(words));
    let error = desk.select(&SourceRequest::default()).await.unwrap_err();
    assert_eq!(error.cause().name(), "user-sign-in");
}

#[tokio::test]
async fn an_answer_without_a_usable_token_is_named() {
    for answer in [
        "sekret",
        r#"{"token":"sekret"}"#,
        r#"{"token":"sekret","expiresOn":"2026-11-21 21:05:00"}"#,
        r#"{"expiresOn":"2026-11-21T22:05:11Z"}"#,
    ] {
        let desk = Desk::with("azd", &format!("printf '%s' '{answer}'"));
        let error = desk.select(&named()).await.unwrap_err();
        assert_eq!(error.cause().name(), "unreadable-tool-answer", "{answer}");
        assert!(!format!("{error:?} {error}").contains("sekret"));
    }
}
