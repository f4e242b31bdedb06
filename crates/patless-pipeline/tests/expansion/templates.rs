//! Templates in other files, folders and repositories.

use crate::world::{text_of, world, world_with};

#[test]
fn templates_of_all_kinds_are_included() {
    let files = [
        (
            "p.yml",
            "variables:\n- template: t/vars.yml\n  parameters: {a: 1}\n- {name: own, value: '${{ variables.v }}'}\n\
             stages:\n- template: t/stages.yml\n- stage: s\n  variables:\n  - template: t/vars.yml\n    parameters: {a: 2}\n  \
             jobs:\n  - template: t/jobs.yml\n    parameters: {name: j, own: [{bash: own}]}\n",
        ),
        (
            "t/vars.yml",
            "parameters:\n- name: a\nvariables:\n  v: v${{ parameters.a }}\n  w: ${{ variables.v }}\n",
        ),
        (
            "t/stages.yml",
            "stages:\n- stage: t\n  displayName: ${{ variables.own }}\n  jobs:\n  - job: k\n    steps:\n    \
             - template: steps/s.yml\n",
        ),
        (
            "t/jobs.yml",
            "parameters:\n- name: name\n- {name: own, type: stepList}\njobs:\n- job: ${{ parameters.name }}\n  \
             displayName: ${{ variables.w }}\n  steps:\n  - ${{ parameters.own }}\n  - template: /t/steps/s.yml\n",
        ),
        ("t/steps/s.yml", "steps:\n- bash: s ${{ variables.v }}\n"),
    ];
    assert_eq!(
        text_of(&files),
        "{variables: [{name: v, value: v1}, {name: w, value: v1}, {name: own, value: v1}], stages: [{stage: t, displayName: \
         v1, jobs: [{job: k, steps: [{bash: s v1}]}]}, {stage: s, variables: [{name: v, value: v2}, {name: w, value: v2}], \
         jobs: [{job: j, displayName: v2, steps: [{bash: own}, {bash: s v2}]}]}]}"
    );
}

#[test]
fn hooks_of_a_deployment_take_templates() {
    let files = [
        (
            "p.yml",
            "jobs:\n- deployment: d\n  environment: e\n  strategy:\n    runOnce:\n      deploy:\n        steps:\n        \
             - template: s.yml\n      on:\n        failure:\n          steps:\n          - template: s.yml\n",
        ),
        ("s.yml", "steps:\n- bash: a\n"),
    ];
    let expected = "{jobs: [{deployment: d, environment: e, strategy: {runOnce: {deploy: {steps: [{bash: a}]}, on: {failure: \
                    {steps: [{bash: a}]}}}}}]}";
    assert_eq!(text_of(&files), expected);
}

#[test]
fn a_template_under_another_key_is_data() {
    let text = "steps:\n- task: A@1\n  inputs:\n    template: x.yml\n- bash: a\n  env: {template: x.yml}\n";
    let expected =
        "{steps: [{task: A@1, inputs: {template: x.yml}}, {bash: a, env: {template: x.yml}}]}";
    assert_eq!(text_of(&[("p.yml", text)]), expected);
}

#[test]
fn a_path_is_relative_to_the_file_that_takes_it_in() {
    let files = [
        (
            "p.yml",
            "steps:\n- template: a/one.yml\n  parameters:\n    given: [{template: near.yml}]\n    any: [{template: near.yml}]\n    \
             path: near.yml\n",
        ),
        (
            "a/one.yml",
            "parameters:\n- {name: given, type: stepList}\n- {name: any, type: object}\n- name: path\nsteps:\n\
             - template: ../b/two.yml\n- ${{ parameters.given }}\n- ${{ parameters.any }}\n\
             - template: ${{ parameters.path }}\n- template: b\\deep\\three.yml\n",
        ),
        (
            "b/two.yml",
            "steps:\n- template: ./../near.yml\n- bash: two\n",
        ),
        ("near.yml", "steps:\n- bash: near root\n"),
        ("a/near.yml", "steps:\n- bash: near a\n"),
        ("a/b/deep/three.yml", "steps:\n- bash: three\n"),
    ];
    assert_eq!(
        text_of(&files),
        "{steps: [{bash: near root}, {bash: two}, {bash: near root}, {bash: near a}, {bash: near a}, {bash: three}]}"
    );
}

#[test]
fn a_path_in_self_that_another_repository_takes_in_begins_at_the_root() {
    let files = [
        ("main/ci/s.yml", "steps:\n- template: t.yml@self\n"),
        ("main/ci/t.yml", "steps:\n- bash: t\n"),
        (
            "main/p.yml",
            "resources:\n  repositories:\n  - {repository: shared, type: git, name: acme/shared}\n\
             extends:\n  template: base.yml@shared\n  parameters:\n    steps: [{template: ci/s.yml@self}]\n",
        ),
        (
            "other/base.yml",
            "parameters:\n- {name: steps, type: object}\nsteps:\n- ${{ parameters.steps }}\n",
        ),
    ];
    let outcome = world_with(&files, |options, folder| {
        let repository = ("shared".into(), folder.join("other"));
        options.repositories.push(repository);
    });
    assert_eq!(outcome.errors, Vec::<String>::new());
    assert!(
        outcome.text.ends_with("steps: [{bash: t}]}"),
        "{}",
        outcome.text
    );
}

