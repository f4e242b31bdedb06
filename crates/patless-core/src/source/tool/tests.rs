//! Tests how a program is found and run, with scripts that stand in for `az`.

use std::time::Duration;

use super::stand_in::{Desk, NOW, passed_over, read_pipe};
use crate::clock::TestClock;
use crate::source::search::Search;
use crate::{ClientId, SourceError, SourceName, SourceRequest};

/// Prints a token that is valid for an hour.
const GIVES_A_TOKEN: &str =
    r#"printf '{"accessToken":"sekret-az","expires_on":1795298600,"tokenType":"Bearer"}'"#;

fn named() -> SourceRequest {
    SourceRequest {
        source: Some(SourceName::AzureCli),
        ..SourceRequest::default()
    }
}

async fn broken(desk: &Desk) -> (&'static str, String) {
    let error = desk.select(&named()).await.unwrap_err();
    let SourceError::Broken(broken) = error else {
        panic!("{error:?}");
    };
    assert!(!format!("{broken:?} {broken}").contains("sekret"));
    (broken.cause.name(), broken.reason)
}

#[tokio::test]
async fn it_runs_outside_the_current_folder_and_without_secrets_of_ours() {
    let desk = Desk::with("az", GIVES_A_TOKEN).set("AZURE_CLIENT_SECRET", "sekret-own");
    desk.select(&named()).await.unwrap();
    assert_eq!(desk.noted("az.pwd").unwrap(), ["/"]);
    let environment = desk.noted("az.env").unwrap();
    assert!(environment.contains(&"AZURE_CORE_NO_COLOR=true".to_owned()));
    assert!(!environment.join("\n").contains("sekret"));
}

/// Everything that a step might have set, except what the program needs itself.
const NOT_FOR_IT: [&str; 9] = [
    "Azure_Client_Secret",
    "AZURE_CLIENT_CERTIFICATE_PASSWORD",
    "ACTIONS_ID_TOKEN_REQUEST_TOKEN",
    "ENDPOINT_AUTH_PARAMETER_X_SERVICEPRINCIPALKEY",
    "ENDPOINT_AUTH_PARAMETER_X_PASSWORD",
    "INPUT_SCOPE",
    "SECRET_DEPLOY_KEY",
    "SECUREFILE_TICKET_X",
    "VSTS_TASKVARIABLE_X",
];

#[tokio::test]
async fn a_program_is_given_no_secret_of_ours_and_nothing_of_tasks() {
    for (name, source, is_given) in [
        ("az", SourceName::AzureCli, false),
        ("azd", SourceName::AzureDeveloperCli, true),
    ] {
        let mut desk = Desk::with(name, "");
        for variable in NOT_FOR_IT {
            desk = desk.set(variable, "sekret");
        }
        for variable in ["SYSTEM_ACCESSTOKEN", "IDENTITY_HEADER", "HTTPS_PROXY"] {
            desk = desk.set(variable, "x");
        }
        let context = desk.context().await;
        let (environment, token) = (desk.environment().in_script_step([]), desk.token());
        let request = SourceRequest {
            source: Some(source),
            ..SourceRequest::default()
        };
        let search = Search {
            context: &context,
            environment: &environment,
            request: &request,
            token: &token,
        };
        let program = match source {
            SourceName::AzureCli => &crate::source::azure_cli::AZ,
            _ => &crate::source::azure_developer_cli::AZD,
        };
        let command = super::Tool::find(&search, program).unwrap().command(&[]);
        let variables = command.as_std().get_envs();
        let removed = variables.filter(|(_, value)| value.is_none());
        let removed: Vec<_> = removed.map(|(name, _)| name.to_str().unwrap()).collect();
        for variable in NOT_FOR_IT {
            assert!(removed.contains(&variable), "{name}: {variable}");
        }
        assert_eq!(removed.contains(&"SYSTEM_ACCESSTOKEN"), !is_given, "{name}");
        assert_eq!(removed.len(), NOT_FOR_IT.len() + usize::from(!is_given));
    }
}

#[tokio::test]
async fn a_program_that_hangs_is_stopped_with_all_that_it_started() {
    let desk = Desk::new(TestClock::by_ticks(NOW));
    let fifo = desk.path().join("fifo");
    let mut pipe = read_pipe(&fifo);
    desk.install(
        "az",
        &format!("exec 3> {}; sleep 600; true", fifo.display()),
    );
    let request = named();
    let (error, ()) = tokio::join!(desk.select(&request), async {
        (&mut pipe.is_open).await.unwrap();
        desk.clock.tick(Duration::from_secs(60));
    });
    pipe.end();
    let error = error.unwrap_err();
    assert_eq!(error.cause().name(), "tool-not-in-time");
    assert_eq!(error.to_string(), "az gave no answer within 30 s");
}

#[tokio::test]
async fn a_program_that_writes_without_end_is_stopped() {
    for script in ["yes", "yes >&2", "yes | head -c 65537"] {
        let desk = Desk::with("az", script);
        let expected = "az gave no answer: it wrote more than 65536 bytes";
        assert_eq!(broken(&desk).await, ("tool-failed", expected.to_owned()));
    }
}

#[tokio::test]
async fn a_program_that_cannot_be_started_is_named() {
    let desk = Desk::with("az", "");
    // An interpreter that there is not.
    super::stand_in::write_program(&desk.path().join("bin/az"), "#!/nowhere/at/all\n");
    let (cause, reason) = broken(&desk).await;
    assert_eq!(cause, "tool-failed");
    assert!(reason.starts_with("az cannot be started: "), "{reason}");
}

#[tokio::test]
async fn a_relative_entry_of_path_is_never_followed() {
    let here = std::env::current_dir().unwrap();
    let planted = tempfile::tempdir_in(&here).unwrap();
    let folder = planted.path().file_name().unwrap().to_str().unwrap();
    super::stand_in::write_program(&planted.path().join("az"), "#!/bin/sh\nexit 1\n");
    let desk = Desk::with("other", "").set("PATH", &format!(".::{folder}:./{folder}"));
    let error = desk.select(&named()).await.unwrap_err();
    assert_eq!(error.to_string(), "azure-cli: az is not installed");
}

#[tokio::test]
async fn in_a_pipeline_job_it_is_run_only_if_it_is_named() {
    for variable in ["TF_BUILD", "SYSTEM_JOBID", "AGENT_WORKFOLDER"] {
        let desk = Desk::with("az", GIVES_A_TOKEN).set(variable, "x");
        let error = desk.select(&SourceRequest::default()).await.unwrap_err();
        let all = passed_over(&error);
        assert!(all.contains("azure-cli: this is a pipeline job"), "{all}");
        assert_eq!(desk.noted("az.argv"), None);
        assert!(desk.select(&named()).await.is_ok());
    }
}

#[tokio::test]
async fn another_client_is_not_passed_off_as_the_one_that_is_asked_for() {
    let desk = Desk::with("az", GIVES_A_TOKEN);
    let client = ClientId::parse("9c1b2a3d-0000-4000-8000-000000000002").unwrap();
    let automatic = SourceRequest {
        client: Some(client),
        ..SourceRequest::default()
    };
    let error = desk.select(&automatic).await.unwrap_err();
    assert!(passed_over(&error).contains("azure-cli: a client id is given"));
    let request = SourceRequest {
        client: Some(client),
        ..named()
    };
    let error = desk.select(&request).await.unwrap_err();
    assert_eq!(error.cause().name(), "wrong-input");
    assert_eq!(desk.noted("az.argv"), None);
}
