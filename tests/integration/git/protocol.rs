//! `patless git-credential`, called as Git calls it.

use std::fs::File;
use std::path::Path;
use std::process::Stdio;

use patless_emulator::Emulator;

use super::emulator;
use crate::verbs::{Call, Ended, access_tokens};

/// Calls the helper with this question on standard input.
fn ask(emulator: &Emulator, options: &[&str], operation: &str, question: &[u8]) -> Ended {
    ask_as(
        &Call::with_client_secret(emulator),
        emulator,
        options,
        operation,
        question,
    )
}

fn ask_as(
    call: &Call<'_>,
    emulator: &Emulator,
    options: &[&str],
    operation: &str,
    question: &[u8],
) -> Ended {
    let folder = tempfile::tempdir().unwrap();
    let input = tempfile::tempdir().unwrap();
    let input = input.path().join("question");
    std::fs::write(&input, question).unwrap();
    let host = emulator.authority_host().to_string();
    let verb = ["git-credential", "--quiet", "--authority-host", &host];
    let arguments = [&verb[..], options, &[operation]].concat();
    let program = Path::new(env!("CARGO_BIN_EXE_patless"));
    let mut command = call.command(program, &arguments, folder.path());
    command.stdin(Stdio::from(File::open(input).unwrap()));
    call.check(command, folder.path())
}

const SERVICES: &[u8] = b"protocol=https\nhost=dev.azure.com\npath=acme/web/_git/web\n\n";

#[test]
fn each_protocol_gets_its_own_form() {
    let emulator = emulator("default");
    let basic = ask(&emulator, &[], "get", SERVICES).fine();
    let token = access_tokens(&emulator).pop().unwrap();
    let expected = format!("username=patless\npassword={token}\npassword_expiry_utc=");
    assert!(basic.stdout.starts_with(&expected));
    let question = [b"capability[]=authtype\n", SERVICES].concat();
    let bearer = ask(&emulator, &[], "get", &question).fine();
    let token = access_tokens(&emulator).pop().unwrap();
    let expected = format!(
        "capability[]=authtype\nauthtype=Bearer\nephemeral=1\ncredential={token}\npassword_expiry_utc="
    );
    assert!(bearer.stdout.starts_with(&expected));
}

#[test]
fn another_server_gets_no_answer_and_no_request_is_sent() {
    let emulator = emulator("default");
    let of = |protocol: &str, host: &str| format!("protocol={protocol}\nhost={host}\n\n");
    let organization = emulator.azure_devops_url();
    let port = organization.port().unwrap();
    for question in [
        of("https", "github.com"),
        of("http", "dev.azure.com"),
        of("https", "dev.azure.com.evil.example"),
        of("https", &format!("localhost:{port}")),
        of("http", "127.0.0.1"),
    ] {
        let ended = ask(&emulator, &[], "get", question.as_bytes()).fine();
        assert_eq!(
            (ended.stdout.as_str(), ended.stderr.as_str()),
            ("", ""),
            "{question}"
        );
    }
    // What a variable says about this machine does not count.
    let here = of("https", &format!("localhost:{port}"));
    let call =
        Call::with_client_secret(&emulator).variable("SYSTEM_COLLECTIONURI", organization.as_str());
    let ended = ask_as(&call, &emulator, &[], "get", here.as_bytes());
    assert_eq!(ended.fine().stdout, "");
    assert!(emulator.requests().is_empty());
}

#[test]
fn what_the_command_line_names_is_served() {
    let emulator = emulator("default");
    let question = b"protocol=https\nhost=git.acme.example\n\n";
    let ended = ask(&emulator, &["--host", "Git.acme.example"], "get", question);
    assert!(ended.fine().stdout.contains("password="));
    let organization = emulator.azure_devops_url();
    let question = format!(
        "protocol=https\nhost=localhost:{}\n",
        organization.port().unwrap()
    );
    let options = ["--organization", organization.as_str()];
    let ended = ask(&emulator, &options, "get", question.as_bytes());
    assert!(ended.fine().stdout.contains("password="));
}

#[test]
fn what_is_malformed_gets_an_error_and_no_output() {
    let emulator = emulator("default");
    let long = vec![b'x'; 100_000];
    for (question, told) in [
        (&b""[..], "it has no protocol"),
        (b"protocol=https\n", "it has no host"),
        (b"protocol=https\nhost\n", "line 2 is not NAME=VALUE"),
        (b"host=dev.azure.com\nhost=x\n", "it has more than one host"),
        (b"protocol=https\r\n", "line 1 is not UTF-8"),
        (b"host=\xff\n", "line 1 is not UTF-8"),
        (&long, "longer than 64 KiB"),
    ] {
        let ended = ask(&emulator, &[], "get", question);
        assert_eq!(ended.code(), Some(2), "{}", ended.stderr);
        assert!(ended.stderr.contains(told), "{}", ended.stderr);
        assert_eq!(ended.stdout, "");
    }
    assert!(emulator.requests().is_empty());
}

#[test]
fn nothing_is_stored_and_nothing_is_there_to_erase() {
    let emulator = emulator("default");
    let question = [SERVICES, b"username=x\npassword=of-somebody\n"].concat();
    for operation in ["store", "capability", "whatever"] {
        let ended = ask(&emulator, &[], operation, &question).fine();
        assert_eq!(
            (ended.stdout.as_str(), ended.stderr.as_str()),
            ("", ""),
            "{operation}"
        );
    }
    let ended = ask(&emulator, &[], "erase", &question).fine();
    assert_eq!(ended.stdout, "");
    let told = "https://dev.azure.com/acme/web/_git/web refused the access token";
    assert!(ended.stderr.contains(told), "{}", ended.stderr);
    let other = b"protocol=https\nhost=github.com\n";
    assert_eq!(ask(&emulator, &[], "erase", other).fine().stderr, "");
    assert!(emulator.requests().is_empty());
}

#[test]
fn a_failure_has_git_give_up() {
    let emulator = emulator("default");
    let call = Call::at_a_desk(&emulator);
    let options = ["--source", "client-secret"];
    let ended = ask_as(&call, &emulator, &options, "get", SERVICES);
    assert_eq!(ended.stdout, "quit=1\n");
    assert_eq!(ended.code(), Some(3), "{}", ended.stderr);
}

#[test]
fn a_line_in_a_question_is_no_command_to_the_agent() {
    let emulator = emulator("default");
    let question = [
        SERVICES.trim_ascii_end(),
        b"##vso[task.setvariable variable=x]y\n",
    ]
    .concat();
    let ended = ask(&emulator, &[], "erase", &question).fine();
    assert!(ended.stderr.contains("refused"), "{}", ended.stderr);
    assert!(!ended.stderr.contains("##vso["), "{}", ended.stderr);
}
