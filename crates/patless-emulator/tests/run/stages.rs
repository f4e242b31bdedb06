//! Stages and jobs, their conditions, and what passes between them.

use patless_emulator::agent::TaskResult;

use crate::played::{play_to, play_with, played};

/// The job `name` with what is written below it, whose only step prints what `text` says.
fn job(name: &str, keys: &str, text: &str) -> String {
    let keys: String = keys.lines().map(|line| format!("  {line}\n")).collect();
    format!("- job: {name}\n{keys}  steps:\n  - bash: {text}\n")
}

/// A job of each result that a condition can meet.
fn job_with_result(result: &str) -> String {
    match result {
        "Succeeded" => job("A", "", "echo a"),
        "SucceededWithIssues" => job("A", "continueOnError: true", "exit 1"),
        "Failed" => job("A", "", "exit 1"),
        _ => job("A", "condition: 'false'", "echo a"),
    }
}

const RESULTS: [&str; 4] = ["Succeeded", "SucceededWithIssues", "Failed", "Skipped"];

#[test]
fn job_runs_if_its_condition_holds_for_the_job_before_it() {
    // Of the results above, in which B runs.
    let rows = [
        ("", [true, true, false, false]),
        ("succeeded()", [true, true, false, false]),
        ("succeeded('A')", [true, true, false, false]),
        ("failed()", [false, false, true, false]),
        ("failed('A')", [false, false, true, false]),
        ("succeededOrFailed()", [true, true, true, true]),
        ("succeededOrFailed('A')", [true, true, true, false]),
        ("always()", [true, true, true, true]),
        ("canceled()", [false, false, false, false]),
        ("not(failed())", [true, true, false, true]),
        (
            "eq(dependencies.A.result, 'SucceededWithIssues')",
            [false, true, false, false],
        ),
        (
            "in(dependencies.A.result, 'Succeeded', 'Skipped')",
            [true, false, false, true],
        ),
        (
            "and(always(), eq(variables['x'], 'y'))",
            [true, true, true, true],
        ),
        ("eq(variables.x, 'z')", [false, false, false, false]),
    ];
    for (condition, expected) in rows {
        for (result, expected) in RESULTS.iter().zip(expected) {
            let keys = match condition {
                "" => "dependsOn: A".to_owned(),
                _ => format!("dependsOn: A\ncondition: {condition}"),
            };
            let yaml = format!(
                "variables: {{x: y}}\njobs:\n{}{}",
                job_with_result(result),
                job("B", &keys, "echo got b")
            );
            let played = played(&yaml);
            let ran = played.got() == ["b"];
            assert_eq!(ran, expected, "{condition} after {result}: {}", played.log);
            let first = played.summary()[0].to_owned();
            assert!(first.starts_with(&format!("Job A: {result}")), "{first}");
        }
    }
}

#[test]
fn stage_runs_if_its_condition_holds_for_the_stages_before_it() {
    let stage = |name: &str, keys: &str, jobs: &str| {
        let keys: String = keys.lines().map(|line| format!("  {line}\n")).collect();
        let jobs: String = jobs.lines().map(|line| format!("  {line}\n")).collect();
        format!("- stage: {name}\n{keys}  jobs:\n{jobs}")
    };
    let rows = [
        ("", [true, true, false, false]),
        ("failed()", [false, false, true, false]),
        ("always()", [true, true, true, true]),
        ("succeeded('One')", [true, true, false, false]),
        (
            "in(dependencies.One.result, 'Failed', 'Skipped')",
            [false, false, true, true],
        ),
    ];
    for (condition, expected) in rows {
        for (result, expected) in RESULTS.iter().zip(expected) {
            let keys = match condition {
                "" => String::new(),
                _ => format!("condition: {condition}"),
            };
            let first = stage("One", "", &job_with_result(result));
            let second = stage("Two", &keys, &job("B", "", "echo got b"));
            let played = played(&format!("stages:\n{first}{second}"));
            let ran = played.got() == ["b"];
            assert_eq!(ran, expected, "{condition} after {result}: {}", played.log);
        }
    }
}

