//! Route of the refs of a Git repository, which a Git client requests first.

use std::sync::Arc;

use axum::extract::State;

use super::{headers, repository};
use crate::services::Shared;
use crate::wire::{Request, Response};

/// Handles a request for the refs of a repository.
pub(super) async fn handle(State(shared): State<Arc<Shared>>, request: Request) -> Response {
    let response = refs(&shared, &request).unwrap_or_else(|refusal| refusal);
    headers::with_tenant(response, &shared, &request)
}

/// Lists the refs if the caller may see the repository. The repository is empty, so there are none.
fn refs(shared: &Shared, request: &Request) -> Result<Response, Response> {
    repository::look_up(shared, request)?
        .map_err(|message| Response::text(404, &format!("{message}\n")))?;
    let service = request.query("service").unwrap_or_default();
    Ok(match service {
        "git-upload-pack" | "git-receive-pack" => Response::text(200, &advertisement(service))
            .content_type(&format!("application/x-{service}-advertisement")),
        _ => Response::empty(400),
    })
}

/// Makes the ref advertisement of an empty repository.
///
/// Each line starts with its own length in hexadecimal, and `0000` ends a list. See gitprotocol-http(5).
fn advertisement(service: &str) -> String {
    let capabilities = format!("{} capabilities^{{}}\0report-status\n", "0".repeat(40));
    let lines = [format!("# service={service}\n"), capabilities];
    lines
        .map(|line| format!("{:04x}{line}0000", line.len() + 4))
        .concat()
}

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
