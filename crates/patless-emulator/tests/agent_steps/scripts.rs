//! Scripts: the tasks for them, and their shortcuts.

use std::os::unix::fs::symlink;

use patless_emulator::agent::{Missing, TaskResult};

use crate::fixture::{Fixture, Run};

#[test]
fn a_shortcut_does_what_its_task_does() {
    for (shortcut, task) in [
        (
            "- bash: echo hello\n  failOnStderr: true\n",
            "- task: Bash@3\n  inputs: {targetType: inline, script: echo hello, failOnStderr: true}\n",
        ),
        (
            "- script: pwd\n  workingDirectory: sub\n",
            "- task: CmdLine@2\n  inputs: {script: pwd, workingDirectory: sub}\n",
        ),
    ] {
        let fixture = Fixture::new();
        fixture.write("sources/sub/file", "");
        let logs = [shortcut, task].map(|steps| {
            let run = fixture.run(&format!("steps:\n{steps}"));
            assert_eq!(run.outcome.result, TaskResult::Succeeded, "{}", run.log);
            run.log
        });
        assert_eq!(logs[0], logs[1]);
        assert!(logs[0].contains("Script contents:\n"), "{}", logs[0]);
    }
}

#[test]
fn a_script_file_is_run_with_its_arguments() {
    let fixture = Fixture::new();
    let file = fixture.write("sources/it's/run.sh", "echo \"<$1> <$2> $PWD $BASH_ENV\"\n");
    let run = fixture.run(
        "steps:\n- bash: echo '##vso[task.setvariable variable=who]b c'\n- task: Bash@3\n  inputs:\n    \
         filePath: it's/run.sh\n    arguments: a \"$(who)\"\n    workingDirectory: it's\n    bashEnvValue: ~/.nothing\n",
    );
    let quoted = file.to_str().unwrap().replace('\'', "'\\''");
    run.has(&format!(
        "Formatted command: exec bash '{quoted}' a \"b c\""
    ));
    let folder = file.parent().unwrap().display();
    run.has(&format!("<a> <b c> {folder} ~/.nothing"));
}

#[test]
fn a_script_file_that_is_none_fails_the_step() {
    let fixture = Fixture::new();
    let sources = fixture.path("sources");
    let sources = sources.display();
    for (inputs, error) in [
        ("{}", format!("Invalid file path '{sources}'.")),
        (
            "{filePath: x.sh}",
            format!("ENOENT: no such file or directory, stat '{sources}/x.sh'"),
        ),
    ] {
        let run = fixture.run(&format!("steps:\n- task: Bash@3\n  inputs: {inputs}\n"));
        run.has(&format!("##[error]{error}"));
        assert_eq!(run.outcome.result, TaskResult::Failed);
    }
}

#[test]
fn output_on_stderr_fails_a_step_that_asks_for_it() {
    let fixture = Fixture::new();
    let step = |fail: &str| {
        let step = format!("steps:\n- script: echo fine; echo bad >&2\n  failOnStderr: {fail}\n");
        fixture.run(&step)
    };
    let fails = step("true");
    fails.has("fine");
    fails.has("bad");
    fails.has("##[error]Bash wrote one or more lines to the standard error stream.");
    fails.has("##[error]bad");
    assert_eq!(fails.results(), [TaskResult::Failed]);
    let goes_on = step("false");
    goes_on.lacks("##[error]");
    assert_eq!(goes_on.results(), [TaskResult::Succeeded]);
}

#[test]
fn a_killed_script_ran_out_of_memory() {
    let run = Fixture::new()
        .run("steps:\n- bash: kill -9 $$\n- script: exit 137\n  condition: always()\n");
    run.has(
        "##[error]Bash exited with code 137, which means it ran out of memory. Make sure the agent (container) host has \
         sufficient memory configured.",
    );
    run.has("##[error]Bash exited with code '137'.");
}

#[test]
fn an_unknown_input_is_a_warning() {
    let run = Fixture::new().run(
        "steps:\n- task: Bash@3\n  inputs: {targetType: inline, script: echo hi, shell: zsh}\n",
    );
    run.has("##[warning]p.yml:2:3: Unexpected input 'shell' for task Bash");
    run.has("hi");
}