#[test]
fn a_template_is_chosen_by_an_expression() {
    let files = [
        (
            "p.yml",
            "parameters:\n- {name: kind, default: b}\nsteps:\n- template: ${{ parameters.kind }}.yml\n\
             - ${{ if eq(parameters.kind, 'a') }}:\n  - template: not-there.yml\n",
        ),
        ("b.yml", "steps:\n- bash: b\n"),
    ];
    assert_eq!(text_of(&files), "{steps: [{bash: b}]}");
}

#[test]
fn a_pipeline_extends_a_template() {
    let files = [
        (
            "p.yml",
            "trigger: none\nname: own\nvariables: {a: 1}\nresources:\n  repositories:\n  - {repository: r, type: git, name: p/r}\n\
             extends:\n  template: t/base.yml\n  parameters:\n    jobs:\n    - job: j\n      templateContext: {code: 200}\n      \
             steps:\n      - template: own.yml\n",
        ),
        ("own.yml", "steps:\n- bash: own\n"),
        (
            "t/base.yml",
            "parameters:\n- {name: jobs, type: jobList}\nname: theirs\nresources:\n  repositories:\n  \
             - {repository: q, type: git, name: p/q}\nvariables:\n- {name: b, value: '${{ variables.a }}2'}\n\
             extends:\n  template: more.yml\n  parameters:\n    jobs:\n    - ${{ each job in parameters.jobs }}:\n      \
             - ${{ each pair in job }}:\n          ${{ pair.key }}: ${{ pair.value }}\n        displayName: ${{ variables.b }}\n",
        ),
        (
            "t/more.yml",
            "parameters:\n- {name: jobs, type: jobList}\njobs:\n- ${{ parameters.jobs }}\n- job: last\n",
        ),
    ];
    assert_eq!(
        text_of(&files),
        "{trigger: none, name: own, variables: [{name: a, value: 1}, {name: b, value: 12}], resources: {repositories: \
         [{repository: r, type: git, name: p/r}, {repository: q, type: git, name: p/q}]}, jobs: [{job: j, templateContext: \
         {code: 200}, steps: [{bash: own}], displayName: 12}, {job: last}]}"
    );
}

const OTHER: &[(&str, &str)] = &[
    (
        "main/p.yml",
        "resources:\n  repositories:\n  - {repository: shared, type: github, name: Acme/Templates}\n\
         steps:\n- template: a/s.yml@shared\n- template: t.yml@self\n",
    ),
    ("main/t.yml", "steps:\n- bash: self\n"),
    (
        "other/a/s.yml",
        "steps:\n- template: near.yml\n- template: /root.yml\n- template: t.yml@self\n- template: /root.yml@Shared\n",
    ),
    ("other/a/near.yml", "steps:\n- bash: near\n"),
    ("other/root.yml", "steps:\n- bash: root\n"),
];

#[test]
fn a_template_of_another_repository_comes_from_its_folder() {
    for name in ["shared", "Acme/Templates", "templates"] {
        let outcome = world_with(OTHER, |options, folder| {
            options
                .repositories
                .push((name.into(), folder.join("other")));
        });
        assert_eq!(outcome.errors, Vec::<String>::new());
        let expected = "{resources: {repositories: [{repository: shared, type: github, name: Acme/Templates}]}, steps: \
                        [{bash: near}, {bash: root}, {bash: self}, {bash: root}, {bash: self}]}";
        assert_eq!(outcome.text, expected, "{name}");
    }
}

#[test]
fn a_repository_without_a_folder_is_unsupported() {
    let outcome = world(OTHER);
    assert_eq!(outcome.errors, Vec::<String>::new());
    assert_eq!(
        outcome.unsupported,
        [
            "p.yml:5:13: unsupported: a template of the repository 'Acme/Templates'; give its folder: --repository \
             shared=FOLDER"
        ]
    );
    assert!(
        outcome
            .text
            .contains("steps: [{template: a/s.yml@shared}, {bash: self}]")
    );
}

#[test]
fn a_fault_of_a_template_that_is_used_twice_is_there_once() {
    let files = [
        (
            "p.yml",
            "steps:\n- template: t.yml\n- template: t.yml\njobs:\n- job: a\n  steps:\n  - template: t.yml\n",
        ),
        (
            "t.yml",
            "steps:\n- bash: ${{ nothing.x }}\n- bash: ${{ eq(1) }}\n",
        ),
    ];
    let outcome = world(&files);
    assert_eq!(outcome.errors.len(), 2, "{:?}", outcome.errors);
    assert!(
        outcome.errors[0].starts_with("t.yml:2:13: "),
        "{:?}",
        outcome.errors
    );
    assert!(
        outcome.errors[1].starts_with("t.yml:3:13: "),
        "{:?}",
        outcome.errors
    );
}
