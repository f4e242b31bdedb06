//! URLs of the services of an emulator.

use url::Url;
use uuid::Uuid;

use crate::emulator::Emulator;
use crate::services::feed::npm_registry;
use crate::world::Organization;

impl Emulator {
    /// Returns the collection URL of the organization, like `https://dev.azure.com/acme/`.
    pub fn azure_devops_url(&self) -> Url {
        self.urls().azure_devops.clone()
    }

    /// Returns the collection URL of an organization of the world, like `https://dev.azure.com/contoso/`.
    pub fn organization_url(&self, organization: &Organization) -> Url {
        let mut url = self.azure_devops_url();
        url.set_path(&format!("/{}/", organization.name));
        url
    }

    /// Returns the authority host, like `https://login.microsoftonline.com/`.
    pub fn authority_host(&self) -> Url {
        self.urls().authority_host.clone()
    }

    /// Returns the issuer host, like `https://vstoken.dev.azure.com/`.
    pub fn vstoken_url(&self) -> Url {
        self.urls().vstoken.clone()
    }

    /// Returns the URL of Azure Resource Manager, like `https://management.azure.com/`.
    pub fn resource_manager_url(&self) -> Url {
        self.urls().resource_manager.clone()
    }

    /// Returns the URL of GitHub Actions, like `https://token.actions.githubusercontent.com/`.
    pub fn github_url(&self) -> Url {
        self.urls().github.clone()
    }

    /// Returns the URL of the assertion endpoint of the job, without a query.
    pub fn oidc_request_uri(&self) -> Url {
        self.oidc_request_uri_of(self.world().job.job_id)
    }

    /// Returns the URL of the assertion endpoint of a job, without a query.
    pub(crate) fn oidc_request_uri_of(&self, job_id: Uuid) -> Url {
        let world = self.world();
        let job = &world.job;
        let mut url = self.azure_devops_url();
        url.set_path(&format!(
            "/{}/{}/_apis/distributedtask/hubs/{}/plans/{}/jobs/{job_id}/oidctoken",
            world.organization.name, world.project.id, job.hub, job.plan_id,
        ));
        url
    }

    /// Returns the URL of the organization's feed, as a registry of npm, with a trailing slash.
    pub fn npm_registry(&self) -> String {
        npm_registry(&self.urls().azure_devops)
    }

    /// Returns the URL of the project's Git repository, like `https://dev.azure.com/acme/Widgets/_git/widgets`.
    pub fn repository_url(&self) -> Url {
        let mut url = self.azure_devops_url();
        let world = self.world();
        url.set_path(&format!(
            "/{}/{}/_git/widgets",
            world.organization.name, world.project.name
        ));
        url
    }

    /// Returns the URL of the Marketplace, like `https://marketplace.visualstudio.com/`.
    pub fn marketplace_url(&self) -> Url {
        let mut url = self.azure_devops_url();
        url.set_path("/");
        url
    }
}
