//! Assertions of GitHub Actions.
//!
//! The claims are those of <https://docs.github.com/actions/reference/security/oidc>.

use serde_json::{Value, json};

use crate::keys::SigningKey;
use crate::scenario::GitHubSubject;
use crate::services::{ServiceName, Shared};
use crate::wire::random_guid;
use crate::world::GITHUB_ISSUER;

/// Makes the assertion of the job. `None` for the audience means the default one, the URL of the owner.
///
/// `None` as the result means that there is no signing key.
pub(super) fn make(shared: &Shared, audience: Option<&str>) -> Option<String> {
    SigningKey::github()?.signed_jwt(&claims(shared, audience))
}

/// Makes the claims.
fn claims(shared: &Shared, audience: Option<&str>) -> Value {
    let workflow = &shared.world.workflow;
    let (owner, git_ref) = (&workflow.owner, &workflow.git_ref);
    let repository = format!("{owner}/{}", workflow.repository);
    let workflow_ref = format!("{repository}/.github/workflows/publish.yml@{git_ref}");
    let subject = match shared.scenario.github.subject {
        GitHubSubject::Names => workflow.subject_with_names(),
        GitHubSubject::Ids => workflow.subject_with_ids(),
        GitHubSubject::PullRequest => format!("repo:{repository}:pull_request"),
    };
    let now_s = shared.clock(ServiceName::GitHub).now_s();
    json!({
        "jti": random_guid(),
        "sub": subject,
        "aud": audience.map_or_else(|| format!("https://github.com/{owner}"), ToOwned::to_owned),
        "ref": git_ref,
        "sha": workflow.commit,
        "repository": repository,
        "repository_owner": owner,
        "repository_owner_id": workflow.owner_id.to_string(),
        "run_id": workflow.run_id.to_string(),
        "run_number": "42",
        "run_attempt": "1",
        "repository_visibility": "private",
        "repository_id": workflow.repository_id.to_string(),
        "actor_id": "6500302",
        "actor": "ada",
        "workflow": "publish",
        "head_ref": "",
        "base_ref": "",
        "event_name": "push",
        "ref_protected": "true",
        "ref_type": "branch",
        "workflow_ref": workflow_ref,
        "workflow_sha": workflow.commit,
        "job_workflow_ref": workflow_ref,
        "job_workflow_sha": workflow.commit,
        "runner_environment": "github-hosted",
        "iss": GITHUB_ISSUER,
        "nbf": now_s - 600,
        "exp": now_s + LIFETIME_S,
        "iat": now_s,
    })
}

/// Lifetime of an assertion: 5 minutes.
const LIFETIME_S: i64 = 300;
