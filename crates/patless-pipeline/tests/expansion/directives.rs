//! Directives and expressions in one file.

use crate::world::{expanded, world, world_with};

const HEAD: &str = "\
parameters:
- {name: yes, type: boolean, default: true}
- {name: no, type: boolean, default: false}
- {name: list, type: object, default: [a, b]}
- {name: map, type: object, default: {x: 1, y: 2}}
- {name: none, type: object, default: []}
- {name: step, type: step, default: {script: one, env: {A: 1}}}
- {name: steps, type: stepList, default: [{script: one}, {script: two}]}
- {name: name, type: string, default: acme}
";

/// Each row: what it is about, the file, and what it becomes.
const CASES: &[(&str, &str, &str)] = &[
    ("plain", "x: [1, {a: b}]", "{x: [1, {a: b}]}"),
    ("text", "x: a ${{ parameters.name }} b", "{x: a acme b}"),
    (
        "several",
        "x: ${{ 1 }}-${{ parameters.yes }}",
        "{x: 1-True}",
    ),
    ("quoted", "x: '${{ parameters.list }}'", "{x: [a, b]}"),
    ("null", "x: ${{ parameters.nothing }}", "{x: }"),
    ("escaped", "x: ${{ 'my${{value' }}", "{x: my${{value}"),
    (
        "whole value",
        "x: ${{ parameters.map }}",
        "{x: {x: 1, y: 2}}",
    ),
    ("key", "${{ parameters.name }}: 1", "{acme: 1}"),
    (
        "block",
        "x: |\n  a ${{ parameters.name }}\n  b",
        "{x: \"a acme\\nb\\n\"}",
    ),
    (
        "a list in a list",
        "x:\n- 0\n- ${{ parameters.list }}\n- c",
        "{x: [0, a, b, c]}",
    ),
    (
        "a mapping in a list",
        "x:\n- ${{ parameters.step }}\n- ${{ parameters.steps }}",
        "{x: [{script: one, env: {A: 1}}, {script: one}, {script: two}]}",
    ),
    (
        "if in a list",
        "x:\n- ${{ if parameters.yes }}:\n  - a\n- ${{ if parameters.no }}:\n  - b\n- c",
        "{x: [a, c]}",
    ),
    (
        "else in a list",
        "x:\n- ${{ if parameters.no }}:\n  - a\n- ${{ else }}:\n  - b\n- c",
        "{x: [b, c]}",
    ),
    (
        "elseif",
        "x:\n- ${{ if parameters.no }}:\n  - a\n- ${{ elseif parameters.yes }}:\n  - b\n\
             - ${{ elseif true }}:\n  - c\n- ${{ else }}:\n  - d",
        "{x: [b]}",
    ),
    (
        "else in the same item",
        "x:\n- ${{ if parameters.no }}:\n  - a\n  ${{ else }}:\n  - b",
        "{x: [b]}",
    ),
    (
        "if in a mapping",
        "x:\n  a: 1\n  ${{ if parameters.yes }}:\n    b: 2\n  ${{ if parameters.no }}:\n    c: 3\n  d: 4",
        "{x: {a: 1, b: 2, d: 4}}",
    ),
    (
        "else in a mapping",
        "x:\n  ${{ if parameters.no }}:\n    a: 1\n  ${{ elseif eq(1, 2) }}:\n    a: 2\n  ${{ else }}:\n    a: 3",
        "{x: {a: 3}}",
    ),
    (
        "nested if",
        "x:\n- ${{ if parameters.yes }}:\n  - ${{ if parameters.yes }}:\n    - a\n  - b",
        "{x: [a, b]}",
    ),
    (
        "nothing left",
        "x:\n  ${{ if parameters.no }}:\n    a: 1\ny:\n- ${{ if parameters.no }}:\n  - a",
        "{x: {}, y: []}",
    ),
    (
        "if of a mapping in a list",
        "x:\n- ${{ if parameters.yes }}:\n    a: 1\n  b: 2\n- ${{ if parameters.no }}:\n    a: 1",
        "{x: [{a: 1, b: 2}]}",
    ),
    (
        "if with an expression",
        "x:\n- ${{ if parameters.yes }}: ${{ parameters.steps }}\n- ${{ if parameters.yes }}: ${{ parameters.step }}",
        "{x: [{script: one}, {script: two}, {script: one, env: {A: 1}}]}",
    ),
    (
        "each of a list",
        "x:\n- ${{ each it in parameters.list }}:\n  - v: ${{ it }}\n    w: 1",
        "{x: [{v: a, w: 1}, {v: b, w: 1}]}",
    ),
    (
        "each of a mapping",
        "x:\n- ${{ each it in parameters.map }}:\n  - ${{ it.key }}-${{ it.value }}",
        "{x: [x-1, y-2]}",
    ),
    (
        "each in a mapping",
        "x:\n  ${{ each it in parameters.map }}:\n    k_${{ it.key }}: ${{ it.value }}",
        "{x: {k_x: 1, k_y: 2}}",
    ),
    (
        "each of nothing",
        "x:\n- ${{ each it in parameters.none }}:\n  - a\n- ${{ each it in parameters.nothing }}:\n  - a",
        "{x: []}",
    ),
    (
        "each in each",
        "x:\n- ${{ each a in parameters.list }}:\n  - ${{ each b in parameters.list }}:\n    - ${{ a }}${{ b }}",
        "{x: [aa, ab, ba, bb]}",
    ),
    (
        "each of pairs of a step",
        "x:\n- ${{ each it in parameters.steps }}:\n  - ${{ each pair in it }}:\n      \
             ${{ if ne(pair.key, 'env') }}:\n        ${{ pair.key }}: ${{ pair.value }}\n    condition: always()",
        "{x: [{script: one, condition: always()}, {script: two, condition: always()}]}",
    ),
    (
        "only pairs",
        "x:\n- ${{ each pair in parameters.step }}:\n    ${{ pair.key }}: ${{ pair.value }}",
        "{x: [{script: one, env: {A: 1}}]}",
    ),
    (
        "insert",
        "x:\n  a: 1\n  ${{ insert }}: ${{ parameters.map }}\n  b: 2",
        "{x: {a: 1, x: 1, y: 2, b: 2}}",
    ),
    (
        "insert twice",
        "x:\n  ${{ insert }}: {a: 1}\n  ${{insert}}: {b: 1}",
        "{x: {a: 1, b: 1}}",
    ),
    (
        "text that has an expression is not expanded again",
        "x: ${{ format('{0}', '${{ parameters.name }}') }}",
        "{x: ${{ parameters.name }}}",
    ),
    (
        "steps of a job",
        "jobs:\n- job: a\n  steps:\n  - ${{ parameters.steps }}\n  - ${{ if parameters.yes }}:\n    - bash: x",
        "{jobs: [{job: a, steps: [{script: one}, {script: two}, {bash: x}]}]}",
    ),
];