#[test]
fn an_indirect_dependency_counts_too() {
    let jobs = [
        job("A", "", "exit 1"),
        job("B", "dependsOn: A\ncondition: always()", "echo got b"),
        job("C", "dependsOn: B", "echo got c"),
        job("D", "dependsOn: B\ncondition: failed()", "echo got d"),
        job("E", "dependsOn: B\ncondition: succeeded('B')", "echo got e"),
        job("F", "", "echo got f"),
    ];
    let played = played(&format!("jobs:\n{}", jobs.concat()));
    assert_eq!(played.got(), ["b", "d", "e", "f"], "{}", played.log);
    let expected = [
        "Job A: Failed",
        "Job B: Succeeded",
        "Job C: Skipped (its condition succeeded() is False (A: Failed))",
        "Job D: Succeeded",
        "Job E: Succeeded",
        "Job F: Succeeded",
        "The run completed with result: Failed",
    ];
    assert_eq!(played.summary(), expected);
    assert_eq!(played.result.unwrap(), TaskResult::Failed);
}

#[test]
fn jobs_run_in_the_order_of_their_dependencies() {
    let jobs = [
        job("A", "dependsOn: [C, B]", "echo got a"),
        job("B", "", "echo got b"),
        job("C", "dependsOn: D", "echo got c"),
        job("D", "", "echo got d"),
    ];
    let played = played(&format!("jobs:\n{}", jobs.concat()));
    assert_eq!(played.got(), ["b", "d", "c", "a"], "{}", played.log);
}

/// Sets the output variable `x` of the step `s`.
const SET: &str =
    "steps:\n  - bash: echo '##vso[task.setvariable variable=x;isoutput=true]y'\n    name: s\n";

#[test]
fn output_reaches_the_jobs_and_stages_that_depend_on_it() {
    let yaml = format!(
        "stages:\n\
         - stage: One\n\
         \x20 jobs:\n\
         \x20 - job: A\n\
         \x20   {}\
         \x20 - job: B\n\
         \x20   dependsOn: A\n\
         \x20   condition: eq(dependencies.A.outputs['s.x'], 'y')\n\
         \x20   variables:\n\
         \x20     mine: $[ dependencies.A.outputs['s.x'] ]\n\
         \x20     twice: $[ format('{{0}}{{0}}', variables.mine) ]\n\
         \x20   steps:\n\
         \x20   - bash: echo got $(mine) $(twice)\n\
         - stage: Two\n\
         \x20 condition: and(succeeded(), eq(dependencies.One.outputs['A.s.x'], 'y'))\n\
         \x20 variables:\n\
         \x20   theirs: $[ stageDependencies.One.A.outputs['s.x'] ]\n\
         \x20 jobs:\n\
         \x20 - job: C\n\
         \x20   condition: eq(stageDependencies.One.B.result, 'Succeeded')\n\
         \x20   variables:\n\
         \x20     none: $[ dependencies.A.outputs['s.x'] ]\n\
         \x20   steps:\n\
         \x20   - bash: echo \"got $(theirs)[$(none)]\"\n\
         - stage: Three\n\
         \x20 variables:\n\
         \x20   far: $[ stageDependencies.One.A.outputs['s.x'] ]\n\
         \x20 jobs:\n\
         \x20 - job: D\n\
         \x20   steps:\n\
         \x20   - bash: echo \"got [$(far)]\"\n",
        SET.replace("\n  ", "\n    "),
    );
    let played = played(&yaml);
    // A stage sees those that it depends on directly.
    assert_eq!(played.got(), ["y yy", "y[]", "[]"], "{}", played.log);
}

#[test]
fn secret_output_stays_a_secret_in_another_job() {
    let yaml = "jobs:\n\
        - job: A\n\
        \x20 steps:\n\
        \x20 - bash: echo '##vso[task.setvariable variable=x;isoutput=true;issecret=true]sekret-out'\n\
        \x20   name: s\n\
        - job: B\n\
        \x20 dependsOn: A\n\
        \x20 variables:\n\
        \x20   mine: $[ format('a {0}', dependencies.A.outputs['s.x']) ]\n\
        \x20 steps:\n\
        \x20 - bash: echo got $(mine) \"[$MINE]\"\n";
    let played = played(yaml);
    assert_eq!(played.got(), ["*** []"], "{}", played.log);
    assert!(!played.log.contains("sekret-out"), "{}", played.log);
}

