//! What is wrong with the command line is one clear error, and no request.

use super::call::{Call, emulator};

#[test]
fn two_sources_at_once_are_refused() {
    let emulator = emulator("default");
    let id = "00000000-0000-4000-8000-000000000001";
    let url = "https://login.microsoftonline.com";
    for (source, flag, value) in [
        ("azure-cli", "--client", id),
        ("azure-cli", "--authority-host", url),
        ("azure-developer-cli", "--client", id),
        ("client-secret", "--service-connection", id),
        ("client-certificate", "--service-connection", id),
        ("github-actions", "--service-connection", id),
        ("workload-identity", "--service-connection", id),
        ("managed-identity", "--tenant", id),
        ("managed-identity", "--service-connection", id),
        ("device-code", "--service-connection", id),
        ("variable", "--client", id),
    ] {
        for by_variable in [false, true] {
            let mut call = Call::with_client_secret(&emulator);
            let mut arguments = vec!["token", flag, value];
            if by_variable {
                call = call.variable("PATLESS_SOURCE", source);
            } else {
                arguments.extend(["--source", source]);
            }
            let ended = call.run(&arguments);
            assert_eq!(ended.code(), Some(2), "{}", ended.stderr);
            let error =
                format!("error: two sources at once: the source {source} does not use {flag}");
            assert!(ended.stderr.starts_with(&error), "{}", ended.stderr);
            assert_eq!(ended.stdout, "");
            assert!(ended.requests.is_empty());
        }
    }
}

#[test]
fn values_that_are_none_are_refused() {
    let emulator = emulator("default");
    for (arguments, error) in [
        (&["--source", "azure"][..], "azure"),
        (&["--tenant", "$(tenant)"], "--tenant is not an id"),
        (&["--client", "acme"], "--client is not an id"),
        (&["--scope", "devops"], "the scope of --scope is invalid"),
        (
            &["--authority-host", "http://login.example"],
            "--authority-host",
        ),
        (
            &["--minimum-lifetime", "1441"],
            "a number of minutes from 0 to 1440",
        ),
        (
            &["--retry-budget", "x"],
            "a number of seconds from 0 to 3600",
        ),
        (&["--output", "xml"], "xml"),
        (&["--variable", "A-B"], "no digit first"),
    ] {
        let call = Call::with_client_secret(&emulator);
        let ended = call.run(&[&["token"], arguments].concat());
        assert_eq!(ended.code(), Some(2), "{arguments:?}: {}", ended.stderr);
        assert!(ended.stderr.contains(error), "{}", ended.stderr);
        assert_eq!(ended.stdout, "");
        assert!(ended.requests.is_empty());
    }
}

#[test]
fn a_scope_of_another_cloud_is_refused_and_one_of_the_same_is_asked_for() {
    let emulator = emulator("default");
    let government = "https://management.usgovcloudapi.net";
    let public = "https://management.azure.com";
    for (authority_host, scope, code) in [
        ("https://login.microsoftonline.us", public, 2),
        ("https://login.microsoftonline.us", government, 6),
        ("https://login.microsoftonline.us", "keyVault", 6),
        ("https://login.partner.microsoftonline.cn", government, 2),
        ("https://login.microsoftonline.com", government, 2),
        ("https://login.microsoftonline.com", public, 6),
    ] {
        for by_variable in [false, true] {
            // No request leaves this machine.
            let mut call =
                Call::with_client_secret(&emulator).variable("HTTPS_PROXY", "http://127.0.0.1:9");
            let mut arguments = vec!["token", "--retry-budget", "0", "--scope", scope];
            if by_variable {
                call = call.variable("AZURE_AUTHORITY_HOST", authority_host);
            } else {
                arguments.extend(["--authority-host", authority_host]);
            }
            let ended = call.run(&arguments);
            assert_eq!(ended.code(), Some(code), "{scope}: {}", ended.stderr);
            let is_refused = ended.stderr.contains("but the identity is in Azure");
            assert_eq!(is_refused, code == 2, "{scope}: {}", ended.stderr);
        }
    }
}

/// Runs the rest of its command line at a terminal of its own, and prints what that shows and the exit code.
#[cfg(target_os = "linux")]
const TERMINAL: &str = r#"
import os, pty, sys
shown = b""
pid, terminal = pty.fork()
if pid == 0:
    os.execvp(sys.argv[1], sys.argv[1:])
while True:
    try:
        data = os.read(terminal, 1024)
    except OSError:
        break
    if not data:
        break
    shown += data
_, status = os.waitpid(pid, 0)
print(shown.replace(b"\r\n", b"\n").decode(), os.waitstatus_to_exitcode(status))
"#;

#[cfg(target_os = "linux")]
#[test]
fn a_terminal_gets_a_token_only_by_force() {
    let emulator = emulator("default");
    let host = emulator.authority_host().to_string();
    let binary = env!("CARGO_BIN_EXE_patless");
    for form in ["text", "header", "json", "env"] {
        for (force, code) in [(false, 2), (true, 0)] {
            let call = Call::with_client_secret(&emulator);
            let folder = tempfile::tempdir().unwrap();
            let mut arguments = vec!["-c", TERMINAL, binary, "token", "-q", "-o", form];
            arguments.extend(["--authority-host", &host]);
            arguments.extend(force.then_some("--force"));
            let before = emulator.requests().len();
            let command = call.command("python3".as_ref(), &arguments, folder.path());
            let ended = call.check(command, folder.path()).fine();
            assert!(
                ended.stdout.ends_with(&format!(" {code}\n")),
                "{form}: {}",
                ended.stdout
            );
            let refused = ended.stdout.contains("standard output is a terminal");
            assert_eq!(refused, !force, "{}", ended.stdout);
            assert_eq!(emulator.requests().len() > before, force);
        }
    }
}

#[test]
fn a_value_that_is_repeated_is_no_command_to_the_agent() {
    let emulator = emulator("default");
    let value = "##vso[task.setvariable variable=PWNED]yes";
    for arguments in [
        &["token", "--source", value][..],
        &["token", "--retry-budget", value],
        &["exec", "--variable", value, "--", "true"],
        &["whoami", value],
    ] {
        let ended = Call::in_a_script_step(&emulator).run(arguments);
        assert_ne!(ended.code(), Some(0));
        assert!(!ended.stderr.contains("##vso"), "{}", ended.stderr);
    }
}