#[test]
fn directives_change_lists_and_mappings() {
    for (about, text, expected) in CASES {
        let file = format!("{HEAD}{text}\n");
        let outcome = world(&[("p.yml", &file)]);
        assert!(outcome.errors.is_empty(), "{about}: {:?}", outcome.errors);
        assert_eq!(outcome.text, *expected, "{about}");
    }
}

#[test]
fn variables_are_seen_below_where_they_are_written() {
    let cases = [
        (
            "a mapping",
            "variables:\n  a: 1\n  b: ${{ variables.a }}2\nx: ${{ variables.b }}",
            "{variables: {a: 1, b: 12}, x: 12}",
        ),
        (
            "a list",
            "variables:\n- {name: a, value: 1}\n- {name: b, value: '${{ variables.A }}2'}\n- group: g\nx: ${{ variables.b }}",
            "{variables: [{name: a, value: 1}, {name: b, value: 12}, {group: g}], x: 12}",
        ),
        (
            "above or below",
            "x: ${{ variables.a }}\nvariables:\n  a: 1",
            "{x: 1, variables: {a: 1}}",
        ),
        (
            "with if",
            "variables:\n  ${{ if eq(variables['Build.Reason'], 'Manual') }}:\n    a: 1\n  ${{ else }}:\n    a: 2\n\
             x: ${{ variables.a }}",
            "{variables: {a: 1}, x: 1}",
        ),
        (
            "a list with if",
            "variables:\n- ${{ if eq(variables['Build.Reason'], 'Manual') }}:\n  - {name: a, value: 1}\n  - group: g\n\
             - {name: b, value: '${{ variables.a }}'}",
            "{variables: [{name: a, value: 1}, {group: g}, {name: b, value: 1}]}",
        ),
        (
            "stages and jobs have their own",
            "variables: {a: 1}\nstages:\n- stage: s\n  variables: {b: 2}\n  jobs:\n  - job: j\n    \
             displayName: ${{ variables.a }}${{ variables.b }}${{ variables.c }}\n    variables: {c: 3}\n\
             - stage: t\n  displayName: ${{ variables.a }}${{ variables.b }}",
            "{variables: {a: 1}, stages: [{stage: s, variables: {b: 2}, jobs: [{job: j, displayName: 123, variables: \
             {c: 3}}]}, {stage: t, displayName: 1}]}",
        ),
        (
            "what the run gives is a macro still",
            "variables: {a: $(b)}\nx: ${{ variables.a }} $(a)",
            "{variables: {a: $(b)}, x: $(b) $(a)}",
        ),
        (
            "one expression",
            "parameters:\n- {name: v, type: object, default: {a: 1}}\nvariables: ${{ parameters.v }}\nx: ${{ variables.a }}",
            "{variables: {a: 1}, x: 1}",
        ),
    ];
    for (about, text, expected) in cases {
        let outcome = world_with(&[("p.yml", text)], |options, _| {
            let variable = ("Build.Reason".into(), "Manual".into());
            options.variables.push(variable);
        });
        assert!(outcome.errors.is_empty(), "{about}: {:?}", outcome.errors);
        assert_eq!(outcome.text, expected, "{about}");
    }
}

#[test]
fn what_is_not_expanded_stays() {
    let text = "trigger: [main]\nname: $(Date)\nsteps:\n- bash: echo $(x) $[ variables.y ] }}\n  condition: eq(variables.a, 1)";
    let expected = "{trigger: [main], name: $(Date), steps: [{bash: echo $(x) $[ variables.y ] }}, condition: \
                    eq(variables.a, 1)}]}";
    assert_eq!(expanded(text), expected);
}
