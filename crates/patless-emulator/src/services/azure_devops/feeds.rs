//! Host `feeds.dev.azure.com`, which has the settings of feeds: who has which role.

use std::sync::Arc;

use axum::Router;
use axum::extract::State;
use serde_json::json;

use super::api_version;
use super::of_organizations::of_organizations;
use super::users::{Users, answer};
use super::vss_error::Exception;
use crate::scenario::FeedAccess;
use crate::services::Shared;
use crate::services::feed::FEED;
use crate::services::routes::routes;
use crate::services::service::Service;
use crate::wire::{Request, Response};

routes! { AzureDevOps:
    /// Roles on a feed of the organization.
    FEED_PERMISSIONS "/{organization}/_apis/packaging/feeds/{feed}/permissions" => permissions;
    /// Roles on a feed of a project, of which there is none.
    FEED_PERMISSIONS_OF_PROJECT "/{organization}/{project}/_apis/packaging/feeds/{feed}/permissions" => permissions;
}

/// Makes the router of this host.
pub(super) fn router(service: &Service) -> Router<Service> {
    of_organizations(routes(), service)
}

/// Handles a request for the roles.
async fn permissions(State(shared): State<Arc<Shared>>, request: Request) -> Response {
    answer(&shared, &request, |users| {
        api_version::check(&request)?;
        let feed = request.parameter("feed");
        if request.has_parameter("project") || !feed.eq_ignore_ascii_case(FEED) {
            let message = format!("The feed with ID '{feed}' doesn't exist.");
            return Err(Exception::FeedNotFound.response(&message));
        }
        Ok(listed(&shared, &users))
    })
}

/// Lists the roles: those of the applications, if they have one, and the owner's.
fn listed(shared: &Shared, users: &Users<'_>) -> Response {
    let readers = users
        .all()
        .filter(|_| shared.scenario.azure_devops.feed_access == FeedAccess::Reader)
        .map(|it| {
            let application = it.application;
            json!({
                "role": "reader",
                "identityDescriptor": format!(
                    "Microsoft.VisualStudio.Services.Claims.AadServicePrincipal;{}\\{}",
                    application.tenant_id, application.service_principal_id,
                ),
                "identityId": it.identity_id,
                "displayName": application.name,
                "isInheritedRole": false,
            })
        });
    let owners = shared.world.people.iter().map(|it| {
        json!({
            "role": "administrator",
            "identityDescriptor": format!(
                "Microsoft.IdentityModel.Claims.ClaimsIdentity;{}\\{}",
                it.tenant_id, it.principal_name,
            ),
            "identityId": it.identity_id,
            "displayName": it.name,
            "isInheritedRole": false,
        })
    });
    let all: Vec<_> = readers.chain(owners).collect();
    Response::json(200, &json!({ "count": all.len(), "value": all }))
}
