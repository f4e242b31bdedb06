//! How sure a fix is, where the rule alone does not say it.

use patless_scan::{FixClass, Scanner, Settings, Which};

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

#[test]
fn a_step_that_does_not_always_run_has_an_unsafe_fix() {
    let env = "env:\n    ADO_PAT: $(x)\n";
    for key in [
        "condition: ne(variables['Build.Reason'], 'PullRequest')",
        "continueOnError: true",
        "enabled: false",
        "enabled: ${{ parameters.x }}",
    ] {
        let pipeline = format!("steps:\n- bash: ./x.sh\n  {key}\n  {env}");
        assert_eq!(classes(&pipeline), [Some(FixClass::Unsafe)], "{key}");
    }
    let below = "steps:\n- ${{ if eq(1, 2) }}:\n  - bash: ./x.sh\n    env:\n      ADO_PAT: $(x)\n";
    assert_eq!(classes(below), [Some(FixClass::Unsafe)]);
    for key in ["condition: succeeded()", "enabled: true"] {
        let pipeline = format!("steps:\n- bash: ./x.sh\n  {key}\n  {env}");
        assert_eq!(classes(&pipeline), [Some(FixClass::Safe)], "{key}");
    }
}

/// Returns a pipeline with both fixes applied.
fn fixed(pipeline: &str, connection: &str) -> String {
    let settings = Settings {
        connection: connection.to_owned(),
        ..Settings::default()
    };
    let scanner = Scanner::new(settings);
    let fixed = scanner.fix_bytes("x.yml", pipeline.as_bytes(), Which::All, |_| true);
    fixed.map_or_else(|| pipeline.to_owned(), |fixed| fixed.text)
}

#[test]
fn the_token_of_a_step_that_may_not_have_run_is_not_used() {
    let patless = "- task: Patless@1\n  inputs:\n    serviceConnection: a\n    variable: T\n";
    let step = "- bash: ./x.sh\n  env:\n    ADO_PAT: $(ADO_PAT)\n";
    let conditional = patless.replace("  inputs:", "  condition: eq(1, 2)\n  inputs:");
    let disabled = patless.replace("  inputs:", "  enabled: false\n  inputs:");
    let below = "- ${{ if eq(1, 2) }}:\n  ".to_owned() + &patless.replace('\n', "\n  ");
    for earlier in [&conditional, &disabled, below.trim_end_matches(' ')] {
        let text = fixed(&format!("pool: x\nsteps:\n{earlier}{step}"), "acme");
        assert!(text.contains("ADO_PAT: $(ADO_TOKEN)\n"), "{text}");
    }
    let text = fixed(&format!("pool: x\nsteps:\n{patless}{step}"), "acme");
    assert!(text.contains("ADO_PAT: $(T)\n"), "{text}");
    let alike = step.replace("  env:", "  condition: eq(1, 2)\n  env:");
    let text = fixed(&format!("pool: x\nsteps:\n{conditional}{alike}"), "acme");
    assert!(text.contains("ADO_PAT: $(T)\n"), "{text}");
}

#[test]
fn a_name_with_quotes_stays_one_name() {
    for quote in ["\"", "'", ""] {
        let text = fixed(
            &format!(
                "steps:\n- task: PublishAzureDevOpsExtension@5\n  inputs:\n    connectTo: VsTeam\n    connectedServiceName: {quote}old{quote}\n"
            ),
            "it's \"x\": y",
        );
        assert!(
            text.ends_with("connectedServiceNameAzureRM: 'it''s \"x\": y'\n"),
            "{text}"
        );
    }
}

#[test]
fn credentials_stay_where_steps_that_are_not_seen_may_come_behind() {
    let checkout = "steps:\n- checkout: self\n  persistCredentials: true\n";
    for pipeline in [
        checkout.to_owned(),
        format!("pool: x\n{checkout}- ${{{{ parameters.steps }}}}\n"),
        format!(
            "pool: x\n{checkout}- ${{{{ each step in parameters.steps }}}}:\n  - ${{{{ step }}}}\n"
        ),
        format!(
            "extends:\n  template: x.yml\n  parameters:\n    {}",
            checkout.replace('\n', "\n    ")
        ),
        format!("pool: x\n{checkout}  fetchFilter: blob:none\n- bash: git show\n"),
    ] {
        let text = fixed(&pipeline, "acme");
        assert!(text.contains("persistCredentials: true"), "{text}");
    }
    let alone = format!("pool: x\n{checkout}- bash: echo\n");
    assert!(!fixed(&alone, "acme").contains("persistCredentials"));
}

#[test]
fn variables_that_tools_read_have_an_unsafe_fix_too_where_the_step_does_not_always_run() {
    for name in [
        "AZDO_PERSONAL_ACCESS_TOKEN",
        "AZP_TOKEN",
        "AZURE_DEVOPS_EXT_PAT",
        "VSCE_PAT",
        "VSS_NUGET_ACCESSTOKEN",
    ] {
        let step = format!("steps:\n- bash: ./x.sh\n  env:\n    {name}: $(ADO_PAT)\n");
        assert_eq!(classes(&step), [Some(FixClass::Safe)], "{name}");
        let conditional = format!("{step}  condition: always()\n");
        assert_eq!(classes(&conditional), [Some(FixClass::Unsafe)], "{name}");
    }
}
