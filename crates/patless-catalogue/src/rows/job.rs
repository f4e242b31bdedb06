//! Owns the failures that are seen before any request: what the job was given is not what it needs.

use crate::kind::ErrorKind::{Configuration, Usage};
use crate::pattern::Sign::{All, Text};
use crate::remedy::Remedy::Do;
use crate::row::{Retry, Row};

/// The rows.
pub(super) const ROWS: &[Row] = &[
    Row {
        name: "connection-name-instead-of-id",
        signs: &[Text("is not a service connection id (a GUID)")],
        kind: Configuration,
        cause: "a service connection's name was given where its id belongs",
        remedy: Do(
            "the agent resolves a service connection's name to its id only in an input of type connectedService: give the name to the task input itself, not through a variable that is set while the job runs",
        ),
        retry: Retry::Never,
    },
    Row {
        name: "unexpanded-job-token",
        signs: &[
            Text("instead of the job's token"),
            All(&[Text("SYSTEM_ACCESSTOKEN"), Text("$(System.AccessToken)")]),
        ],
        kind: Configuration,
        cause: "the job's own token was not mapped into the step",
        remedy: Do(MAP),
        retry: Retry::Never,
    },
    Row {
        name: "no-job-token",
        signs: &[
            Text("the job's own token is not in the environment"),
            Text("holds characters that no token has"),
            Text("the job's own token cannot be sent"),
        ],
        kind: Configuration,
        cause: "the job's own token is not there",
        remedy: Do(MAP),
        retry: Retry::Never,
    },
    Row {
        name: "not-in-a-job",
        signs: &[
            Text("the environment variable SYSTEM_OIDCREQUESTURI is not set"),
            Text("SYSTEM_OIDCREQUESTURI environment variable is not set"),
            All(&[Text("the environment variable"), Text("is not set")]),
        ],
        kind: Configuration,
        cause: "this is not a job of Azure Pipelines, or its agent is too old",
        remedy: Do("run this as a task of an Azure Pipelines job"),
        retry: Retry::Never,
    },
    Row {
        name: "outside-a-job",
        signs: &[Text("this is not a job of Azure Pipelines, and only a job")],
        kind: Configuration,
        cause: "this is not a job of Azure Pipelines, and only a job is given assertions and tokens",
        remedy: Do(AT_THE_DESK),
        retry: Retry::Never,
    },
    // No text shows it: it stands for what is wrong with an input, which its error says in full.
    Row {
        name: "wrong-input",
        signs: &[Text("an input without a row")],
        kind: Usage,
        cause: "an input is missing, or holds what it cannot",
        remedy: Do("correct the input: the README lists what each can hold"),
        retry: Retry::Never,
    },
    // No text shows it: it stands for a variable of the agent that is wrong in a way of its own.
    Row {
        name: "wrong-environment",
        signs: &[Text("a setting of the agent without a row")],
        kind: Configuration,
        cause: "what the agent handed over cannot be used",
        remedy: Do("look for what set the variable that the error names, and correct it"),
        retry: Retry::Never,
    },
    // No text shows it: Patless alone knows how long a token was wanted for.
    Row {
        name: "short-lifetime",
        signs: &[Text("a token that lives for too short a time")],
        kind: Configuration,
        cause: "the access token lives for less time than the input minimumLifetime asks for",
        remedy: Do("lower the input minimumLifetime, or use a managed identity"),
        retry: Retry::Never,
    },
    Row {
        name: "foreign-host",
        signs: &[Text("which is not the host of this job's organization")],
        kind: Configuration,
        cause: "a variable would send the job's token to a host that is not its organization's",
        remedy: Do(
            "look for what set one of the two that disagree, a pipeline variable of this name or an earlier step that printed ##vso[task.setendpoint] or ##vso[task.setvariable], and remove it: the job's token is sent to its own organization only",
        ),
        retry: Retry::Never,
    },
    Row {
        name: "foreign-authority",
        signs: &[Text("which is no authority host of Microsoft Entra")],
        kind: Configuration,
        cause: "the service connection would send the assertion to a host that is not Entra's",
        remedy: Do(
            "if this host is yours (Azure Stack, a test cloud), name it in the task's input authorityHost; if not, look for an earlier step that printed ##vso[task.setendpoint]: it may have printed a text that somebody else wrote",
        ),
        retry: Retry::Never,
    },
    Row {
        name: "brought-authority",
        signs: &[Text(
            "names a certificate authority that the job may have brought",
        )],
        kind: Configuration,
        cause: "Patless would trust a certificate authority that the sources, a step or a printed text may have chosen",
        remedy: Do(
            "if the file is yours, name it in the step's own `env:` and remove the pipeline variable, and in a script step keep it outside the agent's work folder; if not, look for an earlier step that printed ##vso[task.setvariable]",
        ),
        retry: Retry::Never,
    },
    Row {
        name: "displaced-variable",
        signs: &[Text("in the environment of a task")],
        kind: Configuration,
        cause: "a pipeline variable takes the place of one that decides where the job's token is sent",
        remedy: Do(
            "rename the pipeline variable: it takes the place of one that decides where the job's token is sent",
        ),
        retry: Retry::Never,
    },
    Row {
        name: "connection-not-handed-over",
        signs: &[Text("the agent handed over no service connection")],
        kind: Configuration,
        cause: "the agent handed over no such service connection",
        remedy: Do(
            "name the service connection in the task input itself, so that the agent hands it over",
        ),
        retry: Retry::Never,
    },
    Row {
        name: "convertible-connection",
        signs: &[Text("with a secret that Azure DevOps created")],
        kind: Configuration,
        cause: "the service connection has a secret instead of workload identity federation",
        remedy: Do(
            "convert it: Convert, on its page in the project settings. That works as long as no other project uses it; otherwise create one with workload identity federation, and name that in the task",
        ),
        retry: Retry::Never,
    },
    Row {
        name: "no-federation",
        signs: &[All(&[Text("uses the scheme"), Text("not supported yet")])],
        kind: Configuration,
        cause: "the service connection does not use workload identity federation",
        remedy: Do(
            "create a service connection with workload identity federation in the project settings, and name it in the task",
        ),
        retry: Retry::Never,
    },
    Row {
        name: "proxy-setting",
        signs: &[All(&[Text("the proxy setting"), Text("cannot be used")])],
        kind: Configuration,
        cause: "the proxy that is set makes no sense, and it is never bypassed",
        remedy: Do(
            "give http://HOST:PORT or https://HOST:PORT, with user name and password, where needed, as http://USER:PASSWORD@HOST:PORT (other characters than letters and digits percent-encoded); the agent's bypass list is a JSON array of regular expressions",
        ),
        retry: Retry::Never,
    },
    Row {
        name: "encrypted-client-key",
        signs: &[Text("names a private key that is encrypted")],
        kind: Configuration,
        cause: "the key of the agent's client certificate has a password, and cannot be decrypted here",
        remedy: Do(
            "write the key without a password into a file that only the agent can read, `openssl pkey -in KEY.pem -out PLAIN.pem`, and configure the agent with that file as --sslclientcertkey",
        ),
        retry: Retry::Never,
    },
];

const MAP: &str =
    "map the job's token into the step:\n  env:\n    SYSTEM_ACCESSTOKEN: $(System.AccessToken)";

/// What can be done where no job runs. Each way is a command or an address, on a line of its own.
const AT_THE_DESK: &str = concat!(
    "in a pipeline, set diagnose: true on the task, or call the doctor in a script step with the flags that patless doctor \
     --help lists. Here, at your desk:\n",
    "  an error of a job          patless doctor --explain 'ERROR TEXT'\n",
    "  an organization's tenant   patless doctor --target https://dev.azure.com/ORGANIZATION\n",
    "  a job on emulated servers  cargo xtask demo, in a clone of ",
    env!("CARGO_PKG_REPOSITORY"),
    "\n  setting up, step by step   ",
    env!("CARGO_PKG_REPOSITORY"),
    "/blob/main/docs/GETTING-STARTED.md",
);
