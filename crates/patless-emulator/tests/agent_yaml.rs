//! Tests the reader of pipeline files: what it reads, and what it refuses.

#![expect(clippy::unwrap_used, reason = "a test panics when it fails")]

use std::fs;

use patless_emulator::pipeline::{
    Action, Checkout, Condition, Job, PipelineErrorKind, Shell, read,
};

/// Reads `p.yml` in a folder with the given files. Messages do not contain the folder.
fn read_files(files: &[(&str, &str)]) -> Result<Job, String> {
    let folder = tempfile::tempdir().unwrap();
    for (name, text) in files {
        let path = folder.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
    let prefix = format!("{}/", folder.path().display());
    read(&folder.path().join("p.yml")).map_err(|error| error.to_string().replace(&prefix, ""))
}

fn read_text(text: &str) -> Result<Job, String> {
    read_files(&[("p.yml", text)])
}

fn refusal(text: &str) -> String {
    read_text(text).unwrap_err()
}

fn texts(job: &Job) -> Vec<&str> {
    let scripts = job.steps.iter().filter_map(|step| match &step.action {
        Action::Script(script) => Some(&*script.text),
        _ => None,
    });
    scripts.collect()
}

#[test]
fn steps_are_at_the_top_or_in_a_job_or_in_a_stage() {
    let steps = "steps:\n- bash: x\n";
    let top = read_text(&format!("trigger: none\npool: {{vmImage: x}}\n{steps}")).unwrap();
    assert_eq!((&*top.name, texts(&top)), ("Job", vec!["x"]));
    let job = read_text("jobs:\n- job: Build\n  steps:\n  - bash: x\n").unwrap();
    assert_eq!((&*job.name, texts(&job)), ("Build", vec!["x"]));
    let stage = "stages:\n- stage: S\n  jobs:\n  - job: J\n    steps:\n    - bash: x\n";
    let stage = read_text(stage).unwrap();
    assert_eq!((&*stage.name, texts(&stage)), ("J", vec!["x"]));
}

#[test]
fn step_is_read_with_all_its_keys() {
    let job = read_text(
        "steps:\n\
         - checkout: self\n  fetchDepth: 1\n\
         - script: |\n    one\n    two\n  workingDirectory: sub\n  displayName: Both\n  name: both\n\
         \x20 condition: Always( )\n  continueOnError: TRUE\n  enabled: False\n  timeoutInMinutes: 3\n\
         \x20 env:\n    A: $(b)\n    N: 1.10\n    E:\n\
         - task: Patless@1\n  inputs:\n    serviceConnection: my connection\n",
    )
    .unwrap();
    assert!(matches!(
        job.steps[0].action,
        Action::Checkout(Checkout::SelfRepository)
    ));
    let step = &job.steps[1];
    assert_eq!(step.display_name.as_deref(), Some("Both"));
    assert_eq!(step.name.as_deref(), Some("both"));
    assert_eq!(step.condition, Condition::Always);
    assert!(step.continue_on_error && !step.enabled);
    let pair = |name: &str, value: &str| (name.to_owned(), value.to_owned());
    assert_eq!(
        step.env,
        [pair("A", "$(b)"), pair("N", "1.10"), pair("E", "")]
    );
    let Action::Script(script) = &step.action else {
        panic!("not a script");
    };
    assert_eq!(
        (script.shell, &*script.text),
        (Shell::CommandLine, "one\ntwo\n")
    );
    assert_eq!(script.working_directory.as_deref(), Some("sub"));
    let Action::Task(task) = &job.steps[2].action else {
        panic!("not a task");
    };
    assert_eq!((&*task.name, &*task.version), ("Patless", "1"));
    assert_eq!(task.inputs, [pair("serviceConnection", "my connection")]);
}

#[test]
fn job_variable_replaces_a_pipeline_variable() {
    let job = read_text(
        "variables:\n  a: 1\n  b: 2\n\
         jobs:\n- job:\n  variables:\n  - name: A\n    value: 3\n    readonly: true\n  steps: []\n",
    )
    .unwrap();
    let found: Vec<_> = job
        .variables
        .iter()
        .map(|v| (&*v.name, &*v.value, v.read_only))
        .collect();
    assert_eq!(found, [("b", "2", false), ("A", "3", true)]);
    assert_eq!(job.name, "Job");
}

#[test]
fn anything_else_is_refused_with_file_and_line() {
    let cases = [
        (
            "steps:\n- bash: x\n  retryCountOnTaskFailure: 2\n",
            "p.yml:3: unsupported: `retryCountOnTaskFailure` in a step",
        ),
        (
            "steps:\n- bash: x\n  target: host\n",
            "p.yml:3: unsupported: `target` in a step",
        ),
        (
            "steps:\n- powershell: x\n",
            "p.yml:2: unsupported: a `powershell` step",
        ),
        (
            "steps:\n- bash: x\n  condition: eq(1, 2)\n",
            "p.yml:3: unsupported: the condition eq(1, 2)",
        ),
        (
            "steps:\n- checkout: other\n",
            "p.yml:2: unsupported: the checkout of other",
        ),
        (
            "steps:\n- checkout: self\n  persistCredentials: true\n",
            "p.yml:3: unsupported: `persistCredentials: true`",
        ),
        (
            "steps:\n- task: Patless\n",
            "p.yml:2: the task Patless has no version",
        ),
        (
            "steps:\n- bash: x\n  enabled: yes\n",
            "p.yml:3: enabled must be true or false",
        ),
        (
            "steps:\n- bash: x\n  env: [a]\n",
            "p.yml:3: env must be a mapping",
        ),
        (
            "steps:\n- bash: ${{ variables.x }}\n",
            "p.yml:2: unsupported: the template expression ${{ variables.x }}",
        ),
        (
            "steps:\n- ${{ if true }}:\n  - bash: x\n",
            "p.yml:2: unsupported: the template expression ${{ if true }}",
        ),
        (
            "variables:\n  a: $[ 1 ]\nsteps: []\n",
            "p.yml:2: unsupported: the runtime expression $[ 1 ]",
        ),
        (
            "variables:\n- group: g\nsteps: []\n",
            "p.yml:2: unsupported: `group` in a variable",
        ),
        (
            "jobs:\n- job: A\n  steps: []\n- job: B\n  steps: []\n",
            "p.yml:4: unsupported: more than one entry in `jobs`",
        ),
        (
            "jobs:\n- deployment: A\n",
            "p.yml:2: unsupported: a `deployment` job",
        ),
        (
            "jobs:\n- job: A\n  strategy: {}\n  steps: []\n",
            "p.yml:3: unsupported: `strategy` in the job",
        ),
        (
            "jobs:\n- job: A\n  container: x\n  steps: []\n",
            "p.yml:3: unsupported: `container` in the job",
        ),
        (
            "jobs:\n- job: A\n  condition: failed()\n  steps: []\n",
            "p.yml:3: unsupported: a condition that prevents the only job from running",
        ),
        (
            "extends:\n  template: x\n",
            "p.yml:1: the pipeline has no `steps`",
        ),
        (
            "steps: []\nlockBehavior: x\n",
            "p.yml:2: unsupported: `lockBehavior` in the pipeline",
        ),
    ];
    for (text, message) in cases {
        assert_eq!(refusal(text), message, "{text}");
    }
    let folder = tempfile::tempdir().unwrap();
    let missing = read(&folder.path().join("no.yml")).unwrap_err();
    assert!(matches!(missing.kind, PipelineErrorKind::Invalid(_)));
    assert_eq!(missing.position.line, 0);
}

#[test]
fn template_is_included_with_its_parameters() {
    let template = "parameters:\n\
        - name: who\n\
        - name: count\n  type: number\n  default: 1.50\n\
        - name: loud\n  type: boolean\n  default: false\n\
        - name: env\n  type: object\n  default: {}\n\
        steps:\n\
        - bash: echo ${{ parameters.who }} ${{parameters.count}} ${{ parameters.LOUD }}\n  env: ${{ parameters.env }}\n\
        - template: ../more/inner.yml\n";
    let job = read_files(&[
        (
            "p.yml",
            "steps:\n- template: parts/one.yml\n  parameters: {who: me, loud: TRUE, env: {A: 1}}\n- bash: last\n",
        ),
        ("parts/one.yml", template),
        ("more/inner.yml", "steps:\n- bash: inner\n"),
    ])
    .unwrap();
    assert_eq!(texts(&job), ["echo me 1.50 True", "inner", "last"]);
    assert_eq!(job.steps[0].env, [("A".to_owned(), "1".to_owned())]);
}

#[test]
fn template_with_wrong_parameters_is_refused() {
    let template = "parameters:\n- name: a\n  values: [x, y]\n- name: n\n  type: number\n  default: 1\nsteps: []\n";
    let include = |parameters: &str| {
        let text = format!("steps:\n- template: t.yml\n  parameters: {parameters}\n");
        read_files(&[("p.yml", &text), ("t.yml", template)]).map(|_| ())
    };
    assert_eq!(include("{a: x}"), Ok(()));
    let cases = [
        ("{}", "p.yml:2: the parameter a needs a value"),
        ("{a: x, b: 1}", "p.yml:3: unexpected parameter b"),
        (
            "{a: z}",
            "p.yml:3: the parameter a does not allow the value z",
        ),
        (
            "{a: x, n: many}",
            "p.yml:3: the parameter n must be a number",
        ),
        ("{a: [x]}", "p.yml:3: the parameter a must be text"),
    ];
    for (parameters, message) in cases {
        assert_eq!(include(parameters).unwrap_err(), message, "{parameters}");
    }
}

#[test]
fn template_that_is_not_a_local_steps_template_is_refused() {
    let cases = [
        (
            "t.yml@other",
            "",
            "p.yml:2: unsupported: the template t.yml@other; only paths relative to the including file are supported",
        ),
        (
            "t.yml",
            "jobs: []\n",
            "t.yml:1: a step template has no `steps`",
        ),
        (
            "t.yml",
            "steps: []\nvariables: {}\n",
            "t.yml:2: unsupported: `variables` in a step template",
        ),
        (
            "t.yml",
            "parameters:\n  a: 1\nsteps: []\n",
            "t.yml:2: unsupported: parameters as a mapping; use a list with name, type and default",
        ),
        (
            "t.yml",
            "parameters:\n- name: a\n  type: stepList\nsteps: []\n",
            "t.yml:3: unsupported: the parameter type stepList",
        ),
        (
            "t.yml",
            "steps:\n- bash: ${{ parameters.a }}\n",
            "t.yml:2: there is no parameter a",
        ),
        (
            "t.yml",
            "steps:\n- bash: ${{ eq(parameters.a, 1) }}\n",
            "t.yml:2: unsupported: the template expression ${{ eq(parameters.a, 1) }}",
        ),
        (
            "t.yml",
            "steps:\n- template: t.yml\n",
            "t.yml:2: unsupported: templates nested deeper than 20",
        ),
    ];
    for (name, template, message) in cases {
        let text = format!("steps:\n- template: {name}\n");
        let error = read_files(&[("p.yml", &text), ("t.yml", template)]).unwrap_err();
        assert_eq!(error, message, "{template}");
    }
}

#[test]
fn replace_expressions_are_evaluated() {
    let template = "parameters:\n- name: a\nsteps:\n\
        - bash: echo '${{ replace(replace(parameters.a, '''', '''\\'''''), '$(', '$''''(') }}' ${{ 'it''s' }}\n";
    let include = |given: &str| {
        let text = format!("steps:\n- template: t.yml\n  parameters: {{a: \"{given}\"}}\n");
        let job = read_files(&[("p.yml", &text), ("t.yml", template)]).unwrap();
        texts(&job).concat()
    };
    assert_eq!(include("plain"), "echo 'plain' it's");
    assert_eq!(include("it's $(x)"), r"echo 'it'\''s $''(x)' it's");
}

#[test]
fn a_malformed_expression_is_refused() {
    for expression in [
        "replace(parameters.a, '', 'x')",
        "replace(parameters.a, 'x')",
        "replace(parameters.a, 'x', 'y'",
        "parameters.a 'x'",
        "'open",
    ] {
        let template =
            format!("parameters:\n- name: a\nsteps:\n- bash: x ${{{{ {expression} }}}}\n");
        let text = "steps:\n- template: t.yml\n  parameters: {a: b}\n";
        let error = read_files(&[("p.yml", text), ("t.yml", &template)]).unwrap_err();
        let expected =
            format!("t.yml:4: unsupported: the template expression ${{{{ {expression} }}}}");
        assert_eq!(error, expected);
    }
}
