//! Owns the first answer of a Git repository, which lists its refs.

use super::authentication::{Caller, caller};
use super::headers;
use super::membership::member;
use crate::scenario::ProjectAccess;
use crate::services::State;
use crate::wire::{Answer, Request};
use crate::world::{Application, License};

/// Answers a request for the refs of a repository.
pub(in crate::services) fn answer(state: &State, request: &Request) -> Answer {
    let answer = refs(state, request).unwrap_or_else(|refusal| refusal);
    headers::with_ids(headers::with_tenant(answer, state), state, request)
}

/// Lists the refs, if the caller may see the repository. There are none: the repository is empty.
fn refs(state: &State, request: &Request) -> Result<Answer, Answer> {
    let sees_it = match caller(state, request)? {
        Caller::Job | Caller::OtherJob => true,
        Caller::Application(issued) => may_see(state, member(state, &issued)?),
    };
    let path = request.path();
    let [_, project, _, repository, ..] = path.as_slice() else {
        return Err(Answer::empty(404));
    };
    let exists = project.eq_ignore_ascii_case(&state.world.project.name)
        && repository.eq_ignore_ascii_case(REPOSITORY);
    if !exists || !sees_it {
        return Err(Answer::text(
            404,
            &format!(
                "TF401019: The Git repository with name or identifier {repository} does not exist \
                 or you do not have permissions for the operation you are attempting.\n",
            ),
        ));
    }
    let service = request.query("service").unwrap_or_default();
    Ok(match service {
        "git-upload-pack" | "git-receive-pack" => Answer::text(200, &advertisement(service))
            .content_type(&format!("application/x-{service}-advertisement")),
        _ => Answer::empty(400),
    })
}

/// Tells whether an application may see the repository.
fn may_see(state: &State, application: &Application) -> bool {
    application.license == Some(License::Basic)
        && state.scenario.project_access == ProjectAccess::All
}

/// Writes the advertisement of an empty repository.
///
/// Each line starts with its length in hexadecimal, the length included; `0000` ends a list. See gitprotocol-http(5).
fn advertisement(service: &str) -> String {
    let capabilities = format!("{} capabilities^{{}}\0report-status\n", "0".repeat(40));
    let lines = [format!("# service={service}\n"), capabilities];
    lines
        .map(|line| format!("{:04x}{line}0000", line.len() + 4))
        .concat()
}

/// Name of the project's repository.
const REPOSITORY: &str = "widgets";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn advertisement_has_the_lengths_of_its_lines() {
        let text = advertisement("git-upload-pack");
        assert!(
            text.starts_with("001e# service=git-upload-pack\n0000004b0000000"),
            "{text}"
        );
        assert!(text.ends_with("\n0000"));
    }
}
