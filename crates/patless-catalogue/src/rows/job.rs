//! Failures before any request: the job or its settings are not what Patless needs.

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
        summary: "a service connection's name was given instead of its id",
        remedy: Do(
            "enter the name in the task input itself, not in a variable that is set while the job runs: the agent resolves a name to an id only in an input of type connectedService",
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
        summary: "the job's token is not mapped into the step",
        remedy: Do(MAP),
        retry: Retry::Never,
    },
    Row {
        cause: Cause::NoJobToken,
        patterns: &[
            Ours("the job's own token is not in the environment"),
            Ours("contains characters that are not allowed in a token"),
            Ours("the job's own token cannot be sent"),
        ],
        kind: Configuration,
        summary: "the job's token is missing or invalid",
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
        summary: "this is not an Azure Pipelines job, or its agent is too old",
        remedy: Do("run this as a task in an Azure Pipelines job"),
        retry: Retry::Never,
    },
    Row {
        cause: Cause::OutsideAJob,
        patterns: &[Ours("this is not an Azure Pipelines job, and only a job")],
        kind: Configuration,
        summary: "this is not an Azure Pipelines job, and only a job gets assertions about its service connections",
        remedy: Do(OUTSIDE_A_JOB),
        retry: Retry::Never,
    },
    // No text identifies it: it covers all errors about inputs, which describe themselves in full.
    Row {
        cause: Cause::WrongInput,
        patterns: &[],
        kind: Usage,
        summary: "an input is missing or has an invalid value",
        remedy: Do("correct the input: the README lists the allowed values"),
        retry: Retry::Never,
    },
    // No text identifies it: it covers all other errors about variables of the agent.
    Row {
        cause: Cause::WrongEnvironment,
        patterns: &[],
        kind: Configuration,
        summary: "an environment variable has a value that cannot be used",
        remedy: Do("find what set the variable that the error names, and correct it"),
        retry: Retry::Never,
    },
    Row {
        cause: Cause::UnexpectedIdentity,
        patterns: &[All(&[Ours("of the identity is"), Ours("as expected")])],
        kind: Configuration,
        summary: "the identity is not the expected one, so nothing was handed out",
        remedy: Do(
            "find out who changed the service connection or the identity; if the change is right, correct what is expected: the inputs expectedTenant, expectedClient, expectedSubject and expectedIdentity, or the flags of the same names",
        ),
        retry: Retry::Never,
    },
    // No text identifies it: only Patless knows the required lifetime.
    Row {
        cause: Cause::ShortLifetime,
        patterns: &[],
        kind: Configuration,
        summary: "the access token expires sooner than the input minimumLifetime allows",
        remedy: Do("lower the input minimumLifetime, or use a managed identity"),
        retry: Retry::Never,
    },
    // No text identifies it: it covers what should be impossible.
    Row {
        cause: Cause::InternalError,
        patterns: &[],
        kind: Internal,
        summary: "this is a bug in Patless",
        remedy: Do(REPORT),
        retry: Retry::Never,
    },
    Row {
        cause: Cause::ForeignHost,
        patterns: &[Ours("which is not the host of this job's organization")],
        kind: Configuration,
        summary: "a variable would send the job's token to a host outside the job's organization",
        remedy: Do(
            "find what set one of the two conflicting values, a pipeline variable of that name or an earlier step that printed ##vso[task.setendpoint] or ##vso[task.setvariable], and remove it: the job's token is sent only to the job's own organization",
        ),
        retry: Retry::Never,
    },
    Row {
        cause: Cause::ForeignAuthority,
        patterns: &[Ours("which is not an authority host of Microsoft Entra")],
        kind: Configuration,
        summary: "the proof of the identity would go to a host that does not belong to Entra",
        remedy: Do(
            "if the host is yours (Azure Stack, a test cloud), name it in the task's input authorityHost or with --authority-host; if not, unset AZURE_AUTHORITY_HOST, or look for an earlier step that printed ##vso[task.setendpoint] or ##vso[task.setvariable], perhaps as part of text from someone else",
        ),
        retry: Retry::Never,
    },
    Row {
        cause: Cause::BroughtAuthority,
        patterns: &[Ours(
            "names a certificate authority that may come from the job itself",
        )],
        kind: Configuration,
        summary: "Patless would trust a certificate authority that the sources, a step or printed text may have chosen",
        remedy: Do(
            "if the file is yours, set the variable in the step's own `env:` and remove the pipeline variable; in a script step, keep the file outside the agent's work folder. If it is not yours, look for an earlier step that printed ##vso[task.setvariable]",
        ),
        retry: Retry::Never,
    },
    Row {
        cause: Cause::DisplacedVariable,
        patterns: &[Ours("in the environment of a task")],
        kind: Configuration,
        summary: "a pipeline variable shadows one that decides where the job's token is sent",
        remedy: Do("rename the pipeline variable"),
        retry: Retry::Never,
    },
    Row {
        cause: Cause::ConnectionNotHandedOver,
        patterns: &[Ours("the agent did not provide service connection")],
        kind: Configuration,
        summary: "the agent did not pass this service connection to the task",
        remedy: Do(
            "name the service connection in the task input itself: the agent passes only the connections that an input names",
        ),
        retry: Retry::Never,
    },
    Row {
        cause: Cause::ConvertibleConnection,
        patterns: &[Ours("uses a stored secret, which expires")],
        kind: Configuration,
        summary: "the service connection uses a stored secret instead of workload identity federation",
        remedy: Do(
            "convert it: Convert, on its page in the project settings. This works only while no other project uses the connection; otherwise create one with workload identity federation and name it in the task",
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
        summary: "the proxy setting is not valid, and Patless never bypasses a configured proxy",
        remedy: Do(
            "use http://HOST:PORT or https://HOST:PORT; if the proxy needs a user name and password, use http://USER:PASSWORD@HOST:PORT and percent-encode everything in them except letters and digits. The agent's bypass list must be a JSON array of regular expressions",
        ),
        retry: Retry::Never,
    },
    Row {
        cause: Cause::EncryptedClientKey,
        patterns: &[Ours("names an encrypted private key")],
        kind: Configuration,
        summary: "the private key of the agent's client certificate is encrypted, and Patless cannot decrypt it",
        remedy: Do(
            "write the decrypted key to a file that only the agent's user can read, `openssl pkey -in KEY.pem -out PLAIN.pem`, and configure the agent with that file as --sslclientcertkey",
        ),
        retry: Retry::Never,
    },
];

const REPORT: &str = concat!(
    "report it, with the step's log: ",
    env!("CARGO_PKG_REPOSITORY"),
    "/issues",
);

const MAP: &str =
    "map the job's token into the step:\n  env:\n    SYSTEM_ACCESSTOKEN: $(System.AccessToken)";

/// What is possible outside a job: a command or an address on each line.
const OUTSIDE_A_JOB: &str = concat!(
    "in a pipeline, set diagnose: true on the task, or run patless doctor in a script step with the flags that patless \
     doctor --help lists. On your own machine, use:\n",
    "  explain an error               patless doctor --explain 'ERROR TEXT'\n",
    "  find an organization's tenant  patless doctor --target https://dev.azure.com/ORGANIZATION\n",
    "  get a token of another source  patless token, or patless whoami for whose it is\n",
    "  run a job on an emulator       cargo xtask demo, in a clone of ",
    env!("CARGO_PKG_REPOSITORY"),
    "\n  set up a pipeline              ",
    env!("CARGO_PKG_REPOSITORY"),
    "/blob/main/docs/GETTING-STARTED.md",
);
