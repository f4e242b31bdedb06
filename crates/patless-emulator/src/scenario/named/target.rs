//! Scenarios in which Azure DevOps refuses an access token.

use super::row::{NamedScenario, rows};
use crate::scenario::{Directory, Membership, Outcome, ProjectAccess, Stage, TargetRefusal};

/// Rows of this group.
pub(super) const ROWS: &[NamedScenario] = rows! {
    "not-in-organization",
    "the identity is not a user of the organization: 401 TF401444",
    REFUSED,
    { world.membership: Membership::Nobody };

    "credential-ignored",
    "Azure DevOps ignores the access token: 401 TF400813 with the anonymous ID",
    REFUSED,
    { azure_devops.target_refusal: Some(TargetRefusal::Anonymous) };

    "identity-not-authorized",
    "the identity may not access the organization: 401 TF400813 with its ID",
    REFUSED,
    { azure_devops.target_refusal: Some(TargetRefusal::Unauthorized) };

    "target-conditional-access",
    "a policy of the tenant blocks the access token: 403 VS403463",
    REFUSED,
    { azure_devops.target_refusal: Some(TargetRefusal::ConditionalAccess) };

    "target-throttled",
    "the identity exceeds its usage limit: 429 TF400733 with Retry-After: 300",
    REFUSED,
    { azure_devops.target_refusal: Some(TargetRefusal::Throttled) };

    "target-sign-in-page",
    "Azure DevOps returns the sign-in page instead of accepting the access token: 203",
    REFUSED,
    { azure_devops.target_refusal: Some(TargetRefusal::SignInPage) };

    "project-not-visible",
    "the identity cannot see the project: 404 VS800075 by ID, or TF200016 by name",
    REFUSED,
    { azure_devops.project_access: ProjectAccess::None };

    "repository-not-visible",
    "the identity can see the project, but not its repository: 404 TF401019",
    REFUSED,
    { azure_devops.project_access: ProjectAccess::NoRepository };

    "repository-read-only",
    "the identity can see the repository, but may not push to it: 403 TF401027",
    Outcome::Succeeds,
    { azure_devops.project_access: ProjectAccess::ReadRepository };

    "stakeholder-license",
    "the identity has a Stakeholder license, which has no access to repositories: 404 TF401019",
    REFUSED,
    { world.membership: Membership::Stakeholders };

    "organization-of-another-tenant",
    "the organization is connected to another tenant: 401, and X-VSS-ResourceTenant differs",
    REFUSED,
    { world.directory: Directory::OtherTenant };

    "organization-of-microsoft-accounts",
    "the organization is connected to no tenant: 401, and X-VSS-ResourceTenant is the zero ID",
    REFUSED,
    { world.directory: Directory::MicrosoftAccounts };
};

const REFUSED: Outcome = Outcome::fails(Stage::Target);
