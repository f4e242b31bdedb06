//! Tests whole jobs, with shell scripts instead of the task's program.
#![cfg(unix)]
#![expect(clippy::unwrap_used, reason = "a test panics when it fails")]

use std::fs;
use std::path::{Path, PathBuf};

use patless_emulator::agent::{
    AgentHost, Endpoint, InstalledTask, IssueKind, JobError, JobMessage, JobOutcome,
    SystemConnection, TaskProgram, TaskResult, Variable, run_job,
};

#[path = "parts/only_job.rs"]
mod only_job;

use only_job::only_job;

const CONNECTION_ID: &str = "1F9A2B3C-0000-4000-8000-00000000000A";
const JOB_TOKEN: &str = "sekret-job-access-token";

/// Folder with an agent, a task and a pipeline file.
struct Fixture {
    folder: tempfile::TempDir,
    message: JobMessage,
}

impl Fixture {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let connection = SystemConnection::new("https://dev.azure.com/contoso/", JOB_TOKEN);
        let mut message = JobMessage::new(connection, "plan-1", "job-1");
        let oidc = Variable::public("system.oidcRequestUri", "https://dev.azure.com/oidc");
        message.variables.push(oidc.read_only());
        let kind = "workloadidentityuser";
        let mut endpoint = Endpoint::new(
            CONNECTION_ID,
            "My Connection",
            kind,
            "WorkloadIdentityFederation",
        );
        endpoint.url = String::from("https://dev.azure.com/");
        endpoint.parameters = vec![
            ("tenantid".to_owned(), "tenant-1".to_owned()),
            ("serviceprincipalid".to_owned(), "client-1".to_owned()),
        ];
        endpoint.data = vec![("some.Key".to_owned(), "value-1".to_owned())];
        message.endpoints.push(endpoint);
        let fixture = Self { folder, message };
        fixture.write("task.json", TASK_JSON);
        fixture
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn write(&self, name: &str, text: &str) {
        fs::write(self.path(name), text).unwrap();
    }

    /// Runs a pipeline whose task is a shell script.
    fn run(&self, task: &str, yaml: &str) -> (Result<JobOutcome, JobError>, String) {
        self.write("task.sh", task);
        // A script that is executed directly may still be open for writing in a child of another test.
        let script = self.path("task.sh").into_os_string();
        self.run_program(TaskProgram::new("sh", [script, "task".into()]), yaml)
    }

    fn run_program(
        &self,
        program: TaskProgram,
        yaml: &str,
    ) -> (Result<JobOutcome, JobError>, String) {
        self.write("p.yml", yaml);
        let job = only_job(&self.path("p.yml"));
        let mut host = AgentHost::new(self.path("work"), self.folder.path());
        let path = "/usr/local/bin:/usr/bin:/bin";
        host.environment = vec![("PATH".to_owned(), path.to_owned())];
        host.ca_file = Some(PathBuf::from("/ca.pem"));
        host.tasks = vec![InstalledTask::new(self.path("task.json"), program)];
        let mut log = Vec::new();
        let outcome = run_job(&job, &self.message, &host, &mut log);
        (outcome, String::from_utf8(log).unwrap())
    }

    fn run_to_end(&self, task: &str, yaml: &str) -> (JobOutcome, String) {
        let (outcome, log) = self.run(task, yaml);
        (outcome.unwrap(), log)
    }
}

/// Returns the log without the headings of steps.
fn body(log: &str) -> Vec<&str> {
    let noise = [
        "=====",
        "Task  ",
        "Description",
        "Version",
        "Author",
        "Help ",
        "Generating",
        "[command]",
    ];
    log.lines()
        .filter(|line| !noise.iter().any(|start| line.starts_with(start)))
        .collect()
}

fn results(outcome: &JobOutcome) -> Vec<TaskResult> {
    outcome.steps.iter().map(|step| step.result).collect()
}

const TASK_STEP: &str =
    "- task: Patless@1\n  name: token\n  inputs:\n    azureDevOps: my connection\n";

