//! The failures that are seen before any request: what the job was given is not what it needs.

use crate::cause::Cause;
use crate::kind::ErrorKind::{Configuration, Internal, Usage};
use crate::pattern::Pattern::{All, Ours, Text};
use crate::remedy::Remedy::Do;
use crate::row::{Retry, Row};

/// The rows.
pub(super) const ROWS: &[Row] = &[
    Row {
        cause: Cause::ConnectionNameInsteadOfId,
        patterns: &[Ours("is not a service connection id (a GUID)")],
        kind: Configuration,
        summary: "a service connection's name was given where its id belongs",
        remedy: Do(
            "the agent resolves a service connection's name to its id only in an input of type connectedService: give the name to the task input itself, not through a variable that is set while the job runs",
        ),
        retry: Retry::Never,
    },
    Row {
        cause: Cause::UnexpandedJobToken,
        patterns: &[
            Ours("instead of the job's token"),
            All(&[Text("SYSTEM_ACCESSTOKEN"), Text("$(System.AccessToken)")]),
        ],
        kind: Configuration,
        summary: "the job's own token was not mapped into the step",
        remedy: Do(MAP),
        retry: Retry::Never,
    },
    Row {
        cause: Cause::NoJobToken,
        patterns: &[
            Ours("the job's own token is not in the environment"),
            Ours("holds characters that no token has"),
            Ours("the job's own token cannot be sent"),
        ],
        kind: Configuration,
        summary: "the job's own token is not there",
        remedy: Do(MAP),
        retry: Retry::Never,
    },
    Row {
        cause: Cause::NotInAJob,
        patterns: &[
            Ours("the environment variable SYSTEM_OIDCREQUESTURI is not set"),
            Text("SYSTEM_OIDCREQUESTURI environment variable is not set"),
            All(&[Ours("the environment variable"), Ours("is not set")]),
        ],
        kind: Configuration,
        summary: "this is not a job of Azure Pipelines, or its agent is too old",
        remedy: Do("run this as a task of an Azure Pipelines job"),
        retry: Retry::Never,
    },
    Row {
        cause: Cause::OutsideAJob,
        patterns: &[Ours("this is not a job of Azure Pipelines, and only a job")],
        kind: Configuration,
        summary: "this is not a job of Azure Pipelines, and only a job is given assertions and tokens",
        remedy: Do(AT_THE_DESK),
        retry: Retry::Never,
    },
    // No text shows it: it stands for what is wrong with an input, which its error says in full.
    Row {
        cause: Cause::WrongInput,
        patterns: &[],
        kind: Usage,
        summary: "an input is missing, or holds what it cannot",
        remedy: Do("correct the input: the README lists what each can hold"),
        retry: Retry::Never,
    },
    // No text shows it: it stands for a variable of the agent that is wrong in a way of its own.
    Row {
        cause: Cause::WrongEnvironment,
        patterns: &[],
        kind: Configuration,
        summary: "what the agent handed over cannot be used",
        remedy: Do("look for what set the variable that the error names, and correct it"),
        retry: Retry::Never,
    },
    // No text shows it: Patless alone knows how long a token was wanted for.
    Row {
        cause: Cause::ShortLifetime,
        patterns: &[],
        kind: Configuration,
        summary: "the access token lives for less time than the input minimumLifetime asks for",
        remedy: Do("lower the input minimumLifetime, or use a managed identity"),
        retry: Retry::Never,
    },
    // No text shows it: it stands for what should be impossible.
    Row {
        cause: Cause::InternalError,
        patterns: &[],
        kind: Internal,
        summary: "Patless itself is wrong",
        remedy: Do(REPORT),
        retry: Retry::Never,
    },
    Row {
        cause: Cause::ForeignHost,
        patterns: &[Ours("which is not the host of this job's organization")],
        kind: Configuration,
        summary: "a variable would send the job's token to a host that is not its organization's",
        remedy: Do(
            "look for what set one of the two that disagree, a pipeline variable of this name or an earlier step that printed ##vso[task.setendpoint] or ##vso[task.setvariable], and remove it: the job's token is sent to its own organization only",
        ),
        retry: Retry::Never,
    },
    Row {
        cause: Cause::ForeignAuthority,
        patterns: &[Ours("which is no authority host of Microsoft Entra")],
        kind: Configuration,
        summary: "the service connection would send the assertion to a host that is not Entra's",
        remedy: Do(
            "if this host is yours (Azure Stack, a test cloud), name it in the task's input authorityHost; if not, look for an earlier step that printed ##vso[task.setendpoint]: it may have printed a text that somebody else wrote",
        ),
        retry: Retry::Never,
    },
    Row {
        cause: Cause::BroughtAuthority,
        patterns: &[Ours(
            "names a certificate authority that the job may have brought",
        )],
        kind: Configuration,
        summary: "Patless would trust a certificate authority that the sources, a step or a printed text may have chosen",
        remedy: Do(
            "if the file is yours, name it in the step's own `env:` and remove the pipeline variable, and in a script step keep it outside the agent's work folder; if not, look for an earlier step that printed ##vso[task.setvariable]",
        ),
        retry: Retry::Never,
    },
    Row {
        cause: Cause::DisplacedVariable,
        patterns: &[Ours("in the environment of a task")],
        kind: Configuration,
        summary: "a pipeline variable takes the place of one that decides where the job's token is sent",
        remedy: Do(
            "rename the pipeline variable: it takes the place of one that decides where the job's token is sent",
        ),
        retry: Retry::Never,
    },
    Row {
        cause: Cause::ConnectionNotHandedOver,
        patterns: &[Ours("the agent handed over no service connection")],
        kind: Configuration,
        summary: "the agent handed over no such service connection",
        remedy: Do(
            "name the service connection in the task input itself, so that the agent hands it over",
        ),
        retry: Retry::Never,
    },
    Row {
        cause: Cause::ConvertibleConnection,
        patterns: &[Ours("with a secret that Azure DevOps created")],
        kind: Configuration,
        summary: "the service connection has a secret instead of workload identity federation",
        remedy: Do(
            "convert it: Convert, on its page in the project settings. That works as long as no other project uses it; otherwise create one with workload identity federation, and name that in the task",
        ),
        retry: Retry::Never,
    },
    Row {
        cause: Cause::NoFederation,
        patterns: &[All(&[Ours("uses the scheme"), Ours("not supported yet")])],
        kind: Configuration,
        summary: "the service connection does not use workload identity federation",
        remedy: Do(
            "create a service connection with workload identity federation in the project settings, and name it in the task",
        ),
        retry: Retry::Never,
    },
    Row {
        cause: Cause::ProxySetting,
        patterns: &[All(&[Ours("the proxy setting"), Ours("cannot be used")])],
        kind: Configuration,
        summary: "the proxy that is set makes no sense, and it is never bypassed",
        remedy: Do(
            "give http://HOST:PORT or https://HOST:PORT, with user name and password, where needed, as http://USER:PASSWORD@HOST:PORT (other characters than letters and digits percent-encoded); the agent's bypass list is a JSON array of regular expressions",
        ),
        retry: Retry::Never,
    },
    Row {
        cause: Cause::EncryptedClientKey,
        patterns: &[Ours("names a private key that is encrypted")],
        kind: Configuration,
        summary: "the key of the agent's client certificate has a password, and cannot be decrypted here",
        remedy: Do(
            "write the key without a password into a file that only the agent can read, `openssl pkey -in KEY.pem -out PLAIN.pem`, and configure the agent with that file as --sslclientcertkey",
        ),
        retry: Retry::Never,
    },
];

const REPORT: &str = concat!(
    "report it, with the log of the step: ",
    env!("CARGO_PKG_REPOSITORY"),
    "/issues",
);

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