#[test]
fn matrix_runs_each_leg_with_its_variables_and_name() {
    let yaml = "jobs:\n\
        - job: A\n\
        \x20 displayName: Build it\n\
        \x20 strategy:\n\
        \x20   matrix:\n\
        \x20     linux: {os: l, n: 1}\n\
        \x20     mac: {os: m}\n\
        \x20 variables: {n: 2}\n\
        \x20 steps:\n\
        \x20 - bash: |\n\
        \x20     echo \"##vso[task.setvariable variable=x;isoutput=true]$OS\"\n\
        \x20     echo got $OS $N $SYSTEM_JOBNAME $SYSTEM_JOBPOSITIONINPHASE/$SYSTEM_TOTALJOBSINPHASE \"$AGENT_JOBNAME\"\n\
        \x20   name: s\n\
        - job: B\n\
        \x20 dependsOn: A\n\
        \x20 variables:\n\
        \x20   l: $[ dependencies.A.outputs['linux.s.x'] ]\n\
        \x20   m: $[ dependencies.A.outputs['mac.s.x'] ]\n\
        \x20 steps:\n\
        \x20 - bash: echo got $(l)$(m) $SYSTEM_JOBNAME $SYSTEM_PHASENAME\n";
    let played = played(yaml);
    let expected = [
        "l 1 linux 1/2 Build it linux",
        "m 2 mac 2/2 Build it mac",
        "lm __default B",
    ];
    assert_eq!(played.got(), expected, "{}", played.log);
    assert_eq!(played.summary()[0], "Job A: Succeeded");
}

#[test]
fn matrix_of_an_earlier_job_is_json() {
    let matrix = r#"{\"one\": {\"v\": \"1\"}, \"two\": {\"v\": 2}}"#;
    let rows = [
        (matrix, "1 2", "Job B: Succeeded"),
        // What a script prints between double quotes.
        (
            "{'one': {'v': '1'}, 'two':{'v':2}}",
            "1 2",
            "Job B: Succeeded",
        ),
        ("{}", "", "Job B: Skipped (its matrix is empty)"),
        ("nonsense", "", "Job B: Failed (the matrix is not JSON: "),
    ];
    for (matrix, got, summary) in rows {
        let yaml = format!(
            "jobs:\n\
             - job: A\n\
             \x20 steps:\n\
             \x20 - bash: |\n\
             \x20     echo \"##vso[task.setvariable variable=m;isoutput=true]{matrix}\"\n\
             \x20   name: s\n\
             - job: B\n\
             \x20 dependsOn: A\n\
             \x20 strategy:\n\
             \x20   matrix: $[ dependencies.A.outputs['s.m'] ]\n\
             \x20 steps:\n\
             \x20 - bash: echo got $(v)\n"
        );
        let played = played(&yaml);
        assert_eq!(played.got().join(" "), got, "{}", played.log);
        assert!(played.summary()[1].starts_with(summary), "{}", played.log);
    }
}

#[test]
fn failed_leg_fails_its_job_and_the_others_run() {
    let yaml = "strategy:\n  matrix:\n    a: {code: 1}\n    b: {code: 0}\n\
        steps:\n- bash: |\n    echo got $CODE\n    exit $CODE\n";
    let played = played(yaml);
    assert_eq!(played.got(), ["1", "0"]);
    assert_eq!(played.result.unwrap(), TaskResult::Failed);
}

#[test]
fn slices_know_their_number() {
    let yaml = "strategy:\n  parallel: 3\nsteps:\n\
        - bash: echo got $(System.JobPositionInPhase) of $(System.TotalJobsInPhase)\n";
    assert_eq!(played(yaml).got(), ["1 of 3", "2 of 3", "3 of 3"]);
}

/// A deployment with all hooks, whose `deploy` ends with this code.
fn deployment(code: u8) -> String {
    let hook = |name: &str, indent: &str| {
        let code = if name == "deploy" { code } else { 0 };
        format!(
            "{indent}{name}:\n{indent}  steps:\n{indent}  - bash: |\n\
             {indent}      echo got {name} $SYSTEM_JOBNAME $ENVIRONMENT_NAME\n\
             {indent}      echo '##vso[task.setvariable variable=x;isoutput=true]{name}'\n\
             {indent}      exit {code}\n{indent}    name: s\n"
        )
    };
    let hooks = ["preDeploy", "deploy", "routeTraffic", "postRouteTraffic"];
    let hooks: String = hooks.map(|name| hook(name, "      ")).concat();
    let ends = ["success", "failure"]
        .map(|name| hook(name, "        "))
        .concat();
    format!(
        "- deployment: D\n  environment: shop.web\n  strategy:\n    runOnce:\n{hooks}      on:\n{ends}"
    )
}

