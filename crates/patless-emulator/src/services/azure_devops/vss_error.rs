//! Standard error response of Azure DevOps.

use serde_json::json;

use crate::wire::Response;

/// Exception of Azure DevOps, as reported in an error response.
#[derive(Clone, Copy, Debug)]
pub(super) enum Exception {
    /// The credential is missing or invalid.
    UnauthorizedRequest,
    /// The job token belongs to another plan.
    PlanSecurity,
    /// The plan does not exist in the hub.
    PlanNotFound,
    /// The job does not exist in the plan.
    JobNotFound,
    /// The service connection does not exist.
    EndpointNotFound,
    /// The body is not JSON.
    RequestContentTypeNotSupported,
    /// The API version is missing.
    VersionNotSpecified,
    /// The API version needs `-preview`.
    InvalidPreviewVersion,
    /// The API version never existed.
    VersionOutOfRange,
    /// A policy blocks access.
    Forbidden,
    /// The identity exceeds its usage limit.
    RequestBlocked,
    /// The project does not exist, or the caller may not see it.
    ProjectNotFound,
    /// Like [`Exception::ProjectNotFound`], for a request by name.
    ProjectNameNotFound,
    /// The repository does not exist, or the caller may not see it.
    RepositoryNotFound,
    /// The identity has no profile.
    ProfileNotFound,
    /// The identity does not exist in the organization.
    GraphSubjectNotFound,
    /// The caller lacks a permission.
    AccessCheck,
    /// The request says something that cannot be.
    InvalidArgument,
    /// The caller lacks a permission on the repository.
    GitNeedsPermission,
    /// The file does not exist in the repository.
    ItemNotFound,
    /// The pull request does not exist.
    PullRequestNotFound,
    /// An active pull request for the same two branches exists.
    PullRequestExists,
    /// A branch of the pull request does not exist.
    PullRequestCannotBeActivated,
    /// The feed does not exist.
    FeedNotFound,
    /// The caller lacks a permission on the feed.
    FeedNeedsPermissions,
    /// The package is not in the feed.
    PackageNotFound,
    /// The caller may not use the service at all.
    InvalidAccess,
    /// The publisher does not exist.
    PublisherNotFound,
    /// The extension does not exist, or the caller may not see it.
    ExtensionNotFound,
    /// The extension has this version already.
    ExtensionVersionExists,
    /// The package is not an extension.
    InvalidPackage,
    /// The publisher's name is reserved for Microsoft.
    CorporateAccount,
}

impl Exception {
    /// Makes the error response.
    pub(super) fn response(self, message: &str) -> Response {
        let Description {
            status,
            assembly,
            type_key,
        } = self.description();
        let body = json!({
            "$id": "1",
            "innerException": null,
            "message": message,
            "typeName": format!("{assembly}.{type_key}, {assembly}"),
            "typeKey": type_key,
            "errorCode": 0,
            "eventId": 3000,
        });
        Response::json(status, &body)
    }

