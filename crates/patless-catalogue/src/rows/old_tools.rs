//! Tools on the agent that are missing or too old for workload identity federation.

use crate::cause::Cause;
use crate::kind::ErrorKind::Configuration;
use crate::pattern::Pattern::{All, Any, Text};
use crate::remedy::Remedy::Do;
use crate::row::{Retry, Row};

/// The rows.
pub(super) const ROWS: &[Row] = &[
    Row {
        cause: Cause::OldAzModule,
        patterns: &[Text(
            "A parameter cannot be found that matches parameter name 'FederatedToken'",
        )],
        kind: Configuration,
        summary: "the Az.Accounts module on the agent is too old for workload identity federation",
        remedy: Do(
            "set azurePowerShellVersion: LatestVersion in the task, and update the Az module on self-hosted agents: Az.Accounts 2.6.0 or newer",
        ),
        retry: Retry::Never,
    },
    Row {
        cause: Cause::NoAzModule,
        patterns: &[
            Text("Could not find the modules: 'Az.Accounts' with Version"),
            Text("Could not find the module Az.Accounts with given version"),
        ],
        kind: Configuration,
        summary: "the Az PowerShell module is not installed on the agent for the user and the PowerShell that the task runs, or not in the version that the task asks for",
        remedy: Do(
            "set azurePowerShellVersion: LatestVersion; on a self-hosted agent, install it for all users in the PowerShell that the task uses (pwsh: true, or Windows PowerShell): Install-Module Az -Scope AllUsers. Then restart the agent",
        ),
        retry: Retry::Never,
    },
    Row {
        cause: Cause::AzureRmModule,
        patterns: &[
            All(&[
                Text("Could not find the modules: 'AzureRM"),
                Text("with Version"),
            ]),
            Text("Module 'AzureRM.Profile' not found"),
        ],
        kind: Configuration,
        summary: "the task wants the AzureRM PowerShell module, which is retired and not installed",
        remedy: Do(
            "use AzurePowerShell@5, which takes the Az module, and write the script with its cmdlets: Enable-AzureRmAlias lets the old names work for a while",
        ),
        retry: Retry::Never,
    },
    Row {
        cause: Cause::AzTooOld,
        patterns: &[Text("unrecognized arguments: --federated-token")],
        kind: Configuration,
        summary: "az on the agent is older than 2.30, and does not know workload identity federation",
        remedy: Do(
            "update az on the agent: az upgrade, or with the package manager that installed it",
        ),
        retry: Retry::Never,
    },
    Row {
        cause: Cause::NodeTooOldForFederation,
        patterns: &[All(&[
            Text("@azure/identity is not supported on Node"),
            Text("Please use Node"),
        ])],
        kind: Configuration,
        summary: "the agent runs the task on a Node.js that is too old to sign in with",
        remedy: Do(
            "update the agent and the task's version; without AGENT_USE_NODE10 and the like, the agent takes the newest Node.js that the task allows",
        ),
        retry: Retry::Never,
    },
    Row {
        cause: Cause::OldAzureIdentity,
        patterns: &[
            Text("The type or namespace name 'AzurePipelinesCredential' could not be found"),
            Text("cannot import name 'AzurePipelinesCredential'"),
            Text("has no attribute 'AzurePipelinesCredential'"),
            Text("has no exported member 'AzurePipelinesCredential'"),
            Text("does not provide an export named 'AzurePipelinesCredential'"),
            Text("AzurePipelinesCredential is not a constructor"),
            Text("undefined: azidentity.NewAzurePipelinesCredential"),
            All(&[
                Text("cannot find symbol"),
                Any(&[
                    Text("AzurePipelinesCredential"),
                    Text("AzurePipelinesCredentialBuilder"),
                ]),
            ]),
        ],
        kind: Configuration,
        summary: "the program uses AzurePipelinesCredential, which its version of the Azure Identity library does not have, or does not import the library",
        remedy: Do(
            "update the library: Azure.Identity 1.12.0 for .NET, azure-identity 1.17.0 for Python and 1.13.0 for Java, @azure/identity 4.3.0, or newer; see that no lock file keeps an older one. Then look at the import in the file that the message names",
        ),
        retry: Retry::Never,
    },
];
