//! Broken pipelines, with all their faults.

use super::support::read_with_faults;

#[test]
fn each_fault_has_its_place_its_cause_and_what_to_do() {
    for (text, expected) in CASES {
        let (_, faults) = read_with_faults(text);
        assert_eq!(faults, *expected, "{text}");
    }
}

#[test]
fn all_faults_of_a_file_are_found_at_once() {
    let text = "triger: none
variables:
  - region: north
stages:
  - stage: a-b
    dependsOn: c
    jobs:
      - job: build
        timeoutInMinutes: soon
        steps:
          - scrpt: make
          - task: Bash
          - bash: make
            condition: suceeded()
";
    let (pipeline, faults) = read_with_faults(text);
    assert_eq!(
        faults,
        [
            "p.yml:1:1: unknown key 'triger' of a pipeline; did you mean 'trigger'?",
            "p.yml:3:5: unknown key 'region' of a variable; write '- name: region' and 'value' below it",
            "p.yml:5:12: 'a-b' is no name of a stage; use letters, digits and '_', and no digit first; 'displayName' \
             takes any text",
            "p.yml:6:16: stage 'a-b' waits for an unknown stage 'c'; there is no other stage",
            "p.yml:9:27: 'timeoutInMinutes' must be a whole number, not 'soon'; write digits or '$(variable)'",
            "p.yml:11:13: unknown kind of step 'scrpt'; did you mean 'script'?",
            "p.yml:12:19: the task 'Bash' has no version; write its major version behind it, as in 'Bash@3'",
            "p.yml:14:24: there is no function suceeded; did you mean succeeded?",
        ]
    );
    assert!(pipeline.is_some());
}

#[test]
fn names_ignore_case() {
    let text = "jobs:\n  - job: Build\n  - job: build\n  - job: test\n    dependsOn: BUILD\n";
    let (_, faults) = read_with_faults(text);
    assert_eq!(
        faults,
        ["p.yml:3:10: a second job is called 'build'; give it a name that is unique in its stage"]
    );
}

#[test]
fn the_first_stage_waits_for_nothing_and_the_next_one_for_it() {
    let text = "stages:
  - {stage: a, dependsOn: b, jobs: [{job: x}]}
  - {stage: b, jobs: [{job: x}]}
";
    let (_, faults) = read_with_faults(text);
    assert_eq!(
        faults,
        [
            "p.yml:2:27: each stage of a circle waits for the next one: 'a', 'b', 'a'; take one of them out of dependsOn"
        ]
    );
}

