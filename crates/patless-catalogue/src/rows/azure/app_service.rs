//! App Service and Functions refuse a deployment.

use crate::cause::Cause;
use crate::kind::ErrorKind::Configuration;
use crate::pattern::Pattern::{All, Any, Text};
use crate::remedy::Remedy::Do;
use crate::row::{Retry, Row};

/// The rows.
pub(in crate::rows) const ROWS: &[Row] = &[
    Row {
        cause: Cause::StoppedApp,
        patterns: &[
            Text("Site Disabled (CODE: 403)"),
            All(&[Text("This web app is stopped"), Text("403")]),
        ],
        kind: Configuration,
        summary: "the app is stopped",
        remedy: Do(
            "start it: az webapp start --resource-group GROUP --name APP. If it stops again, it has used up the quota of its plan",
        ),
        retry: Retry::Never,
    },
    Row {
        cause: Cause::ScmFirewall,
        patterns: &[
            All(&[
                Text("Ip Forbidden"),
                Any(&[
                    Text("CODE: 403"),
                    Text("App Service"),
                    Text("azurewebsites.net"),
                    Text("Kudu"),
                ]),
            ]),
            Text("The web app you have attempted to reach has blocked your access"),
            All(&[
                Any(&[
                    Text("Failed to deploy web package"),
                    Text("Failed to deploy App Service package"),
                ]),
                Text("CODE: 403"),
            ]),
            All(&[
                Text("An error occurred during deployment"),
                Text("Status Code: 403"),
                Text("scm.azurewebsites.net"),
            ]),
        ],
        kind: Configuration,
        summary: "the app's access restrictions, or its disabled public access, block the address that the deployment came from; permissions are not the problem",
        remedy: Do(
            "allow the address of the agent or of your machine for the deployment site: az webapp config access-restriction add --resource-group GROUP --name APP --rule-name deploy --action Allow --priority 100 --ip-address ADDRESS/32 --scm-site true; with public access disabled, deploy from an agent or machine in the app's network. A Microsoft-hosted agent has another address in each job: add and remove the rule in the job",
        ),
        retry: Retry::Never,
    },
    Row {
        cause: Cause::OldMsdeploy,
        patterns: &[Text(
            "This requires Web Deploy msdeploy.exe version 7.1.7225 or higher",
        )],
        kind: Configuration,
        summary: "the app accepts no basic authentication, and Web Deploy on the agent is too old to use a token",
        remedy: Do(
            "update Visual Studio or Web Deploy on the agent (msdeploy.exe 7.1.7225 or newer), or choose another method: DeploymentType: zipDeploy",
        ),
        retry: Retry::Never,
    },
    Row {
        cause: Cause::ScmBasicAuth,
        patterns: &[
            All(&[
                Text("ERROR_USER_UNAUTHORIZED"),
                Any(&[
                    Text("scm.azurewebsites.net"),
                    Text("scm.azurewebsites.us"),
                    Text("scm.chinacloudsites.cn"),
                ]),
            ]),
            All(&[
                Any(&[
                    Text("Failed to deploy web package"),
                    Text("Failed to deploy App Service package"),
                    Text("Failed to fetch Kudu App Settings"),
                ]),
                Any(&[Text("Unauthorized"), Text("CODE: 401")]),
            ]),
            All(&[
                Text("An error occurred during deployment"),
                Text("Status Code: 401"),
                Text("scm.azurewebsites.net"),
            ]),
            Text("Basic authentication is disabled for this site"),
        ],
        kind: Configuration,
        summary: "the app's deployment site refused the user name and password: basic authentication is disabled for the app, or the publish profile is old",
        remedy: Do(
            "deploy with a token instead: the latest version of the task with an Azure Resource Manager connection (AzureWebApp@1, AzureFunctionApp@2, AzureRmWebAppDeployment@5), or az webapp deploy; the identity needs Website Contributor on the app. To allow passwords again: SCM Basic Auth Publishing in the app's configuration",
        ),
        retry: Retry::Never,
    },
    Row {
        cause: Cause::NoWebAppRole,
        patterns: &[All(&[
            Text("perform action 'Microsoft.Web/sites"),
            Text("does not have authorization to perform action"),
        ])],
        kind: Configuration,
        summary: "the identity has no role on the web app or function app",
        remedy: Do(
            "give it Website Contributor on the app: az role assignment create --role 'Website Contributor' --assignee-object-id {object id} --scope APP_ID, where APP_ID is the scope in the message, up to the app's name (/subscriptions/…/sites/APP). If the app is yet to be created, give it Contributor on the resource group. Reader is not enough: a deployment needs the app's credentials",
        ),
        retry: Retry::Never,
    },
    Row {
        cause: Cause::AppNotSeen,
        patterns: &[All(&[
            Text("Resource should exist before deployment"),
            Text("doesn't exist"),
        ])],
        kind: Configuration,
        summary: "the service connection sees no app of this name: it is in another subscription, the identity has no role on it, or it does not exist yet",
        remedy: Do(
            "compare the name and the connection's subscription: az resource list --name APP; give the identity Website Contributor on the app. If an earlier step creates the app, name its group as well (resourceGroupName), or wait: the list of resources is a few minutes late",
        ),
        retry: Retry::Never,
    },
];