#[test]
fn hooks_of_a_deployment_run_in_order() {
    let yaml = format!(
        "jobs:\n{}- job: E\n  dependsOn: D\n  variables:\n\
         \x20   a: $[ dependencies.D.outputs['D.s.x'] ]\n\
         \x20   b: $[ dependencies.D.outputs['deploy.s.x'] ]\n\
         \x20   c: $[ dependencies.D.outputs['Deploy_web.s.x'] ]\n\
         \x20   d: $[ dependencies.D.outputs['preDeploy.s.x'] ]\n\
         \x20 steps:\n  - bash: echo got $(b) $(c) $(d)\n",
        deployment(0)
    );
    let played = played(&yaml);
    let expected = [
        "preDeploy PreDeploy shop",
        "deploy Deploy shop",
        "routeTraffic RouteTraffic shop",
        "postRouteTraffic PostRouteTraffic shop",
        "success OnSuccess shop",
        "deploy deploy preDeploy",
    ];
    assert_eq!(played.got(), expected, "{}", played.log);
    assert_eq!(played.result.unwrap(), TaskResult::Succeeded);
}

#[test]
fn failed_hook_is_followed_by_the_one_for_failures() {
    let played = played(&format!("jobs:\n{}", deployment(1)));
    let expected = [
        "preDeploy PreDeploy shop",
        "deploy Deploy shop",
        "failure OnFailure shop",
    ];
    assert_eq!(played.got(), expected, "{}", played.log);
    assert_eq!(played.result.unwrap(), TaskResult::Failed);
}

#[test]
fn output_of_a_deployment_is_read_under_the_name_of_its_job() {
    let yaml = "stages:\n\
        - stage: One\n\
        \x20 jobs:\n\
        \x20 - deployment: D\n\
        \x20   environment: shop\n\
        \x20   strategy:\n\
        \x20     rolling:\n\
        \x20       deploy:\n\
        \x20         steps:\n\
        \x20         - bash: echo '##vso[task.setvariable variable=x;isoutput=true]y'\n\
        \x20           name: s\n\
        - stage: Two\n\
        \x20 condition: eq(dependencies.One.outputs['D.D.s.x'], 'y')\n\
        \x20 jobs:\n\
        \x20 - job: E\n\
        \x20   variables:\n\
        \x20     a: $[ dependencies.D.outputs['D.s.x'] ]\n\
        \x20     b: $[ stageDependencies.One.D.outputs['D.s.x'] ]\n\
        \x20   steps:\n\
        \x20   - bash: echo got $(b)\n";
    let played = played(yaml);
    assert_eq!(played.got(), ["y"], "{}", played.log);
    assert!(
        played
            .log
            .contains("the strategy rolling of job D runs once"),
        "{}",
        played.log
    );
}

#[test]
fn later_level_of_variables_wins_and_the_queue_over_all() {
    let yaml = "variables:\n  a: pipeline\n  b: pipeline\n  c: pipeline\n  d: pipeline\n\
        stages:\n- stage: S\n  variables: {b: stage, c: stage, d: stage}\n\
        \x20 jobs:\n  - job: J\n    variables: {C: job, d: job}\n\
        \x20   steps:\n    - bash: echo got $(a) $(b) $(c) $(d)\n";
    let played = play_with(yaml, &[], &["--variable", "d=queue"]);
    assert_eq!(played.got(), ["pipeline stage job queue"], "{}", played.log);
}

