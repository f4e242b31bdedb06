//! Broken files, and what is said about them.

use crate::world::{world, world_with};

/// Each row: the file, and how its errors begin.
const CASES: &[(&str, &[&str])] = &[
    (
        "steps:\n- ${{ if true }}\n- bash: a\n",
        &[
            "p.yml:2:6: the directive if is no key here; write a colon behind the }}, and what it is about one level deeper",
        ],
    ),
    (
        "steps:\n- ${{ else }}:\n  - bash: a\n",
        &[
            "p.yml:2:3: there is no if before this else; put it right behind an if or elseif, at the same level",
        ],
    ),
    (
        "steps:\n- ${{ if true }}:\n  - bash: a\n- bash: b\n- ${{ elseif true }}:\n  - bash: a\n",
        &[
            "p.yml:5:3: there is no if before this elseif; put it right behind an if or elseif, at the same level",
        ],
    ),
    (
        "steps:\n- ${{ if true }}:\n  - bash: a\n- ${{ else if true }}:\n  - bash: a\n",
        &["p.yml:4:12: the directive else has no condition; write elseif for one with a condition"],
    ),
    (
        "x: ${{ if\n",
        &[
            "p.yml:1:4: a ${{ is not closed; close it with }}, or write ${{ '${{' }} to mean the text itself",
        ],
    ),
    (
        "trigger:\n- ${{ variables.b }}\npr: ${{ variables.b }}\nschedules:\n- ${{ if true }}: x\n",
        &[
            "p.yml:2:3: there are no expressions under trigger; write the value itself",
            "p.yml:3:5: there are no expressions under pr; write the value itself",
            "p.yml:5:3: there are no expressions under schedules; write the value itself",
        ],
    ),
    (
        "variables:\n  a: 1\n  ${{ if true }}:\n    A: 2\n",
        &["p.yml:4:5: 'A' is already defined; keep one of the two, such as with ${{ else }}"],
    ),
    (
        "x:\n  a: 1\n  ${{ if true }}:\n  - b\n",
        &["p.yml:4:5: a list stands where entries of a mapping do; remove the - before them"],
    ),
    (
        "x:\n- ${{ each i in 'text' }}:\n  - a\n",
        &["p.yml:2:17: each takes a list or a mapping, and this is a String"],
    ),
    (
        "x:\n- ${{ each i in split('a', ',') }}:\n  - ${{ each i in split('a', ',') }}:\n    - a\n",
        &["p.yml:3:5: the name 'i' of an each is already in use; choose another name"],
    ),
    (
        "x:\n- ${{ each variables in split('a', ',') }}:\n  - a\n",
        &["p.yml:2:3: the name 'variables' of an each is already in use; choose another name"],
    ),
    (
        "x: a${{ split('a', ',') }}\n",
        &[
            "p.yml:1:8: a value of type Array stands inside of text; let the expression be the whole value, or use join or \
               convertToJson",
        ],
    ),
    (
        "${{ split('a', ',') }}: b\n",
        &[
            "p.yml:1:1: a value of type Array is a key; use ${{ insert }} as the key, and this as its value",
        ],
    ),
    (
        "steps:\n- template: gone.yml\n- template: sub/../../out.yml\n- template: ''\n- template: $(x).yml\n",
        &[
            "p.yml:2:13: 'gone.yml': there is no such file",
            "p.yml:3:13: the template 'sub/../../out.yml' leaves its repository; write a path below the root of the \
                 repository",
            "p.yml:4:13: the path of a template is empty",
            "p.yml:5:13: the path '$(x).yml' has a value of the run; templates are read before the run: use \
                 ${{ variables.x }} or ${{ parameters.x }}",
        ],
    ),
    (
        "resources:\n  repositories:\n  - {repository: shared, name: a/b}\nsteps:\n- template: a.yml@shraed\n",
        &["p.yml:5:13: there is no repository 'shraed' under resources; did you mean 'shared'?"],
    ),
    (
        "steps:\n- template: steps.yml@x\n",
        &[
            "p.yml:2:13: there is no repository 'x' under resources; declare it under resources: repositories:",
        ],
    ),
    (
        "steps:\n- template: stesp.yml\n",
        &["p.yml:2:13: 'stesp.yml': there is no such file; did you mean 'steps.yml'?"],
    ),
    (
        "steps:\n- template: jobs.yml\n",
        &["p.yml:2:13: the template 'jobs.yml' has no steps; it has jobs: include it under jobs"],
    ),
    (
        "steps:\n- template: steps.yml\n  condition: always()\n",
        &[
            "p.yml:3:3: unexpected key 'condition' beside template; a template takes parameters: only",
        ],
    ),
    (
        "steps:\n- template: steps.yml\n  parameters:\n  - a: b\n",
        &[
            "p.yml:4:5: parameters of a template has to be a mapping; write NAME: VALUE for each, without -",
        ],
    ),
    (
        "steps:\n- template: odd.yml\n",
        &[
            "odd.yml:1:1: unexpected key 'paramters' of a template of steps; did you mean parameters?",
            "odd.yml:2:8: steps of the template 'odd.yml' has to be a list",
        ],
    ),
    (
        "extends:\n  template: base.yml\nsteps:\n- bash: a\n",
        &["p.yml:3:1: 'steps' stands beside extends; give it to the template as a parameter"],
    ),
    (
        "- a\n",
        &[
            "p.yml:1:1: a pipeline has to be a mapping; begin it with steps:, jobs:, stages: or extends:",
        ],
    ),
    (
        "steps:\n- template: broken.yml\n- bash: ${{ }}\n- bash: ${{ eq(1 }}\n",
        &["broken.yml:2:1", "p.yml:3:", "p.yml:4:"],
    ),
];