const TASK_JSON: &str = r#"{
    "id": "00000000-0000-4000-8000-000000000001", "name": "Patless", "friendlyName": "Patless task",
    "description": "Gets a token", "author": "somebody", "helpMarkDown": "read it",
    "version": {"Major": 1, "Minor": 2, "Patch": 3},
    "inputs": [
        {"name": "serviceConnection", "type": "connectedService:workloadidentityuser", "aliases": ["azureDevOps"]},
        {"name": "resource", "type": "string", "defaultValue": " AzureDevOps "},
        {"name": "some.thing", "type": "string"}
    ],
    "outputVariables": [{"name": "expiresOn"}]
}"#;

#[test]
fn registered_secret_is_masked_from_then_on() {
    let task = "echo before sekret-1\n\
                echo '##vso[task.setsecret]sekret-1'\n\
                echo after sekret-1 and base64 $(printf sekret-1 | base64)\n";
    let (outcome, log) = Fixture::new().run_to_end(task, &format!("steps:\n{TASK_STEP}"));
    assert_eq!(outcome.result, TaskResult::Succeeded);
    assert_eq!(
        body(&log),
        [
            "##[section]Starting: Patless",
            "before sekret-1",
            "after *** and base64 c2VrcmV0LTE=",
            "##[section]Finishing: Patless",
        ]
    );
}

#[test]
fn heading_names_the_task() {
    let (_, log) =
        Fixture::new().run_to_end("", &format!("steps:\n{TASK_STEP}  displayName: Get it\n"));
    let rule = "=".repeat(78);
    let expected = format!(
        "##[section]Starting: Get it\n{rule}\nTask         : Patless task\nDescription  : Gets a token\n\
         Version      : 1.2.3\nAuthor       : somebody\nHelp         : read it\n{rule}\n\
         ##[section]Finishing: Get it\n"
    );
    assert_eq!(log, expected);
}

#[test]
fn secret_variable_reaches_a_script_only_through_env() {
    let task = "echo '##vso[task.setsecret]sekret-2'\n\
                echo '##vso[task.setvariable variable=my.token;issecret=true]sekret-2'\n\
                echo '##vso[task.setvariable variable=plain]visible'\n";
    let yaml = format!(
        "steps:\n{TASK_STEP}\
         - bash: |\n    test \"$MY_TOKEN$SECRET_MY_TOKEN\" = '' && echo hidden\n    echo $PLAIN\n\
         - bash: |\n    test \"$MAPPED\" = sekret-2 && echo mapped $MAPPED\n  env:\n    MAPPED: $(My.Token)\n\
         - bash: echo macro $(my.token)\n"
    );
    let (outcome, log) = Fixture::new().run_to_end(task, &yaml);
    assert_eq!(outcome.result, TaskResult::Succeeded, "{log}");
    for line in ["hidden", "visible", "mapped ***", "macro ***"] {
        assert!(log.lines().any(|other| other == line), "{line} in {log}");
    }
    assert!(!log.contains("sekret"), "{log}");
}

#[test]
fn output_variable_is_named_after_its_step() {
    let task = "echo '##vso[task.setvariable variable=a;isoutput=true]1'\n\
                echo '##vso[task.setvariable variable=expiresOn]2'\n";
    let yaml = format!(
        "steps:\n{TASK_STEP}\
         - bash: echo $(token.a) $(token.expiresOn) $(a) $TOKEN_A\n\
         - bash: echo '##vso[task.setvariable variable=token.a]3'\n"
    );
    let (outcome, log) = Fixture::new().run_to_end(task, &yaml);
    assert!(
        log.lines()
            .any(|line| line.starts_with("1 2") && line.ends_with('1')),
        "{log}"
    );
    let message = "##[error]Overwriting readonly variable 'token.a' is not permitted.";
    assert!(log.contains(message), "{log}");
    assert_eq!(results(&outcome)[2], TaskResult::Failed);
}

