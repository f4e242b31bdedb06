//! The subject of an assertion: its three forms, and how to compute the one that Entra issues for a service connection.
//!
//! The Azure DevOps issuer uses names, `sc://{organization}/{project}/{connection}`, so renaming any of them changes the
//! subject. The Entra issuer uses ids, so the subject never changes. If no service connection is given, Azure DevOps issues
//! an assertion for the pipeline: `p://{organization}/{project}/{pipeline}`.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use uuid::Uuid;

use super::{Form, Part, Shape};
use crate::identifiers::{OrganizationId, ServiceConnectionId, TenantId};

/// Parses a subject.
pub fn subject_shape(subject: &str) -> Shape {
    entra_shape(subject)
        .or_else(|| named(subject, "sc://", Form::AzureDevOps, Part::Connection))
        .or_else(|| named(subject, "p://", Form::Pipeline, Part::Pipeline))
        .or_else(|| github_shape(subject))
        .unwrap_or_else(|| Shape::new(Form::Other, &[]))
}

/// Computes the subject that Entra issues for a service connection. `None` if the tenant is given as a domain name.
pub fn entra_subject(
    tenant: &TenantId,
    organization: OrganizationId,
    connection: ServiceConnectionId,
) -> Option<String> {
    let tenant = encode(tenant.guid()?);
    Some(format!(
        "/eid1/c/pub/t/{tenant}/a/{AZURE_DEVOPS}/sc/{organization}/{connection}"
    ))
}

/// The application id of Azure DevOps, 499b84ac-1321-427f-aa17-267ca6975798, as encoded in a subject.
const AZURE_DEVOPS: &str = "rISbSSETf0KqFyZ8ppdXmA";

fn named(subject: &str, scheme: &str, form: Form, last: Part) -> Option<Shape> {
    let mut names = subject.strip_prefix(scheme)?.splitn(3, '/');
    let parts = [
        (Part::Organization, names.next()?),
        (Part::Project, names.next()?),
        (last, names.next()?),
    ];
    Some(Shape::new(form, &parts))
}

fn entra_shape(subject: &str) -> Option<Shape> {
    let segments: Vec<_> = subject.trim_end_matches('/').split('/').collect();
    let [
        "",
        "eid1",
        "c",
        cloud,
        "t",
        tenant,
        "a",
        application,
        rest @ ..,
    ] = segments.as_slice()
    else {
        return None;
    };
    let (tenant, application) = (decode(tenant), decode(application));
    let mut parts = vec![
        (Part::Cloud, *cloud),
        (Part::TenantId, &tenant),
        (Part::ApplicationId, &application),
    ];
    match rest {
        ["sc", organization, connection] => {
            parts.extend([
                (Part::OrganizationId, *organization),
                (Part::ConnectionId, *connection),
            ]);
            Some(Shape::new(Form::Entra, &parts))
        }
        ["pl", ..] => Some(Shape::new(Form::Pipeline, &parts)),
        _ => None,
    }
}

/// Parses `repo:OWNER/NAME:…`, or `repo:OWNER@ID/NAME@ID:…` as GitHub writes it for repositories made since 15 July 2026.
///
/// Source: <https://docs.github.com/actions/reference/security/oidc>.
fn github_shape(subject: &str) -> Option<Shape> {
    let (repository, trigger) = subject.strip_prefix("repo:")?.split_once(':')?;
    let (owner, name) = repository.split_once('/')?;
    let with_id = |text: &str| {
        let (name, id) = text.split_once('@')?;
        Some((name.to_owned(), id.to_owned()))
    };
    let (names, ids) = match (with_id(owner), with_id(name)) {
        (Some((owner, owner_id)), Some((name, id))) => {
            (format!("{owner}/{name}"), Some(format!("{owner_id}/{id}")))
        }
        _ => (repository.to_owned(), None),
    };
    let mut parts = vec![(Part::Repository, names.as_str())];
    parts.extend(ids.as_deref().map(|ids| (Part::RepositoryIds, ids)));
    parts.push((Part::Trigger, trigger));
    Some(Shape::new(Form::GitHub, &parts))
}