#[test]
fn each_fault_has_its_place_and_what_to_do() {
    for (text, expected) in CASES {
        let files = [
            ("p.yml", *text),
            ("steps.yml", "steps:\n- bash: a\n"),
            ("jobs.yml", "jobs:\n- job: a\n"),
            ("odd.yml", "paramters: {}\nsteps: {a: b}\n"),
            ("base.yml", "steps:\n- bash: a\n"),
            ("broken.yml", "steps: [\n"),
        ];
        let outcome = world(&files);
        assert_eq!(
            outcome.errors.len(),
            expected.len(),
            "{text}: {:#?}",
            outcome.errors
        );
        for (error, expected) in outcome.errors.iter().zip(*expected) {
            assert!(error.starts_with(expected), "{text}: {error}\n{expected}");
        }
    }
}

#[test]
fn faults_in_branches_that_are_not_taken_are_found() {
    let text = "steps:\n- ${{ if false }}:\n  - bash: ${{ eq(1 }}\n- ${{ each a in parameters.none }}:\n  - bash: ${{ eqq(a, 1) }}\n";
    let outcome = world(&[("p.yml", text)]);
    assert_eq!(outcome.errors.len(), 2, "{:?}", outcome.errors);
}

#[test]
fn a_template_that_includes_itself_is_refused_with_its_chain() {
    let outcome = world(&[
        ("p.yml", "steps:\n- template: a.yml\n"),
        (
            "a.yml",
            "steps:\n- template: b.yml\n- template: b.yml\n- bash: a\n",
        ),
        ("b.yml", "steps:\n- template: a.yml\n- template: a.yml\n"),
    ]);
    assert!(!outcome.errors.is_empty());
    assert!(outcome.errors.len() <= 3, "{:#?}", outcome.errors);
    let expected = "b.yml:2:13: the template 'a.yml' includes itself without an end; the files are 'a.yml', 'b.yml', 'a.yml'";
    assert_eq!(outcome.errors[0], expected);
    // One that ends is fine.
    let outcome = world(&[
        (
            "p.yml",
            "steps:\n- template: a.yml\n  parameters: {left: [1, 2, 3]}\n",
        ),
        (
            "a.yml",
            "parameters:\n- {name: left, type: object}\nsteps:\n- ${{ if eq(length(parameters.left), 3) }}:\n  \
             - template: a.yml\n    parameters: {left: [1]}\n- bash: ${{ length(parameters.left) }}\n",
        ),
    ]);
    assert_eq!(outcome.errors, Vec::<String>::new());
    assert_eq!(outcome.text, "{steps: [{bash: 1}, {bash: 3}]}");
}

#[test]
fn the_limits_of_the_service_are_kept() {
    let mut files = vec![(
        "p.yml".to_owned(),
        "steps:\n- template: t1.yml\n".to_owned(),
    )];
    for level in 1..30 {
        let text = format!("steps:\n- template: t{}.yml\n", level + 1);
        files.push((format!("t{level}.yml"), text));
    }
    let files: Vec<(&str, &str)> = files
        .iter()
        .map(|(a, b)| (a.as_str(), b.as_str()))
        .collect();
    let outcome = world(&files);
    assert_eq!(outcome.errors.len(), 1, "{:?}", outcome.errors);
    assert!(outcome.errors[0].starts_with(
        "t20.yml:2:13: templates are nested deeper than 20 levels; the files are 'p.yml'"
    ));
    let pipeline: String = (0..120)
        .map(|it| format!("- template: t{it}.yml\n"))
        .collect();
    let pipeline = format!("steps:\n{pipeline}");
    let names: Vec<String> = (0..120).map(|it| format!("t{it}.yml")).collect();
    let mut files = vec![("p.yml", pipeline.as_str())];
    files.extend(names.iter().map(|it| (it.as_str(), "steps: []\n")));
    let outcome = world(&files);
    assert!(
        outcome.errors[0].contains("more than 100 files"),
        "{:?}",
        outcome.errors
    );
}

