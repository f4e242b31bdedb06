//! Pipelines and stages.

use patless_pipeline::model::{Dependencies, JobKind, Variable};

use super::support::{pipeline, read_with_faults};

#[test]
fn a_file_of_steps_has_one_stage_and_one_job() {
    let pipeline = pipeline("steps:\n  - script: make\n  - bash: make test\n");
    assert_eq!(pipeline.stages.len(), 1);
    let stage = &pipeline.stages[0];
    assert_eq!(stage.name, "__default");
    assert_eq!(stage.jobs.len(), 1);
    assert_eq!(stage.jobs[0].name, "Job");
    assert_eq!(stage.jobs[0].at.to_string(), "p.yml:2:3");
    assert!(matches!(&stage.jobs[0].kind, JobKind::Steps(steps) if steps.len() == 2));
}

#[test]
fn a_file_of_jobs_has_one_stage() {
    let pipeline = pipeline("jobs:\n  - job: a\n    steps: []\n  - job: b\n");
    assert_eq!(pipeline.stages[0].name, "__default");
    let names: Vec<&str> = pipeline.stages[0]
        .jobs
        .iter()
        .map(|it| it.name.as_str())
        .collect();
    assert_eq!(names, ["a", "b"]);
}

#[test]
fn a_stage_has_its_keys() {
    let pipeline = pipeline(
        "name: $(Date:yyyyMMdd)$(Rev:.r)
appendCommitMessageToRunName: no
lockBehavior: sequential
stages:
  - stage: build
    jobs: [{job: a}]
  - stage: deploy
    displayName: Deploy to acme
    group: acme
    dependsOn: build
    condition: and(succeeded(), eq(variables['Build.SourceBranch'], 'refs/heads/main'))
    trigger: manual
    isSkippable: false
    lockBehavior: runLatest
    pool: acme
    templateContext: {anything: [1, 2]}
    variables: {region: north}
    jobs: [{job: a}]
  - stage: report
    dependsOn: [build, DEPLOY]
    jobs: [{job: a}]
  - stage: cleanup
    dependsOn: []
    jobs: [{job: a}]
",
    );
    assert_eq!(pipeline.name.as_deref(), Some("$(Date:yyyyMMdd)$(Rev:.r)"));
    let [build, deploy, report, cleanup] = &pipeline.stages[..] else {
        panic!("{:?}", pipeline.stages);
    };
    assert_eq!(build.depends_on, Dependencies::Default);
    assert!(!build.is_manual);
    assert_eq!(build.condition, None);
    assert_eq!(deploy.at.to_string(), "p.yml:7:5");
    assert_eq!(deploy.display_name.as_deref(), Some("Deploy to acme"));
    assert_eq!(deploy.depends_on, Dependencies::Named(vec!["build".into()]));
    let condition = deploy.condition.as_ref().unwrap();
    assert_eq!(condition.at.to_string(), "p.yml:11:16");
    assert!(condition.text.starts_with("and(succeeded(), eq("));
    assert!(deploy.is_manual);
    assert_eq!(deploy.variables.len(), 1);
    assert_eq!(
        report.depends_on,
        Dependencies::Named(vec!["build".into(), "DEPLOY".into()])
    );
    assert_eq!(cleanup.depends_on, Dependencies::Named(vec![]));
}

#[test]
fn stages_and_jobs_without_names_get_some() {
    let pipeline = pipeline(
        "stages:
  - stage:
    jobs: [{job: }, {job: Job2}, {job: ''}, {deployment: , environment: acme}]
  - stage: Stage
    jobs: [{job: a}]
  - stage:
    jobs: [{job: a}]
",
    );
    let stages: Vec<&str> = pipeline.stages.iter().map(|it| it.name.as_str()).collect();
    assert_eq!(stages, ["Stage2", "Stage", "Stage3"]);
    let jobs = pipeline.stages[0].jobs.iter();
    let jobs: Vec<&str> = jobs.map(|it| it.name.as_str()).collect();
    assert_eq!(jobs, ["Job", "Job2", "Job3", "Job4"]);
}

#[test]
fn variables_are_a_mapping_or_a_list() {
    let mapping = pipeline("variables:\n  region: north\n  count: 007\n  none:\nsteps: []\n");
    let value = |line: usize, column: usize, name: &str, value: &str, read_only: bool| {
        let mut at = mapping.at.clone();
        (at.line, at.column) = (line, column);
        Variable::Value {
            at,
            name: name.to_owned(),
            value: value.to_owned(),
            read_only,
        }
    };
    assert_eq!(mapping.variables[0], value(2, 11, "region", "north", false));
    assert_eq!(mapping.variables[1], value(3, 10, "count", "007", false));
    assert!(matches!(&mapping.variables[2], Variable::Value { value, .. } if value.is_empty()));

    let list = pipeline(
        "variables:
  - group: acme-secrets
  - name: region
    value: north
    readonly: true
  - name: later
    value: $[ format('{0}-acme', variables['region']) ]
  - name: empty
steps: []
",
    );
    assert!(matches!(&list.variables[0], Variable::Group { name, .. } if name == "acme-secrets"));
    assert_eq!(list.variables[1], value(4, 12, "region", "north", true));
    assert!(
        matches!(&list.variables[2], Variable::Value { value, .. } if value.starts_with("$[ format"))
    );
    assert!(matches!(&list.variables[3], Variable::Value { value, .. } if value.is_empty()));
}