#[test]
fn group_comes_from_a_file_and_its_secrets_are_masked() {
    let yaml = "variables:\n- group: Shop\n- name: a\n  value: mine\n\
        steps:\n- bash: echo got $(a) $(b) $(c) \"[$C]\"\n";
    let group = "name: shop\nvariables:\n  a: theirs\n  b: theirs\n  c: {value: sekret-group, isSecret: true}\n";
    let played = play_with(yaml, &[("g.yml", group)], &["--group", "FOLDER/g.yml"]);
    assert_eq!(played.got(), ["mine theirs *** []"], "{}", played.log);
    assert!(!played.log.contains("sekret-group"), "{}", played.log);

    let two = "variables:\n- group: a\n- group: b\n- group: A\nsteps:\n- bash: x\n";
    let missing = play_with(two, &[], &[]);
    assert_eq!(missing.refusal().matches("no variable group").count(), 2);
    let missing = play_with(yaml, &[], &[]);
    assert_eq!(missing.log, "");
    let refusal = missing.refusal();
    assert!(
        refusal.contains("p.yml:2:")
            && refusal
                .contains("there is no variable group 'Shop'; give a file with it: --group FILE"),
        "{refusal}"
    );
}

#[test]
fn matrix_that_is_a_secret_has_secret_legs() {
    let yaml = "jobs:\n- job: A\n  steps:\n  - name: s\n    bash: |\n\
        \x20     echo '##vso[task.setvariable variable=m;isoutput=true;issecret=true]{\"leg\":{\"v\":\"sekret-leg\"}}'\n\
        - job: B\n  dependsOn: A\n  strategy:\n    matrix: $[ dependencies.A.outputs['s.m'] ]\n\
        \x20 steps:\n  - bash: echo got $(v) \"[$V]\"\n";
    let played = played(yaml);
    assert_eq!(played.got(), ["*** []"], "{}", played.log);
    assert!(!played.log.contains("sekret-leg"), "{}", played.log);
}

#[test]
fn what_is_not_chosen_counts_as_succeeded() {
    let stage = |name: &str, code: u8| {
        format!(
            "- stage: {name}\n  jobs:\n  - job: A\n    steps:\n    - bash: echo got {name} && exit {code}\n  - job: B\n    steps:\n    - bash: echo got {name}b\n"
        )
    };
    let yaml = format!(
        "stages:\n{}{}{}",
        stage("One", 1),
        stage("Two", 0),
        stage("Three", 0)
    );
    let chosen = play_with(&yaml, &[], &["--stage", "two", "--job", "B"]);
    assert_eq!(chosen.got(), ["Twob"], "{}", chosen.log);
    let expected = [
        "Stage One: Succeeded (not chosen, so that it counts as succeeded)",
        "Stage Two: Succeeded",
        "Job A: Succeeded (not chosen, so that it counts as succeeded)",
        "Job B: Succeeded",
        "Stage Three: Succeeded (not chosen, so that it counts as succeeded)",
        "The run completed with result: Succeeded",
    ];
    assert_eq!(chosen.summary(), expected);
    let unknown = play_with(&yaml, &[], &["--stage", "Tow"]);
    let expected =
        "there is no stage 'Tow'; did you mean 'Two'? The pipeline has 'One', 'Two', 'Three'";
    assert_eq!(unknown.refusal(), expected);
    let unknown = play_with(&yaml, &[], &["--stage", "nowhere"]);
    let expected = "there is no stage 'nowhere'; the pipeline has 'One', 'Two', 'Three'";
    assert_eq!(unknown.refusal(), expected);
}

#[test]
fn jobs_of_the_server_and_containers_are_said() {
    let yaml = "jobs:\n\
        - job: A\n  pool: server\n  steps:\n  - task: ManualValidation@1\n\
        - job: B\n  dependsOn: A\n  container: acme/image:1\n  steps:\n  - bash: echo got b\n";
    let played = played(yaml);
    assert_eq!(played.got(), ["b"], "{}", played.log);
    for line in [
        "emulator: job A: unsupported: a job of the server, so that it counts as succeeded",
        "emulator: the container acme/image:1 is not started; the steps of job B are plain processes",
    ] {
        assert!(
            played.log.lines().any(|it| it == line),
            "{line} in {}",
            played.log
        );
    }
}

#[test]
fn each_job_has_its_own_folders_and_id() {
    let step = "echo got $AGENT_WORKFOLDER $SYSTEM_JOBID && ls $AGENT_TEMPDIRECTORY/mine && touch $AGENT_TEMPDIRECTORY/mine";
    let yaml = format!("jobs:\n{}{}", job("A", "", step), job("B", "", step));
    let played = played(&yaml);
    let got = played.got();
    let [a, b] = &*got else {
        panic!("{}", played.log)
    };
    let (a, b) = (a.split_once(' ').unwrap(), b.split_once(' ').unwrap());
    assert!(a.0 != b.0 && a.1 != b.1, "{a:?} {b:?}");
}

