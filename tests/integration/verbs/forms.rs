//! `patless token` writes the token in each form, and nothing else, to standard output.

use serde_json::Value;

use super::call::{Call, access_tokens, emulator, with_secret};

#[test]
fn a_token_is_written_in_each_form() {
    let emulator = emulator("default");
    for (form, expected) in [("text", "{}\n"), ("header", "Authorization: Bearer {}\n")] {
        let call = Call::with_client_secret(&emulator);
        let ended = call.run_on_emulator(&["token", "--output", form]).fine();
        let token = access_tokens(&emulator).pop().unwrap();
        assert_eq!(ended.stdout, expected.replace("{}", &token), "{form}");
    }
}

#[test]
fn json_has_the_token_and_whose_it_is() {
    let emulator = emulator("default");
    let call = Call::with_client_secret(&emulator);
    let arguments = ["token", "-o", "json", "--scope", "azureResourceManager"];
    let ended = call.run_on_emulator(&arguments).fine();
    let read: Value = serde_json::from_str(&ended.stdout).unwrap();
    let token = access_tokens(&emulator).pop().unwrap();
    assert_eq!(read["token"], token);
    assert_eq!(read["source"], "client-secret");
    assert_eq!(read["scope"], "https://management.azure.com/.default");
    assert_eq!(read["tenant"], emulator.world().tenant.id.to_string());
    let client = with_secret(&emulator).client_id.to_string();
    assert_eq!(read["client"], client);
    let seconds = read["expiresOnUnixSeconds"].as_u64().unwrap();
    assert!(seconds > 1_700_000_000, "{seconds}");
    assert!(read["expiresOn"].as_str().unwrap().ends_with('Z'));
    assert_eq!(read.as_object().unwrap().len(), 7);
}

#[cfg(unix)]
#[test]
fn a_shell_reads_the_lines_of_the_form_env() {
    let emulator = emulator("default");
    let call = Call::with_client_secret(&emulator);
    let folder = tempfile::tempdir().unwrap();
    let host = emulator.authority_host();
    let script = format!(
        "eval \"$('{}' token -o env --variable MINE --authority-host {host})\"; echo \"$MINE $MINE_EXPIRES_ON\"",
        env!("CARGO_BIN_EXE_patless")
    );
    let command = call.command("/bin/sh".as_ref(), &["-c", &script], folder.path());
    let ended = call.check(command, folder.path()).fine();
    let (token, expires_on) = ended.stdout.trim().split_once(' ').unwrap();
    assert_eq!(token, access_tokens(&emulator).pop().unwrap());
    assert!(expires_on.parse::<u64>().is_ok(), "{expires_on}");
}

#[test]
fn a_failure_writes_nothing_to_standard_output() {
    let emulator = emulator("wrong-subject");
    for form in ["text", "json", "env"] {
        let call = Call::in_a_script_step(&emulator);
        let ended = call.run_on_emulator(&["token", "-o", form]);
        assert_eq!(ended.code(), Some(5), "{}", ended.stderr);
        assert_eq!(ended.stdout, "");
        let error = "error: no federated credential has this subject (AADSTS700213)";
        assert!(ended.stderr.contains(error), "{}", ended.stderr);
    }
}

#[test]
fn nothing_that_a_server_says_is_a_command_to_the_agent() {
    let emulator = emulator("wrong-subject");
    let ended = Call::in_a_script_step(&emulator).run_on_emulator(&["token"]);
    assert!(!ended.stderr.contains("##"), "{}", ended.stderr);
}

#[test]
fn a_token_that_expires_too_soon_is_not_handed_out() {
    let emulator = emulator("default");
    let call = Call::with_client_secret(&emulator).variable("PATLESS_MINIMUM_LIFETIME", "1440");
    let ended = call.run_on_emulator(&["token"]);
    assert_eq!(ended.code(), Some(3), "{}", ended.stderr);
    assert_eq!(ended.stdout, "");
    assert!(
        ended.stderr.contains("less than the requested 1440 min"),
        "{}",
        ended.stderr
    );
}

#[test]
fn a_quiet_call_says_nothing() {
    let emulator = emulator("default");
    let call = Call::with_client_secret(&emulator);
    let ended = call.run_on_emulator(&["token", "--quiet"]).fine();
    assert_eq!(ended.stderr, "");
}
