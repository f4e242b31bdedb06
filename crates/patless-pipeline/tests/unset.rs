//! A parameter of a pipeline that has no default: a run needs its value, the file does not.

use std::path::Path;

use patless_pipeline::{Options, Severity, Unset, compile};

#[test]
fn a_parameter_without_a_value_is_refused_by_a_run_and_a_warning_of_a_file() {
    let folder = tempfile::tempdir().unwrap();
    let text = "parameters:\n- name: ring\n  type: string\nsteps:\n- script: echo ${{ parameters.ring }}\n";
    std::fs::write(folder.path().join("p.yml"), text).unwrap();
    for (unset, given, expected) in [
        (Unset::Refused, None, Some(Severity::Error)),
        (Unset::Empty, None, Some(Severity::Warning)),
        (Unset::Refused, Some("first"), None),
    ] {
        let options = Options {
            root: folder.path().to_owned(),
            parameters: given
                .map(|it| ("ring".to_owned(), it.to_owned()))
                .into_iter()
                .collect(),
            unset,
            ..Options::default()
        };
        let faults = compile(Path::new("p.yml"), &options).faults;
        let found = faults.first().map(|it| it.severity);
        assert_eq!(found, expected, "{unset:?}: {faults:?}");
        for fault in faults {
            assert!(
                fault.to_string().contains("--parameter ring=VALUE"),
                "{fault}"
            );
        }
    }
}
