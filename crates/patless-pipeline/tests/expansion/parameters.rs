//! Parameters of templates and of the pipeline.

use crate::world::{text_of, world, world_with};

/// Expands a template of variables with one parameter.
fn with(declaration: &str, given: &str) -> Result<String, Vec<String>> {
    let pipeline = format!("steps:\n- template: t.yml\n  parameters:\n    {given}\n");
    let template = format!("parameters:\n- {declaration}\nsteps:\n- x: ${{{{ parameters.p }}}}\n");
    let outcome = world(&[("p.yml", &pipeline), ("t.yml", &template)]);
    if outcome.errors.is_empty() {
        let text = outcome.text.strip_prefix("{steps: [{x: ").unwrap();
        Ok(text.strip_suffix("}]}").unwrap().to_owned())
    } else {
        Err(outcome.errors)
    }
}

#[test]
fn a_value_gets_the_type_of_its_parameter() {
    let cases = [
        ("{name: p}", "p: text", "text"),
        ("{name: p}", "P: text", "text"),
        ("{name: p, type: string}", "p: 1.10", "1.10"),
        ("{name: p, type: string}", "p: $(later)", "$(later)"),
        ("{name: p, default: d}", "{}", "d"),
        ("{name: p, default: ''}", "{}", ""),
        ("{name: p, type: number}", "p: 1.10", "1.1"),
        ("{name: p, type: number, values: [1, 2]}", "p: 2.0", "2"),
        ("{name: p, type: boolean}", "p: true", "True"),
        ("{name: p, type: boolean}", "p: 'FALSE'", "False"),
        ("{name: p, type: boolean}", "p: on", "True"),
        ("{name: p, type: boolean}", "p: ${{ eq(1, 1) }}", "True"),
        ("{name: p, type: object}", "p: {a: [1]}", "{a: [1]}"),
        ("{name: p, type: object}", "p: text", "text"),
        ("{name: p, type: stepList}", "p: [{bash: a}]", "[{bash: a}]"),
        ("{name: p, type: stepList}", "p:", "[]"),
        ("{name: p, type: step}", "p: {bash: a}", "{bash: a}"),
        (
            "{name: p, type: jobList}",
            "p: [{job: a, templateContext: {b: c}}]",
            "[{job: a, templateContext: {b: c}}]",
        ),
        (
            "{name: p, type: deployment}",
            "p: {deployment: a}",
            "{deployment: a}",
        ),
        ("{name: p, type: stageList, default: []}", "{}", "[]"),
        ("{name: p, type: stringList}", "p: [a, b]", "[a, b]"),
        ("{name: p, type: pool}", "p: {vmImage: x}", "{vmImage: x}"),
        ("{name: p, type: environment}", "p: prod", "prod"),
        ("{name: p, type: serviceConnection}", "p: acme", "acme"),
        ("{name: p, type: container}", "p: {image: x}", "{image: x}"),
        ("{name: p, values: [a, b]}", "p: b", "b"),
        ("{name: p, values: [a, b], default: ''}", "{}", ""),
        ("{name: p, displayName: 'Some ${{ text }}'}", "p: b", "b"),
    ];
    for (declaration, given, expected) in cases {
        assert_eq!(
            with(declaration, given).as_deref(),
            Ok(expected),
            "{declaration} {given}"
        );
    }
}

#[test]
fn a_value_of_another_type_is_refused_where_it_stands() {
    let cases = [
        (
            "{name: p, type: boolean}",
            "p: apples",
            "p.yml:4:8: the parameter 'p' of 't.yml' has to be a boolean, true or false, and is 'apples'",
        ),
        (
            "{name: p, type: boolean}",
            "p: $(later)",
            "p.yml:4:8: the parameter 'p' of 't.yml' has to be a boolean, true or false, and is '$(later)'; a template sees no value \
             of $( ) and $[ ]: use ${{ }}, or the type string",
        ),
        (
            "{name: p, type: number}",
            "p: many",
            "p.yml:4:8: the parameter 'p' of 't.yml' has to be a number, and is 'many'",
        ),
        (
            "{name: p, type: string}",
            "p: [a]",
            "p.yml:4:8: the parameter 'p' of 't.yml' has to be a string, and is a list",
        ),
        (
            "{name: p, type: stepList}",
            "p: {bash: a}",
            "p.yml:4:8: the parameter 'p' of 't.yml' has to be a list, and is a mapping",
        ),
        (
            "{name: p, type: step}",
            "p: text",
            "p.yml:4:8: the parameter 'p' of 't.yml' has to be a mapping, and is 'text'",
        ),
        (
            "{name: p, values: [Debug, Release]}",
            "p: Relaese",
            "p.yml:4:8: the parameter 'p' of 't.yml' may not be 'Relaese'; did you mean 'Release'?",
        ),
        (
            "{name: p, values: [a, b]}",
            "p: zzzz",
            "p.yml:4:8: the parameter 'p' of 't.yml' may not be 'zzzz'; it may be 'a', 'b'",
        ),
        (
            "{name: p, values: [a, b], default: c}",
            "{}",
            "t.yml:2:38: the default of the parameter 'p' may not be 'c'; it may be 'a', 'b'",
        ),
        (
            "{name: p}",
            "{}",
            "p.yml:2:13: the parameter 'p' of 't.yml' needs a value; write it under parameters, or a default at t.yml:2:10",
        ),
        (
            "{name: p, default: a}",
            "pp: b",
            "p.yml:4:5: unexpected parameter 'pp' of 't.yml'; did you mean 'p'?",
        ),
        (
            "{name: p, default: a}",
            "image: b",
            "p.yml:4:5: unexpected parameter 'image' of 't.yml'; there are 'p'",
        ),
        (
            "{name: p, type: steplst, default: a}",
            "{}",
            "t.yml:2:19: there is no parameter type 'steplst'; did you mean 'stepList'?",
        ),
        (
            "{name: p, defualt: a}",
            "p: b",
            "t.yml:2:13: unexpected key 'defualt' of a parameter; did you mean default?",
        ),
        (
            "{name: p, default: '${{ variables.x }}'}",
            "p: b",
            "t.yml:2:22: there are no expressions under parameters; write the value itself",
        ),
    ];
    for (declaration, given, expected) in cases {
        assert_eq!(
            with(declaration, given),
            Err(vec![expected.to_owned()]),
            "{declaration} {given}"
        );
    }
}

