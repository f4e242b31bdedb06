//! Tells whether the Renovate of a file works on Azure DevOps.

use crate::document::Document;
use crate::kind::Kind;
use crate::pattern::pattern;

pattern!(
    AZURE,
    r#"(?i)platform["']?\s{0,8}[:=]\s{0,8}["']?azure\b|--platform[= ]azure\b|dev\.azure\.com|\.visualstudio\.com"#
);
pattern!(
    /// Another platform by its name, a list of GitHub's repositories, or a fork, which only GitHub has.
    OTHER,
    r#"(?i)platform["']?\s{0,8}[:=]\s{0,8}["']?(?:github|gitlab|bitbucket|gitea|forgejo|codecommit|gerrit)|--platform[= ](?:github|gitlab|bitbucket|gitea|forgejo|codecommit|gerrit)|\bRENOVATE_REPOSITORIES["']?\s{0,8}[:=][^\n]{0,200}github|\bRENOVATE_FORK_TOKEN\b"#
);

impl Document<'_> {
    /// Tells whether the Renovate of the file works on Azure DevOps. In a pipeline it does, unless the file names another platform.
    pub(crate) fn renovate_on_azure(&self) -> bool {
        let text = self.text.as_bytes();
        !OTHER.is_match(text) && (self.kind == Kind::Pipeline || AZURE.is_match(text))
    }
}
