//! The pipelines that may use a service connection.

use patless_core::azure_devops::{Resource, ResourceHost};
use patless_core::errors::TargetError;
use serde::Deserialize;

use super::looking::{Looking, Seen};
use super::principal::PREVIEW;

/// The permissions, by their fields on the wire. Where nobody has been permitted anything, the fields are absent.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
struct Wire {
    all_pipelines: Option<Permission>,
    #[serde(default)]
    pipelines: Vec<Permission>,
}

#[derive(Debug, Deserialize)]
struct Permission {
    id: Option<u64>,
    #[serde(default)]
    authorized: bool,
}

/// Who may use it.
#[derive(Debug, Eq, PartialEq)]
pub(super) enum Permitted {
    /// Every pipeline of the project.
    All,
    /// These.
    Only(Vec<u64>),
}

/// Looks up the pipelines.
pub(super) async fn find(
    looking: &Looking<'_>,
    project: &str,
    connection: &str,
) -> Result<Seen<Permitted>, TargetError> {
    let path = ["pipelines", "pipelinepermissions", "endpoint", connection];
    let resource = Resource::new(ResourceHost::Organization, &path, PREVIEW).of_project(project);
    let wire: Seen<Wire> = looking.one(&resource).await?;
    Ok(wire.map(Wire::permitted))
}

impl Wire {
    fn permitted(self) -> Permitted {
        if self.all_pipelines.is_some_and(|it| it.authorized) {
            return Permitted::All;
        }
        let permitted = self.pipelines.into_iter().filter(|it| it.authorized);
        Permitted::Only(permitted.filter_map(|it| it.id).collect())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pipeline_counts_only_if_it_is_authorized() {
        for (json, expected) in [
            (
                r#"{"pipelines":[{"id":1,"authorized":true},{"id":2,"authorized":false}]}"#,
                Permitted::Only(vec![1]),
            ),
            (
                r#"{"allPipelines":{"authorized":true},"pipelines":[]}"#,
                Permitted::All,
            ),
            (
                r#"{"allPipelines":{"authorized":false}}"#,
                Permitted::Only(vec![]),
            ),
            ("{}", Permitted::Only(vec![])),
        ] {
            let wire: Wire = serde_json::from_str(json).unwrap();
            assert_eq!(wire.permitted(), expected, "{json}");
        }
    }
}
