//! Which source is selected, and what is said about the others: each folder of `tests/cases/selection` is a case.
//!
//! `environment` has a variable a line, as `NAME=value`, and `@script-step` for all that an agent gives a script step,
//! `@github`, `@imds` and `@app-service` for what is set in such a place. `arguments` has an argument a line. Names in braces
//! stand for what the emulator has, `{home}` for the home folder. `files`, if it is there, is copied into that. `expected` is
//! what the call left.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use patless_emulator::world::ClientCertificate;
use patless_emulator::{CertificateFile, Emulator, Identity, ManagedIdentityHost as Host};

use super::call::{Call, Ended, access_tokens, emulator, with_secret};
use super::set_up::{by_variables, on_host};
use crate::filters::filtered;
use crate::job_environment;
use crate::snapshots;

/// Puts what the emulator has in place of the names in braces.
fn filled(text: &str, emulator: &Emulator, home: &Path) -> String {
    let world = emulator.world();
    let application = with_secret(emulator);
    let connection = job_environment::connection(emulator, job_environment::CONNECTION);
    [
        ("{tenant}", world.tenant.id.to_string()),
        ("{client}", application.client_id.to_string()),
        ("{secret}", application.client_secret.clone().unwrap()),
        ("{connection}", connection.id.to_string()),
        ("{connection-client}", connection.client_id.to_string()),
        ("{entra}", emulator.authority_host().to_string()),
        ("{home}", home.display().to_string()),
    ]
    .into_iter()
    .chain(certificates(text, emulator))
    .fold(text.to_owned(), |text, (name, value)| {
        text.replace(name, &value)
    })
}

/// Writes the client certificates that a text names.
fn certificates(text: &str, emulator: &Emulator) -> Vec<(&'static str, String)> {
    let all = [
        (
            "{certificate}",
            ClientCertificate::Registered,
            CertificateFile::Pem,
        ),
        (
            "{expired-certificate}",
            ClientCertificate::Expired,
            CertificateFile::Pem,
        ),
        (
            "{protected-certificate}",
            ClientCertificate::Registered,
            CertificateFile::Pkcs12WithPassword,
        ),
    ];
    let named = all.into_iter().filter(|(name, ..)| text.contains(name));
    named
        .map(|(name, certificate, file)| {
            let written = emulator.client_certificate_file(certificate, file);
            (name, written.unwrap().path.display().to_string())
        })
        .collect()
}

/// A call of the place that the first line of an environment names.
fn call<'e>(emulator: &'e Emulator, environment: &str) -> Call<'e> {
    match environment.lines().find(|line| line.starts_with('@')) {
        None => Call::at_a_desk(emulator),
        Some("@script-step") => Call::in_a_script_step(emulator),
        Some("@github") => by_variables(emulator, Identity::Github),
        Some("@imds") => on_host(emulator, Host::Imds),
        Some("@app-service") => on_host(emulator, Host::AppService),
        Some(other) => panic!("{other}"),
    }
}

/// Plays a case, and gives what it left.
fn play(case: &Path) -> String {
    let emulator = emulator("default");
    let home = tempfile::tempdir().unwrap();
    let read = |name: &str| {
        let text = fs::read_to_string(case.join(name)).unwrap();
        filled(&text, &emulator, home.path())
    };
    let environment = read("environment");
    let mut call = call(&emulator, &environment);
    for line in environment.lines().filter(|line| !line.starts_with('@')) {
        let (name, value) = line.split_once('=').unwrap();
        call = call.variable(name, value);
    }
    copy(&case.join("files"), home.path());
    let arguments = read("arguments");
    let arguments: Vec<_> = arguments.lines().collect();
    let binary = Path::new(env!("CARGO_BIN_EXE_patless"));
    let command = call.command(binary, &arguments, home.path());
    let text = described(&call.check(command, home.path()), &emulator);
    text.replace(home.path().to_str().unwrap(), "[home]")
}

fn copy(from: &Path, to: &Path) {
    for entry in fs::read_dir(from).into_iter().flatten() {
        let entry = entry.unwrap();
        let to = to.join(entry.file_name());
        if entry.path().is_dir() {
            fs::create_dir(&to).unwrap();
            copy(&entry.path(), &to);
        } else {
            fs::copy(entry.path(), to).unwrap();
        }
    }
}

/// What a call left, as a text that is the same in every run.
fn described(ended: &Ended, emulator: &Emulator) -> String {
    let mut text = format!("exit code {}\n", ended.code().unwrap());
    let mut stdout = ended.stdout.clone();
    for token in access_tokens(emulator) {
        stdout = stdout.replace(&token, "[access token]");
    }
    for (name, lines) in [
        ("standard output", stdout),
        ("standard error", ended.without_masks()),
    ] {
        write!(text, "\n{name}:\n{lines}").unwrap();
    }
    text.push_str("\nrequests:\n");
    for request in &ended.requests {
        let path = request.path.split('?').next().unwrap();
        writeln!(
            text,
            "{} {path} {}",
            request.method,
            request.scope.as_deref().unwrap_or("")
        )
        .unwrap();
    }
    filtered(&text, emulator)
}

#[test]
fn every_case_ends_as_reviewed() {
    let folder = snapshots::folder("selection");
    let written = Path::new(env!("CARGO_TARGET_TMPDIR")).join("selection");
    let mut different = Vec::new();
    let mut cases = 0;
    for entry in fs::read_dir(&folder).unwrap() {
        let case = entry.unwrap().path();
        let name = case.file_name().unwrap().to_str().unwrap();
        let actual = play(&case);
        cases += 1;
        if fs::read_to_string(case.join("expected")).is_ok_and(|expected| expected == actual) {
            continue;
        }
        fs::create_dir_all(written.join(name)).unwrap();
        fs::write(written.join(name).join("expected"), &actual).unwrap();
        different.push(format!("{name}:\n{actual}"));
    }
    assert!(cases > 40, "{cases}");
    let (old, new) = (folder.display(), written.display());
    assert!(
        different.is_empty(),
        "{}\n{} cases end differently\nto look: git diff --no-index {old} {new}\nto take over: cp -r {new}/. {old}",
        different.join("\n"),
        different.len()
    );
}