#[test]
fn later_steps_run_if_their_conditions_are_met() {
    let yaml = "steps:\n\
                - bash: exit 3\n\
                - bash: echo not this\n\
                - bash: echo cleanup\n  condition: always()\n\
                - bash: echo \"status $AGENT_JOBSTATUS\"\n  condition: failed()\n\
                - bash: echo disabled\n  enabled: false\n";
    let (outcome, log) = Fixture::new().run_to_end("", yaml);
    assert_eq!(outcome.result, TaskResult::Failed);
    assert_eq!(
        results(&outcome),
        [
            TaskResult::Failed,
            TaskResult::Skipped,
            TaskResult::Succeeded,
            TaskResult::Succeeded
        ]
    );
    assert!(
        log.contains("##[error]Bash exited with code '3'.\n"),
        "{log}"
    );
    assert!(log.contains("\nstatus Failed\n"), "{log}");
    assert!(
        !log.contains("not this") && !log.contains("disabled"),
        "{log}"
    );
}

#[test]
fn failure_with_continue_on_error_is_success_with_issues() {
    let yaml = "steps:\n- script: exit 1\n  continueOnError: true\n- script: echo on\n";
    let (outcome, _) = Fixture::new().run_to_end("", yaml);
    assert_eq!(outcome.result, TaskResult::SucceededWithIssues);
    assert_eq!(
        results(&outcome),
        [TaskResult::SucceededWithIssues, TaskResult::Succeeded]
    );
}

#[test]
fn exit_code_of_the_task_overrides_its_own_result() {
    let fixture = Fixture::new();
    let yaml = format!("steps:\n{TASK_STEP}");
    let task = "echo '##vso[task.complete result=Skipped;]'\nexit 4\n";
    let (outcome, log) = fixture.run_to_end(task, &yaml);
    assert_eq!(outcome.result, TaskResult::Failed);
    assert!(
        log.contains("##[error]Exit code 4 returned from process: file name 'sh', arguments '"),
        "{log}"
    );
    assert!(log.contains("task.sh task'."), "{log}");
    let task = "echo '##vso[task.complete result=Failed;]the reason'\n";
    let (outcome, log) = fixture.run_to_end(task, &yaml);
    assert_eq!(outcome.result, TaskResult::Failed);
    assert!(
        !log.contains("the reason") && !log.contains("##[error]"),
        "{log}"
    );
}

#[test]
fn task_sees_inputs_endpoints_and_secrets() {
    let yaml = format!(
        "variables:\n  SYSTEM_OIDCREQUESTURI: https://evil\nsteps:\n{TASK_STEP}    other: x\n"
    );
    // A shell would drop variables with a GUID in their name.
    let env = TaskProgram::new("env", Vec::<String>::new());
    let (outcome, seen) = Fixture::new().run_program(env, &yaml);
    assert_eq!(outcome.unwrap().result, TaskResult::Succeeded, "{seen}");
    assert!(seen.starts_with("##[warning]"), "{seen}");
    let warning = "Unexpected input 'other' for task Patless";
    assert!(seen.contains(warning), "{seen}");
    let id = CONNECTION_ID.to_lowercase();
    for line in [
        "INPUT_SERVICECONNECTION=1F9A2B3C-0000-4000-8000-00000000000A".to_owned(),
        "INPUT_RESOURCE=AzureDevOps".to_owned(),
        "INPUT_SOME_THING=".to_owned(),
        "INPUT_OTHER=x".to_owned(),
        format!("ENDPOINT_URL_{id}=https://dev.azure.com/"),
        format!("ENDPOINT_AUTH_SCHEME_{id}=WorkloadIdentityFederation"),
        format!("ENDPOINT_AUTH_PARAMETER_{id}_TENANTID=tenant-1"),
        format!("ENDPOINT_AUTH_PARAMETER_{id}_SERVICEPRINCIPALID=***"),
        format!("ENDPOINT_DATA_{id}={{\"some.Key\":\"value-1\"}}"),
        format!("ENDPOINT_DATA_{id}_SOME_KEY=value-1"),
        "ENDPOINT_URL_SYSTEMVSSCONNECTION=https://dev.azure.com/contoso/".to_owned(),
        "ENDPOINT_AUTH_PARAMETER_SYSTEMVSSCONNECTION_ACCESSTOKEN=***".to_owned(),
        "SECRET_SYSTEM_ACCESSTOKEN=***".to_owned(),
        "VSTS_SECRET_VARIABLES=[\"system.accessToken\"]".to_owned(),
        "agent.jobstatus=Succeeded".to_owned(),
        "AGENT_JOBSTATUS=Succeeded".to_owned(),
        "TF_BUILD=True".to_owned(),
        "AGENT_CAINFO=/ca.pem".to_owned(),
        "SYSTEM_OIDCREQUESTURI=https://evil".to_owned(),
    ] {
        assert!(seen.lines().any(|other| other == line), "{line} in {seen}");
    }
    assert!(seen.contains("\nVSTS_PROCESS_LOOKUP_ID=vsts_"), "{seen}");
    assert!(seen.contains("\"SYSTEM_OIDCREQUESTURI\""), "{seen}");
    assert!(
        !seen.contains("\nENDPOINT_DATA_SYSTEMVSSCONNECTION"),
        "{seen}"
    );
    assert!(!seen.contains("\nSYSTEM_ACCESSTOKEN"), "{seen}");
}

