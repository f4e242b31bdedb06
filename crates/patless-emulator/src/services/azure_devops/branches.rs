//! Branches and files of a Git repository, as far as the API tells of them.

use std::process::Stdio;

use crate::services::Shared;
use crate::services::git_repository::git;
use crate::world::Repository;

/// Returns whether a branch exists. `name` is its full name, like `refs/heads/main`.
///
/// This blocks for some milliseconds.
pub(super) fn exists(shared: &Shared, repository: &Repository, name: &str) -> bool {
    // No other kind of ref, and no option of git.
    name.starts_with("refs/heads/")
        && output(shared, repository, &["show-ref", "--verify", name]).is_some()
}

/// Returns the content of a file at the tip of a branch. `None` means that one of them does not exist.
///
/// This blocks for some milliseconds.
pub(super) fn file(
    shared: &Shared,
    repository: &Repository,
    branch: &str,
    path: &str,
) -> Option<Vec<u8>> {
    let path = path.trim_start_matches('/');
    let object = format!("refs/heads/{branch}:{path}");
    output(shared, repository, &["cat-file", "blob", &object])
}

/// Runs git in the repository. `None` means that it failed.
fn output(shared: &Shared, repository: &Repository, arguments: &[&str]) -> Option<Vec<u8>> {
    let folder = shared.git_repositories.folder(repository.id).ok()?;
    let mut command = git();
    command.arg("--git-dir").arg(folder).args(arguments);
    let output = command.stderr(Stdio::null()).output().ok()?;
    output.status.success().then_some(output.stdout)
}