const CASES: &[(&str, &[&str])] = &[
    (
        "pool: {vmimage: acme}\nsteps: []\n",
        &["p.yml:1:8: warning: unknown key 'vmimage' of a pool: did you mean 'vmImage'?"],
    ),
    (
        "resources: {repositories: [{repository: a, nmae: acme/a}, {repository: b}, {repository: self}]}\nsteps: []\n",
        &[
            "p.yml:1:44: unknown key 'nmae' of a repository; did you mean 'name'?",
            "p.yml:1:59: a repository has no 'name'; add 'name'",
        ],
    ),
    (
        "text",
        &["p.yml:1:1: a pipeline must be a mapping, not text"],
    ),
    (
        "- script: a\n",
        &["p.yml:1:1: a pipeline must be a mapping, not a list"],
    ),
    (
        "trigger: none\n",
        &["p.yml: the pipeline has nothing to run; add one of 'stages', 'jobs', 'steps'"],
    ),
    (
        "stages: []\n",
        &["p.yml:1:9: there are no stages; add a stage"],
    ),
    ("jobs:\n", &["p.yml:1:5: there are no jobs; add a job"]),
    (
        "steps: []\njobs: [{job: a}]\n",
        &[
            "p.yml:2:1: the pipeline has both 'steps' and 'jobs'; put steps into a job, and jobs into a stage",
        ],
    ),
    (
        "trigger: {include: [main]}\nsteps: []\n",
        &["p.yml:1:11: unknown key 'include' of 'trigger'; put it under 'branches'"],
    ),
    (
        "trigger: {branches: [main]}\nsteps: []\n",
        &["p.yml:1:21: 'branches' must be a mapping, not a list; put the list under 'include'"],
    ),
    (
        "trigger: {branches: main}\nsteps: []\n",
        &["p.yml:1:21: 'branches' must be a mapping, not text; put a list with it under 'include'"],
    ),
    (
        "pr: {autocancel: true}\nsteps: []\n",
        &["p.yml:1:6: unknown key 'autocancel' of 'pr'; did you mean 'autoCancel'?"],
    ),
    (
        "schedules: [{cron: 0 3 * *}, {displayName: a}]\nsteps: []\n",
        &[
            "p.yml:1:20: a schedule has five fields, and '0 3 * *' has 4; write minute, hour, day, month and day of the week",
            "p.yml:1:30: a schedule has no 'cron'; add 'cron'",
        ],
    ),
    (
        "pool: [a]\nsteps: []\n",
        &["p.yml:1:7: a pool must be a mapping, not a list"],
    ),
    (
        "pool: {demands: {a: b}}\nsteps: []\n",
        &["p.yml:1:17: 'demands' must be text or a list of texts, not a mapping"],
    ),
    (
        "appendCommitMessageToRunName: maybe\nsteps: []\n",
        &[
            "p.yml:1:31: 'appendCommitMessageToRunName' must be a boolean, not 'maybe'; write 'true' or 'false': it is read before the run begins",
        ],
    ),
    (
        "lockBehavior: runLast\nsteps: []\n",
        &[
            "p.yml:1:15: unknown value 'runLast' of 'lockBehavior'; it takes 'sequential', 'runLatest'",
        ],
    ),
    (
        "jobs: [{job: a}]\nstrategy: {parallel: 2}\n",
        &["p.yml:2:1: unknown key 'strategy' of a pipeline; put it into a job"],
    ),
    (
        "variables: [{value: a}, {name: b, value: [c]}, text]\nsteps: []\n",
        &[
            "p.yml:1:13: a variable has no 'name'; add 'name'",
            "p.yml:1:42: the value of 'b' must be text, not a list",
            "p.yml:1:48: a variable must be a mapping, not text",
        ],
    ),
    (
        "variables: {a: {b: c}, d: \"$[ eq(1, ]\"}\nsteps: []\n",
        &[
            "p.yml:1:16: the value of 'a' must be text, not a mapping",
            "p.yml:1:27: the expression ends where a value is expected",
        ],
    ),
    (
        "variables: [{group: a, name: b}]\nsteps: []\n",
        &["p.yml:1:24: unknown key 'name' of a variable; it takes 'group'"],
    ),
    (
        "resources: {repository: [{repository: a}]}\nsteps: []\n",
        &["p.yml:1:13: unknown key 'repository' of 'resources'; did you mean 'repositories'?"],
    ),
    (
        "resources: {repositories: [{name: acme/a}], pipelines: [{pipeline: a, from: b}]}\nsteps: []\n",
        &[
            "p.yml:1:28: a repository has no 'repository'; add 'repository'",
            "p.yml:1:71: unknown key 'from' of a pipeline resource; it takes 'pipeline', 'project', 'source', 'version', 'branch', 'tags', 'trigger'",
        ],
    ),
    (
        "resources: {containers: [{container: a, mapDockerSocket: maybe, mountReadOnly: {all: true}}]}\nsteps: []\n",
        &[
            "p.yml:1:58: 'mapDockerSocket' must be a boolean, not 'maybe'; write 'true' or 'false': it is read before the run begins",
            "p.yml:1:81: unknown key 'all' of 'mountReadOnly'; it takes 'work', 'externals', 'tools', 'tasks'",
        ],
    ),
    (
        "stages:
  - jobs: [{job: a}]
  - job: a
  - stge: b
",
        &[
            "p.yml:2:5: this is no stage: it begins with 'jobs'; begin it with 'stage'",
            "p.yml:3:5: this is no stage: it begins with 'job'; begin it with 'stage'",
            "p.yml:4:5: unknown kind of stage 'stge'; did you mean 'stage'?",
        ],
    ),
    (
        "stages:
  - stage: a
  - stage: b
    jobs: []
    trigger: auto
    isSkippable: x
",
        &[
            "p.yml:2:5: the stage 'a' has no jobs; add 'jobs'",
            "p.yml:4:11: there are no jobs; add a job: the service wants at least one without dependencies",
            "p.yml:5:14: unknown value 'auto' of 'trigger'; it takes 'manual', 'automatic'",
            "p.yml:6:18: 'isSkippable' must be a boolean, not 'x'; write 'true' or 'false': it is read before the run begins",
        ],
    ),
    (
        "stages:
  - {stage: 1a, jobs: [{job: x}]}
  - {stage: b, jobs: [{job: x.y}, {job: x, steps: [{script: a, name: s-1}]}]}
",
        &[
            "p.yml:2:13: '1a' is no name of a stage; use letters, digits and '_', and no digit first; 'displayName' takes any text",
            "p.yml:3:29: 'x.y' is no name of a job; use letters, digits and '_', and no digit first; 'displayName' takes any text",
            "p.yml:3:70: 's-1' is no name of a step; use letters, digits and '_', and no digit first; 'displayName' takes any text",
        ],
    ),
    (
        "stages:
  - {stage: a, jobs: [{job: x}]}
  - {stage: A, condition: \"eq(1\", jobs: [{job: x}]}
",
        &[
            "p.yml:3:13: a second stage is called 'A'; give it a name that is unique in its pipeline",
            "p.yml:3:27: the expression ends where ) is expected",
        ],
    ),
    (
        "jobs:
  - job: a
    dependsOn: [b, bild]
  - job: b
    dependsOn: a
  - job: build
    dependsOn: build
",
        &[
            "p.yml:3:17: each job of a circle waits for the next one: 'a', 'b', 'a'; take one of them out of dependsOn",
            "p.yml:3:20: job 'a' waits for an unknown job 'bild'; did you mean 'build'?",
            "p.yml:7:16: job 'build' waits for itself; take one of them out of dependsOn",
        ],
    ),
    (
        "jobs:
  - name: a
  - jbo: b
  - text
  - {}
  - job: c
    deployment: d
    environment: e
",
        &[
            "p.yml:2:5: this is no job: it begins with 'name'; begin it with one of 'job', 'deployment', 'phase'",
            "p.yml:3:5: unknown kind of job 'jbo'; did you mean 'job'?",
            "p.yml:4:5: a job must be a mapping, not text",
            "p.yml:5:5: this is no job: it is empty; begin it with one of 'job', 'deployment', 'phase'",
            "p.yml:7:5: a job has both 'job' and 'deployment'; make two jobs of it, each with its own '-'",
        ],
    ),
    (
        "jobs:
  - displayName: a
    job: b
",
        &[
            "p.yml:3:5: warning: 'job' is not the first key of a job, where the service looks for it",
        ],
    ),
    (
        "jobs:
  - job: a
    timeoutInMinutes: 1.5
    cancelTimeoutInMinutes: -1
    continueOnError: maybe
    workspace: {clean: some}
    uses: {repos: [a]}
",
        &[
            "p.yml:3:23: 'timeoutInMinutes' must be a whole number, not '1.5'; write digits or '$(variable)'",
            "p.yml:4:29: 'cancelTimeoutInMinutes' must be a whole number, not '-1'; write digits or '$(variable)'",
            "p.yml:5:22: 'continueOnError' must be a boolean, not 'maybe'; write 'true', 'false' or '$(variable)'",
            "p.yml:6:24: unknown value 'some' of 'clean'; it takes 'outputs', 'resources', 'all'",
            "p.yml:7:12: unknown key 'repos' of 'uses'; did you mean 'repositories'?",
        ],
    ),
    (
        "jobs:
  - job: a
    strategy: {matrix: {a: x, b: {c: [d]}}, parallel: 2, maxParallel: many}
",
        &[
            "p.yml:3:28: the leg 'a' must be a mapping, not text",
            "p.yml:3:38: 'c' must be text, not a list",
            "p.yml:3:55: a job has both 'matrix' and 'parallel'; keep one of them",
            "p.yml:3:71: 'maxParallel' must be a whole number, not 'many'; write digits or '$(variable)'",
        ],
    ),
    (
        "jobs:
  - job: a
    strategy: {parallel: 300}
  - job: b
    strategy: {runOnce: {deploy: {steps: []}}}
  - job: c
    strategy: {matrix: [a]}
",
        &[
            "p.yml:3:26: '300' is no number of parallel jobs; write a number from 1 to 256",
            "p.yml:5:16: unknown key 'runOnce' of a strategy; only a 'deployment' has it",
            "p.yml:7:24: a matrix must be a mapping, not a list",
        ],
    ),
    (
        "jobs:
  - job: a
    container: ubuntu
    services: {db: postgres, x: {options: y}}
    steps: [{script: a, target: linx}]
resources: {containers: [{container: linux, image: 'a:1'}]}
",
        &[
            "p.yml:3:16: no resource of 'containers' is called 'ubuntu'; add it to 'resources: containers:', or write an image with its tag, such as 'acme:1'",
            "p.yml:4:20: no resource of 'containers' is called 'postgres'; add it to 'resources: containers:', or write an image with its tag, such as 'acme:1'",
            "p.yml:4:33: a container has no image; add 'image'",
            "p.yml:5:33: no resource of 'containers' is called 'linx'; did you mean 'linux'?",
        ],
    ),
    (
        "jobs:
  - deployment: a
  - deployment: b
    environment: {resourceName: c}
    steps: []
",
        &[
            "p.yml:2:5: a deployment has no 'environment'; add 'environment'",
            "p.yml:5:5: unknown key 'steps' of a deployment; steps of a deployment stand in a hook of its 'strategy'",
        ],
    ),
    (
        "jobs:
  - deployment: a
    environment: b
    strategy:
      runOnce: {pre-deploy: {steps: []}, deploy: {}, on: {failed: {}}}
  - deployment: c
    environment: b
    strategy: {rolling: {maxParallel: some, deploy: {steps: []}}, canary: {}}
  - deployment: d
    environment: b
    strategy: {}
",
        &[
            "p.yml:5:17: unknown key 'pre-deploy' of the strategy of a deployment; did you mean 'preDeploy'?",
            "p.yml:5:50: the hook 'deploy' has no steps; add 'steps', or remove the hook",
            "p.yml:5:59: unknown key 'failed' of 'on'; it takes 'failure', 'success'",
            "p.yml:8:39: 'some' is no number of targets; write a number, or a part such as '25%'",
            "p.yml:8:67: a deployment has two strategies; keep one of them",
            "p.yml:11:15: a deployment has no strategy; it takes 'runOnce', 'rolling', 'canary'",
        ],
    ),
    (
        "steps:\n",
        &["p.yml:1:6: 'steps' is empty; add a step, or write 'steps: []'"],
    ),
    (
        "steps: make\n",
        &["p.yml:1:8: 'steps' must be a list, not text"],
    ),
    (
        "steps:
  - make
  - [script: a]
  - {}
  - displayName: a
  - run: a
",
        &[
            "p.yml:2:5: a step must be a mapping, not the text 'make'; write a script as '- script: …'",
            "p.yml:3:5: a step must be a mapping, not a list",
            "p.yml:4:5: this is no step: it is empty; begin it with one of 'script', 'bash', 'pwsh', 'powershell', 'task', 'checkout', 'publish', 'upload', 'download', 'downloadBuild', 'getPackage', 'reviewApp'",
            "p.yml:5:5: this is no step: it begins with 'displayName'; begin it with one of 'script', 'bash', 'pwsh', 'powershell', 'task', 'checkout', 'publish', 'upload', 'download', 'downloadBuild', 'getPackage', 'reviewApp'",
            "p.yml:6:5: this is no step: it begins with 'run'; begin it with one of 'script', 'bash', 'pwsh', 'powershell', 'task', 'checkout', 'publish', 'upload', 'download', 'downloadBuild', 'getPackage', 'reviewApp'",
        ],
    ),
    (
        "steps:
  - script: a
    bash: b
",
        &[
            "p.yml:3:5: a step has both 'script' and 'bash'; make two steps of it, each with its own '-'",
        ],
    ),
    (
        "steps:
  - script: [a]
    workingDir: b
  - task: Bash@3
    targetType: inline
    input: {a: b}
",
        &[
            "p.yml:2:13: 'script' must be text, not a list",
            "p.yml:3:5: unknown key 'workingDir' of a step; did you mean 'workingDirectory'?",
            "p.yml:5:5: unknown key 'targetType' of a step; put inputs of the task under 'inputs'",
            "p.yml:6:5: unknown key 'input' of a step; did you mean 'inputs'?",
        ],
    ),
    (
        "steps:
  - task: Bash@
  - task: '@3'
  - task: Bash@three
  - task: Bash@3
    inputs: {a: [b]}
",
        &[
            "p.yml:2:11: the task 'Bash@' has no version; write its major version behind it, as in 'Bash@3'",
            "p.yml:3:11: a task has no name; write a name and a version, such as 'Bash@3'",
            "p.yml:4:11: the task 'Bash@three' has a version that is no number; write its major version behind it, as in 'Bash@3'",
            "p.yml:6:17: 'a' must be text, not a list",
        ],
    ),
    (
        "steps:
  - script: a
    name: a
    enabled: $(x)
    continueOnError: maybe
    retryCountOnTaskFailure: often
    condition: failed(
  - script: b
    name: a
    env: [a]
",
        &[
            "p.yml:4:14: 'enabled' must be a boolean, not '$(x)'; write 'true' or 'false': it is read before the run begins",
            "p.yml:5:22: 'continueOnError' must be a boolean, not 'maybe'; write 'true', 'false' or '$(variable)'",
            "p.yml:6:30: 'retryCountOnTaskFailure' must be a whole number, not 'often'; write digits or '$(variable)'",
            "p.yml:7:23: the expression ends where a value is expected",
            "p.yml:9:11: a second step is called 'a'; give it a name that is unique in its job",
            "p.yml:10:10: 'env' must be a mapping, not a list",
        ],
    ),
    (
        "steps:
  - checkout: tool
  - checkout: other
  - checkout:
  - checkout: self
    fetch-depth: 1
resources: {repositories: [{repository: tools, name: a}]}
",
        &[
            "p.yml:2:15: no resource of 'repositories' is called 'tool'; did you mean 'tools'?",
            "p.yml:3:15: no resource of 'repositories' is called 'other'; 'resources: repositories:' has 'tools'",
            "p.yml:4:13: a checkout names no repository; write 'self', 'none' or an alias of 'resources: repositories:'",
            "p.yml:6:5: unknown key 'fetch-depth' of a step; did you mean 'fetchDepth'?",
        ],
    ),
    (
        "steps:
  - download: library
  - download:
  - downloadBuild: a
  - getPackage: b
",
        &[
            "p.yml:2:15: no resource of 'pipelines' is called 'library'; add it to 'resources: pipelines:'",
            "p.yml:3:13: a download names no pipeline; write 'current', 'none' or an alias of 'resources: pipelines:'",
            "p.yml:4:20: no resource of 'builds' is called 'a'; add it to 'resources: builds:'",
            "p.yml:5:17: no resource of 'packages' is called 'b'; add it to 'resources: packages:'",
        ],
    ),
    (
        "steps:
  - script: a
    target: {container: x, commands: none, settableVariables: {a: b}}
",
        &[
            "p.yml:3:25: no resource of 'containers' is called 'x'; add it to 'resources: containers:', or write an image with its tag, such as 'acme:1'",
            "p.yml:3:38: unknown value 'none' of 'commands'; it takes 'any', 'restricted'",
            "p.yml:3:63: 'settableVariables' must be text or a list of texts, not a mapping",
        ],
    ),
    (
        "steps:
  - script: a
    displayname: b
    Condition: always()
",
        &[
            "p.yml:3:5: unknown key 'displayname' of a step; did you mean 'displayName'?",
            "p.yml:4:5: unknown key 'Condition' of a step; did you mean 'condition'?",
        ],
    ),
    (
        "steps:
  - pwsh: a
    failOnStdErr: true
    ignoreLASTEXITCODE: maybe
",
        &[
            "p.yml:3:5: unknown key 'failOnStdErr' of a step; did you mean 'failOnStderr'?",
            "p.yml:4:25: 'ignoreLASTEXITCODE' must be a boolean, not 'maybe'; write 'true', 'false' or '$(variable)'",
        ],
    ),
    (
        "steps:
  - script: \"x\"
    \"##vso[task.complete]\\e[2J\": y
",
        &[
            "p.yml:3:5: unknown key '# #vso[task.complete]?[2J' of a step; it takes 'failOnStderr', 'workingDirectory', 'condition', 'continueOnError', 'displayName', 'enabled', 'env', 'name', 'retryCountOnTaskFailure', 'target', 'timeoutInMinutes'",
        ],
    ),
];