#[test]
fn script_sees_neither_inputs_nor_secrets() {
    let yaml =
        "steps:\n- bash: env >seen\n- bash: echo token $T\n  env:\n    T: $(System.AccessToken)\n";
    let fixture = Fixture::new();
    let (_, log) = fixture.run_to_end("", yaml);
    let seen = fs::read_to_string(fixture.path("seen")).unwrap();
    assert!(seen.contains("ENDPOINT_URL_SYSTEMVSSCONNECTION="), "{seen}");
    assert!(seen.contains("SYSTEM_HOSTTYPE=build"), "{seen}");
    for prefix in [
        "INPUT_",
        "ENDPOINT_AUTH_",
        "SECRET_",
        "SYSTEM_ACCESSTOKEN",
        "VSTS_PUBLIC_VARIABLES",
        "VSTS_SECRET_VARIABLES",
    ] {
        assert!(
            !seen.lines().any(|line| line.starts_with(prefix)),
            "{prefix} in {seen}"
        );
    }
    assert!(!seen.contains(JOB_TOKEN));
    assert!(log.contains("\ntoken ***\n"), "{log}");
}

#[test]
fn public_variable_overwrites_a_step_env_of_the_same_name() {
    let yaml = "variables:\n  some.name: variable\nsteps:\n- bash: echo got $SOME_NAME\n  env:\n    SOME_NAME: step\n";
    let (_, log) = Fixture::new().run_to_end("", yaml);
    assert!(log.contains("\ngot variable\n"), "{log}");
}

#[test]
fn server_variable_is_read_only_only_under_its_own_name() {
    let task = "echo '##vso[task.setvariable variable=system.oidcRequestUri]https://evil'\n\
                echo '##vso[task.setvariable variable=SYSTEM_OIDCREQUESTURI]https://evil'\n";
    let yaml = format!(
        "steps:\n{TASK_STEP}- bash: echo $(system.oidcRequestUri) $SYSTEM_OIDCREQUESTURI\n  condition: always()\n"
    );
    let (outcome, log) = Fixture::new().run_to_end(task, &yaml);
    assert_eq!(outcome.result, TaskResult::Failed);
    let message = "Overwriting readonly variable 'system.oidcRequestUri' is not permitted.";
    assert!(log.contains(message), "{log}");
    assert!(
        log.contains("\nhttps://dev.azure.com/oidc https://evil\n"),
        "{log}"
    );
}

#[test]
fn multiline_secret_leaks_in_the_error_unless_it_was_registered() {
    let line = "##vso[task.setvariable variable=x;issecret=true]sekret-3%0Asekret-4";
    let yaml = format!("steps:\n{TASK_STEP}");
    let fixture = Fixture::new();
    let (outcome, log) = fixture.run_to_end(&format!("echo '{line}'\n"), &yaml);
    assert_eq!(outcome.result, TaskResult::Failed);
    assert!(
        log.contains(&format!(
            "##[error]Unable to process command '{line}' successfully."
        )),
        "{log}"
    );
    assert!(
        log.contains("##[error]Secrets cannot contain multiple lines\n"),
        "{log}"
    );
    let task = format!("echo '##vso[task.setsecret]sekret-3%%0Asekret-4'\necho '{line}'\n")
        .replace("%%", "%AZP25");
    let (_, log) = fixture.run_to_end(&task, &yaml);
    assert!(!log.contains("sekret"), "{log}");
}

