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

/// Returns the resource of a scope on behalf of a user, next to which scopes for sign-in may stand.
pub(super) fn audience_for_user(scope: &str) -> Result<String, Refusal> {
    let mut resources = scope.split_whitespace().filter(|it| !SIGN_IN.contains(it));
    let audience = resources.next().and_then(|it| {
        it.strip_suffix("/.default")
            .or_else(|| it.strip_suffix("/user_impersonation"))
    });
    match (audience, resources.next()) {
        (Some(audience), None) if !audience.is_empty() => Ok(audience.to_owned()),
        _ => Err(Refusal::bad_request(
            "invalid_scope",
            70011,
            format!(
                "The provided request must include a 'scope' input parameter. The provided value \
                 for the input parameter 'scope' is not valid. The scope {scope} is not valid.",
            ),
        )),
    }
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
            unknown_resource::message(tenant::name(shared, tenant_id), audience),
        )
    })
}

/// Scopes for sign-in, which belong to no resource.
const SIGN_IN: &[&str] = &["openid", "profile", "email", "offline_access"];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn scopes_for_sign_in_are_no_resources() {
        let scope = "openid r/.default profile offline_access";
        assert_eq!(audience_for_user(scope).unwrap(), "r");
        assert_eq!(audience_for_user("r/user_impersonation").unwrap(), "r");
        for scope in ["openid", "r", "/.default", "a/.default b/.default"] {
            assert_eq!(audience_for_user(scope).unwrap_err().code, 70011, "{scope}");
        }
    }

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
