//! `patless exec` hands the token to the command's environment alone, and no secret of ours with it.

use std::collections::BTreeMap;

use super::call::{Call, Ended, access_tokens, emulator};

/// The environment that a command got, as `env -0` printed it.
fn got(ended: &Ended) -> BTreeMap<&str, &str> {
    let variables = ended.stdout.split_terminator('\0');
    variables.map(|it| it.split_once('=').unwrap()).collect()
}

#[test]
fn the_command_gets_a_token_and_its_expiry() {
    let emulator = emulator("default");
    let call = Call::with_client_secret(&emulator);
    let ended = call.run_on_emulator(&["exec", "--", "env", "-0"]).fine();
    let got = got(&ended);
    let tokens = access_tokens(&emulator);
    assert_eq!([got["AZURE_DEVOPS_TOKEN"]], tokens[..]);
    let expires_on: u64 = got["AZURE_DEVOPS_TOKEN_EXPIRES_ON"].parse().unwrap();
    assert!(expires_on > 1_700_000_000);
    assert!(
        ended.stderr.starts_with("patless uses client-secret"),
        "{}",
        ended.stderr
    );
}

#[test]
fn each_variable_gets_a_token_for_its_scope() {
    let emulator = emulator("default");
    let call = Call::with_client_secret(&emulator);
    let ended = call
        .run_on_emulator(&[
            "exec",
            "--variable",
            "ONE",
            "--variable",
            "TWO=azureResourceManager",
            "--scope",
            "keyVault",
            "--",
            "env",
            "-0",
        ])
        .fine();
    let got = got(&ended);
    assert_ne!(got["ONE"], got["TWO"]);
    assert!(!got.contains_key("AZURE_DEVOPS_TOKEN"));
    let mut scopes: Vec<_> = ended
        .requests
        .iter()
        .filter_map(|it| it.scope.as_deref())
        .collect();
    scopes.sort_unstable();
    let expected = [
        "https://management.azure.com/.default",
        "https://vault.azure.net/.default",
    ];
    assert_eq!(scopes, expected);
}

#[test]
fn secrets_of_ours_are_kept_from_the_command_and_nothing_else_is() {
    let emulator = emulator("default");
    let call = Call::in_a_script_step(&emulator)
        .variable("azure_client_secret", "sekret-of-another-spelling")
        .variable("GITHUB_TOKEN", "sekret-of-others");
    let ended = call.run_on_emulator(&["exec", "--", "env", "-0"]).fine();
    let got = got(&ended);
    for name in ["SYSTEM_ACCESSTOKEN", "azure_client_secret"] {
        assert!(!got.contains_key(name), "{name}");
    }
    assert_eq!(got["GITHUB_TOKEN"], "sekret-of-others");
    assert!(got.contains_key("AZURESUBSCRIPTION_TENANT_ID"));
}

#[test]
fn a_secret_is_passed_on_where_the_user_says_so() {
    let emulator = emulator("default");
    let call = Call::at_a_desk(&emulator)
        .variable("TOKEN", "opaque")
        .variable("AZURE_CLIENT_SECRET", "sekret-that-is-kept");
    let ended = call
        .run(&[
            "exec",
            "-v",
            "TOKEN",
            "--keep",
            "azure_client_secret",
            "--",
            "env",
            "-0",
        ])
        .fine();
    assert_eq!(got(&ended)["AZURE_CLIENT_SECRET"], "sekret-that-is-kept");
}

#[test]
fn a_token_that_a_task_has_set_is_passed_on_without_a_request() {
    let emulator = emulator("default");
    let call = Call::in_a_script_step(&emulator)
        .secret_variable("TOKEN", "opaque-0123456789-abcdefghij")
        .variable("TOKEN_EXPIRES_ON", "4102444800");
    let ended = call
        .run_on_emulator(&["exec", "-v", "TOKEN", "--", "env", "-0"])
        .fine();
    let got = got(&ended);
    assert_eq!(got["TOKEN"], "opaque-0123456789-abcdefghij");
    assert_eq!(got["TOKEN_EXPIRES_ON"], "4102444800");
    assert!(ended.requests.is_empty());
    assert_eq!(
        ended.stderr,
        "patless passes on the token that the variable TOKEN holds\n"
    );
}

#[test]
fn a_named_source_comes_before_the_token_in_a_variable() {
    let emulator = emulator("default");
    let call = Call::with_client_secret(&emulator)
        .variable("TOKEN", "old")
        .variable("TOKEN_EXPIRES_ON", "1");
    let arguments = [
        "exec",
        "--source",
        "client-secret",
        "-v",
        "TOKEN",
        "--",
        "env",
        "-0",
    ];
    let ended = call.run_on_emulator(&arguments).fine();
    let got = got(&ended);
    assert_eq!([got["TOKEN"]], access_tokens(&emulator)[..]);
    assert_ne!(got["TOKEN_EXPIRES_ON"], "1");
}

#[test]
fn a_job_token_in_the_variable_is_not_taken_for_an_access_token() {
    let emulator = emulator("default");
    let call = Call::in_a_script_step(&emulator);
    let arguments = ["exec", "-v", "SYSTEM_ACCESSTOKEN", "--", "env", "-0"];
    let ended = call.run_on_emulator(&arguments).fine();
    let tokens = access_tokens(&emulator);
    assert_eq!([got(&ended)["SYSTEM_ACCESSTOKEN"]], tokens[..]);
}

#[test]
fn a_held_token_that_expires_too_soon_stops_the_call() {
    let emulator = emulator("default");
    let call = Call::with_client_secret(&emulator)
        .variable("TOKEN", "old")
        .variable("TOKEN_EXPIRES_ON", "1");
    let ended = call.run_on_emulator(&["exec", "-v", "TOKEN", "--", "env"]);
    assert_eq!(ended.code(), Some(125));
    assert_eq!(ended.stdout, "");
    assert!(
        ended.stderr.contains("hint: unset TOKEN"),
        "{}",
        ended.stderr
    );
}

#[cfg(target_os = "linux")]
#[test]
fn the_command_is_started_with_the_limits_and_signals_of_its_caller() {
    let emulator = emulator("default");
    let call = Call::at_a_desk(&emulator).variable("TOKEN", "opaque");
    let folder = tempfile::tempdir().unwrap();
    let script = "state() { ulimit -Sc; ulimit -Hc; grep -oE 'Sig(Blk|Ign|Cgt)|[0-9a-f]{7}$' /proc/self/status | grep -A1 Sig; }; \
                  ulimit -Sc 0; ulimit -Hc 1024; ulimit -Sc 512; trap '' HUP; \
                  sh -c \"$(declare -f state); state\"; \"$0\" exec -qv TOKEN -- sh -c \"$(declare -f state); state\"";
    let words = ["-c", script, env!("CARGO_BIN_EXE_patless")];
    let command = call.command("bash".as_ref(), &words, folder.path());
    let ended = call.check(command, folder.path()).fine();
    let lines: Vec<_> = ended.stdout.lines().collect();
    let (direct, by_patless) = lines.split_at(lines.len() / 2);
    assert_eq!(direct, by_patless, "{}", ended.stderr);
    // Cores are not off, and SIGHUP is ignored.
    assert_ne!(direct[0], "0");
    assert!(direct.contains(&"0000001"), "{direct:?}");
}
