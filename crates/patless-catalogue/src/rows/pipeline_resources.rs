//! Resources that a pipeline may not use: pools, environments, variable groups, secure files, repositories.

use crate::cause::Cause;
use crate::kind::ErrorKind::Configuration;
use crate::pattern::Pattern::{All, Any, Text};
use crate::remedy::Remedy::Do;
use crate::row::{Retry, Row};

/// The rows.
pub(super) const ROWS: &[Row] = &[
    Row {
        cause: Cause::ResourceNotAuthorized,
        patterns: &[
            Text("Pipeline does not have permissions to use the referenced"),
            Text("This pipeline needs permission to access"),
            Text("The pool does not exist or has not been authorized for use"),
            Text("The environment does not exist or has not been authorized for use"),
            Text("The variable group does not exist or has not been authorized for use"),
            Text("The secure file does not exist or has not been authorized for use"),
            All(&[
                Text("Variable group"),
                Text("was not found or is not authorized for use"),
            ]),
        ],
        kind: Configuration,
        summary: "the pipeline is not authorized to use this resource, or no resource has this name",
        remedy: Do(
            "check the name: a macro such as $(POOL) is not always expanded there, unlike a template expression. Then authorize the pipeline on the page of the pool, environment, variable group or secure file (Security, Pipeline permissions), or open the run and select Permit",
        ),
        retry: Retry::Never,
    },
    Row {
        cause: Cause::JobRepositoryScope,
        patterns: &[All(&[
            Text("TF401019"),
            Any(&[
                Text("Git fetch failed with exit code"),
                Text("Git submodule update failed with exit code"),
                Text("env_var_http"),
                Text("home/vsts/"),
                Text("_work/1/s"),
                Text("D:/a/1/s"),
                Text("Bash exited with code"),
                Text("PowerShell exited with code"),
                Text("Cmd.exe exited with code"),
                Text("Script failed with exit code"),
                Text("Could not get the latest source version for repository"),
            ]),
        ])],
        kind: Configuration,
        summary: "the job's token does not reach this repository: the pipeline does not reference it, it is in another project, or it does not exist",
        remedy: Do(
            "name the repository under resources: repositories, and reference it in the job, by a checkout step or by uses: repositories: [NAME], also if it is a submodule or a script clones it; or turn off 'Protect access to repositories in YAML pipelines' (Project settings, Pipelines, Settings). If it is in another project, also turn off 'Limit job authorization scope to current project' there, and make 'Project Collection Build Service (ORGANIZATION)' a Reader of that project. If another token than the job's was used, its identity needs Read on the repository",
        ),
        retry: Retry::Never,
    },
    Row {
        cause: Cause::AgentPoolNotFound,
        patterns: &[
            Text("Agent pool not found: '"),
            Text("Failed to find pool name. Try again or ctrl-c to quit"),
            // KEDA
            All(&[
                Text("error parsing azure Pipelines metadata: agent pool with"),
                Text("not found"),
            ]),
        ],
        kind: Configuration,
        summary: "the organization has no agent pool of this name, or the identity has no role on it",
        remedy: Do(
            "compare the name with Organization settings, Agent pools, and make the identity Administrator of the pool there (Security). With a personal access token, it needs the scope Agent Pools (Read & manage)",
        ),
        retry: Retry::Never,
    },
];