#[test]
fn line_that_is_not_a_command_is_printed_with_a_warning() {
    let task = "echo '##vso[task.setsecret'\necho '##VSO[task.debug]x'\necho '##vso[no.such]x'\n\
                echo '##vso[task.nosuch]y'\necho '##vso[build.addbuildtag]z'\necho '##vso[task.debug]d'\n";
    let (outcome, log) = Fixture::new().run_to_end(task, &format!("steps:\n{TASK_STEP}"));
    assert_eq!(outcome.result, TaskResult::Failed);
    let body = body(&log);
    assert!(
        body[1].starts_with("##[warning]'##vso[task.setsecret' contains logging command keyword")
    );
    assert_eq!(body[2..4], ["##vso[task.setsecret", "##VSO[task.debug]x"]);
    assert!(body[4].starts_with("##[warning]Cannot find command extension for ##vso[no.command]."));
    assert!(
        body[5]
            .starts_with("##[error]Unable to process command '##vso[task.nosuch]y' successfully.")
    );
    assert!(
        body[6].starts_with("##[error]##vso[task.nosuch] is not a recognized command for task")
    );
    assert_eq!(body[7], "emulator: unsupported: ##vso[build.addbuildtag]");
    assert_eq!(body.len(), 9, "{log}");
    let step = &outcome.steps[0];
    assert_eq!((step.error_count, step.warning_count), (2, 2));
}

#[test]
fn only_the_first_ten_issues_of_a_kind_are_kept() {
    let task = "for i in 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15; do echo \"##vso[task.logissue type=error]e $i\"; done\n\
                for i in 1 2 3 4 5 6 7 8 9 10 11 12 13 14; do echo \"##vso[task.logissue type=Warning]w $i\"; done\n";
    let (outcome, log) = Fixture::new().run_to_end(task, &format!("steps:\n{TASK_STEP}"));
    assert_eq!(outcome.result, TaskResult::Succeeded);
    let step = &outcome.steps[0];
    assert_eq!((step.error_count, step.warning_count), (15, 14));
    let errors = step
        .issues
        .iter()
        .filter(|issue| issue.kind == IssueKind::Error);
    assert_eq!((errors.count(), step.issues.len()), (10, 20));
    assert!(log.contains("##[error]e 15\n") && log.contains("##[warning]w 14\n"));
}

#[test]
fn debug_lines_are_shown_with_system_debug() {
    let task = "echo '##vso[task.debug]one'\necho '##vso[task.setvariable variable=a]b%0Ac'\n";
    let mut fixture = Fixture::new();
    fixture
        .message
        .variables
        .push(Variable::public("system.debug", "true"));
    let (_, log) = fixture.run_to_end(task, &format!("steps:\n{TASK_STEP}"));
    assert!(log.contains("##[debug]one\n"), "{log}");
    assert!(
        log.contains("##[debug]Processed: ##vso[task.setvariable variable=a]b\nc\n"),
        "{log}"
    );
    assert!(!log.contains("Processed: ##vso[task.debug]"), "{log}");
}

#[test]
fn prepended_folder_comes_first_in_later_steps() {
    let task = "echo '##vso[task.prependpath]/first'\necho '##vso[task.prependpath]/second'\n";
    let (_, log) =
        Fixture::new().run_to_end(task, &format!("steps:\n{TASK_STEP}- bash: echo $PATH\n"));
    assert!(log.contains("\n/second:/first:/usr/local/bin:"), "{log}");
}

#[test]
fn client_id_of_a_referenced_connection_is_masked_and_the_tenant_id_is_not() {
    let (_, log) = Fixture::new().run_to_end(
        "echo client-1 in tenant-1\n",
        &format!("steps:\n{TASK_STEP}"),
    );
    assert!(log.contains("\n*** in tenant-1\n"), "{log}");
    let (_, log) = Fixture::new().run_to_end("", "steps:\n- bash: echo client-1\n");
    assert!(log.contains("\nclient-1\n"), "{log}");
}

