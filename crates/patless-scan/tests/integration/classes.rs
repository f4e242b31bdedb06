//! How sure a fix is, where the rule alone does not say it.

use patless_scan::{FixClass, Scanner, Settings};

/// Returns the classes of the fixes that a pipeline gets.
fn classes(pipeline: &str) -> Vec<Option<FixClass>> {
    let scanned =
        Scanner::new(Settings::default()).scan_bytes("azure-pipelines.yml", pipeline.as_bytes());
    let fixes = scanned.findings.into_iter().map(|finding| finding.fix);
    fixes.map(|fix| fix.map(|fix| fix.class)).collect()
}

#[test]
fn a_value_that_is_more_than_the_pat_has_an_unsafe_fix() {
    let pipeline =
        "steps:\n- task: Call@1\n  inputs:\n    one: $(ado-pat)\n    two: 'x:$(ado-pat)'\n";

    assert_eq!(
        classes(pipeline),
        [Some(FixClass::Safe), Some(FixClass::Unsafe)]
    );
}

#[test]
fn a_step_that_runs_after_failures_has_an_unsafe_fix() {
    let pipeline = "steps:\n- task: Call@1\n  condition: always()\n  inputs:\n    pat: $(x)\n- bash: ./x.sh\n  condition: and(failed(), true)\n  env:\n    ADO_PAT: $(x)\n";

    assert_eq!(
        classes(pipeline),
        [Some(FixClass::Unsafe), Some(FixClass::Unsafe)]
    );
}

#[test]
fn a_job_without_an_agent_has_no_fix() {
    let pipeline = "jobs:\n- job: a\n  pool: server\n  steps:\n  - task: Call@1\n    inputs:\n      pat: $(x)\n- job: b\n  steps:\n  - task: Call@1\n    inputs:\n      pat: $(x)\n";

    assert_eq!(classes(pipeline), [None, Some(FixClass::Safe)]);
}