#[test]
fn repositories_and_containers_are_resources() {
    let pipeline = pipeline(
        "resources:
  repositories:
    - repository: tools
      type: github
      name: acme/tools
      endpoint: acme-github
      ref: refs/heads/main
      trigger: {branches: {include: [main]}}
    - repository: plain
      name: acme
  containers:
    - container: linux
      image: acme.example/linux:1
      env: {REGION: north}
      ports: ['8080:80']
      mountReadOnly: {work: true}
    - container: registry
      type: ACR
      azureSubscription: acme
      repository: linux
      trigger: {tags: [latest]}
  pipelines:
    - pipeline: library
      source: acme library
      tags: [good]
      trigger: {branches: [main], stages: [build]}
  packages:
    - package: widgets
      type: npm
      connection: acme
      name: acme/widgets
  builds:
    - build: jenkins
      type: Jenkins
      connection: acme
      source: widgets
steps:
  - checkout: self
  - checkout: tools
  - checkout: git://acme/other@refs/heads/main
  - download: library
  - getPackage: widgets
  - downloadBuild: jenkins
  - script: make
    target: linux
",
    );
    let [tools, plain] = &pipeline.repositories[..] else {
        panic!("{:?}", pipeline.repositories);
    };
    assert_eq!(tools.at.to_string(), "p.yml:3:7");
    assert_eq!(
        (tools.alias.as_str(), tools.kind.as_str()),
        ("tools", "github")
    );
    assert_eq!(tools.name, "acme/tools");
    assert_eq!(tools.reference.as_deref(), Some("refs/heads/main"));
    assert_eq!(plain.kind, "git");
    assert_eq!(plain.reference, None);
    assert_eq!(pipeline.containers[0].alias, "linux");
    assert_eq!(pipeline.containers[0].image, "acme.example/linux:1");
    assert_eq!(
        pipeline.containers[0].env,
        [("REGION".to_owned(), "north".to_owned())]
    );
    assert_eq!(pipeline.containers[1].image, "");
}

#[test]
fn triggers_are_read_and_left() {
    for head in [
        "trigger: none",
        "trigger: [main, releases/*]",
        "trigger: {batch: true, branches: {include: [main], exclude: [x]}, paths: {include: [src]}, tags: {include: [v*]}}",
        "trigger:",
        "pr: none",
        "pr: [main]",
        "pr: {autoCancel: false, drafts: off, branches: {include: [main]}, paths: {exclude: [docs]}}",
        "schedules: [{cron: '0 3 * * Mon-Fri', displayName: Nightly, branches: {include: [main]}, always: true, batch: false}]",
        "resources: [{repo: self, clean: true}]",
        "parameters: [{name: region, type: string}]",
        "variables:",
        "pool: {vmImage: ubuntu-24.04, name: Azure Pipelines, demands: [git], os: linux, image: acme}",
        "strategy: {matrix: {a: {x: 1}}}",
        "workspace: {clean: all}",
        "services: {db: 'postgres:17'}",
        "continueOnError: true",
    ] {
        pipeline(&format!("{head}\nsteps: []\n"));
    }
}

#[test]
fn what_is_left_of_a_template_has_no_second_fault() {
    for text in [
        "steps:\n  - template: gone.yml\n  - ${{ if x }}:\n    - script: a\n",
        "jobs:\n  - template: gone.yml\n  - job: a\n    dependsOn: b\n",
        "stages:\n  - template: gone.yml\n  - stage: a\n    dependsOn: b\n    jobs: [{job: a}]\n",
        "steps:\n  - script: a\n    enabled: ${{ x }}\n    name: ${{ x }}\n    condition: ${{ x }}\n    env:\n      ${{ if x }}:\n        a: b\n",
        "jobs:\n  - job: ${{ x }}\n    timeoutInMinutes: ${{ x }}\n    steps: ${{ x }}\n",
        "jobs:\n  - deployment: a\n    ${{ if x }}:\n      environment: a\n",
        "variables:\n  - template: gone.yml\n  - ${{ if x }}:\n    - name: a\nsteps: []\n",
        "${{ if x }}:\n  steps: []\n",
    ] {
        let (_, faults) = read_with_faults(text);
        assert_eq!(faults, Vec::<String>::new(), "{text}");
    }
}