#[test]
fn parameters_of_the_pipeline_come_from_the_user() {
    let text = "\
parameters:
- {name: image, values: [b, a]}
- {name: count, type: number, default: 1}
- {name: extra, type: object, default: {}}
- {name: flag, type: boolean, default: false}
x: ${{ parameters.image }} ${{ parameters.count }} ${{ parameters.flag }}
y: ${{ parameters.extra }}
";
    let outcome = world_with(&[("p.yml", text)], |options, _| {
        let given = [("COUNT", "2"), ("extra", "{a: [1, 2]}"), ("flag", "true")];
        options.parameters = given.map(|(a, b)| (a.into(), b.into())).into();
    });
    assert_eq!(outcome.errors, Vec::<String>::new());
    assert_eq!(outcome.text, "{x: b 2 True, y: {a: [1, 2]}}");
    let outcome = world_with(&[("p.yml", text)], |options, _| {
        let given = [("imgae", "a"), ("count", "two"), ("extra", "{a: ")];
        options.parameters = given.map(|(a, b)| (a.into(), b.into())).into();
    });
    assert_eq!(outcome.errors.len(), 3, "{:?}", outcome.errors);
    assert!(outcome.errors[0].starts_with("--parameter count: the parameter 'count'"));
    assert!(
        outcome.errors[1].starts_with("--parameter extra:2:"),
        "{:?}",
        outcome.errors
    );
    assert_eq!(
        outcome.errors[2],
        "--parameter imgae: unexpected parameter 'imgae' of 'p.yml'; did you mean 'image'?"
    );
    let outcome = world(&[(
        "p.yml",
        "parameters:\n- name: a\n- {name: a, default: b}\nsteps: []\n",
    )]);
    assert_eq!(
        outcome.errors,
        [
            "p.yml:2:9: the parameter 'a' has no default, and needs a value; give one: --parameter a=VALUE",
            "p.yml:3:10: the parameter 'a' is already defined; remove one of the two",
        ]
    );
}

#[test]
fn the_old_form_is_a_mapping_of_defaults() {
    let template = "parameters:\n  a: 1\n  b: {c: d}\n  steps: []\nsteps:\n- x: ${{ parameters.a }}\n  \
                    y: ${{ parameters.b }}\n- ${{ parameters.steps }}\n";
    let pipeline = "steps:\n- template: t.yml\n  parameters:\n    a: 2\n    steps: [{bash: z}]\n";
    let text = text_of(&[("p.yml", pipeline), ("t.yml", template)]);
    assert_eq!(text, "{steps: [{x: 2, y: {c: d}}, {bash: z}]}");
    // It takes what it does not declare.
    let pipeline = "steps:\n- template: t.yml\n  parameters: {more: 2}\n";
    let outcome = world(&[("p.yml", pipeline), ("t.yml", template)]);
    assert_eq!(outcome.errors, Vec::<String>::new());
}

#[test]
fn a_template_without_parameters_hands_on_what_it_gets() {
    let files = [
        (
            "p.yml",
            "steps:\n- template: t.yml\n  parameters: {a: 1, b: [{bash: c}]}\n",
        ),
        (
            "t.yml",
            "steps:\n- template: u.yml\n  parameters:\n    ${{ each parameter in parameters }}:\n      \
             ${{ parameter.key }}: ${{ parameter.value }}\n",
        ),
        (
            "u.yml",
            "parameters:\n- name: a\n- {name: b, type: stepList}\nsteps:\n- ${{ parameters.b }}\n- x: ${{ parameters.a }}\n",
        ),
    ];
    assert_eq!(text_of(&files), "{steps: [{bash: c}, {x: 1}]}");
}

#[test]
fn a_parameter_that_nobody_declares_is_a_warning() {
    let text = "parameters:\n- {name: image, default: a}\nx: ${{ parameters.imaeg }}\ny: ${{ eq('parameters.z', 1) }}\n";
    let outcome = world(&[("p.yml", text)]);
    assert_eq!(outcome.text, "{x: , y: False}");
    assert_eq!(
        outcome.warnings,
        [
            "p.yml:3:8: warning: the file declares no parameter 'imaeg': it is empty; did you mean 'image'?"
        ]
    );
}
