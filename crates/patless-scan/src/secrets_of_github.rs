//! Finds the secret of GitHub in a value of a workflow.

use crate::document::Document;
use crate::names::{Says, says};
use crate::reference::Reference;
use crate::yaml::Node;

impl<'t> Document<'t> {
    /// Returns the secret in a value: `${{ secrets.X }}`. One of another service than Azure DevOps, and any other expression, is none.
    pub(crate) fn secret_of_github(&self, value: &Node) -> Option<Reference<'t>> {
        self.references(value).into_iter().find(|reference| {
            let text = self.slice(reference.at.clone());
            let is_secret = ["secrets.", "secrets["]
                .iter()
                .any(|start| text.contains(start));
            is_secret && says(reference.name) != Says::Foreign
        })
    }
}
