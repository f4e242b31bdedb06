//! Only complete values are read.

use super::*;

const ID: &str = "9c1b2a3d-0000-4000-8000-000000000002";

fn value(field: Field, text: &str) -> Option<String> {
    values_in(text).get(field).map(str::to_owned)
}

#[test]
fn a_subject_is_read_with_its_spaces_and_apostrophes() {
    for text in [
        "presented assertion subject 'sc://acme/My Web/Bob's one'. Check",
        "Assertion Subject: 'sc://acme/My Web/Bob's one'.",
        "  subject         sc://acme/My Web/Bob's one\n  audience x",
        "{\"subject\": \"sc://acme/My Web/Bob's one\"}",
    ] {
        assert_eq!(
            value(Field::Subject, text).as_deref(),
            Some("sc://acme/My Web/Bob's one"),
            "{text}"
        );
    }
    assert_eq!(value(Field::Subject, "Subject, Audience and Issuer"), None);
}

const SUBJECT: &str = "/eid1/c/pub/t/v4j5cvGGr0GRqy180BHbRw/a/rISbSSETf0KqFyZ8ppdXmA/sc/0f7c6a2e-5d3b-4c1e-9a84-2b6d8e1f3a50/9c1b2a3d-0000-4000-8000-000000000002";

/// Wraps a text like a console of this width.
fn wrapped(text: &str, columns: usize) -> String {
    let mut lines = Vec::new();
    for line in text.lines() {
        let characters: Vec<_> = line.chars().collect();
        lines.extend(characters.chunks(columns).map(String::from_iter));
    }
    lines.join("\n")
}

#[test]
fn a_subject_of_ids_is_read_however_a_console_wraps_it() {
    let text = format!(
        "AADSTS700213: No matching federated identity record found for presented assertion subject '{SUBJECT}'. Check your federated identity credential Subject, Audience and Issuer"
    );
    let report =
        format!("tenant rejected the assertion\n  subject         {SUBJECT}\n  audience x");
    for columns in 60..=200 {
        for text in [&text, &report] {
            let read = value(Field::Subject, &wrapped(text, columns));
            let read = read.as_deref();
            assert!(
                matches!(read, Some(SUBJECT | "/eid1/…") | None),
                "{columns}: {read:?}"
            );
        }
        assert_eq!(
            value(Field::Subject, &wrapped(&text, columns)).as_deref(),
            Some(SUBJECT),
            "{columns}"
        );
    }
}

#[test]
fn a_subject_with_names_is_never_rejoined() {
    let name = "the service connection for production in west europe";
    for subject in [
        format!("sc://acme-engineering/My Web/{name}"),
        format!("sc://acme/web/Bob's {name}"),
    ] {
        for text in [
            format!(
                "AADSTS700213: No matching federated identity record found for presented assertion subject '{subject}'. Check"
            ),
            format!(
                "tenant rejected the assertion\n  issuer          https://vstoken.dev.azure.com/{ID}\n  subject         {subject}\n  audience        x"
            ),
            format!("the subject: {subject}\nthe audience: x"),
        ] {
            for columns in 60..=200 {
                let read = value(Field::Subject, &wrapped(&text, columns));
                let read = read.as_deref();
                let right = matches!(read, Some("sc://…") | None) || read == Some(&subject);
                assert!(right, "{columns}: {read:?}");
            }
        }
    }
    let words = format!("presented assertion subject 'sc://acme/My\nWeb/{name}'. Check");
    assert_eq!(value(Field::Subject, &words).as_deref(), Some("sc://…"));
    assert_eq!(
        value(Field::Subject, "the subject sc://acme/web/My Connection is").as_deref(),
        Some("sc://…")
    );
}

#[test]
fn a_truncated_value_is_not_returned() {
    for end in 1..SUBJECT.len() {
        let text = format!("  subject         {}", &SUBJECT[..end]);
        let read = value(Field::Subject, &text);
        assert!(matches!(read.as_deref(), Some("/eid1/…") | None), "{text}");
    }
    let issuer = "issuer 'https://vstoken.dev.azure.com/9c1b2a3d-0000'";
    assert_eq!(value(Field::Issuer, issuer), None);
    let tenant = format!("{}in the tenant acme.onmicro\nsoft.com", "x".repeat(60));
    assert_eq!(value(Field::Tenant, &tenant), None);
}

#[test]
fn a_value_for_a_command_has_plain_characters_only() {
    for text in [
        "https://dev.azure.com/acme$(id)",
        "https://dev.azure.com/acme|sh",
        "https://dev.azure.com/acme`id`",
    ] {
        let read = value(Field::Organization, text);
        assert!(matches!(read.as_deref(), Some("acme") | None), "{read:?}");
    }
    assert_eq!(value(Field::Resource, "over scope '/x;$(id)'"), None);
}

#[test]
fn a_very_long_text_is_read_in_linear_time() {
    // Each of these took minutes when every search for a value ran to the end of the text.
    for word in [
        "subject 'a",
        "app ",
        "issuer \"https://",
        "tenant='",
        "subject\n",
    ] {
        values_in(&word.repeat(300_000 / word.len()));
    }
}

#[test]
fn only_well_formed_ids_are_read() {
    let text = format!("Application with identifier '{ID}' was not found in the directory 'Acme'");
    assert_eq!(value(Field::Client, &text).as_deref(), Some(ID));
    assert_eq!(value(Field::Tenant, &text), None);
    let text =
        format!("sign-in at least once as {ID}\\{ID}\\1f2e3d4c-0000-4000-8000-000000000001 in");
    assert_eq!(value(Field::Tenant, &text).as_deref(), Some(ID));
    assert_eq!(
        value(Field::ObjectId, &text).as_deref(),
        Some("1f2e3d4c-0000-4000-8000-000000000001")
    );
    let text = format!("POST https://login.microsoftonline.com/{ID}/oauth2/v2.0/token");
    assert_eq!(value(Field::Tenant, &text).as_deref(), Some(ID));
    let text = format!("issuer 'https://login.microsoftonline.com/{ID}/v2.0'.");
    assert_eq!(value(Field::Tenant, &text), None);
}

#[test]
fn policies_are_listed() {
    let text = format!(
        r#"{{"access_token":{{"capolids":{{"essential":true,"values":["{ID}","{ID}"]}}}}}}"#
    );
    assert_eq!(value(Field::Policies, &text), Some(format!("{ID}, {ID}")));
}

#[test]
fn possible_secrets_are_not_quoted() {
    let pat = "abcdefghijklmnopqrstuvwxyz234567".repeat(2);
    for secret in [
        "eyJ0eXAi.x",
        &pat[..52],
        "a1B8Q~cDeFgHiJkLmNoPqRsTuVwXyZ0123456789",
    ] {
        for words in [
            "repository with name or identifier",
            "to perform this action:",
            "subject 'sc://acme/web/",
            "the following parameter:",
            "on the resource",
        ] {
            let values = values_in(&format!("{words}{secret}' {secret} x"));
            let quoted = values.iter().any(|(_, value)| value.contains(secret));
            assert!(!quoted, "{words} {values:?}");
        }
    }
}