#[test]
fn every_job_gets_assertions() {
    let call = "curl -s -o /dev/null -w 'got %{http_code}\\n' -X POST -H 'Content-Length: 0' \
        -H \"Authorization: Bearer $TOKEN\" \"$SYSTEM_OIDCREQUESTURI?api-version=7.1&serviceConnectionId=b2e5a8c3-7d4f-4c96-8a21-9e3f6b8d5c02\"";
    let of = |name: &str| {
        format!(
            "- job: {name}\n  steps:\n  - bash: |\n      {call}\n    env: {{TOKEN: $(System.AccessToken)}}\n"
        )
    };
    let played = played(&format!("jobs:\n{}{}", of("A"), of("B")));
    assert_eq!(played.got(), ["200", "200"], "{}", played.log);
}

#[test]
fn condition_that_has_no_value_fails_its_job() {
    let yaml = format!(
        "jobs:\n{}",
        job(
            "A",
            "condition: eq(format(variables.x), 1)\nvariables: {x: '{1}'}",
            "echo got a"
        )
    );
    let played = played(&yaml);
    assert_eq!(played.got(), [""; 0]);
    assert_eq!(played.result.unwrap(), TaskResult::Failed);
}

#[test]
fn canceled_run_plays_only_what_still_wants_to_run() {
    let yaml = format!(
        "stages:\n\
         - stage: One\n  jobs:\n  - job: A\n    steps:\n    - bash: echo got a && sleep 600\n\
         - stage: Two\n  jobs:\n  - job: B\n    steps:\n    - bash: echo got b\n\
         - stage: Three\n  condition: always()\n  jobs:\n{}{}{}",
        indented(&job("C", "", "echo got c")),
        indented(&job("D", "condition: always()", "echo got d")),
        indented(&job("E", "condition: canceled()", "echo got e")),
    );
    let played = play_to(&yaml, &[], &[], "got a\n");
    assert_eq!(played.got(), ["a", "d", "e"], "{}", played.log);
    let summary = played.summary();
    assert!(summary.contains(&"Stage One: Canceled"), "{summary:?}");
    assert_eq!(played.result.unwrap(), TaskResult::Canceled);
}

fn indented(text: &str) -> String {
    text.lines().map(|line| format!("  {line}\n")).collect()
}

#[test]
fn canceled_run_begins_no_further_leg() {
    let yaml =
        "strategy:\n  parallel: 3\nsteps:\n- bash: echo got $(System.JobName) && sleep 600\n";
    let played = play_to(yaml, &[], &[], "got Job1\n");
    assert_eq!(played.got(), ["Job1"], "{}", played.log);
    assert_eq!(played.result.unwrap(), TaskResult::Canceled);
}

#[test]
fn deployment_begins_with_the_artifacts_of_the_run() {
    let deploy = |first: &str| {
        format!(
            "jobs:\n\
             - job: A\n  steps:\n  - bash: echo hello >page.txt\n    workingDirectory: $(Agent.TempDirectory)\n\
             \x20 - publish: $(Agent.TempDirectory)/page.txt\n    artifact: web\n\
             - deployment: D\n  dependsOn: A\n  environment: shop\n  strategy:\n    runOnce:\n      deploy:\n\
             \x20       steps:\n{first}        - bash: echo got $(cat $(Pipeline.Workspace)/web/page.txt || echo none)\n"
        )
    };
    let played_all = played(&deploy(""));
    assert_eq!(played_all.got(), ["hello"], "{}", played_all.log);
    let played_none = played(&deploy("        - download: none\n"));
    assert_eq!(played_none.got(), ["none"], "{}", played_none.log);
}

#[test]
fn step_in_a_container_is_a_plain_process_and_said() {
    let yaml = "steps:\n- bash: echo got x\n  target: acme\n- bash: echo got y\n  target: host\n\
        resources:\n  containers:\n  - {container: acme, image: acme/image}\n";
    let played = played(yaml);
    assert_eq!(played.got(), ["x", "y"], "{}", played.log);
    let line = "emulator: the container acme is not started; the step is a plain process";
    assert_eq!(played.log.matches(line).count(), 1, "{}", played.log);
}