    /// Describes the error response.
    fn description(self) -> Description {
        match self {
            Self::UnauthorizedRequest => {
                Description::new(401, FRAMEWORK, "UnauthorizedRequestException")
            }
            Self::PlanSecurity => Description::new(
                403,
                DISTRIBUTED_TASK,
                "TaskOrchestrationPlanSecurityException",
            ),
            Self::PlanNotFound => Description::new(
                404,
                DISTRIBUTED_TASK,
                "TaskOrchestrationPlanNotFoundException",
            ),
            Self::JobNotFound => Description::new(
                404,
                DISTRIBUTED_TASK,
                "TaskOrchestrationJobNotFoundException",
            ),
            Self::EndpointNotFound => {
                Description::new(400, DISTRIBUTED_TASK, "EndpointNotFoundException")
            }
            Self::RequestContentTypeNotSupported => {
                Description::new(400, WEB_API, "VssRequestContentTypeNotSupportedException")
            }
            Self::VersionNotSpecified => {
                Description::new(400, WEB_API, "VssVersionNotSpecifiedException")
            }
            Self::InvalidPreviewVersion => {
                Description::new(400, WEB_API, "VssInvalidPreviewVersionException")
            }
            Self::VersionOutOfRange => {
                Description::new(400, WEB_API, "VssVersionOutOfRangeException")
            }
            Self::Forbidden => Description::new(403, COMMON, "VssServiceException"),
            Self::RequestBlocked => Description::new(429, COMMON, "VssServiceException"),
            Self::ProjectNotFound => Description::new(404, CORE, "ProjectDoesNotExistException"),
            Self::ProjectNameNotFound => {
                Description::new(404, CORE, "ProjectDoesNotExistWithNameException")
            }
            Self::RepositoryNotFound => {
                Description::new(404, SOURCE_CONTROL, "GitRepositoryNotFoundException")
            }
            Self::ProfileNotFound => Description::new(404, PROFILE, "ProfileDoesNotExistException"),
            Self::GraphSubjectNotFound => {
                Description::new(404, GRAPH, "GraphSubjectNotFoundException")
            }
            Self::AccessCheck => Description::new(403, SECURITY, "AccessCheckException"),
            Self::InvalidArgument => {
                Description::new(400, COMMON, "VssPropertyValidationException")
            }
            Self::GitNeedsPermission => {
                Description::new(403, SOURCE_CONTROL, "GitNeedsPermissionException")
            }
            Self::ItemNotFound => Description::new(404, SOURCE_CONTROL, "GitItemNotFoundException"),
            Self::PullRequestNotFound => {
                Description::new(404, SOURCE_CONTROL, "GitPullRequestNotFoundException")
            }
            Self::PullRequestExists => {
                Description::new(409, SOURCE_CONTROL, "GitPullRequestExistsException")
            }
            Self::PullRequestCannotBeActivated => {
                Description::new(400, SOURCE_CONTROL, "GitPullRequestCannotBeActivated")
            }
            Self::FeedNotFound => Description::new(404, FEED, "FeedIdNotFoundException"),
            Self::FeedNeedsPermissions => {
                Description::new(403, FEED, "FeedNeedsPermissionsException")
            }
            Self::PackageNotFound => Description::new(404, PACKAGING, "PackageNotFoundException"),
            Self::InvalidAccess => Description::new(403, FRAMEWORK, "InvalidAccessException"),
            Self::PublisherNotFound => {
                Description::new(404, GALLERY, "PublisherDoesNotExistException")
            }
            Self::ExtensionNotFound => {
                Description::new(404, GALLERY, "ExtensionDoesNotExistException")
            }
            Self::ExtensionVersionExists => {
                Description::new(409, GALLERY, "ExtensionAlreadyExistsException")
            }
            Self::InvalidPackage => Description::new(400, GALLERY, "InvalidPackageFormatException"),
            Self::CorporateAccount => Description::new(400, GALLERY, "InvalidOperationException"),
        }
    }
}

/// Description of an error response.
struct Description {
    status: u16,
    assembly: &'static str,
    type_key: &'static str,
}

impl Description {
    /// Makes a description.
    fn new(status: u16, assembly: &'static str, type_key: &'static str) -> Self {
        Self {
            status,
            assembly,
            type_key,
        }
    }
}

const FRAMEWORK: &str = "Microsoft.TeamFoundation.Framework.Server";
const DISTRIBUTED_TASK: &str = "Microsoft.TeamFoundation.DistributedTask.WebApi";
const COMMON: &str = "Microsoft.VisualStudio.Services.Common";
const CORE: &str = "Microsoft.TeamFoundation.Core.WebApi";
const SOURCE_CONTROL: &str = "Microsoft.TeamFoundation.Git.Server";
const PROFILE: &str = "Microsoft.VisualStudio.Services.Profile";
const GRAPH: &str = "Microsoft.VisualStudio.Services.Graph";
const FEED: &str = "Microsoft.VisualStudio.Services.Feed.WebApi";
const PACKAGING: &str = "Microsoft.VisualStudio.Services.Packaging.Shared.WebApi.Exceptions";
const GALLERY: &str = "Microsoft.VisualStudio.Services.Gallery.WebApi";
const SECURITY: &str = "Microsoft.VisualStudio.Services.Security";
const WEB_API: &str = "Microsoft.VisualStudio.Services.WebApi";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn body_names_the_exception_twice() {
        let response = Exception::EndpointNotFound.response("gone");
        let body: serde_json::Value = serde_json::from_slice(&response.body).unwrap();
        assert_eq!(response.status, 400);
        assert_eq!(body["$id"], "1");
        assert_eq!(body["message"], "gone");
        assert_eq!(body["typeKey"], "EndpointNotFoundException");
        assert_eq!(
            body["typeName"],
            "Microsoft.TeamFoundation.DistributedTask.WebApi.EndpointNotFoundException, \
             Microsoft.TeamFoundation.DistributedTask.WebApi",
        );
    }
}