/// Encodes a GUID as Entra does in a subject: base64url of the bytes in .NET order, with the first three fields
/// little-endian.
fn encode(guid: Uuid) -> String {
    URL_SAFE_NO_PAD.encode(guid.to_bytes_le())
}

/// Decodes the output of [`encode`]. Returns any other text unchanged.
fn decode(text: &str) -> String {
    let bytes = URL_SAFE_NO_PAD.decode(text).ok();
    let bytes = bytes.and_then(|bytes| <[u8; 16]>::try_from(bytes).ok());
    bytes.map_or_else(
        || text.to_owned(),
        |bytes| Uuid::from_bytes_le(bytes).to_string(),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn guids_are_encoded_as_entra_encodes_them() {
        for (guid, text) in [
            ("499b84ac-1321-427f-aa17-267ca6975798", AZURE_DEVOPS),
            (
                "72f988bf-86f1-41af-91ab-2d7cd011db47",
                "v4j5cvGGr0GRqy180BHbRw",
            ),
            (
                "975f013f-7f24-47e8-a7d3-abc4752bf346",
                "PwFflyR_6Een06vEdSvzRg",
            ),
        ] {
            assert_eq!(encode(guid.parse().unwrap()), text);
            assert_eq!(decode(text), guid);
        }
    }

    #[test]
    fn a_computed_subject_is_parsed_into_its_ids() {
        let tenant = TenantId::parse("72f988bf-86f1-41af-91ab-2d7cd011db47").unwrap();
        let organization = OrganizationId::parse("0f7c6a2e-5d3b-4c1e-9a84-2b6d8e1f3a50").unwrap();
        let connection =
            ServiceConnectionId::parse("1f2e3d4c-0000-4000-8000-000000000001").unwrap();
        let subject = entra_subject(&tenant, organization, connection).unwrap();
        assert_eq!(
            subject,
            "/eid1/c/pub/t/v4j5cvGGr0GRqy180BHbRw/a/rISbSSETf0KqFyZ8ppdXmA/sc/0f7c6a2e-5d3b-4c1e-9a84-2b6d8e1f3a50/1f2e3d4c-0000-4000-8000-000000000001"
        );
        assert_eq!(
            subject_shape(&subject).to_string(),
            "the Entra issuer: tenant 72f988bf-86f1-41af-91ab-2d7cd011db47, organization id 0f7c6a2e-5d3b-4c1e-9a84-2b6d8e1f3a50, connection id 1f2e3d4c-0000-4000-8000-000000000001"
        );
        let domain = TenantId::parse("contoso.onmicrosoft.com").unwrap();
        assert!(entra_subject(&domain, organization, connection).is_none());
    }

    #[test]
    fn names_may_contain_spaces_and_slashes() {
        let shape = subject_shape("sc://acme/My Project/deploy/prod");
        assert_eq!(
            shape.to_string(),
            "the Azure DevOps issuer: organization acme, project My Project, connection deploy/prod"
        );
        assert_eq!(subject_shape("p://acme/web/build").form(), Form::Pipeline);
    }

    #[test]
    fn a_subject_of_github_is_parsed_with_and_without_ids() {
        for (subject, expected) in [
            (
                "repo:acme/web:ref:refs/heads/main",
                "the GitHub issuer: repository acme/web, for ref:refs/heads/main",
            ),
            (
                "repo:acme@17/web@42:environment:production",
                "the GitHub issuer: repository acme/web, repository ids 17/42, for environment:production",
            ),
        ] {
            assert_eq!(subject_shape(subject).to_string(), expected);
        }
    }

    #[test]
    fn an_unknown_subject_belongs_to_another_issuer() {
        for subject in ["", "***", "repo:acme", "sc://acme", "/eid1/c/pub/t/x"] {
            assert_eq!(subject_shape(subject).form(), Form::Other, "{subject}");
        }
        assert_eq!(
            subject_shape(
                "/eid1/c/pub/t/v4j5cvGGr0GRqy180BHbRw/a/rISbSSETf0KqFyZ8ppdXmA/pl/h/x/d/7"
            )
            .form(),
            Form::Pipeline
        );
    }
}
