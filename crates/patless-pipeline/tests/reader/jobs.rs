//! Jobs, their strategies and their containers.

use patless_pipeline::model::{Dependencies, JobKind, Strategy};

use super::support::{job, pipeline, read_with_faults};

#[test]
fn a_job_has_its_keys() {
    let pipeline = pipeline(
        "jobs:
  - job: first
    displayName: First of acme
    condition: always()
    continueOnError: $(lenient)
    timeoutInMinutes: 0
    cancelTimeoutInMinutes: $[ variables.minutes ]
    workspace: {clean: outputs}
    uses: {repositories: [tools], pools: [acme]}
    services: {db: 'postgres:17', cache: {image: 'redis:8', ports: ['6379']}}
    templateContext: {x: y}
    variables: {region: north}
    pool: $(pool)
    steps: []
  - job: second
    dependsOn: [first]
  - job: third
    dependsOn: ''
",
    );
    let [first, second, third] = &pipeline.stages[0].jobs[..] else {
        panic!("no jobs");
    };
    assert_eq!(first.at.to_string(), "p.yml:2:5");
    assert_eq!(first.name, "first");
    assert_eq!(first.display_name.as_deref(), Some("First of acme"));
    assert_eq!(first.depends_on, Dependencies::Default);
    assert_eq!(first.condition.as_ref().unwrap().text, "always()");
    assert_eq!(first.continue_on_error.as_deref(), Some("$(lenient)"));
    assert_eq!(first.timeout_minutes.as_deref(), Some("0"));
    assert_eq!(
        first.cancel_timeout_minutes.as_deref(),
        Some("$[ variables.minutes ]")
    );
    assert_eq!(first.strategy, Strategy::Once);
    assert!(first.container.is_none());
    assert_eq!(first.variables.len(), 1);
    assert_eq!(second.depends_on, Dependencies::Named(vec!["first".into()]));
    assert!(matches!(&second.kind, JobKind::Steps(steps) if steps.is_empty()));
    assert_eq!(third.depends_on, Dependencies::Named(vec![]));
}

#[test]
fn a_matrix_has_legs_with_variables() {
    let owned = |pairs: &[(&str, &str)]| {
        let pairs = pairs.iter();
        pairs
            .map(|(a, b)| ((*a).to_owned(), (*b).to_owned()))
            .collect::<Vec<_>>()
    };
    for (strategy, expected) in [
        (
            "{maxParallel: 2, matrix: {linux_64: {image: ubuntu, version: 3.10}, Python312-fast: }}",
            Strategy::Matrix(vec![
                (
                    "linux_64".into(),
                    owned(&[("image", "ubuntu"), ("version", "3.10")]),
                ),
                ("Python312-fast".into(), vec![]),
            ]),
        ),
        (
            "{matrix: \"$[ dependencies.plan.outputs['legs.json'] ]\"}",
            Strategy::RuntimeMatrix("dependencies.plan.outputs['legs.json']".into()),
        ),
        ("{parallel: 5}", Strategy::Parallel(5)),
        ("{parallel: '3'}", Strategy::Parallel(3)),
        ("{parallel: 0}", Strategy::Once),
    ] {
        let job = job(&format!("jobs:\n  - job: a\n    strategy: {strategy}\n"));
        assert_eq!(job.strategy, expected, "{strategy}");
    }
}

#[test]
fn a_container_is_an_alias_an_image_or_an_expression() {
    let head =
        "resources: {containers: [{container: linux, image: 'acme:1'}]}\njobs:\n  - job: a\n";
    for (written, alias, image) in [
        ("linux", "linux", ""),
        ("LINUX", "LINUX", ""),
        ("ubuntu:24.04", "", "ubuntu:24.04"),
        ("acme.example/a@sha256:00", "", "acme.example/a@sha256:00"),
        ("$[ variables['c'] ]", "$[ variables['c'] ]", ""),
        ("$(image):1", "$(image):1", ""),
        ("{image: 'acme:2', options: --init}", "", "acme:2"),
        ("{alias: linux}", "linux", ""),
    ] {
        let job = job(&format!("{head}    container: {written}\n"));
        let container = job.container.unwrap();
        assert_eq!(
            (container.alias.as_str(), container.image.as_str()),
            (alias, image),
            "{written}"
        );
    }
}

#[test]
fn a_deployment_has_hooks_in_the_order_in_which_they_run() {
    for (strategy, own) in [
        ("runOnce", ""),
        ("rolling", "maxParallel: 25%,"),
        ("canary", "increments: [10, 20],"),
    ] {
        let job = job(&format!(
            "jobs:
  - deployment: acme
    environment: {{name: production, resourceName: web, resourceType: VirtualMachine, tags: 'a,b'}}
    strategy:
      {strategy}: {{{own} on: {{success: {{steps: [script: e]}}, failure: {{steps: [script: d]}}}},
        deploy: {{pool: acme, steps: [script: b]}}, preDeploy: {{steps: [script: a]}},
        postRouteTraffic: {{steps: [script: c]}}}}
"
        ));
        let JobKind::Deployment(deployment) = job.kind else {
            panic!("no deployment");
        };
        assert_eq!(deployment.environment.as_deref(), Some("production.web"));
        assert_eq!(deployment.strategy, strategy);
        let hooks: Vec<&str> = deployment.hooks.iter().map(|it| it.name.as_str()).collect();
        let expected = [
            "preDeploy",
            "deploy",
            "postRouteTraffic",
            "on.failure",
            "on.success",
        ];
        assert_eq!(hooks, expected);
        assert!(deployment.hooks.iter().all(|it| it.steps.len() == 1));
    }
}

#[test]
fn an_environment_is_a_text_too() {
    let job = job("jobs: [{deployment: a, environment: production.web}]\n");
    let JobKind::Deployment(deployment) = job.kind else {
        panic!("no deployment");
    };
    assert_eq!(deployment.environment.as_deref(), Some("production.web"));
    assert_eq!(deployment.strategy, "");
}

#[test]
fn a_job_of_the_service_is_said_to_be_skipped() {
    let (pipeline, faults) = read_with_faults(
        "stages:
  - stage: a
    pool: server
    jobs:
      - job: wait
        steps: [{task: Delay@1, inputs: {delayForMinutes: 1}}]
      - job: build
        pool: acme
",
    );
    assert_eq!(
        faults,
        ["p.yml:5:9: unsupported: a job of 'pool: server': its steps are skipped"]
    );
    let jobs = &pipeline.unwrap().stages[0].jobs;
    assert!(matches!(&jobs[0].kind, JobKind::Server(steps) if steps.len() == 1));
    assert!(matches!(&jobs[1].kind, JobKind::Steps(_)));
}

#[test]
fn what_is_not_played_is_named_where_it_is_used() {
    let cases = [
        (
            "resources: {webhooks: [{webhook: a, connection: b}]}\nsteps: []\n",
            "p.yml:1:24: unsupported: webhooks: nothing starts a run but you",
        ),
        (
            "steps:\n  - reviewApp: a\n",
            "p.yml:2:16: unsupported: 'reviewApp': there are no resources of environments",
        ),
        (
            "strategy: {parallel: $(count)}\nsteps: []\n",
            "p.yml:1:22: unsupported: 'parallel' with a macro or an expression: the job runs once",
        ),
    ];
    for (text, expected) in cases {
        assert_eq!(read_with_faults(text).1, [expected]);
    }
}

#[test]
fn a_phase_is_a_job() {
    let pipeline = pipeline("phases:\n  - phase: a\n    queue: acme\n    steps: []\n");
    assert_eq!(pipeline.stages[0].jobs[0].name, "a");
}
