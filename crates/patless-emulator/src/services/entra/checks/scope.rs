//! Checks of the scope.

use uuid::Uuid;

use super::tenant;
use crate::services::entra::refusal::Refusal;
use crate::services::{Shared, unknown_resource};
use crate::world::Resource;

/// Returns the resource of a scope, which becomes the audience.
pub(super) fn audience(scope: &str) -> Result<String, Refusal> {
    scope
        .strip_suffix("/.default")
        .filter(|it| !it.is_empty() && !it.contains(char::is_whitespace))
        .map(ToOwned::to_owned)
        .ok_or_else(|| {
            Refusal::bad_request(
                "invalid_scope",
                1_002_012,
                format!(
                    "The provided value for scope {scope} is not valid. Client credential flows \
                     must have a scope value with /.default suffixed to the resource identifier \
                     (application ID URI).",
                ),
            )
        })
}

/// Finds the resource.
pub(super) fn resource<'a>(
    shared: &'a Shared,
    tenant_id: Uuid,
    audience: &str,
) -> Result<&'a Resource, Refusal> {
    let mut resources = shared.world.resources.iter();
    resources.find(|it| it.is_named(audience)).ok_or_else(|| {
        Refusal::bad_request(
            "invalid_resource",
            500_011,
            unknown_resource::message(&tenant::name(shared, tenant_id), audience),
        )
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_default_suffix_is_removed() {
        assert_eq!(audience("https://x//.default").unwrap(), "https://x/");
        for scope in [
            "https://x/user",
            "/.default",
            "a/.default b/.default",
            "https%3A%2F%2Fx%2F.default",
        ] {
            assert_eq!(audience(scope).unwrap_err().code, 1_002_012, "{scope}");
        }
    }
}