#[test]
fn what_would_never_end_is_stopped() {
    let each = |level: usize, inner: &str| {
        let list = "split('a,a,a,a,a,a,a,a,a,a', ',')";
        let pad = "  ".repeat(level);
        format!("{pad}- ${{{{ each v{level} in {list} }}}}:\n{inner}")
    };
    let mut body = format!("{}- x\n", "  ".repeat(12));
    for level in (0..12).rev() {
        body = each(level, &body);
    }
    let outcome = world(&[("p.yml", &format!("x:\n{body}"))]);
    assert_eq!(outcome.errors.len(), 1, "{:?}", outcome.errors);
    let doubled = "parameters:\n- name: p\nsteps:\n- template: t.yml\n  parameters: {p: '${{ parameters.p }}${{ parameters.p }}'}\n";
    let outcome = world(&[
        (
            "p.yml",
            "steps:\n- template: t.yml\n  parameters: {p: 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa'}\n",
        ),
        ("t.yml", doubled),
    ]);
    assert!(!outcome.errors.is_empty());
    let nested = "parameters:\n- {name: p, type: object, default: []}\nsteps:\n- template: t.yml\n  parameters:\n    \
                  p: [[[[[[[[[[[['${{ parameters.p }}']]]]]]]]]]]]\n";
    let outcome = world(&[("p.yml", "steps:\n- template: t.yml\n"), ("t.yml", nested)]);
    assert!(!outcome.errors.is_empty());
}

#[test]
fn text_of_a_file_in_a_fault_is_harmless() {
    let text = "steps:\n- template: \"\\e[2J##vso[task.setvariable variable=a]b.yml\"\n";
    let outcome = world(&[("p.yml", text)]);
    assert_eq!(outcome.errors.len(), 1);
    assert!(
        !outcome.errors[0].contains(|it: char| it.is_control()),
        "{:?}",
        outcome.errors
    );
    assert!(!outcome.errors[0].contains("##vso"), "{:?}", outcome.errors);
}

#[test]
fn no_file_outside_of_the_repository_is_read() {
    let files = [
        (
            "main/p.yml",
            "steps:\n- template: link.yml\n- template: /../secret.yml\n",
        ),
        ("secret.yml", "steps:\n- bash: secret\n"),
    ];
    let outcome = world_with(&files, |options, folder| {
        #[cfg(unix)]
        std::os::unix::fs::symlink(folder.join("secret.yml"), options.root.join("link.yml"))
            .unwrap();
        let _ = (options, folder);
    });
    assert_eq!(outcome.errors.len(), 2, "{:?}", outcome.errors);
    assert!(!outcome.text.contains("secret}"), "{}", outcome.text);
}

#[cfg(unix)]
#[test]
fn link_out_of_the_repository_does_not_tell_what_is_there() {
    let files = [
        (
            "main/p.yml",
            "steps:\n- template: link/secret.yml\n- template: link/secrets.yml\n- template: link/dangling\n- template: \
             nowhere/a.yml\n",
        ),
        ("other/secret.yml", "steps:\n- bash: a\n"),
    ];
    let outcome = world_with(&files, |options, folder| {
        use std::os::unix::fs::symlink;
        symlink(folder.join("other"), options.root.join("link")).unwrap();
        symlink("/nowhere", folder.join("other/dangling")).unwrap();
        symlink("/nowhere", options.root.join("nowhere")).unwrap();
    });
    assert_eq!(outcome.errors.len(), 4, "{:?}", outcome.errors);
    for error in outcome.errors {
        assert!(
            error.ends_with("the file is outside of its repository"),
            "{error}"
        );
    }
}

#[test]
fn a_file_that_cannot_be_read_is_a_fault() {
    let outcome = world(&[("other.yml", "")]);
    assert!(
        outcome.errors[0].starts_with("p.yml: cannot be read"),
        "{:?}",
        outcome.errors
    );
    let outcome = world(&[("p.yml", "")]);
    assert_eq!(outcome.errors, ["p.yml: the file is empty"]);
    let outcome = world(&[("p.yml", "steps:\n- template: sub\n"), ("sub/a.yml", "")]);
    assert_eq!(outcome.errors, ["p.yml:2:13: 'sub': it is no file"]);
}