#[test]
fn percent_decoding_can_be_switched_off() {
    let task = "echo '##vso[task.setvariable variable=a]50%AZP25'\n";
    let yaml =
        format!("variables:\n  DECODE_PERCENTS: yes\nsteps:\n{TASK_STEP}- bash: echo '$(a)'\n");
    let (_, log) = Fixture::new().run_to_end(task, &yaml);
    assert!(log.contains("\n50%AZP25\n"), "{log}");
}

#[test]
fn temporary_folder_is_emptied_before_and_after_the_job_only() {
    let fixture = Fixture::new();
    let temp = fixture.path("work/_temp");
    fs::create_dir_all(&temp).unwrap();
    fs::write(temp.join("old"), "").unwrap();
    let yaml = "steps:\n- bash: |\n    test ! -e $AGENT_TEMPDIRECTORY/old && touch $(Agent.TempDirectory)/kept\n\
                - bash: test -e $AGENT_TEMPDIRECTORY/kept\n";
    let (outcome, log) = fixture.run_to_end("", yaml);
    assert_eq!(outcome.result, TaskResult::Succeeded, "{log}");
    assert_eq!(files_in(&temp), 0);
}

#[test]
fn script_has_one_output_stream_and_its_own_folder() {
    let fixture = Fixture::new();
    fs::create_dir(fixture.path("sub")).unwrap();
    let yaml = "steps:\n- checkout: self\n- bash: |\n    echo 1\n    echo 2 >&2\n    echo 3\n    basename $PWD\n  workingDirectory: sub\n\
                - bash: x\n  workingDirectory: no\n";
    let (_, log) = fixture.run_to_end("", yaml);
    assert!(log.contains("\n1\n2\n3\nsub\n"), "{log}");
    assert!(
        log.contains("emulator: nothing is copied; the sources are in "),
        "{log}"
    );
    assert!(log.contains("/no does not exist\n"), "{log}");
}

#[test]
fn job_without_sources_runs_in_an_empty_folder() {
    let yaml = "steps:\n- checkout: none\n- bash: ls | wc -l | tr -d ' ' && echo $BUILD_SOURCESDIRECTORY\n";
    let fixture = Fixture::new();
    let (_, log) = fixture.run_to_end("", yaml);
    let sources = fixture.path("work/1/s").display().to_string();
    assert!(log.contains(&format!("\n0\n{sources}\n")), "{log}");
}

#[test]
fn unknown_connection_is_refused_before_the_job_starts() {
    let fixture = Fixture::new();
    let yaml = "variables:\n  which: other\nsteps:\n- bash: echo ran\n\
                - task: patless@1\n  inputs: {serviceConnection: $(which)}\n";
    let (outcome, log) = fixture.run("", yaml);
    assert_eq!(
        outcome.unwrap_err().to_string(),
        "The pipeline is not valid. Job Job: Step patless1 input serviceConnection references service connection other \
         which could not be found. The service connection does not exist, has been disabled or has not been \
         authorized for use. For authorization details, refer to https://aka.ms/yamlauthz. (This emulator has: My Connection (workloadidentityuser).)"
    );
    assert_eq!(log, "");
}

#[test]
fn task_that_is_not_installed_is_skipped_and_said() {
    let yaml = "steps:\n- task: AzureCLI@2\n- bash: echo ran\n";
    let (outcome, log) = Fixture::new().run_to_end("", yaml);
    assert_eq!(
        results(&outcome),
        [TaskResult::Skipped, TaskResult::Succeeded]
    );
    assert!(log.contains("unsupported: the task AzureCLI@2"), "{log}");
    assert_eq!(outcome.result, TaskResult::Succeeded);
}

#[test]
fn connection_is_found_by_guid_too() {
    let yaml = format!(
        "steps:\n- task: Patless@1\n  inputs: {{serviceConnection: {}}}\n",
        CONNECTION_ID.to_lowercase()
    );
    let (outcome, _) = Fixture::new().run_to_end("", &yaml);
    assert_eq!(outcome.result, TaskResult::Succeeded);
}

fn files_in(folder: &Path) -> usize {
    fs::read_dir(folder).unwrap().count()
}