/// Runs steps with a `pwsh` that prints its arguments.
fn with_pwsh(steps: &str) -> Run {
    let mut fixture = Fixture::new();
    fixture.write("bin/file", "");
    symlink("/bin/echo", fixture.path("bin/pwsh")).unwrap();
    let folder = fixture.path("bin");
    fixture.host.environment[0].1 = format!("{}:/usr/bin:/bin", folder.display());
    fixture.write("sources/a.ps1", "");
    let run = fixture.run(&format!(
        "steps:\n{steps}- bash: cat \"$AGENT_TEMPDIRECTORY\"/step-1.ps1\n  condition: always()\n"
    ));
    let log = run.log.replace(fixture.path("").to_str().unwrap(), "/x/");
    Run { log, ..run }
}

#[test]
fn pwsh_runs_the_script_of_pwsh_and_of_powershell() {
    for shell in ["pwsh", "powershell"] {
        let run = with_pwsh(&format!("- {shell}: Get-Date\n"));
        run.has("-NoLogo -NoProfile -NonInteractive -Command . '/x/work/_temp/step-1.ps1'");
        run.has("\u{feff}$ErrorActionPreference = 'stop'");
        run.has("$ProgressPreference = 'silentlyContinue'");
        run.has("Get-Date");
        run.has("if ((Test-Path -LiteralPath variable:\\LASTEXITCODE)) { exit $LASTEXITCODE }");
        run.lacks("Script contents:\nGet-Date");
    }
}

#[test]
fn inputs_of_powershell_change_its_script() {
    let run = with_pwsh(
        "- task: PowerShell@2\n  inputs:\n    filePath: a.ps1\n    arguments: -Who me\n    errorActionPreference: default\n    \
         verbosePreference: continue\n    progressPreference: default\n    ignoreLASTEXITCODE: true\n    \
         runScriptInSeparateScope: true\n",
    );
    run.has("Formatted command: . '/x/sources/a.ps1' -Who me");
    run.has("-NoLogo -NoProfile -NonInteractive -Command & '/x/work/_temp/step-1.ps1'");
    run.has("\u{feff}$VerbosePreference = 'continue'");
    run.has(". '/x/sources/a.ps1' -Who me");
    run.lacks("LASTEXITCODE");
    run.lacks("ErrorActionPreference");
}

#[test]
fn powershell_refuses_what_its_task_refuses() {
    for (inputs, error) in [
        (
            "{targetType: inline, errorActionPreference: maybe}",
            "Invalid action preference for errorActionPreference: 'maybe'. The value must be one of: Default, Stop, \
             Continue, SilentlyContinue",
        ),
        (
            "{targetType: url}",
            "Invalid target type 'url'. The value must be one of: 'filepath' or 'inline'",
        ),
    ] {
        let run = with_pwsh(&format!("- task: PowerShell@2\n  inputs: {inputs}\n"));
        run.has(&format!("##[error]{error}"));
    }
}

#[test]
fn a_step_without_its_shell_is_skipped_or_refused() {
    let mut fixture = Fixture::new();
    fixture.write("bin/file", "");
    symlink("/bin/bash", fixture.path("bin/bash")).unwrap();
    fixture.host.environment[0].1 = fixture.path("bin").display().to_string();
    let steps = "steps:\n- pwsh: Get-Date\n- bash: echo after\n";
    let run = fixture.run(steps);
    run.has("emulator: unsupported: pwsh is not installed here; the step is skipped");
    run.has("after");
    assert_eq!(run.results(), [TaskResult::Skipped, TaskResult::Succeeded]);
    assert_eq!(run.outcome.result, TaskResult::Succeeded);
    fixture.host.missing = Missing::Refused;
    let run = fixture.run(steps);
    run.has("##[error]pwsh is not installed here; install it, or run without --strict");
    assert_eq!(run.results(), [TaskResult::Failed, TaskResult::Skipped]);
}
