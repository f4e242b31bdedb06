//! Requests for a managed identity's token that are made in a wrong way.

use crate::cause::Cause;
use crate::kind::ErrorKind::Configuration;
use crate::pattern::Pattern::{All, Any, Text};
use crate::remedy::Remedy::Do;
use crate::row::{Retry, Row};
use crate::rows::managed_identity::SILENCE;

/// The rows. They are searched before those of machines without a managed identity.
pub(super) const ROWS: &[Row] = &[
    Row {
        cause: Cause::ManagedIdentityUsername,
        patterns: &[
            Text("Passing the managed identity ID with --username is no longer supported"),
            Text("'--identity' is not applicable with other arguments"),
        ],
        kind: Configuration,
        summary: "az login --identity takes no --tenant and no --password, and since version 2.73 no --username",
        remedy: Do(
            "run az login --identity --client-id CLIENT_ID (or --object-id, --resource-id); in GitHub Actions, use azure/login v2.3.0 or newer",
        ),
        retry: Retry::Never,
    },
    Row {
        cause: Cause::CloudShellToken,
        patterns: &[
            Text("Get Token request returned: <Response [400]>"),
            Text("is not a supported MSI token audience"),
        ],
        kind: Configuration,
        summary: "Cloud Shell, or the app that az runs in, gives no token for this resource",
        remedy: Do(
            "in Cloud Shell, run az login first: its own sign-in covers some resources only. In an app or container, check that it has the managed identity that is asked for, and name it: az login --identity --client-id CLIENT_ID",
        ),
        retry: Retry::Never,
    },
    Row {
        cause: Cause::DockerDesktopMetadata,
        patterns: &[Text("connecting to 169.254.169.254:80")],
        kind: Configuration,
        summary: "Docker Desktop answers for Azure's metadata service: the container runs on a computer outside Azure, which has no managed identity",
        remedy: Do(
            "give the container another credential: AZURE_TENANT_ID, AZURE_CLIENT_ID and AZURE_CLIENT_SECRET with docker run -e, or az inside it and az login. For a chain to go on to it, update the SDK (Azure.Identity 1.10.1 or newer passes over the English message only), or leave the managed identity out: ExcludeManagedIdentityCredential = true (.NET), exclude_managed_identity_credential=True (Python)",
        ),
        retry: Retry::Never,
    },
    Row {
        cause: Cause::ArcAgentDown,
        patterns: &[All(&[
            Any(&[
                Text("localhost:40342"),
                Text("host='localhost', port=40342"),
            ]),
            SILENCE,
        ])],
        kind: Configuration,
        summary: "the agent of Azure Arc, which gives this machine's tokens, does not run",
        remedy: Do(
            "see its state: azcmagent show. Start it: sudo systemctl start himdsd on Linux, Start-Service himds on Windows. In a container, localhost is not the machine: run the program on the machine itself",
        ),
        retry: Retry::Never,
    },
    Row {
        cause: Cause::OldAzManagedIdentity,
        patterns: &[Text("Get Token request returned: <Response [405]>")],
        kind: Configuration,
        summary: "this version of az does not know how Container Apps hand out tokens",
        remedy: Do(
            "use an image with a current az; with an older one, set a variable that makes az use the protocol of App Service: export APPSETTING_WEBSITE_SITE_NAME=any, and run az login --identity again",
        ),
        retry: Retry::Never,
    },
    Row {
        cause: Cause::MetadataHeader,
        patterns: &[
            Text("Required metadata header not specified"),
            Text("metadata header is not specified"),
        ],
        kind: Configuration,
        summary: "the request to the metadata service lacks the header Metadata: true",
        remedy: Do(
            "send it, and let no proxy pass the request on: curl --noproxy '*' -H 'Metadata: true' 'http://169.254.169.254/metadata/identity/oauth2/token?api-version=2018-02-01&resource=RESOURCE'",
        ),
        retry: Retry::Never,
    },
    Row {
        cause: Cause::MetadataThroughProxy,
        patterns: &[
            Text("The request failed due to a gateway error"),
            All(&[
                Text("169.254.169.254/metadata"),
                Any(&[
                    Text("The requested URL could not be retrieved"),
                    Text("X-Squid-Error"),
                    Text("ERR_ACCESS_DENIED"),
                    Text("ERR_CONNECT_FAIL"),
                    Text("Tunnel connection failed"),
                    Text("Proxy Authentication Required"),
                    Text("407"),
                    Text("Unable to connect to proxy"),
                ]),
            ]),
        ],
        kind: Configuration,
        summary: "a proxy or gateway answered in place of the metadata service, which only this machine itself may ask",
        remedy: Do(
            "if this is a machine in Azure, leave the address out of the proxy: NO_PROXY=169.254.169.254, and no_proxy as well (in an app or container, also the host in IDENTITY_ENDPOINT). If no proxy is set, this is temporary: try again. Outside Azure, there is no managed identity: run az login on your own computer, or use a service connection in a pipeline",
        ),
        retry: Retry::Never,
    },
];
